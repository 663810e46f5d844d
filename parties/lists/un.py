"""The consolidated list of the United Nations, in its XML."""

from engine.parties.values import Identity
from engine.problems import Problem
from parties.lists.countries import country_code
from parties.lists.dates import plain_date
from parties.lists.trees import Element
from parties.lists.values import Listed, ListFile, Unreadable, fault

NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
GROUPS = (("INDIVIDUALS", "INDIVIDUAL", "person"), ("ENTITIES", "ENTITY", "entity"))
ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")


def read_un(root: Element) -> ListFile:
    """Raises Unreadable with every entry that has no reference or name."""
    entries: list[Listed] = []
    faults: list[Problem] = []
    for group, tag, sort in (
        ("INDIVIDUALS", "INDIVIDUAL", "person"),
        ("ENTITIES", "ENTITY", "entity"),
    ):
        for each in root.all(group, tag):
            listed = _entry(each, tag, sort)
            if listed.reference and listed.identity.names:
                entries.append(listed)
            else:
                faults.append(fault("list_entry", each.line))
    if faults:
        raise Unreadable(*faults)
    return ListFile("un", plain_date(root.attributes.get("dateGenerated", "")), entries)


def _entry(each: Element, tag: str, sort: str) -> Listed:
    whole = " ".join(part for name in NAMES if (part := each.told(name)))
    names = (whole, *each.tells("NAME_ORIGINAL_SCRIPT"))
    identity = Identity(
        names=tuple(filter(None, names)),
        aliases=tuple(each.tells(f"{tag}_ALIAS", "ALIAS_NAME")),
        dates=tuple(filter(None, (_date(born) for born in each.all(f"{tag}_DATE_OF_BIRTH")))),
        countries=_countries(each, tag),
        identifiers=tuple(each.tells(f"{tag}_DOCUMENT", "NUMBER")),
        addresses=tuple(filter(None, (_address(at) for at in each.all(f"{tag}_ADDRESS")))),
    )
    return Listed(each.told("REFERENCE_NUMBER"), sort, identity, each.told("UN_LIST_TYPE"))


def _date(born: Element) -> str:
    return plain_date(born.told("DATE") or born.told("YEAR"))


def _countries(each: Element, tag: str) -> tuple[str, ...]:
    told = [*each.tells("NATIONALITY", "VALUE"), *each.tells(f"{tag}_ADDRESS", "COUNTRY")]
    return tuple(dict.fromkeys(map(country_code, told)))


def _address(at: Element) -> str:
    return ", ".join(part for name in ADDRESS if (part := at.told(name)))
