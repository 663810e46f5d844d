"""Lists as they are published are read whole, or refused by line; XML follows nothing outside."""

import io

import pytest
import xlsxwriter

from engine.parties.values import Identity
from parties.lists.reading import read_list
from parties.lists.values import Listed, Unreadable
from tests.parties.made_lists import DOCTYPE, EU, EU_CSV, OFAC, OFAC_CSV, OWN, UN

BORN = ("1961-05-12",)
KP = ("KP",)


def workbook() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["reference", "type", "name", "dates"])
        sheet.write_row(1, 0, [7, "vessel", "Kumbit 9", 1999])
    return made.getvalue()


def test_the_list_of_the_united_nations() -> None:
    found = read_list(UN.encode())

    assert (found.source, found.published) == ("un", "2026-11-01")
    person, entity = found.entries
    assert person == Listed(
        "XXi.001",
        "person",
        Identity(("RI CHOL SAN", "리철산"), ("Ri Cheol San",), BORN, KP, ("X0000001",)),
        "DPRK",
    )
    assert (entity.sort, entity.identity.countries) == ("entity", KP)
    assert entity.identity.addresses == (
        "Invented Street, Pyongyang, Democratic People's Republic of Korea",
    )


def test_the_list_of_the_united_states() -> None:
    found = read_list(OFAC.encode())

    assert (found.source, found.published) == ("ofac", "2026-11-02")
    person, ship = found.entries
    assert person.identity == Identity(("Chol San RI",), ("Cheol San LEE",), BORN, KP)
    assert (ship.sort, ship.identity.identifiers) == ("vessel", ("IMO 9999993",))
    assert ship.identity.countries == KP


def test_the_table_of_the_united_states_tells_the_rest_in_remarks() -> None:
    person, ship = read_list(OFAC_CSV.encode("latin-1")).entries

    assert person.reference == "90001"
    assert person.identity == Identity(
        ("Chol San RI",), ("LEE, Cheol San",), BORN, ("KP",), ("X0000001",)
    )
    assert (ship.identity.identifiers, ship.identity.countries) == (("9999993",), KP)


@pytest.mark.parametrize("file", [EU, EU_CSV])
def test_the_list_of_the_european_union(file: str) -> None:
    found = read_list(file.encode())

    assert (found.source, found.published) == ("eu", "2026-11-03")
    assert list(found.entries) == [
        Listed("EU.0.01", "person", Identity(("Ri Chol San",), ("리철산",), BORN, KP), "PRK")
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_a_table_of_ones_own(encoding: str) -> None:
    (entry,) = read_list(OWN.encode(encoding)).entries

    assert entry.identity.names == ("Kumbit Trading", "공단")
    assert entry.identity.aliases == ("Golden Light", "Kumbit Muyok")
    assert (entry.identity.dates, entry.identity.countries) == (("2001",), KP)


def test_a_workbook_of_ones_own() -> None:
    (entry,) = read_list(workbook()).entries

    assert (entry.reference, entry.sort, entry.identity.dates) == ("7", "vessel", ("1999",))


@pytest.mark.parametrize(
    ("file", "code", "line"),
    [
        (DOCTYPE, "list_doctype", "2"),
        ("<a><b></a>", "list_xml", "1"),
        ("<a>" * 40 + "</a>" * 40, "list_doctype", "1"),
        ("<other/>", "list_unknown", "1"),
        (UN.replace("XXe.001", ""), "list_entry", "18"),
        (OFAC.replace("<lastName>KUMBIT 9</lastName>", ""), "list_entry", "14"),
        (OFAC_CSV.replace("KUMBIT 9", "-0-"), "list_entry", "2"),
        (OWN.replace("OWN-1", ""), "list_entry", "2"),
        (OWN.replace("entity,", "firm,"), "list_sort", "2"),
        (OWN + OWN.splitlines()[1], "list_twice", "OWN-1"),
        ("a,b,c\n1,2,3\n", "list_unknown", "1"),
        ("", "list_unknown", "1"),
        (OWN.splitlines()[0], "list_empty", ""),
    ],
)
def test_a_fault_says_where_it_is(file: str, code: str, line: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_list(file.encode())
    (problem,) = caught.value.problems
    assert (problem.code, problem.about) == (code, (line,) if line else ())


def test_a_broken_workbook_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_list(workbook()[:200])
