"""Looking into OLE compound files, the container of HWP and of old office files."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HWP = b"HWP Document File".ljust(32, b"\0")
#: Of the flags in an HWP file's header.
PASSWORD, SCRIPT, RIGHTS = 0x02, 0x08, 0x10
LAST = 0xFFFFFFFA
ENTRY = 128


@dataclass(frozen=True, slots=True)
class Compound:
    """The names of a compound file's storages and streams, and its HWP flags if it is one."""

    names: frozenset[str]
    hwp_flags: int | None


class BrokenCompound(Exception):
    """The directory can't be read: cut short, or not what its signature says."""


def read_compound(file: bytes) -> Compound:
    """Raises BrokenCompound."""
    try:
        names = frozenset(_names(file))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise BrokenCompound from error
    if "Root Entry" not in names and "R" not in names:
        raise BrokenCompound
    return Compound(names, _hwp_flags(file) if "FileHeader" in names else None)


def _names(file: bytes) -> Iterator[str]:
    for entry in _directory(file):
        length = struct.unpack_from("<H", entry, 64)[0]
        kind = entry[66]
        if kind and 2 <= length <= 64:
            yield entry[: length - 2].decode("utf-16-le")


def _directory(file: bytes) -> Iterator[bytes]:
    (shift,) = struct.unpack_from("<H", file, 30)
    if shift not in (9, 12):
        raise BrokenCompound
    size = 1 << shift
    (sector,) = struct.unpack_from("<I", file, 48)
    table = _allocation(file, size)
    seen: set[int] = set()
    while sector < LAST and sector not in seen:
        seen.add(sector)
        start = (sector + 1) * size
        block = file[start : start + size]
        yield from (block[at : at + ENTRY] for at in range(0, len(block) - ENTRY + 1, ENTRY))
        sector = table[sector]


def _allocation(file: bytes, size: int) -> list[int]:
    """Which sector follows which. A big file names its tables in further sectors."""
    places = list(struct.unpack_from("<109I", file, 76))
    (more,) = struct.unpack_from("<I", file, 68)
    seen: set[int] = set()
    while more < LAST and more not in seen:
        seen.add(more)
        *found, more = struct.unpack_from(f"<{size // 4}I", file, (more + 1) * size)
        places += found
    table: list[int] = []
    for place in places:
        if place < LAST:
            table += struct.unpack_from(f"<{size // 4}I", file, (place + 1) * size)
    return table


def _hwp_flags(file: bytes) -> int | None:
    """The flags behind signature and version; the header is small enough to lie in one piece."""
    at = file.find(HWP, 512)
    return struct.unpack_from("<I", file, at + 36)[0] if at >= 0 and len(file) >= at + 40 else None
