"""Goods lines from a spreadsheet: rows pasted or uploaded, with an error for each bad one."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from engine.changes import Add
from engine.plan import Plan
from engine.records import GoodsLine
from engine.screening import digits
from roadmaps.record_keys import free_key

COLUMNS = ("direction", "hs", "name_ko", "name_en", "quantity", "unit", "value", "currency")
DIRECTIONS: Mapping[str, str] = {"into": "into", "out": "out", "반출": "into", "반입": "out"}
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one row, counted from 1 as a spreadsheet counts."""

    row: int
    sentence: str


def read_lines(text: str, plan: Plan, project: str) -> tuple[list[Add], list[Fault]]:
    """The changes that add the rows to the project; nothing should be written if a fault is there.

    Columns by place: direction, HS code, name in Korean, name in English, quantity, unit, value,
    currency; tabs or commas between them. A first row of headings is left out.
    """
    lines = text.strip("\ufeff\r\n").splitlines()
    delimiter = "\t" if lines and "\t" in lines[0] else ","
    rows = list(csv.reader(StringIO("\n".join(lines)), delimiter=delimiter))
    if len(rows) > MOST_ROWS:
        told = _("At most %(most)s rows at a time.") % {"most": MOST_ROWS}
        return [], [Fault(MOST_ROWS + 1, told)]
    made: list[Add] = []
    faults: list[Fault] = []
    for number, cells in enumerate(rows, start=1):
        if not any(cell.strip() for cell in cells) or (number == 1 and _is_heading(cells)):
            continue
        values, wrong = _values([cell.strip() for cell in cells])
        faults += [Fault(number, each) for each in wrong]
        if not wrong:
            key = free_key(plan, GoodsLine.kind, {"project": project, **values})
            record = GoodsLine(key, project=project, **values)
            plan = plan.with_record(record)
            made.append(Add(record))
    if not made and not faults:
        faults.append(Fault(1, _("There is no row to read.")))
    return made, faults


def _is_heading(cells: list[str]) -> bool:
    return cells[0].strip().lower() not in DIRECTIONS and not any(map(digits, cells[1:2]))


def _values(cells: list[str]) -> tuple[dict[str, Any], list[str]]:
    raw = dict(zip(COLUMNS, [*cells, *[""] * len(COLUMNS)], strict=False))
    wrong: list[str] = []
    if len(cells) > len(COLUMNS):
        wrong.append(_("There are more than %(most)s cells.") % {"most": len(COLUMNS)})
    direction = DIRECTIONS.get(raw["direction"].lower(), "")
    if not direction:
        told = _("“%(found)s” is no direction; write into or out.")
        wrong.append(told % {"found": raw["direction"]})
    hs = digits(raw["hs"])
    if not 2 <= len(hs) <= 10 or hs != raw["hs"].replace(".", "").replace(" ", ""):
        wrong.append(
            _("“%(found)s” is no HS code; write two to ten digits.") % {"found": raw["hs"]}
        )
    if not raw["name_ko"]:
        wrong.append(_("The name in Korean is missing."))
    amounts = {name: _amount(raw[name], wrong) for name in ("quantity", "value")}
    if amounts["value"] is not None and len(raw["currency"]) != 3:
        wrong.append(_("A value needs its currency in three letters."))
    names = {"name_ko": raw["name_ko"], "name_en": raw["name_en"]}
    units = {"unit": raw["unit"], "currency": raw["currency"].upper()}
    return {**names, "direction": direction, "hs": hs, **amounts, **units}, wrong


def _amount(text: str, wrong: list[str]) -> Decimal | None:
    """A number with or without separators; an empty cell is not known, and no zero."""
    if not text:
        return None
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found < 0:
        wrong.append(_("“%(found)s” is no amount.") % {"found": text})
        return None
    return found
