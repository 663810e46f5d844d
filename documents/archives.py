"""Looking into zip containers: which office file one is, and whether anything hides in it.

Nothing is unpacked: the directory is read, and the first bytes of each part.
"""

import io
import zipfile
import zlib

from documents.compounds import SIGNATURE as OLE
from documents.refusing import Unacceptable

MOST_PARTS = 10_000
MOST_UNPACKED = 1024 * 1024 * 1024
#: Office files shrink well, but none to a hundredth of a hundredth of what they hold.
MOST_RATIO = 200
SMALL = 10 * 1024 * 1024
#: The part that makes a package what it is.
MAIN_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
MIMETYPES = {
    "application/hwp+zip": "hwpx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}
PACKED = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".jar", ".cab", ".iso")
PACKED_HEADS = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
PROGRAM_HEADS = (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
#: Drawings of office files that are packed by themselves.
PACKED_DRAWINGS = (".emz", ".wmz")
HEAD = 64


def type_of_archive(file: bytes, depth: int = 0) -> str:
    """docx, xlsx, pptx, hwpx, odt or ods. Raises Unacceptable for anything else, and says why."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            return _type_of(archive, depth)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise Unacceptable("document_damaged") from error


def is_program(head: bytes) -> bool:
    """Whether the first bytes are a program's. A text may begin with MZ; it has no zero bytes."""
    return head.startswith(PROGRAM_HEADS) or (head.startswith(b"MZ") and b"\0" in head)


def _type_of(archive: zipfile.ZipFile, depth: int) -> str:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Unacceptable("document_encrypted")
    _refuse_bomb(parts)
    names = {part.filename for part in parts}
    if len(names) != len(parts) or any(_leaves(name) for name in names):
        raise Unacceptable("document_damaged")
    found = _declared(archive, names)
    _refuse_macros(found, names)
    for part in parts:
        if not part.is_dir():
            _look_at(archive, part, depth)
    return found


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise Unacceptable("document_bomb")
    if unpacked > SMALL and unpacked > MOST_RATIO * max(packed, 1):
        raise Unacceptable("document_bomb")


def _declared(archive: zipfile.ZipFile, names: set[str]) -> str:
    """What the package says it is; one that says two things is none."""
    found = {kind for part, kind in MAIN_PARTS.items() if part in names}
    if "[Content_Types].xml" not in names:
        found.clear()
    if "mimetype" in names:
        told = archive.read("mimetype")[:100].decode("ascii", "replace").strip()
        if told not in MIMETYPES:
            raise Unacceptable("document_type", found="zip")
        found.add(MIMETYPES[told])
    if len(found) != 1:
        raise Unacceptable("document_two_types" if found else "document_archive")
    kind = found.pop()
    if kind in MIMETYPES.values() and "META-INF/manifest.xml" in names:
        # A password leaves the directory readable and says so in the manifest only.
        with archive.open("META-INF/manifest.xml") as manifest:
            if b"encryption-data" in manifest.read(SMALL):
                raise Unacceptable("document_encrypted")
    return kind


def _refuse_macros(kind: str, names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any("vbaproject" in name or "vbadata" in name or "/macrosheets/" in name for name in lower):
        raise Unacceptable("document_macros")
    if kind in ("odt", "ods") and any(
        name.startswith(("basic/", "scripts/")) and not name.endswith("/") for name in lower
    ):
        raise Unacceptable("document_macros")


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo, depth: int) -> None:
    name = part.filename.lower()
    with archive.open(part) as opened:
        head = opened.read(HEAD)
    is_packed = name.endswith(PACKED) or head.startswith(PACKED_HEADS)
    if is_packed and not name.endswith(PACKED_DRAWINGS):
        raise Unacceptable("document_nested", part=part.filename)
    if is_program(head):
        raise Unacceptable("document_program_inside", part=part.filename)
    if head.startswith(b"PK\x03\x04"):
        # The table behind a chart is a workbook inside the presentation: usual, one deep.
        if depth or part.file_size > SMALL * 5:
            raise Unacceptable("document_nested", part=part.filename)
        try:
            type_of_archive(archive.read(part), depth + 1)
        except Unacceptable as fault:
            if fault.code == "document_archive":
                raise Unacceptable("document_nested", part=part.filename) from fault
            raise
    if head.startswith(OLE) and part.file_size <= SMALL * 5:
        content = archive.read(part)
        if "\x01Ole10Native".encode("utf-16-le") in content:
            raise Unacceptable("document_nested", part=part.filename)


def _leaves(name: str) -> bool:
    """A part that would land outside its folder if somebody unpacked the file."""
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")
