"""A gate refuses only what became worse behind it, and a side left out without a reason."""

from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from core.clock import today
from engine.changes import Add, Alter
from engine.records import BenefitLine
from lint import services
from lint.queries.checking import code_of, lint_for
from lint.queries.gates import GateCheck, gate_checks, projects_behind
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan

pytestmark = pytest.mark.django_db(transaction=True)


def _check(roadmap: Roadmap, since: int | None = None) -> GateCheck:
    (found,) = gate_checks(roadmap, "", since, "")
    return found


def _edit(roadmap: Roadmap, by: User, *changes: Any) -> None:
    edit_plan(roadmap, changes, by=by, on_revision=roadmap.revision)
    roadmap.refresh_from_db()


def test_a_gate_asks_about_what_it_waits_for_and_what_it_opens(roadmap: Roadmap) -> None:
    plan = plan_of(roadmap)
    assert projects_behind(plan, plan.gates["G1"]) == ("P1", "P2")


def test_a_side_left_out_holds_the_gate_until_a_reason_is_given(
    roadmap: Roadmap, jin: User, mina: User
) -> None:
    before = _check(roadmap)
    told = [(each.finding.about[1], each.finding.case) for each in before.one_sided]
    assert told == [
        ("P1", "no_benefit_north"),
        ("P2", "no_benefit_south"),
        ("P2", "no_benefit_north"),
    ]
    assert not before.passes
    lines = [
        Add(BenefitLine(f"{key}:{side}", key, side, "이익", "gain"))
        for key, side in (("P2", "south"), ("P2", "north"))
    ]
    _edit(roadmap, jin, *lines)
    finding = next(
        each for each in lint_for(roadmap).lint.findings if each.case == "no_benefit_north"
    )
    services.waive_finding(
        roadmap, code_of(finding), scenario="", reason="안내소", until=today(), by=mina
    )
    after = _check(roadmap)
    assert [each.waiver.reason for each in after.accepted if each.waiver] == ["안내소"]
    assert (after.one_sided, after.passes) == ((), True)


def test_only_what_became_worse_since_the_revision_is_told(roadmap: Roadmap, jin: User) -> None:
    assert _check(roadmap).worse == ()
    _edit(roadmap, jin, Alter("project", "P2", {"dprk_workers": 600, "evidence": "SRC"}))
    assert [each.finding.case for each in _check(roadmap, 1).worse] == ["scale_without_pilot"]
    assert _check(roadmap, 2).worse == ()


def test_the_gate_check_is_a_page_and_stands_in_rest(as_mina: Any, roadmap: Roadmap) -> None:
    assert as_mina.get(f"/plans/{roadmap.pk}/gate-check/").status_code == 200
    (row,) = as_mina.get(f"/api/v1/gate-checks/?plan={roadmap.pk}").json()["results"]
    assert (row["gate"], row["passes"], row["projects"]) == ("G1", False, ["P1", "P2"])
    assert as_mina.get(f"/api/v1/gate-checks/?plan={roadmap.pk}&since=9").status_code == 400


def test_grades_tell_who_entered_a_figure_and_what_moves_the_finish(
    as_mina: Any, roadmap: Roadmap, jin: User
) -> None:
    _edit(roadmap, jin, Alter("activity", "P2.a2", {"low": 6, "high": 24}))
    _edit(roadmap, jin, Alter("cost", "P1:fund", {"amount": Decimal(300), "evidence": "LAW-ACT"}))
    at = f"/plans/{roadmap.pk}/evidence/"
    assert as_mina.get(f"{at}?grade=A").status_code == 200
    shown = as_mina.get(f"{at}swings/?scenario=B").content.decode()
    assert "P2.a2" in shown
    rows = as_mina.get(f"/api/v1/evidence-grades/?plan={roadmap.pk}").json()["results"]
    cost = next(each for each in rows if each["kind"] == "cost")
    assert (cost["grade"], cost["entered_by"]) == ("A", "jin")
