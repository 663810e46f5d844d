"""What a file is, by its content. Its name has to say the same; its browser's word counts nothing.

A file is taken only if it is wholly one thing: what two programs would read as two things is
refused, and so is whatever runs when it is opened.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping

import puremagic

from documents.archives import HEAD, is_program, type_of_archive
from documents.compounds import PASSWORD, RIGHTS, SCRIPT, BrokenCompound, read_compound
from documents.compounds import SIGNATURE as OLE
from documents.refusing import Unacceptable

OFFICE = "application/vnd.openxmlformats-officedocument"
#: The types that are taken, as they are told to a browser.
MIME: Mapping[str, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "hwp": "application/x-hwp",
    "hwpx": "application/hwp+zip",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "txt": "text/plain",
}
ENDINGS: Mapping[str, str] = {**{name: name for name in MIME}, "jpeg": "jpg"}
ACCEPT = ",".join(f".{ending}" for ending in ENDINGS)
#: Where a text stops being one: a browser or an interpreter would take it for a page or a program.
MARKUP = re.compile(
    rb"<\s*(!doctype|html|svg|script|iframe|body|head|\?php|\?xml|[a-z]+:script)", re.IGNORECASE
)
TABS = "\t\n\r\f\ufeff"
LOOKED_AT = 64 * 1024
SNIFFED = 4096


def sniff(name: str, file: bytes) -> str:
    """The type of the file, one of MIME. Raises Unacceptable with the reason."""
    if not file:
        raise Unacceptable("document_empty")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in ENDINGS:
        raise Unacceptable("document_type", found=ending or _guess(file))
    found = _type_of(file)
    if found == "text":
        found = ending if ending in ("csv", "txt") else "txt"
    if ENDINGS[ending] != found:
        raise Unacceptable("document_mismatch", ending=ending, found=found)
    return found


def _type_of(file: bytes) -> str:
    if is_program(file[:HEAD]):
        raise Unacceptable("document_program")
    if file.startswith(b"PK\x03\x04"):
        return type_of_archive(file)
    _refuse_two_in_one(file)
    if file.startswith(b"%PDF-"):
        return _pdf(file)
    if file.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(file)
    if file.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if file.startswith(OLE):
        return _hwp(file)
    return _text(file)


def _refuse_two_in_one(file: bytes) -> None:
    """A zip is read from its end and a PDF from anywhere near its start, so both can hide."""
    if zipfile.is_zipfile(io.BytesIO(file)):
        raise Unacceptable("document_two_types")
    if b"%PDF-" in file[1:1024]:
        raise Unacceptable("document_two_types")


def _pdf(file: bytes) -> str:
    if b"%%EOF" not in file[-2048:]:
        raise Unacceptable("document_damaged")
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", file):
        raise Unacceptable("document_encrypted")
    if re.search(rb"/(JavaScript|Launch)\b", file):
        raise Unacceptable("document_macros")
    return "pdf"


def _png(file: bytes) -> str:
    """Every chunk up to the last, and nothing behind it."""
    at = 8
    while at + 12 <= len(file):
        length = int.from_bytes(file[at : at + 4], "big")
        kind = file[at + 4 : at + 8]
        at += 12 + length
        if kind == b"IEND":
            break
    else:
        raise Unacceptable("document_damaged")
    if at != len(file):
        raise Unacceptable("document_two_types")
    return "png"


def _hwp(file: bytes) -> str:
    try:
        compound = read_compound(file)
    except BrokenCompound as error:
        raise Unacceptable("document_damaged") from error
    if "EncryptedPackage" in compound.names:
        raise Unacceptable("document_encrypted")
    if compound.hwp_flags is None:
        raise Unacceptable("document_old_office")
    if compound.hwp_flags & (PASSWORD | RIGHTS):
        raise Unacceptable("document_encrypted")
    if compound.hwp_flags & SCRIPT or compound.names & {"_VBA_PROJECT", "VBA", "Macros"}:
        raise Unacceptable("document_macros")
    return "hwp"


def _text(file: bytes) -> str:
    text = _decoded(file)
    if text is None or any(
        unicodedata.category(sign) == "Cc" and sign not in TABS for sign in text[:LOOKED_AT]
    ):
        raise Unacceptable("document_type", found=_guess(file))
    if MARKUP.search(file[:SNIFFED]):
        raise Unacceptable("document_markup")
    return "text"


def _decoded(file: bytes) -> str | None:
    for encoding in ("utf-8", "cp949"):
        try:
            return file.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _guess(file: bytes) -> str:
    """What the file seems to be, for the sentence that refuses it."""
    try:
        return puremagic.from_string(file[:LOOKED_AT]).lstrip(".") or "?"
    except (puremagic.PureError, ValueError):
        return "?"
