"""Small files of every kind, made in memory: sound ones, broken ones, and ones that pretend."""

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 20 + b"\xff\xd9"
EXE = b"MZ\x90\x00\x03" + b"\x00" * 60 + b"This program cannot be run in DOS mode."
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CONTENT_TYPES = "[Content_Types].xml"


def png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))
        )

    head = struct.pack("!IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return made.getvalue()


def office(main: str, **more: bytes) -> bytes:
    """An OOXML package with this main part."""
    return zipped({CONTENT_TYPES: b"<Types/>", main: b"<x/>"} | more)


def docx(**more: bytes) -> bytes:
    return office("word/document.xml", **more)


def xlsx(**more: bytes) -> bytes:
    return office("xl/workbook.xml", **more)


def pptx(**more: bytes) -> bytes:
    return office("ppt/presentation.xml", **more)


def open_package(mimetype: str, **more: bytes) -> bytes:
    """An ODF or HWPX package."""
    return zipped({"mimetype": mimetype.encode(), "content.xml": b"<x/>"} | more)


def hwp(flags: int = 1, *names: str, is_hwp: bool = True) -> bytes:
    """An OLE compound file: its table, its directory, and the header stream of an HWP file."""
    streams = ("Root Entry", "FileHeader" if is_hwp else "WordDocument", *names)
    directory = b"".join(_entry(name, 5 if not at else 2) for at, name in enumerate(streams))
    directory = directory.ljust(512 * (-(-len(directory) // 512)), b"\0")
    sectors = len(directory) // 512
    table = [0xFFFFFFFD, *(at + 1 for at in range(2, sectors + 1)), 0xFFFFFFFE, 0xFFFFFFFE]
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<I", head, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", head, 76, 0, *([0xFFFFFFFF] * 108))
    body = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010000, flags)
    table_bytes = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    return bytes(head) + table_bytes + directory + (body if is_hwp else b"").ljust(512, b"\0")


def _entry(name: str, kind: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    entry = bytearray(128)
    entry[: len(text)] = text
    struct.pack_into("<H", entry, 64, len(text))
    entry[66] = kind
    return bytes(entry)
