"""The file that travels, as text: a readable header, the sealed bytes in Base64, nothing else.

Whoever carries files from one network to the other reads the header and sees that the rest is no
program. One content has exactly one text: what is read is written anew and compared, so no byte
(a blank, the case of a letter, a spare bit of Base64) can be changed unseen. None of what stands
here is trusted before `courier.sealing` has opened it.
"""

import base64
import binascii
import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal

from core.errors import Invalid
from engine.problems import Problem

VERSION = 1
MAGIC = "COURIER PACKAGE"
END = "END OF COURIER PACKAGE\n"
#: Larger files are refused before a byte of them is looked at.
MOST_BYTES = 24 * 1024 * 1024
LONGEST_HEADER = 4_000
WIDTH = 76
Sort = Literal["plan", "answer"]
SORTS: tuple[Sort, ...] = ("plan", "answer")
FIRST_LINE = re.compile(rf"{MAGIC} (\d{{1,6}})\n")
FINGERPRINT = re.compile(r"\d{40}")
HEX = {"ephemeral": 64, "nonce": 24}


@dataclass(frozen=True, slots=True)
class Header:
    """What the carrier may read: what it is, from whom, to whom, how large.

    `sender` and `recipient` are fingerprints. `ephemeral` and `nonce` are what opening takes.
    """

    sort: Sort
    number: int
    made: str
    sender: str
    sender_name: str
    recipient: str
    recipient_name: str
    size: int
    ephemeral: str
    nonce: str

    @property
    def made_at(self) -> datetime:
        return datetime.fromisoformat(self.made)


@dataclass(frozen=True, slots=True)
class Wire:
    """A file that has the form of a package. Whether it is one, only opening it says."""

    header: Header
    sealed: bytes


def header_bytes(header: Header) -> bytes:
    """The first line and the header, as they stand in the file: both are authenticated."""
    text = json.dumps(asdict(header), ensure_ascii=False, sort_keys=True, indent=1)
    return f"{MAGIC} {VERSION}\n{text}\n\n".encode()


def write_wire(wire: Wire) -> bytes:
    text = base64.b64encode(wire.sealed).decode()
    lines = "".join(f"{text[at : at + WIDTH]}\n" for at in range(0, len(text), WIDTH))
    return header_bytes(wire.header) + lines.encode() + END.encode()


def read_wire(file: bytes) -> Wire:
    """The parts of the file. Raises Invalid where it can't be a package, is cut off, or is newer.

    What is said here anybody can see in the file: no key has been used yet.
    """
    if len(file) > MOST_BYTES:
        raise Invalid(Problem("package_size", ("file",), {"most": MOST_BYTES // 1024 // 1024}))
    try:
        text = file.decode()
    except UnicodeDecodeError:
        raise Invalid(Problem("package_form", ("file",))) from None
    first = FIRST_LINE.match(text)
    if first is None:
        raise Invalid(Problem("package_form", ("file",)))
    if int(first[1]) > VERSION:
        raise Invalid(Problem("package_newer", ("file",), {"version": int(first[1])}))
    head, _, body = text[first.end() :].partition("\n\n")
    header = _header(head)
    if not body.endswith(END) or len(body) < len(END) + header.size * 4 // 3:
        raise Invalid(Problem("package_cut", ("file",)))
    wire = Wire(header, _sealed(body.removesuffix(END)))
    if write_wire(wire) != file or len(wire.sealed) != header.size:
        raise Invalid(Problem("package_changed", ("file",)))
    return wire


def _header(text: str) -> Header:
    try:
        found = json.loads(text) if len(text) <= LONGEST_HEADER else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not _is_header(found):
        raise Invalid(Problem("package_changed", ("file",)))
    return Header(**found)


def _is_header(found: dict[str, Any]) -> bool:
    kinds = {each.name: int if each.name in {"number", "size"} else str for each in fields(Header)}
    if set(found) != set(kinds) or any(type(found[name]) is not kinds[name] for name in kinds):
        return False
    try:
        has_zone = datetime.fromisoformat(found["made"]).tzinfo is not None
    except ValueError:
        return False
    return (
        has_zone
        and found["sort"] in SORTS
        and 0 < found["number"] < 2**31
        and 0 < found["size"] < MOST_BYTES
        and all(FINGERPRINT.fullmatch(found[name]) for name in ("sender", "recipient"))
        and all(re.fullmatch(rf"[0-9a-f]{{{HEX[name]}}}", found[name]) for name in HEX)
    )


def _sealed(body: str) -> bytes:
    try:
        return base64.b64decode(body.replace("\n", ""), validate=True)
    except (binascii.Error, ValueError):
        raise Invalid(Problem("package_changed", ("file",))) from None
