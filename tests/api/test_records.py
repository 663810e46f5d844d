"""Single records: read with their version, written as edits of their plan, refused without it."""

import pytest

from accounts.models import User
from roadmaps.models import Revision, Roadmap, Role
from roadmaps.resources import RESOURCES
from roadmaps.store import load_plan
from tests.api.caller import Caller, codes
from tests.plans import let_in

#: Per resource a key to change, a value to give it, and a new record to add.
WRITES = {
    "calendars": ("site", {"name_en": "Yard"}, {"key": "N", "name_ko": "북", "name_en": "North"}),
    "stages": ("S1", {"position": 5}, {"key": "S3", "name_ko": "확산", "name_en": "Spread"}),
    "conditions": ("C1", {"sort": "legal"}, {"key": "C3", "name_ko": "전력", "name_en": "Power"}),
    "scenarios": ("A", {"relief": ""}, {"key": "C", "name_ko": "해제", "name_en": "Lifted"}),
    "windows": (
        "B:C1",
        {"since": "2029-01-01"},
        {"key": "A:C2", "scenario": "A", "condition": "C2", "since": "2030-01-01"},
    ),
    "funding-sources": (
        "fund",
        {"side": "north"},
        {"key": "loan", "name_ko": "차관", "name_en": "Loan"},
    ),
    "ceilings": (
        "fund:2027",
        {"amount": "1.50"},
        {"key": "fund:2028", "source": "fund", "year": 2028, "amount": "2.00"},
    ),
    "capacities": (
        "power",
        {"amount": "12.000"},
        {"key": "water", "name_ko": "용수", "name_en": "Water", "since": "2028-01-01"},
    ),
    "capacity-steps": (
        "power:1",
        {"change": "-3.000"},
        {"key": "power:4", "capacity": "power", "change": "4.500", "since": "2032-01-01"},
    ),
    "demands": (
        "P2.a2:power",
        {"amount": None, "lasting": False},
        {"key": "P1.a1:power", "activity": "P1.a1", "capacity": "power", "amount": "0.250"},
    ),
    "thresholds": (
        "R04.share",
        {"value": "0.600000"},
        {"key": "R03.months", "value": "18.000000"},
    ),
    "projects": ("P2", {"stage": "S1"}, {"key": "P3", "name_ko": "항만", "name_en": "Port"}),
    "partners": (
        "P1:south",
        {"roles": ["lead", "operator"]},
        {
            "key": "P1:north",
            "name_ko": "북측",
            "name_en": "North",
            "project": "P1",
            "side": "north",
        },
    ),
    "costs": (
        "P1:fund",
        {"amount": "300.00"},
        {"key": "P2:fund", "project": "P2", "source": "fund", "amount": "9.99"},
    ),
    "goods": (
        "P2:1",
        {"hs": "8453"},
        {"key": "P2:2", "name_ko": "옷", "name_en": "Clothes", "project": "P2", "direction": "out"},
    ),
    "permits": (
        "X1",
        {"document": "No. 7"},
        {"key": "X2", "name_ko": "승인", "name_en": "Approval", "projects": ["P1"]},
    ),
    "benefits": (
        "P1:south",
        {"text_en": "A window"},
        {"key": "P1:north", "project": "P1", "side": "north"},
    ),
    "capacity-scores": (
        "P1:power",
        {"points": 4},
        {"key": "P1:labour", "project": "P1", "aspect": "labour", "points": 1},
    ),
    "self-checks": (
        "P1:feasible",
        {"answer": "not_met"},
        {"key": "P1:no_harm", "project": "P1", "requirement": "no_harm", "answer": "open"},
    ),
    "topics": (
        "P1:topic:1",
        {"hours": None},
        {"key": "P1:topic:2", "name_ko": "재봉", "name_en": "Sewing", "project": "P1"},
    ),
    "standards": (
        "P2:KS",
        {"also": []},
        {"key": "P2:DC3", "project": "P2", "standard": "DC3", "also": ["AC25-60"]},
    ),
    "entities": (
        "P2:firm:1",
        {"registration_no": "KP-77"},
        {"key": "P2:firm:2", "name_ko": "상사", "name_en": "Trader", "project": "P2"},
    ),
    "relations": (
        "P2:1",
        {"confidence": "medium"},
        {"key": "P2:2", "sort": "located_in", "source": "P2:factory:1", "target": "P2:place:1"},
    ),
    "controls": (
        "P2:c1",
        {"name_ko": "원산지 재확인"},
        {"key": "P2:c2", "name_ko": "현장 방문", "name_en": "Visit", "project": "P2"},
    ),
    "activities": (
        "P1.a1",
        {"duration": 4},
        {"key": "P1.a3", "name_ko": "평가", "name_en": "Review", "project": "P1"},
    ),
    "links": (
        "L1",
        {"lag": -1, "type": "FF"},
        {"key": "L3", "before": "P1.a2", "after": "P2.a2"},
    ),
    "gates": ("G1", {"at_least": None}, {"key": "G2", "name_ko": "승인", "name_en": "Approval"}),
    "criteria": (
        "G1:2",
        {"condition": "C1"},
        {"key": "G1:3", "name_ko": "", "name_en": "", "gate": "G1", "activity": "P1.a1"},
    ),
}


def test_every_kind_of_record_is_written_below() -> None:
    assert WRITES.keys() == {resource.name for resource in RESOURCES.values()}


@pytest.mark.parametrize("name", WRITES)
def test_a_patch_changes_the_record_in_one_revision(
    program: Caller, trial: Roadmap, name: str
) -> None:
    key, values, _ = WRITES[name]
    row = program.row(name, key, trial.pk)
    before = program.get(f"/{name}/{row['id']}/")
    assert before.headers["ETag"] == '"1"'
    answer = program.patch(
        f"/{name}/{row['id']}/", {**values, "reason": "tried"}, If_Match=before.headers["ETag"]
    )
    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"2"'
    assert {field: answer.json()[field] for field in values} == values
    revision = Revision.objects.get(plan=trial, number=2)
    assert (revision.reason, [c["key"] for c in revision.changes]) == ("tried", [key])


@pytest.mark.parametrize("name", WRITES)
def test_a_post_adds_the_record_and_says_where(program: Caller, trial: Roadmap, name: str) -> None:
    _, _, record = WRITES[name]
    answer = program.post(f"/{name}/", {"plan": trial.pk, **record})
    assert answer.status_code == 201, answer.json()
    assert answer.headers["ETag"] == '"2"'
    there = program.client.get(answer.headers["Location"])
    assert there.json() == answer.json()
    assert {field: there.json()[field] for field in record} == record


@pytest.mark.parametrize("name", WRITES)
def test_a_delete_removes_the_record_and_undo_brings_it_back(
    program: Caller, trial: Roadmap, name: str
) -> None:
    whole = load_plan(trial)
    row = program.row(name, WRITES[name][0], trial.pk)
    answer = program.delete(f"/{name}/{row['id']}/", **{"If-Match": '"1"'})
    assert (answer.status_code, answer.content) == (204, b"")
    assert program.get(f"/{name}/{row['id']}/").status_code == 404
    assert program.post(f"/plans/{trial.pk}/undo/").status_code == 201
    trial.refresh_from_db()
    assert load_plan(trial) == whole


def test_a_write_without_a_version_is_refused(program: Caller, trial: Roadmap) -> None:
    row = program.row("activities", "P1.a1", trial.pk)
    for answer in (
        program.patch(f"/activities/{row['id']}/", {"duration": 9}),
        program.delete(f"/activities/{row['id']}/"),
    ):
        assert answer.status_code == 428
        assert codes(answer) == ["if_match_missing"]


def test_a_stale_write_is_refused_with_the_record_as_it_is(program: Caller, trial: Roadmap) -> None:
    row = program.row("activities", "P1.a1", trial.pk)
    at = f"/activities/{row['id']}/"
    program.patch(at, {"duration": 9}, If_Match='"1"')
    answer = program.patch(at, {"name_en": "Late"}, If_Match='"1"')
    assert answer.status_code == 412
    assert codes(answer) == ["stale_record"]
    assert answer.json()["current"]["duration"] == 9
    assert answer.json()["current"]["changed_on"] == 2


@pytest.mark.parametrize("tag", ['W/"1"', '"7", "1"', "*"])
def test_any_way_of_naming_the_version_will_do(program: Caller, trial: Roadmap, tag: str) -> None:
    row = program.row("activities", "P1.a1", trial.pk)
    answer = program.patch(f"/activities/{row['id']}/", {"duration": 9}, If_Match=tag)
    assert answer.status_code == 200


def test_another_record_does_not_make_this_one_stale(program: Caller, trial: Roadmap) -> None:
    first, second = (program.row("activities", key, trial.pk) for key in ("P1.a1", "P2.a1"))
    program.patch(f"/activities/{first['id']}/", {"duration": 9}, If_Match='"1"')
    answer = program.patch(f"/activities/{second['id']}/", {"duration": 9}, If_Match='"1"')
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"duration": -1}, [("too_small", ["duration"])]),
        ({"duration": "long"}, [("not_a_whole_number", ["duration"])]),
        (
            {"unit": "weeks", "colour": "red"},
            [("not_one_of", ["unit"]), ("unknown_field", ["colour"])],
        ),
        ({"key": "X"}, [("unknown_field", ["key"])]),
        ({"project": "P9"}, [("unknown_reference", ["P1.a1", "P9"])]),
        ({"constraint": "start_on"}, [("constraint_without_date", ["P1.a1"])]),
        ({}, [("missing_field", [""])]),
    ],
)
def test_every_fault_of_a_patch_names_its_field(
    program: Caller, trial: Roadmap, body: dict[str, object], found: list[tuple[str, list[str]]]
) -> None:
    row = program.row("activities", "P1.a1", trial.pk)
    answer = program.patch(f"/activities/{row['id']}/", body, If_Match='"1"')
    assert answer.status_code == 422
    assert codes(answer) == [code for code, _ in found]
    assert [p["about"] for p in answer.json()["problems"]] == [about for _, about in found]
    trial.refresh_from_db()
    assert trial.revision == 1


def test_a_circle_of_links_is_refused_and_leaves_no_trace(program: Caller, trial: Roadmap) -> None:
    body = {"plan": trial.pk, "key": "back", "before": "P1.a2", "after": "P1.a1"}
    answer = program.post("/links/", body)
    assert answer.status_code == 422
    assert codes(answer) == ["circular_links"]
    assert set(answer.json()["problems"][0]["about"]) == {"P1.a1", "P1.a2"}
    assert program.get(f"/links/?plan={trial.pk}").json()["count"] == 2
    assert Revision.objects.filter(plan=trial).count() == 1


def test_a_key_is_taken_once(program: Caller, trial: Roadmap) -> None:
    body = {"plan": trial.pk, "key": "S1", "name_ko": "또", "name_en": "Again"}
    assert codes(program.post("/stages/", body)) == ["key_taken"]


@pytest.mark.parametrize("plan", [None, "first", True])
def test_a_new_record_names_its_plan(program: Caller, trial: Roadmap, plan: object) -> None:
    answer = program.post("/stages/", {"plan": plan, "key": "S9"})
    assert answer.status_code == 422


def test_a_stranger_finds_nothing_and_a_viewer_changes_nothing(
    trial: Roadmap, olga: User, mina: User
) -> None:
    row = Caller(trial.memberships.get().user).row("activities", "P1.a1", trial.pk)
    at = f"/activities/{row['id']}/"
    stranger, viewer = Caller(olga), Caller(let_in(trial, mina, Role.VIEWER))
    body = {"plan": trial.pk, "key": "N", "name_ko": "", "name_en": "", "project": "P1"}
    assert stranger.get("/activities/").json()["count"] == 0
    assert [
        stranger.get(at).status_code,
        stranger.patch(at, {"duration": 1}, If_Match="*").status_code,
        stranger.post("/activities/", body).status_code,
    ] == [404, 404, 404]
    assert viewer.get(at).status_code == 200
    assert [
        viewer.patch(at, {"duration": 1}, If_Match="*").status_code,
        viewer.patch(at, {"duration": 1}).status_code,
        viewer.delete(at).status_code,
        viewer.post("/activities/", body).status_code,
    ] == [403, 403, 403, 403]


def test_removing_a_project_takes_what_belongs_to_it(program: Caller, trial: Roadmap) -> None:
    row = program.row("projects", "P2", trial.pk)
    program.delete(f"/projects/{row['id']}/?reason=dropped", **{"If-Match": row_tag(row)})
    left = {
        name: program.get(f"/{name}/?plan={trial.pk}").json()["count"]
        for name in ("activities", "links", "goods", "projects")
    }
    assert left == {"activities": 2, "links": 1, "goods": 0, "projects": 1}
    (gate,) = program.get(f"/gates/?plan={trial.pk}").json()["results"]
    assert gate["opens"] == []
    assert Revision.objects.get(plan=trial, number=2).reason == "dropped"


def row_tag(row: dict[str, object]) -> str:
    return f'"{row["changed_on"]}"'
