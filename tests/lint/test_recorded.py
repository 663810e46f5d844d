"""What is recorded of a project's life sets off periods, and the plan check sees them run out."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.models import User
from core.clock import today
from engine.life.clocks import Clock
from engine.lint import Finding, lint_plan
from engine.networks import network_of
from engine.schedule import compile_network, solve
from lint.queries.checking import compare_with, lint_for
from lint.queries.sentences import sentence
from roadmaps.models import Roadmap, Role
from tests.life.conftest import Clerk
from tests.lint.sound import CATALOGUE, sound
from tests.plans import let_in
from zones.rulebook import principles

DUE = date(2028, 5, 1)


def _found(*clocks: Clock) -> list[Finding]:
    plan = sound()
    rules = [each.rule for each in principles().values()]
    schedule = solve(compile_network(network_of(plan)), "C")
    return list(lint_plan(plan, schedule, CATALOGUE, rules, {"P4": clocks}).findings)


def _clock(key: str, days: int | None, measured: str | None = None) -> Clock:
    state = "breached" if days is None or days < 0 else "due" if days <= 60 else "running"
    share = None if measured is None else Decimal(measured)
    return Clock(key, "", DUE, DUE, state, days, ("procedure", 1), share)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "key", ["contact", "visit", "approval", "carry", "transport_irregular", "transport_regular"]
)
def test_a_recorded_period_is_found_sixty_days_before_its_end_and_after_it(key: str) -> None:
    told = {days: [each.case for each in _found(_clock(key, days))] for days in (61, 60, 0, -1)}
    near = ["deadline_near"]
    assert told == {61: [], 60: near, 0: near, -1: ["deadline_missed"]}
    (finding,) = _found(_clock(key, -1))
    assert (finding.rule, finding.about, finding.detail) == ("R22", ("project", "P4"), key)
    assert "2028-05-01" in sentence(finding, {})


def test_days_that_pass_make_a_finding_no_worse_until_it_is_missed() -> None:
    near, nearer, missed = (_found(_clock("visit", days))[0] for days in (60, 1, -1))
    assert near.identity == nearer.identity != missed.identity
    assert near.excess == nearer.excess == 0


def test_a_recorded_total_and_idle_years_are_found_too() -> None:
    (total,) = _found(_clock("amount_out", None, "-0.15"))
    assert (total.rule, total.case, total.measured) == (
        "R22", "recorded_total_changed", Decimal("0.15"),
    )  # fmt: skip
    (idle,) = _found(_clock("idle", -1))
    assert (idle.rule, idle.case) == ("R23", "deadline_missed")
    assert _found(_clock("council", -1), _clock("report_approve", -1)) == []


@pytest.mark.django_db(transaction=True)
def test_a_step_is_seen_by_the_plan_check_at_once_and_is_no_edit_of_the_plan(
    roadmap: Roadmap, jin: User, mina: User
) -> None:
    lena = let_in(roadmap, User.objects.create_user("lena"), Role.COMPLIANCE)
    approver = let_in(roadmap, User.objects.create_user("ara"), Role.APPROVER)
    clerk = Clerk(roadmap, "P1", jin, approver, lena)
    assert "deadline_near" not in _cases(roadmap)
    clerk.take("file_contact_report")
    until = (today() + timedelta(30)).isoformat()
    clerk.take("accept_contact", facts={"valid_until": until})
    (finding,) = [each for each in lint_for(roadmap).lint.findings if each.case == "deadline_near"]
    assert (finding.about, finding.values["day"].isoformat()) == (("project", "P1"), until)
    assert compare_with(roadmap, roadmap.revision).refuses == ()


def _cases(roadmap: Roadmap) -> set[str]:
    return {each.case for each in lint_for(roadmap).lint.findings}
