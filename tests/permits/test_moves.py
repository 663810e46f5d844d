"""From draft to granted and on: who may, with which facts, by page and over REST."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core.errors import Forbidden, Invalid
from engine.changes import Add, Alter, Remove
from engine.permit_moves import mover_of
from engine.problems import BrokenPlan
from engine.records import Permit, PermitState
from roadmaps import services
from roadmaps.models import Roadmap, Role
from roadmaps.permit_rules import MOVERS
from roadmaps.schedules import plan_of, schedule_for
from tests.api.caller import Caller, codes
from tests.plans import let_in

pytestmark = pytest.mark.django_db(transaction=True)

STATES: tuple[PermitState, ...] = (
    "draft", "applied", "supplement", "granted", "refused", "withdrawn", "lapsed", "used_up",
)  # fmt: skip
FACTS = {"applied": date(2027, 2, 1), "valid_from": date(2028, 1, 3)} | {
    "valid_until": date(2029, 12, 31)
}


def edit(plan: Roadmap, by: User, *changes: Any) -> None:
    plan.refresh_from_db()
    services.edit_plan(plan, changes, by=by, on_revision=plan.revision)
    plan.refresh_from_db()


def move(plan: Roadmap, by: User, to: PermitState, key: str = "X1") -> None:
    plan.refresh_from_db()
    change = Alter("permit", key, {"state": to})
    services.move_permit(plan, change, by=by, on_revision=plan.revision)
    plan.refresh_from_db()


def test_every_pair_of_states_is_moved_by_whom_the_table_says(
    trial: Roadmap, jin: User, planner: User, officer: User
) -> None:
    people = {Role.OWNER.value: jin, Role.PLANNER.value: planner, Role.COMPLIANCE.value: officer}
    surprises = []
    for since in STATES:
        key = f"from-{since}"
        edit(trial, jin, Add(Permit(key, "면제", "Exemption", state=since, **FACTS)))  # type: ignore[arg-type]
        for to in STATES:
            if to == since:
                continue
            mover = mover_of(since, to)
            for role, person in people.items():
                try:
                    move(trial, person, to, key)
                    done = True
                    services.undo_last(trial, by=jin) if person == jin else edit_back(
                        trial, jin, key
                    )
                except (Forbidden, Invalid):
                    done = False
                expected = mover is not None and role in MOVERS[mover]
                if done != expected:
                    surprises.append((since, to, role, done))
    assert surprises == []


def edit_back(plan: Roadmap, by: User, key: str) -> None:
    plan.refresh_from_db()
    last = plan.revisions.order_by("-number").first()
    assert last is not None
    services.undo_revision(plan, last.number, by=by)
    plan.refresh_from_db()


def test_an_ordinary_edit_moves_no_further_than_the_table(trial: Roadmap, planner: User) -> None:
    with pytest.raises(Invalid) as jump:
        edit(trial, planner, Alter("permit", "X1", {"state": "granted", **FACTS}))
    assert [each.code for each in jump.value.problems] == ["no_such_move"]
    with pytest.raises(Forbidden) as new:
        edit(trial, planner, Add(Permit("N", "면제", "N", state="granted", **FACTS)))  # type: ignore[arg-type]
    assert [each.code for each in new.value.problems] == ["not_your_move"]
    edit(trial, planner, Alter("permit", "X1", {"state": "applied", "applied": FACTS["applied"]}))
    assert plan_of(trial).permits["X1"].state == "applied"


def test_what_is_granted_is_widened_only_by_whoever_records_decisions(
    trial: Roadmap, jin: User, planner: User
) -> None:
    granted = Permit("G", "면제", "G", state="granted", projects=("P2",), **FACTS)  # type: ignore[arg-type]
    edit(trial, jin, Add(granted))
    with pytest.raises(Forbidden):
        edit(trial, planner, Alter("permit", "G", {"projects": ("P1", "P2")}))
    with pytest.raises(Forbidden):
        edit(trial, planner, Alter("permit", "G", {"valid_until": date(2031, 1, 1)}))
    edit(trial, planner, Alter("permit", "G", {"projects": (), "document": "제1호"}))
    assert plan_of(trial).permits["G"].projects == ()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"measures": ("unscr-2397-7",), "route": "unscr-9999-1"}, "not_a_route"),
        ({"measures": ("unscr-1718-8a-i",)}, "measure_without_route"),
        ({"measures": ("kr-luxury-2009",)}, "measure_without_route"),
        ({"measures": ("unscr-2397-7",), "route": "unscr-2397-7"}, "not_a_route"),
        ({"route": "unscr-2397-25"}, "route_without_measure"),
        ({"measures": ("no-such",)}, "unknown_in_catalogue"),
        ({"zones": ("atlantis",)}, "unknown_in_catalogue"),
        ({"projects": ()}, "line_outside_scope"),
        ({"lead_low": 9, "lead_likely": 5}, "lead_time_crooked"),
        ({"forecast": True}, "forecast_without_facts"),
        ({"valid_from": date(2028, 2, 1), "valid_until": date(2028, 1, 1)}, "permit_upside_down"),
        ({"state": "applied"}, "application_without_date"),
    ],
)
def test_a_permit_that_cannot_be_is_refused_with_the_reason(
    trial: Roadmap, jin: User, values: dict[str, Any], code: str
) -> None:
    with pytest.raises(BrokenPlan) as refused:
        edit(trial, jin, Alter("permit", "X1", values))
    assert [each.code for each in refused.value.problems] == [code]


def test_a_granted_permit_opens_the_plan_and_names_itself_as_the_reason(
    trial: Roadmap, jin: User, as_planner: Client
) -> None:
    edit(trial, jin, Remove("gate", "G1"))
    _plan, before = schedule_for(trial, "A")
    assert before["P2.a1"].blocked
    edit(trial, jin, Alter("permit", "X1", {"state": "applied", "applied": FACTS["applied"]}))
    edit(trial, jin, Alter("permit", "X1", {"state": "granted", **FACTS}))
    _plan, after = schedule_for(trial, "A")
    assert after["P2.a1"].start == date(2028, 1, 3)
    page = as_planner.get(f"/plans/{trial.pk}/why/activity/P2.a1/?scenario=A")
    assert "면제·허가 ‘반입 면제’, 2029.12.31까지" in page.content.decode()


def test_a_move_by_page_keeps_what_was_typed_where_a_fact_is_missing(
    trial: Roadmap, as_planner: Client, as_officer: Client
) -> None:
    at = f"/plans/{trial.pk}/permits/X1/move/"
    assert "다음 단계" in as_planner.get(f"/plans/{trial.pk}/permits/X1/").content.decode()
    missing = as_planner.post(at, {"to": "applied", "document": "접수 제7호", "on_revision": 1})
    assert missing.status_code == 422 and "접수 제7호" in missing.content.decode()
    told = {"to": "applied", "applied": "2027-02-01", "on_revision": trial.revision}
    assert as_planner.post(at, told).status_code == 302
    trial.refresh_from_db()
    grant = {"to": "granted", "valid_from": "2028-01-03", "valid_until": "2029-12-31"}
    grant |= {"on_revision": str(trial.revision)}
    assert as_planner.post(at, grant).status_code == 422
    assert as_officer.post(at, grant).status_code == 302
    trial.refresh_from_db()
    assert plan_of(trial).permits["X1"].state == "granted"


def test_a_move_over_rest(trial: Roadmap, planner: User, officer: User) -> None:
    program = Caller(planner)
    row = program.row("permits", "X1", trial.pk)
    answer = program.post(f"/permits/{row['id']}/move/", {"state": "granted"})
    assert answer.status_code == 422 and codes(answer) == ["no_such_move"]
    body = {"state": "applied", "applied": "2027-02-01", "reason": "접수"}
    assert program.post(f"/permits/{row['id']}/move/", body).json()["state"] == "applied"
    grant = {"state": "granted", "valid_from": "2028-01-03", "valid_until": "2029-12-31"}
    assert program.post(f"/permits/{row['id']}/move/", grant).status_code == 403
    assert Caller(officer).post(f"/permits/{row['id']}/move/", grant).json()["state"] == "granted"
    bad = Caller(officer).post(f"/permits/{row['id']}/move/", {"projects": ["P1"]})
    assert codes(bad) == ["not_a_move"]
    viewer = let_in(trial, User.objects.create_user("viewer"), Role.VIEWER)
    assert Caller(viewer).post(f"/permits/{row['id']}/move/", {}).status_code == 403
    found = program.get(f"/permits/?plan={trial.pk}&state=granted&project=P2").json()["results"]
    assert [each["key"] for each in found] == ["X1"]
