"""The consolidated financial sanctions list of the European Union, in its XML and its CSV."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.parties.values import Identity
from engine.problems import Problem
from parties.lists.countries import country_code
from parties.lists.dates import plain_date
from parties.lists.trees import Element
from parties.lists.values import Listed, ListFile, Unreadable, fault

SORTS = {"person": "person", "p": "person", "enterprise": "entity", "e": "entity"}
KEY, NAME = "Entity_LogicalId", "NameAlias_WholeName"
ADDRESS = ("street", "city", "region", "countryDescription")
ROW_ADDRESS = ("Address_Street", "Address_City", "Address_CountryDescription")


@dataclass(slots=True)
class _Gathered:
    """What the rows of one entity tell together."""

    line: int
    reference: str
    sort: str
    programme: str
    told: dict[str, list[str]] = field(default_factory=dict)

    def add(self, what: str, text: str) -> None:
        if text and text not in self.told.setdefault(what, []):
            self.told[what].append(text)

    def listed(self) -> Listed:
        first, *aliases = self.told["names"]
        rest = {name: tuple(self.told.get(name, ())) for name in (
            "dates", "countries", "identifiers", "addresses")}  # fmt: skip
        identity = Identity((first,), tuple(aliases), **rest)
        return Listed(self.reference, self.sort, identity, self.programme)


def read_eu(root: Element) -> ListFile:
    """Raises Unreadable with every entity that has no reference or name."""
    found: list[_Gathered] = []
    for each in root.all("sanctionEntity"):
        kind = next(each.all("subjectType"), None)
        sort = SORTS.get((kind.attributes.get("code", "") if kind else "").casefold(), "entity")
        number = each.attributes.get("euReferenceNumber") or each.attributes.get("logicalId", "")
        programme = next((r.attributes.get("programme", "") for r in each.all("regulation")), "")
        one = _Gathered(each.line, number, sort, programme)
        _gather(one, each)
        found.append(one)
    return _file(found, root.attributes.get("generationDate", ""))


def read_eu_table(rows: Iterable[tuple[int, Mapping[str, str]]]) -> ListFile:
    """The CSV: a row for each detail, those of one entity under its number."""
    found: dict[str, _Gathered] = {}
    published = ""
    for line, row in rows:
        published = published or row.get("fileGenerationDate", "")
        key = row.get(KEY, "")
        one = found.get(key)
        if one is None:
            sort = row.get("Entity_SubjectType", "") or row.get(
                "Entity_SubjectType_ClassificationCode", ""
            )
            number = row.get("Entity_EU_ReferenceNumber") or key
            programme = row.get("Entity_Regulation_Programme", "")
            one = _Gathered(line, number, SORTS.get(sort.casefold(), "entity"), programme)
            found[key] = one
        one.add("names", row.get(NAME, ""))
        one.add("dates", plain_date(row.get("BirthDate_BirthDate", "")))
        for column in ("Citizenship_CountryIsoCode", "Address_CountryIsoCode"):
            one.add("countries", country_code(row.get(column, "")))
        one.add("identifiers", row.get("Identification_Number", ""))
        one.add("addresses", ", ".join(t for name in ROW_ADDRESS if (t := row.get(name, ""))))
    return _file(list(found.values()), published)


def _gather(one: _Gathered, each: Element) -> None:
    for name in each.all("nameAlias"):
        one.add("names", name.attributes.get("wholeName", ""))
    for born in each.all("birthdate"):
        told = born.attributes
        one.add("dates", plain_date(told.get("birthdate", "") or told.get("year", "")))
    for tag in ("citizenship", "address"):
        for at in each.all(tag):
            one.add("countries", country_code(at.attributes.get("countryIso2Code", "")))
    for number in each.all("identification"):
        one.add("identifiers", number.attributes.get("number", ""))
    for at in each.all("address"):
        one.add("addresses", ", ".join(t for name in ADDRESS if (t := at.attributes.get(name, ""))))


def _file(found: list[_Gathered], published: str) -> ListFile:
    faults: list[Problem] = [
        fault("list_entry", one.line)
        for one in found
        if not one.reference or "names" not in one.told
    ]
    if faults:
        raise Unreadable(*faults)
    return ListFile("eu", plain_date(published), [one.listed() for one in found])
