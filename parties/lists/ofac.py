"""The list of specially designated nationals of the United States, in its XML and its CSV."""

import re
from collections.abc import Iterable, Sequence

from engine.parties.values import Identity
from engine.problems import Problem
from parties.lists.countries import country_code
from parties.lists.dates import plain_date
from parties.lists.trees import Element
from parties.lists.values import Listed, ListFile, Unreadable, fault

SORTS = {"individual": "person", "entity": "entity", "vessel": "vessel", "aircraft": "aircraft"}
NOTHING = "-0-"
COLUMNS = 12
ADDRESS = ("address1", "address2", "address3", "city", "stateOrProvince", "country")
_ALIAS = re.compile(r"[af]\.?k\.?a\.?\s+['\"]?([^;'\"]+)", re.IGNORECASE)
_BORN = re.compile(r"\bDOB\s+([^;.]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:IMO|Passport|Registration ID|Identification Number)\s+([A-Z0-9-]{5,})")
_NATIONALITY = re.compile(r"\b(?:nationality|citizen)\s+([^;.]+)", re.IGNORECASE)


def read_ofac(root: Element) -> ListFile:
    """sdn.xml. Raises Unreadable with every entry that has no number or name."""
    entries: list[Listed] = []
    faults: list[Problem] = []
    for each in root.all("sdnEntry"):
        names = _name(each)
        if each.told("uid") and names:
            entries.append(_entry(each, names))
        else:
            faults.append(fault("list_entry", each.line))
    if faults:
        raise Unreadable(*faults)
    published = root.told("publshInformation", "Publish_Date")
    return ListFile("ofac", plain_date(published), entries)


def read_ofac_table(rows: Iterable[tuple[int, Sequence[str]]]) -> ListFile:
    """sdn.csv, which has no headings. Raises Unreadable with every faulty line."""
    entries: list[Listed] = []
    faults: list[Problem] = []
    for line, row in rows:
        told = ["" if cell.strip() == NOTHING else cell.strip() for cell in row]
        if len(told) != COLUMNS or not told[0].isdecimal() or not told[1]:
            faults.append(fault("list_entry", line))
            continue
        entries.append(_of_row(told))
    if faults:
        raise Unreadable(*faults)
    return ListFile("ofac", "", entries)


def _name(each: Element) -> str:
    return " ".join(part for tag in ("firstName", "lastName") if (part := each.told(tag)))


def _entry(each: Element, name: str) -> Listed:
    aliases = tuple(filter(None, (_name(aka) for aka in each.all("akaList", "aka"))))
    countries = [
        *each.tells("nationalityList", "nationality", "country"),
        *each.tells("citizenshipList", "citizenship", "country"),
        *each.tells("addressList", "address", "country"),
        *each.tells("vesselInfo", "vesselFlag"),
    ]
    born = each.tells("dateOfBirthList", "dateOfBirthItem", "dateOfBirth")
    addresses = (
        ", ".join(part for tag in ADDRESS if (part := at.told(tag)))
        for at in each.all("addressList", "address")
    )
    identity = Identity(
        (name,),
        aliases,
        tuple(filter(None, map(plain_date, born))),
        tuple(dict.fromkeys(map(country_code, countries))),
        tuple(each.tells("idList", "id", "idNumber")),
        tuple(filter(None, addresses)),
    )
    sort = SORTS.get(each.told("sdnType").casefold(), "entity")
    return Listed(each.told("uid"), sort, identity, ", ".join(each.tells("programList", "program")))


def _of_row(told: Sequence[str]) -> Listed:
    """What the table has no column for stands in its remarks."""
    number, name, sort, programme, *_, flag, _owner, remarks = told
    if sort.casefold() == "individual" and "," in name:
        last, _comma, first = name.partition(",")
        name = f"{first.strip()} {last.strip()}"
    countries = [flag, *_NATIONALITY.findall(remarks)]
    identity = Identity(
        (name,),
        tuple(each.strip() for each in _ALIAS.findall(remarks)),
        tuple(filter(None, map(plain_date, _BORN.findall(remarks)))),
        tuple(dict.fromkeys(country_code(each) for each in countries if each)),
        tuple(_NUMBER.findall(remarks)),
    )
    return Listed(number, SORTS.get(sort.casefold(), "entity"), identity, programme)
