"""The words of an uploaded document: plain text, Word (.docx) or Hangul (.hwpx).

Both office formats are zip files of XML. Sizes are looked at before anything is unpacked.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

MOST_BYTES = 5_000_000
MOST_UNPACKED = 40_000_000
MOST_LETTERS = 200_000
PARAGRAPH = re.compile(r"\}p$")
RUN = re.compile(r"\}t$")
PARTS = {
    ".docx": re.compile(r"^word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$"),
    ".hwpx": re.compile(r"^Contents/section\d+\.xml$"),
}


class Unreadable(Exception):
    """The file holds no text that can be read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def text_of(name: str, content: bytes) -> str:
    """The text of a document, by the ending of its name. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("document_too_big")
    ending = "." + name.lower().rpartition(".")[2]
    if ending == ".txt":
        return _plain(content)[:MOST_LETTERS]
    if ending not in PARTS:
        raise Unreadable("document_of_unknown_kind")
    return "\n".join(_paragraphs(content, PARTS[ending]))[:MOST_LETTERS]


def _plain(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("document_unreadable")


def _paragraphs(content: bytes, parts: re.Pattern[str]) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = sorted(
                (each for each in archive.infolist() if parts.match(each.filename)),
                key=lambda each: (len(each.filename), each.filename),
            )
            if sum(each.file_size for each in found) > MOST_UNPACKED:
                raise Unreadable("document_too_big")
            if not found:
                raise Unreadable("document_unreadable")
            for each in found:
                yield from _of_part(archive.read(each))
    except (zipfile.BadZipFile, ElementTree.ParseError, RuntimeError, NotImplementedError):
        raise Unreadable("document_unreadable") from None


def _of_part(content: bytes) -> Iterator[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("document_unreadable") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("document_unreadable")
    # Entities, all that makes XML dangerous here, have just been refused.
    for paragraph in ElementTree.fromstring(text).iter():  # noqa: S314
        if PARAGRAPH.search(str(paragraph.tag)):
            text = "".join(each.text or "" for each in _runs(paragraph))
            if text.strip():
                yield text


def _runs(paragraph: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The runs of a paragraph, but not those of a paragraph inside it (a table's cell)."""
    for child in paragraph:
        if PARAGRAPH.search(str(child.tag)):
            continue
        if RUN.search(str(child.tag)):
            yield child
        yield from _runs(child)
