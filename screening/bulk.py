"""Goods lines from rows of cells: what each row means, and what is wrong in which cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from engine.changes import Add
from engine.plan import Plan
from engine.records import GoodsLine
from engine.screening import digits
from roadmaps.record_choices import CURRENCIES
from roadmaps.record_keys import free_key
from screening.coding import Candidate, candidates
from screening.sheets import MOST_ROWS, Rows

COLUMNS = ("direction", "hs", "name_ko", "name_en", "quantity", "unit", "value", "currency")
DIRECTIONS: Mapping[str, str] = {"into": "into", "out": "out", "반출": "into", "반입": "out"}
#: Units by what people write; the plan keeps the first word for each.
UNITS: Mapping[str, str] = {
    **{each: each for each in ("ea", "set", "pair", "kg", "t", "m", "m2", "m3", "km", "L", "kL")},
    **{each: each for each in ("ha", "kW", "MW", "kWh", "MWh", "kVA", "MVA", "bbl", "lot")},
    "개": "ea",
    "대": "ea",
    "벌": "set",
    "세트": "set",
    "켤레": "pair",
    "톤": "t",
    "식": "lot",
    "㎡": "m2",
    "㎥": "m3",
    "l": "L",
    "kl": "kL",
}
MOST_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row, counted from 1 as a spreadsheet counts: its cells, its faults by column.

    `candidates` are offered where the code is missing or is none.
    """

    number: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]
    faults: Mapping[str, str]
    candidates: Sequence[Candidate] = ()

    @property
    def shown(self) -> Sequence[tuple[str, str, str]]:
        """Column, what stands there, and what is wrong with it."""
        return [(name, self.cells[name], self.faults.get(name, "")) for name in COLUMNS]


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows, and what is wrong with the whole."""

    rows: Sequence[RowRead]
    fault: str = ""
    heading: int = field(default=0)

    @property
    def faults(self) -> int:
        return sum(len(row.faults) for row in self.rows) + bool(self.fault)


def read_rows(rows: Rows) -> Reading:
    """What the rows mean. A first row of headings is left out, and so are empty rows."""
    if len(rows) > MOST_ROWS + 1:
        return Reading((), _("At most %(most)s rows at a time.") % {"most": MOST_ROWS})
    found = [
        _row(number, cells)
        for number, cells in enumerate(rows, start=1)
        if any(cells) and not (number == 1 and _is_heading(cells))
    ]
    return Reading(found, "" if found else _("There is no row to read."))


def lines_of(reading: Reading, plan: Plan, project: str) -> list[Add]:
    """The changes that add the rows to the project; only for a reading without a fault."""
    made: list[Add] = []
    for row in reading.rows:
        key = free_key(plan, GoodsLine.kind, {"project": project, **row.values})
        record = GoodsLine(key, project=project, **row.values)
        plan = plan.with_record(record)
        made.append(Add(record))
    return made


def _is_heading(cells: Sequence[str]) -> bool:
    return cells[0].lower() not in DIRECTIONS and not any(map(digits, cells[1:2]))


def _row(number: int, given: Sequence[str]) -> RowRead:
    cells = dict(zip(COLUMNS, [*given, *[""] * len(COLUMNS)], strict=False))
    faults: dict[str, str] = {}
    if any(given[len(COLUMNS) :]):
        faults["direction"] = _("There are more than %(most)s cells.") % {"most": len(COLUMNS)}
    direction = DIRECTIONS.get(cells["direction"].lower(), "")
    if not direction:
        faults["direction"] = _("“%(found)s” is no direction; write into or out.") % {
            "found": cells["direction"]
        }
    hs = _code(cells["hs"], faults)
    if not cells["name_ko"]:
        faults["name_ko"] = _("The name in Korean is missing.")
    amounts = {name: _amount(cells[name], name, faults) for name in ("quantity", "value")}
    values = {
        "name_ko": cells["name_ko"],
        "name_en": cells["name_en"],
        "direction": direction,
        "hs": hs,
        **amounts,
        "unit": _unit(cells["unit"], amounts["quantity"], faults),
        "currency": _currency(cells["currency"], amounts["value"], faults),
    }
    words = f"{cells['name_ko']} {cells['name_en']}".strip()
    offered = candidates(words)[:MOST_CANDIDATES] if "hs" in faults and words else ()
    return RowRead(number, cells, values, faults, tuple(offered))


def _code(text: str, faults: dict[str, str]) -> str:
    """Digits in pairs: a spreadsheet that took 0301 for a number has lost its first one."""
    hs = digits(text)
    if not 2 <= len(hs) <= 10 or hs != text.replace(".", "").replace(" ", ""):
        faults["hs"] = _("“%(found)s” is no HS code; write two to ten digits.") % {"found": text}
    elif len(hs) % 2:
        values = {"found": text, "meant": f"0{hs}"}
        faults["hs"] = _("“%(found)s” has lost a digit; is it %(meant)s?") % values
    return hs


def _unit(text: str, quantity: Decimal | None, faults: dict[str, str]) -> str:
    unit = UNITS.get(text) or UNITS.get(text.lower(), "")
    if text and not unit:
        values = {"found": text, "known": ", ".join(dict.fromkeys(UNITS.values()))}
        faults["unit"] = _("“%(found)s” is no unit known here; known are %(known)s.") % values
    elif quantity is not None and not unit:
        faults["unit"] = _("A quantity needs its unit.")
    return unit


def _currency(text: str, value: Decimal | None, faults: dict[str, str]) -> str:
    currency = text.upper()
    if currency and currency not in CURRENCIES:
        values = {"found": text, "known": ", ".join(CURRENCIES)}
        faults["currency"] = _("“%(found)s” is no currency known here; known are %(known)s.") % (
            values
        )
    elif value is not None and not currency:
        faults["currency"] = _("A value needs its currency in three letters.")
    return currency


def _amount(text: str, name: str, faults: dict[str, str]) -> Decimal | None:
    """A number with or without separators; an empty cell is not known, and no zero."""
    if not text:
        return None
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found < 0:
        faults[name] = _("“%(found)s” is no amount.") % {"found": text}
        return None
    return found
