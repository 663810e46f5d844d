"""What is taken is wholly one thing and says so in its name; everything else is told why not."""

import io
import zipfile

import pytest

from documents.filenames import clean_name
from documents.refusing import Unacceptable
from documents.sniffing import MIME, sniff
from tests.documents.made_files import (
    EXE,
    JPG,
    PDF,
    docx,
    hwp,
    office,
    open_package,
    png,
    pptx,
    xlsx,
    zipped,
)

HWPX = "application/hwp+zip"
HWPX_FILE = open_package(HWPX)
TAKEN = {
    "pdf": PDF,
    "png": png(),
    "jpg": JPG,
    "hwp": hwp(),
    "hwpx": HWPX_FILE,
    "docx": docx(),
    "xlsx": xlsx(),
    "pptx": pptx(**{"ppt/embeddings/chart.xlsx": xlsx(), "ppt/media/a.emz": b"\x1f\x8b\x08"}),
    "odt": open_package(MIME["odt"]),
    "ods": open_package(MIME["ods"]),
    "csv": "품목,수량\n재봉기,20\n".encode("cp949"),
    "txt": "﻿확인서\n".encode(),
}


def bomb() -> bytes:
    return docx(**{"word/media/a.bmp": b"\0" * (30 * 1024 * 1024)})


def encrypted() -> bytes:
    """The flag of an encrypted entry, set in both of its headers."""
    made = bytearray(docx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(signature) + offset] |= 1
    return bytes(made)


REFUSED = [
    ("empty.pdf", b"", "document_empty"),
    ("invoice.pdf", EXE, "document_program"),
    ("invoice.exe", EXE, "document_type"),
    ("run.txt", b"#!/bin/sh\nid\n", "document_program"),
    ("mz.csv", b"MZ,\0\0", "document_program"),
    ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "document_type"),
    ("logo.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "document_markup"),
    ("page.txt", b"  <HTML><script>alert(1)</script>", "document_markup"),
    ("page.csv", b"a,b\n<script>alert(1)</script>,2\n", "document_markup"),
    ("paper.pdf", TAKEN["docx"], "document_mismatch"),
    ("book.xlsx", TAKEN["docx"], "document_mismatch"),
    ("photo.png", JPG, "document_mismatch"),
    ("list.pdf", TAKEN["csv"], "document_mismatch"),
    ("old.hwp", hwp(is_hwp=False), "document_old_office"),
    ("old.hwp", hwp(0)[:600], "document_damaged"),
    ("locked.hwp", hwp(0x03), "document_encrypted"),
    ("script.hwp", hwp(0x09), "document_macros"),
    ("locked.docx", hwp(0, "EncryptedPackage", is_hwp=False), "document_encrypted"),
    ("locked.docx", encrypted(), "document_encrypted"),
    (
        "locked.odt",
        open_package(MIME["odt"], **{"META-INF/manifest.xml": b"<m:encryption-data/>"}),
        "document_encrypted",
    ),
    ("locked.pdf", PDF.replace(b"<<>>\n%%", b"<</Encrypt 5 0 R>>\n%%"), "document_encrypted"),
    ("script.pdf", PDF.replace(b"<<>>", b"<</S /JavaScript>>", 1), "document_macros"),
    ("macro.docx", docx(**{"word/vbaProject.bin": b"x"}), "document_macros"),
    ("macro.ods", open_package(MIME["ods"], **{"Basic/a/b.xml": b"x"}), "document_macros"),
    ("bomb.docx", bomb(), "document_bomb"),
    ("parts.zip", zipped({"a.txt": b"a"}), "document_type"),
    ("parts.docx", zipped({"a.txt": b"a"}), "document_archive"),
    ("two.docx", office("word/document.xml", **{"xl/workbook.xml": b"x"}), "document_two_types"),
    ("nested.docx", docx(**{"word/a.zip": zipped({"a": b"a"})}), "document_nested"),
    ("nested.docx", docx(**{"word/a.bin": zipped({"a": b"a"})}), "document_nested"),
    (
        "deep.pptx",
        pptx(**{"ppt/a.xlsx": xlsx(**{"xl/b.docx": docx()})}),
        "document_nested",
    ),
    ("inner.pptx", pptx(**{"ppt/a.xlsx": xlsx(**{"xl/vbaProject.bin": b"x"})}), "document_macros"),
    ("virus.docx", docx(**{"word/media/a.png": EXE}), "document_program_inside"),
    ("object.docx", docx(**{"word/o.bin": hwp(0, "\x01Ole10Native")}), "document_nested"),
    ("slip.docx", docx(**{"../../etc/passwd": b"x"}), "document_damaged"),
    ("both.pdf", PDF + docx(), "document_two_types"),
    ("both.jpg", JPG + zipped({"a": b"a"}), "document_two_types"),
    ("both.png", png() + b"<?php", "document_two_types"),
    ("both.txt", b"hello\n" + PDF, "document_two_types"),
    ("cut.png", png()[:-10], "document_damaged"),
    ("cut.pdf", PDF[:-8], "document_damaged"),
    ("cut.docx", docx()[:-30], "document_damaged"),
    ("utf16.txt", "확인서".encode("utf-16"), "document_type"),
    ("none", PDF, "document_type"),
]


@pytest.mark.parametrize("ending", TAKEN)
def test_a_sound_file_is_what_it_says(ending: str) -> None:
    assert sniff(f"file.{ending}", TAKEN[ending]) == ending


@pytest.mark.parametrize(("name", "file", "code"), REFUSED)
def test_a_file_that_is_not_taken_says_why(name: str, file: bytes, code: str) -> None:
    with pytest.raises(Unacceptable) as caught:
        sniff(name, file)
    assert caught.value.code == code


def test_every_type_is_tried_here() -> None:
    assert set(TAKEN) == set(MIME)


def test_a_picture_may_be_called_jpeg() -> None:
    assert sniff("photo.JPEG", JPG) == "jpg"


def test_a_package_is_read_without_being_unpacked() -> None:
    """A lie about a part's size in the directory is not believed: reading stops there."""
    made = bytearray(docx(**{"word/a.xml": b"a" * 1000}))
    at = made.rindex(b"PK\x01\x02")
    made[at + 24 : at + 28] = (2**31 - 1).to_bytes(4, "little")
    assert zipfile.is_zipfile(io.BytesIO(made))

    with pytest.raises(Unacceptable) as caught:
        sniff("lie.docx", bytes(made))
    assert caught.value.code == "document_bomb"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/확인서.pdf", "확인서.pdf"),
        ("C:\\Users\\jin\\확인서.PDF", "확인서.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("확인서.pdf", "확인서.pdf"),
        (" .hidden.txt. ", "hidden.txt"),
        ("CON.txt", "file CON.txt"),
        ('a<b>:"c".pdf', "abc.pdf"),
        ("", "file"),
        ("가" * 300 + ".hwpx", "가" * 145 + ".hwpx"),
    ],
)
def test_a_name_is_cleaned(given: str, clean: str) -> None:
    assert clean_name(given) == clean
