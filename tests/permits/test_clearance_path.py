"""From a list of goods to permits, paper work and links: drawn once, lawful, redrawn for a code."""

import pytest
from django.test import Client

from accounts.models import User
from engine.changes import Add, Alter
from engine.records import GoodsLine
from permits.queries.path import PathPage, path_page
from roadmaps.models import Roadmap
from roadmaps.permit_rules import routes_of
from roadmaps.schedules import plan_of, schedule_for
from sanctions.models import Measure
from tests.api.caller import Caller, codes
from tests.permits.test_moves import edit

pytestmark = pytest.mark.django_db(transaction=True)


def path(trial: Roadmap, target: str = "P2.a2") -> PathPage:
    plan, schedule = schedule_for(trial, "A")
    return path_page(plan, schedule, "P2", target)


def test_a_path_asks_only_by_routes_of_the_texts_and_says_hold(trial: Roadmap) -> None:
    page = path(trial)
    assert [(each.key, each.label) for each in page.lines] == [("P2:1", "hold")]
    asked = {step.step.need.lead.id for step in page.steps}
    assert {"un_exemption", "kr_exemption", "carrying_out"} <= asked
    for each in page.steps:
        need = each.step.need
        assert need.lead.low <= need.lead.likely <= need.lead.high and need.lead.illustrative
        for measure in Measure.objects.filter(pk__in=need.measures):
            assert need.route is not None
            assert need.route.basis in [basis for basis, _kind in routes_of(measure)]


def test_drawing_is_one_revision_and_drawing_again_adds_nothing(
    trial: Roadmap, as_planner: Client
) -> None:
    at = f"/plans/{trial.pk}/projects/P2/clearance-path/?scenario=A"
    shown = as_planner.get(at).content.decode()
    assert "보류" in shown and "1718위원회" in shown
    page = path(trial)
    keys = list(page.offers)
    body = {"step": keys[:1], "target": "P2.a2", "on_revision": trial.revision}
    assert as_planner.post(at, body).status_code == 302
    trial.refresh_from_db()
    number = trial.revision
    rest = {"step": keys, "target": "P2.a2", "on_revision": number}
    assert as_planner.post(at, rest).status_code == 302
    trial.refresh_from_db()
    assert trial.revision == number + 1
    assert path(trial).changes() == [] and path(trial).obsolete == []
    plan = plan_of(trial)
    work = [each for each in plan.activities.values() if each.permit]
    assert {each.permit for each in work} == set(keys)
    assert all((each.low or 0) <= each.duration <= (each.high or 0) for each in work)
    assert {link.after for link in plan.links.values() if link.before in {w.key for w in work}} == {
        "P2.a2"
    }
    _plan, schedule = schedule_for(trial, "A")
    assert not any(schedule[each.key].blocked for each in work)


def test_another_code_redraws_the_path(trial: Roadmap, jin: User) -> None:
    page = path(trial)
    edit(trial, jin, *page.changes())
    edit(trial, jin, Alter("goods", "P2:1", {"hs": "0101"}))
    found = path(trial)
    gone = {each.permit.key for each in found.obsolete}
    assert gone == {each.step.key for each in page.steps} - {each.step.key for each in found.steps}
    assert any(key.startswith("P2.exemption.unscr") for key in gone)
    line = GoodsLine("P2:2", "화물차", "Lorry", "P2", "into", "8704")
    edit(trial, jin, Add(line))
    again = path(trial)
    assert {each.key for each in again.lines} == {"P2:1", "P2:2"}
    assert any("P2:2" in each.step.need.lines and each.step.changes for each in again.steps)


def test_the_council_decides_from_the_threshold_on(trial: Roadmap, jin: User) -> None:
    from decimal import Decimal

    from engine.records import CostLine, FundingSource

    loan = FundingSource("fund_loan", "기금(대출)", "Fund (loan)")
    below = CostLine("P2:loan", "P2", "fund_loan", Decimal(4999999999), "KRW", 2026)
    edit(trial, jin, Add(loan), Add(below))
    assert all(each.step.need.lead.id != "council" for each in path(trial).steps)
    edit(trial, jin, Alter("cost", "P2:loan", {"amount": Decimal(5000000000)}))
    assert any(each.step.need.lead.id == "council" for each in path(trial).steps)


def test_the_path_over_rest_writes_nothing_and_its_changes_are_an_edit(
    trial: Roadmap, planner: User
) -> None:
    program, at = Caller(planner), f"/plans/{trial.pk}/clearance-path/?scenario=A"
    number = trial.revision
    found = program.post(at, {"project": "P2", "target": "P2.a2"}).json()
    trial.refresh_from_db()
    assert trial.revision == number and found["lines"][0]["mark"] == "hold"
    edits = {"on_revision": number, "changes": found["changes"]}
    assert program.post(f"/plans/{trial.pk}/edits/", edits).status_code == 201
    assert program.post(at, {"project": "P2", "target": "P2.a2"}).json()["changes"] == []
    assert codes(program.post(at, {"project": "nowhere"})) == ["unknown_record"]
