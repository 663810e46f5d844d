"""Lists: complete, counted, bounded, strict about what they are asked."""

import pytest

from roadmaps.models import Roadmap
from tests.api.caller import Caller, codes

COUNTS = {
    "zones": 39,
    "industries": 39,
    "measures": 101,
    "regions": 11,
    "belts": 3,
    "infrastructure": 64,
    "strategies": 13,
    "sources": 105,
    "instruments": 19,
    "hs-chapters": 97,
    "hs-headings": 121,
    "plans": 1,
    "stages": 3,
    "gates": 3,
    "projects": 60,
    "activities": 260,
    "links": 369,
    "conditions": 42,
    "scenarios": 3,
    "revisions": 1,
    "reports": 0,
    "searches": 0,
}


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_a_list_counts_all_its_rows(reader: Caller, name: str, count: int) -> None:
    answer = reader.get(f"/{name}/").json()
    assert answer["count"] == count
    assert len(answer["results"]) == min(count, 50)


def test_pages_are_bounded_and_follow_each_other(reader: Caller) -> None:
    first = reader.get("/activities/?page_size=200").json()
    second = reader.get("/activities/?page_size=200&page=2").json()
    assert [len(first["results"]), len(second["results"])] == [200, 60]
    assert len({row["id"] for row in first["results"] + second["results"]}) == 260
    assert first["next"].endswith("/activities/?page=2&page_size=200")
    assert second["next"] is None
    assert len(reader.get("/links/?page_size=100000").json()["results"]) == 369


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("colour=red", "unknown_filter"),
        ("ordering=colour", "unknown_ordering"),
        ("plan=first", "invalid"),
        ("page_size=0", "not_a_whole_number"),
        ("page_size=many", "not_a_whole_number"),
        ("blocked=true", "plan_needed"),
        ("ordering=start", "plan_needed"),
        ("blocked=perhaps", "invalid_choice"),
        ("scenario=Q", "unknown_scenario"),
    ],
)
def test_what_a_list_does_not_know_is_refused(reader: Caller, query: str, code: str) -> None:
    answer = reader.get(f"/activities/?{query}")
    assert answer.status_code == 400
    assert codes(answer) == [code]


def test_an_unknown_filter_is_told_the_known_ones(reader: Caller) -> None:
    (problem,) = reader.get("/links/?colour=red").json()["problems"]
    assert problem["message_en"] == (
        "There is no parameter “colour” here. Known: after, before, key, ordering, page, "
        "page_size, plan, search, type."
    )


def test_a_page_that_is_not_there_is_not_found(reader: Caller) -> None:
    assert reader.get("/activities/?page=99").status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("activities/?project=F4-01", 4),
        ("activities/?key=F4-01.a1", 1),
        ("projects/?stage=S1", 22),
        ("projects/?zone=nampo", 15),
        ("activities/?zone=nampo", 65),
        ("projects/?condition=SAN-2375-16", 5),
        ("links/?type=SS", 15),
        ("conditions/?sort=sanctions", 20),
        ("windows/?scenario=A", 21),
        ("zones/?region=pyongyang_nampo", 9),
        ("measures/?regime=un", 68),
        ("hs-headings/?chapter=84", 6),
    ],
)
def test_lists_are_filtered_by_their_fields(reader: Caller, query: str, count: int) -> None:
    assert reader.get(f"/{query}").json()["count"] == count


def test_lists_are_searched_in_both_languages(reader: Caller) -> None:
    by_korean = reader.get("/zones/?search=남포").json()["results"]
    by_english = reader.get("/zones/?search=Nampo").json()["results"]
    assert "nampo" in {row["id"] for row in by_korean} & {row["id"] for row in by_english}


def test_activities_carry_the_dates_of_the_scenario(reader: Caller, nkpei: Roadmap) -> None:
    under = {
        scenario: reader.get(f"/activities/?plan={nkpei.pk}&key=B1-01.a1&scenario={scenario}")
        for scenario in "AC"
    }
    (blocked,), (dated,) = (under[each].json()["results"] for each in "AC")
    assert (blocked["scenario"], blocked["blocked"], blocked["start"]) == ("A", True, None)
    assert (dated["scenario"], dated["blocked"], dated["start"]) == ("C", False, "2031-10-10")
    assert blocked["duration"] == dated["duration"] == 5


def test_activities_are_ordered_by_computed_dates(reader: Caller, nkpei: Roadmap) -> None:
    asked = f"/activities/?plan={nkpei.pk}&scenario=B&page_size=500"
    for term, is_down in (("start", False), ("-finish", True)):
        name = term.lstrip("-")
        rows = reader.get(f"{asked}&ordering={term},key").json()["results"]
        dates = [row[name] for row in rows if row[name]]
        assert len(rows) == 260
        assert dates == sorted(dates, reverse=is_down)
        assert all(row[name] is None for row in rows[len(dates) :])


def test_blocked_and_critical_split_the_plan(reader: Caller, nkpei: Roadmap) -> None:
    asked = f"/activities/?plan={nkpei.pk}&scenario=A"
    counts = {
        flag: [reader.get(f"{asked}&{flag}={value}").json()["count"] for value in ("true", "false")]
        for flag in ("blocked", "critical")
    }
    assert counts["blocked"] == [226, 34]
    assert sum(counts["critical"]) == 260
    assert counts["critical"][0] > 0


def test_rows_hold_what_is_asked_for_besides(reader: Caller) -> None:
    plain = reader.get("/projects/?key=F4-01").json()["results"][0]
    full = reader.get("/projects/?key=F4-01&expand=costs,partners").json()["results"][0]
    assert {"costs", "partners"} & plain.keys() == set()
    assert {line["project"] for line in full["costs"] + full["partners"]} == {"F4-01"}
    assert codes(reader.get("/projects/?expand=colours")) == ["not_one_of"]


def test_a_single_project_holds_its_lines(reader: Caller) -> None:
    row = reader.get("/projects/?key=F4-01").json()["results"][0]
    found = reader.get(f"/projects/{row['id']}/").json()
    assert found.keys() >= {"costs", "goods", "partners", "benefits", "start", "finish"}
    assert {line["side"] for line in found["benefits"]} == {"north", "south"}


def test_gates_hold_their_criteria_and_their_date(reader: Caller, nkpei: Roadmap) -> None:
    row = reader.get(f"/gates/?plan={nkpei.pk}&key=G3&scenario=C").json()["results"][0]
    found = reader.get(f"/gates/{row['id']}/?scenario=C").json()
    assert found["date"] == row["date"] == "2031-10-08"
    assert {criterion["gate"] for criterion in found["criteria"]} == {"G3"}


def test_unknown_figures_are_null_not_zero(reader: Caller) -> None:
    zones = reader.get("/zones/?page_size=500").json()["results"]
    assert any(zone["area_km2"] is None for zone in zones)
    assert all(zone["area_km2"] != "0.00" for zone in zones)
    assert all(zone["source"] and zone["confidence"] for zone in zones)
