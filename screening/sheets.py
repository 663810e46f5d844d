"""Rows of text out of what people bring: pasted cells, a CSV file, an XLSX workbook."""

import csv
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

MOST_ROWS = 500
LARGEST_FILE = 2_000_000
#: A workbook is a ZIP file: what it unpacks to is told before it is unpacked.
LARGEST_UNPACKED = 60_000_000
Rows = list[list[str]]


class Unreadable(Exception):
    """Why a file gives no rows, in a sentence."""


def rows_of_text(text: str) -> Rows:
    """Cells with tabs between them, as a spreadsheet copies them, or with commas."""
    lines = text.strip("\ufeff\r\n").splitlines()
    delimiter = "\t" if any("\t" in line for line in lines) else ","
    return [
        [cell.strip() for cell in cells]
        for cells in csv.reader(StringIO("\n".join(lines)), delimiter=delimiter)
    ]


def rows_of_file(data: bytes) -> Rows:
    """The first sheet of a workbook, or a CSV file in UTF-8."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(_("The file is larger than two megabytes."))
    if data.startswith(b"PK"):
        return _of_workbook(data)
    try:
        return rows_of_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable(_("The file is neither an XLSX workbook nor text in UTF-8.")) from None


def as_text(rows: Rows) -> str:
    """The rows as one would paste them."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in cells) for cells in rows)


def _of_workbook(data: bytes) -> Rows:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNPACKED:
                raise Unreadable(_("The workbook unpacks to more than a list of goods needs."))
        sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
        found: Sequence[Sequence[object]] = sheet.to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, IndexError, ValueError):
        raise Unreadable(_("The workbook can't be read; save it as XLSX once more.")) from None
    rows = [[_cell(each) for each in cells] for cells in found[: MOST_ROWS + 50]]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _cell(value: object) -> str:
    """A number without the ".0" a sheet keeps, anything else as it is read."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
