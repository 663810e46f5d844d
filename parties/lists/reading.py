"""Which list a file is, and its entries: told by what stands in it, not by its name."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from python_calamine import CalamineError, CalamineWorkbook

from engine.parties.values import Identity
from engine.problems import Problem
from parties.lists.countries import country_code
from parties.lists.dates import plain_date
from parties.lists.eu import KEY, NAME, read_eu, read_eu_table
from parties.lists.ofac import COLUMNS, read_ofac, read_ofac_table
from parties.lists.trees import read_tree
from parties.lists.un import read_un
from parties.lists.values import Listed, ListFile, Unreadable, fault

ROOTS = {"CONSOLIDATED_LIST": read_un, "sdnList": read_ofac, "export": read_eu}
#: The headings of a table of one's own; several values of one cell are parted by a semicolon.
HEADINGS = (
    "reference", "type", "name", "original_name", "aliases", "dates", "countries", "identifiers",
    "addresses", "programme",
)  # fmt: skip
SORTS = ("person", "entity", "vessel", "aircraft")


def read_list(file: bytes) -> ListFile:
    """Every entry of the file, or every fault of it by line. Raises Unreadable."""
    if file.startswith(b"PK\x03\x04"):
        found = _own(_of_workbook(file))
    elif file.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root = read_tree(file)
        if root.name not in ROOTS:
            raise Unreadable(Problem("list_unknown", ("1",), {"found": root.name[:40]}))
        found = ROOTS[root.name](root)
    else:
        found = _of_table(_text(file))
    if not found.entries:
        raise Unreadable(Problem("list_empty"))
    _refuse_twins(found)
    return found


def _of_table(text: str) -> ListFile:
    first = text.partition("\n")[0]
    if KEY in first and NAME in first:
        rows = csv.DictReader(io.StringIO(text), delimiter=";")
        return read_eu_table((n, _stripped(row)) for n, row in enumerate(rows, 2))
    plain = list(csv.reader(io.StringIO(text)))
    if plain and len(plain[0]) == COLUMNS and plain[0][0].strip().isdecimal():
        # The file ends with the end-of-file sign of an older system.
        kept = [(n, row) for n, row in enumerate(plain, 1) if row and row != ["\x1a"]]
        return read_ofac_table(kept)
    return _own(plain)


def _own(rows: Sequence[Sequence[str]]) -> ListFile:
    if not rows or not set(HEADINGS[:3]) <= {cell.strip() for cell in rows[0]}:
        found = ", ".join(rows[0])[:60] if rows else ""
        raise Unreadable(Problem("list_unknown", ("1",), {"found": found}))
    headings = [cell.strip() for cell in rows[0]]
    entries: list[Listed] = []
    faults: list[Problem] = []
    for line, row in enumerate(rows[1:], 2):
        told = dict(zip(headings, (cell.strip() for cell in row), strict=False))
        if not any(told.values()):
            continue
        if not (told.get("reference") and told.get("name")):
            faults.append(fault("list_entry", line))
        elif told.get("type") not in SORTS:
            faults.append(fault("list_sort", line, found=told.get("type", "")[:20]))
        else:
            entries.append(_own_entry(told))
    if faults:
        raise Unreadable(*faults)
    return ListFile("own", "", entries)


def _own_entry(told: dict[str, str]) -> Listed:
    identity = Identity(
        tuple(filter(None, (told["name"], told.get("original_name", "")))),
        tuple(_parts(told, "aliases")),
        tuple(filter(None, map(plain_date, _parts(told, "dates")))),
        tuple(map(country_code, _parts(told, "countries"))),
        tuple(_parts(told, "identifiers")),
        tuple(_parts(told, "addresses")),
    )
    return Listed(told["reference"], told["type"], identity, told.get("programme", ""))


def _parts(told: dict[str, str], name: str) -> Iterator[str]:
    return (part.strip() for part in told.get(name, "").split(";") if part.strip())


def _of_workbook(file: bytes) -> list[list[str]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError) as error:
        raise Unreadable(Problem("list_unknown", ("1",), {"found": "xlsx"})) from error
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(value: object) -> str:
    """A number that is whole was typed without its point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _stripped(row: dict[str, str]) -> dict[str, str]:
    return {name: (text or "").strip() for name, text in row.items() if name}


def _text(file: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return file.decode(encoding)
        except UnicodeDecodeError:
            continue
    return file.decode("latin-1")  # the older files of the United States


def _refuse_twins(found: ListFile) -> None:
    twins = [key for key, count in Counter(e.reference for e in found.entries).items() if count > 1]
    if twins:
        raise Unreadable(*(Problem("list_twice", (key,), {"found": key}) for key in sorted(twins)))
