"""Reads the CSV files of UN Comtrade, of the present portal and of the old one."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from engine.problems import Problem

#: The headings of each column: the present portal's, its preview's, and the old portal's.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "reporter": ("reporterISO", "Reporter ISO"),
    "partner": ("partnerISO", "Partner ISO"),
    "flow": ("flowCode", "Trade Flow Code", "flowDesc", "Trade Flow"),
    "goods": ("cmdCode", "Commodity Code"),
    "period": ("period", "refPeriodId", "Period"),
    "value": ("primaryValue", "Trade Value (US$)"),
}
FLOWS = {"m": "import", "x": "export", "1": "import", "2": "export"}
FLOWS |= {"import": "import", "export": "export", "imports": "import", "exports": "export"}
YEARS = range(1962, 2100)
MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the file; without a month it is of the whole year. `value` in US dollars."""

    reporter: str
    partner: str
    flow: str
    goods: str
    year: int
    month: int | None
    value: Decimal

    @property
    def key(self) -> tuple[str, str, str, str, int, int | None]:
        return (self.reporter, self.partner, self.flow, self.goods, self.year, self.month)


class Unreadable(Exception):
    """The file can't be taken in. `problems` name line and column."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*(problem.code for problem in problems))
        self.problems = problems


def read_comtrade(file: bytes) -> list[Line]:
    """Every line of the file, or every fault of it. Raises Unreadable.

    Re-exports and re-imports are left out: they are no trade of the country's own goods.
    """
    rows = csv.DictReader(io.StringIO(_text(file)))
    columns = _columns(rows.fieldnames or ())
    found: dict[tuple[object, ...], Line] = {}
    faults: list[Problem] = []
    for number, row in enumerate(rows, 2):
        try:
            line = _line(row, columns, number)
        except Unreadable as fault:
            faults += fault.problems
            continue
        if line is None:
            continue
        known = found.setdefault(line.key, line)
        if known is not line and known.value != line.value:
            faults.append(_fault("trade_twice", number, goods=line.goods, year=line.year))
    if not faults and not found:
        faults.append(Problem("trade_empty"))
    if faults:
        raise Unreadable(*faults[:MOST_FAULTS])
    return list(found.values())


def _text(file: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return file.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(Problem("trade_encoding"))


def _columns(headings: "list[str] | tuple[str, ...] | object") -> dict[str, str]:
    """Which heading of the file stands for which of our columns."""
    known = [str(heading).strip() for heading in headings] if isinstance(headings, list) else []
    found = {
        column: next((name for name in names if name in known), "")
        for column, names in COLUMNS.items()
    }
    missing = [COLUMNS[column][0] for column, heading in found.items() if not heading]
    if missing:
        raise Unreadable(Problem("trade_columns", tuple(missing), {"columns": ", ".join(missing)}))
    return found


def _line(row: Mapping[str, str | None], columns: Mapping[str, str], number: int) -> Line | None:
    told = {column: (row.get(heading) or "").strip() for column, heading in columns.items()}
    faults = list(_faults(told, number))
    if faults:
        raise Unreadable(*faults)
    flow = FLOWS.get(told["flow"].lower())
    if flow is None:
        return None
    year, month = int(told["period"][:4]), told["period"][4:]
    return Line(
        told["reporter"].upper(),
        told["partner"].upper(),
        flow,
        told["goods"].upper(),
        year,
        int(month) if month else None,
        Decimal(told["value"].replace(",", "")).quantize(Decimal("0.01")),
    )


def _faults(told: Mapping[str, str], number: int) -> Iterator[Problem]:
    for column in ("reporter", "partner"):
        if len(told[column]) != 3 or not told[column].isalpha():
            yield _fault("trade_country", number, column=COLUMNS[column][0], value=told[column])
    if told["goods"].upper() != "TOTAL" and not (
        told["goods"].isdigit() and len(told["goods"]) in (2, 4, 6)
    ):
        yield _fault("trade_goods", number, value=told["goods"])
    if not _is_period(told["period"]):
        yield _fault("trade_period", number, value=told["period"])
    try:
        value = Decimal(told["value"].replace(",", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0 or value >= 10**16:
        yield _fault("trade_value", number, value=told["value"])


def _is_period(text: str) -> bool:
    if not (text.isascii() and text.isdigit() and len(text) in (4, 6)):
        return False
    return int(text[:4]) in YEARS and (len(text) == 4 or 1 <= int(text[4:]) <= 12)


def _fault(code: str, line: int, **values: object) -> Problem:
    return Problem(code, (str(line),), {"line": line, **values})
