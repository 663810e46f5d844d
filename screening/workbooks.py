"""Workbooks to take away: an empty one to fill in, and the lines with their verdicts.

Every cell of text is written as text: what begins with = or + stays what somebody typed.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from roadmaps import vocabulary
from roadmaps.record_choices import CURRENCIES
from screening.bulk import COLUMNS, DIRECTIONS, UNITS
from screening.sheets import MOST_ROWS

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = (12, 14, 34, 34, 12, 10, 16, 10)


def template() -> bytes:
    """An empty list of goods with its headings; codes are text, choices are offered."""
    file = BytesIO()
    with Workbook(file, TEXT_ONLY) as book:
        bold = book.add_format({"bold": True, "bg_color": "#ECF2FE", "bottom": 1})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(_("Goods"))
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(COLUMNS):
            sheet.set_column(place, place, WIDTHS[place], text if name == "hs" else None)
            sheet.write_string(0, place, vocabulary.field_name("goods", name), bold)
        choices = {
            "direction": list(DIRECTIONS),
            "unit": list(dict.fromkeys(UNITS.values())),
            "currency": list(CURRENCIES),
        }
        for name, offered in choices.items():
            place = COLUMNS.index(name)
            offer = {"validate": "list", "source": offered, "error_type": "warning"}
            sheet.data_validation(1, place, MOST_ROWS, place, offer)
        notes = book.add_worksheet(_("How to fill it in"))
        notes.set_column(0, 0, 100)
        for row, sentence in enumerate(_notes()):
            notes.write_string(row, 0, sentence)
    return file.getvalue()


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of one sheet; numbers are numbers, everything else is text."""
    file = BytesIO()
    with Workbook(file, TEXT_ONLY) as book:
        bold = book.add_format({"bold": True, "bg_color": "#ECF2FE", "bottom": 1})
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings) - 1, 18)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, bold)
        for number, cells in enumerate(rows, start=1):
            for place, cell in enumerate(cells):
                if cell is None:
                    continue
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                else:
                    sheet.write_number(number, place, cell)
        sheet.autofilter(0, 0, sheet.dim_rowmax or 0, len(headings) - 1)
    return file.getvalue()


def _notes() -> list[str]:
    return [
        _("One line a row. Direction: into (반출) or out (반입)."),
        _("HS codes are text, so that 0301 keeps its first digit; dots may stand in them."),
        _("An empty cell means unknown, not zero. A quantity needs a unit, a value a currency."),
        _("Nothing is added before you have looked at the rows and confirmed them."),
    ]
