"""A supply network as a workbook: two sheets, one row a record; written out and read back.

Reading finds every fault with its sheet and row before anything is changed. A row whose code the
plan has alters that record, any other adds one; nothing is taken out.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO, StringIO
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.translation import override
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter import Workbook

from engine.changes import Add, Alter, Change, apply_all
from engine.codec import decode_record, encode_value
from engine.diligence.kinds import crooked
from engine.diligence.network import SupplyNetwork
from engine.plan import Plan
from engine.problems import BrokenPlan, Problem
from engine.records import KINDS, Entity, Relation
from roadmaps import vocabulary

SHEETS: Mapping[str, str] = {"entity": "entities", "relation": "relations"}
MOST_ROWS = 2_000
TRUE, FALSE = ("true", "yes", "1", "예", "y"), ("false", "no", "0", "아니오", "n", "")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row, counted from 1 as a spreadsheet counts; row 0: the file itself."""

    sheet: str
    row: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file comes to: the changes it means, or every fault in it."""

    changes: Sequence[Change]
    faults: Sequence[Fault]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one kind of record, its headings first."""

    kind: str
    rows: Sequence[Sequence[Any]]


def written(network: SupplyNetwork) -> bytes:
    """The network as a workbook; the headings are the fields' names of the REST interface."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True})
        for kind, name in SHEETS.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            headings = _headings(kind)
            sheet.write_row(0, 0, headings, bold)
            records: Sequence[Any] = (
                tuple(network.entities.values()) if kind == "entity" else network.relations
            )
            for row, record in enumerate(records, start=1):
                for column, heading in enumerate(headings):
                    text = _cell(getattr(record, heading))
                    if text:
                        sheet.write_string(row, column, text)
    return buffer.getvalue()


def sheets_in(content: bytes, name: str, kind: str) -> list[Sheet]:
    """The sheets of an uploaded file: a workbook's, or the one of a CSV file of this kind.

    Raises BrokenPlan where it is neither.
    """
    if name.lower().endswith(".csv"):
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise BrokenPlan(Problem("not_utf8", (name,))) from None
        return [Sheet(kind, list(csv.reader(StringIO(text))))]
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except (CalamineError, OSError, ValueError):
        raise BrokenPlan(Problem("not_a_workbook", (name,))) from None
    named = {each.lower(): each for each in book.sheet_names}
    found = [
        Sheet(each, book.get_sheet_by_name(named[title]).to_python(skip_empty_area=False))
        for each, title in SHEETS.items()
        if title in named
    ]
    if not found:
        raise BrokenPlan(Problem("no_such_sheet", (name,), {"sheets": ", ".join(SHEETS.values())}))
    return found


def read_network(plan: Plan, project: str, sheets: Sequence[Sheet]) -> Taken:
    """The changes these sheets mean for a project's network, or every fault in them."""
    faults: list[Fault] = []
    places: dict[tuple[str, str], tuple[str, int]] = {}
    changes: list[Change] = []
    for sheet in sorted(sheets, key=lambda each: list(SHEETS).index(each.kind)):
        title = SHEETS[sheet.kind]
        if len(sheet.rows) > MOST_ROWS + 1:
            faults.append(
                Fault(title, 0, Problem("too_many_rows_in_sheet", (), {"most": MOST_ROWS}))
            )
            continue
        for number, record in _records(sheet, project, faults):
            if (sheet.kind, record.key) in places:
                faults.append(Fault(title, number, Problem("key_twice", (record.key,))))
                continue
            places[sheet.kind, record.key] = title, number
            changes += _change(plan, record, title, number, faults)
    if not changes and not places and not faults:
        faults.append(Fault("", 0, Problem("no_rows")))
    if not faults:
        faults += _unsound(plan, changes, places)
    return Taken([] if faults else changes, faults)


def _records(
    sheet: Sheet, project: str, faults: list[Fault]
) -> Iterator[tuple[int, Entity | Relation]]:
    title = SHEETS[sheet.kind]
    columns = _columns(sheet, faults)
    for number, cells in enumerate(sheet.rows[1:], start=2):
        if not any(str(cell).strip() for cell in cells):
            continue
        raw: dict[str, Any] = {}
        for name, cell in zip(columns, cells, strict=False):
            if name and str(cell).strip() != "":
                raw[name] = _raw(sheet.kind, name, cell)
        if sheet.kind == "entity":
            raw = {"name_ko": "", "name_en": "", **raw, "project": raw.get("project", project)}
        try:
            record = decode_record(sheet.kind, raw)
        except BrokenPlan as broken:
            faults += [Fault(title, number, problem) for problem in broken.problems]
            continue
        if isinstance(record, Entity | Relation):
            yield number, record


def _columns(sheet: Sheet, faults: list[Fault]) -> list[str]:
    """Which field each column holds, by its name or by its word in either language."""
    known = _by_heading(sheet.kind)
    columns: list[str] = []
    for cell in sheet.rows[0] if sheet.rows else ():
        heading = str(cell).strip()
        name = known.get(heading.lower(), "")
        if heading and not name:
            problem = Problem("unknown_column", (heading,), {"found": heading})
            faults.append(Fault(SHEETS[sheet.kind], 1, problem))
        columns.append(name)
    return columns


def _change(
    plan: Plan, record: Entity | Relation, title: str, number: int, faults: list[Fault]
) -> Iterator[Change]:
    """A new record is added, a known one altered where it differs."""
    if not plan.has(record.kind, record.key):
        yield Add(record)
        return
    old = plan.find(record.kind, record.key)
    if isinstance(old, Entity) and isinstance(record, Entity) and old.project != record.project:
        problem = Problem("of_another_project", (record.key,), {"project": old.project})
        faults.append(Fault(title, number, problem))
        return
    values = {
        each.name: getattr(record, each.name)
        for each in fields(record)
        if getattr(record, each.name) != getattr(old, each.name)
    }
    if values:
        yield Alter(record.kind, record.key, values)


def _unsound(
    plan: Plan, changes: Sequence[Change], places: Mapping[tuple[str, str], tuple[str, int]]
) -> Iterator[Fault]:
    """What is wrong once all rows are there together: references, ends, fields of other sorts."""
    try:
        after = apply_all(plan, changes)
    except BrokenPlan as broken:
        rows = {key: place for (_kind, key), place in places.items()}
        for problem in broken.problems:
            yield Fault(*rows.get(problem.about[0], ("", 0)), problem)
        return
    for (kind, key), place in places.items():
        record = after.find(kind, key)
        if isinstance(record, Entity | Relation):
            for problem in crooked(after, record):
                yield Fault(*place, problem)


def _headings(kind: str) -> list[str]:
    names = [each.name for each in fields(KINDS[kind])]
    return [name for name in names if name != "project"]


def _by_heading(kind: str) -> dict[str, str]:
    names = [each.name for each in fields(KINDS[kind])]
    found = {name: name for name in names}
    for language in ("ko", "en"):
        with override(language):
            found |= {vocabulary.field_name(kind, name).lower(): name for name in names}
    return found | {name: name for name in names}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    if value is None:
        return ""
    encoded = encode_value(value)
    return "; ".join(encoded) if isinstance(encoded, list) else str(encoded)


def _raw(kind: str, name: str, cell: Any) -> Any:
    """A cell as JSON would hold the field's value; the reader refuses what can't be."""
    hint = get_type_hints(KINDS[kind])[name]
    is_open = type(None) in get_args(hint)
    sort = next(each for each in get_args(hint) if each is not type(None)) if is_open else hint
    text = _text(cell)
    if get_origin(sort) is tuple:
        parts = text.replace(",", ";").split(";")
        return [part.strip() for part in parts if part.strip()]
    if sort is bool:
        lowered = text.lower()
        return True if lowered in TRUE else False if lowered in FALSE else text
    if sort is int:
        whole = text.replace(",", "")
        return int(whole) if whole.isdecimal() else text
    if sort is Decimal:
        return _decimal_text(text)
    return text.replace(".", "-") if sort is date and len(text) == 10 else text


def _text(cell: Any) -> str:
    """Spreadsheets keep whole numbers as 12.0 and days as moments."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _decimal_text(text: str) -> str:
    try:
        return str(Decimal(text.replace(",", "")))
    except InvalidOperation:
        return text
