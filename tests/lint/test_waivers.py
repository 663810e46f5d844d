"""Findings are waived by those who don't draw the plan, with a reason, until a day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.models import User
from core.clock import today
from core.errors import Forbidden, Invalid
from engine.changes import Add, Alter
from engine.lint import Finding
from engine.records import Threshold
from lint import services
from lint.models import Waiver
from lint.queries.checking import code_of, compare_with, lint_for
from lint.queries.page import Wish, lint_page
from lint.queries.waiving import covers, waivers_by_finding, waivers_of
from roadmaps.models import Roadmap, Role
from roadmaps.services import edit_plan
from tests.plans import let_in

pytestmark = pytest.mark.django_db(transaction=True)


def _finding(roadmap: Roadmap, rule: str, key: str) -> Finding:
    found = lint_for(roadmap).lint.findings
    return next(each for each in found if each.rule == rule and each.about[1] == key)


def _waive(roadmap: Roadmap, finding: Finding, by: User, *, days: int = 30) -> Waiver:
    return services.waive_finding(
        roadmap,
        code_of(finding),
        scenario="",
        reason="under way",
        until=today() + timedelta(days=days),
        by=by,
    )


def _edit(roadmap: Roadmap, by: User, kind: str, key: str, **values: object) -> None:
    changes = [Alter(kind, key, values)]  # type: ignore[arg-type]
    edit_plan(roadmap, changes, by=by, on_revision=roadmap.revision)
    roadmap.refresh_from_db()


def test_an_approver_waives_a_finding_until_a_day(roadmap: Roadmap, mina: User) -> None:
    finding = _finding(roadmap, "R01", "P2")
    waiver = _waive(roadmap, finding, mina)
    page = lint_page(roadmap, "", Wish(rule="R01"), "")
    waived = {line.about.name: line.waiver for line in page.sections[0].lines if line.waiver}
    assert (waiver.rule, waiver.kind, waiver.key, waiver.by) == ("R01", "project", "P2", mina)
    assert (page.waived, list(waived.values())) == (1, [waiver])


def test_who_draws_the_plan_does_not_waive_what_is_found_in_it(roadmap: Roadmap, jin: User) -> None:
    with pytest.raises(Forbidden) as refused:
        _waive(roadmap, _finding(roadmap, "R01", "P2"), jin)
    assert [each.code for each in refused.value.problems] == ["may_not_waive"]


def test_what_the_law_asks_is_waived_by_the_compliance_officer_alone(
    roadmap: Roadmap, mina: User, olga: User
) -> None:
    finding = _finding(roadmap, "R18", "P2:1")
    with pytest.raises(Forbidden):
        _waive(roadmap, finding, mina)
    let_in(roadmap, olga, Role.COMPLIANCE)
    assert _waive(roadmap, finding, olga).rule == "R18"


def test_nobody_waives_words_of_evasion(roadmap: Roadmap, jin: User, olga: User) -> None:
    let_in(roadmap, olga, Role.COMPLIANCE)
    _edit(roadmap, jin, "project", "P1", notes_en="relabel the goods")
    with pytest.raises(Forbidden) as refused:
        _waive(roadmap, _finding(roadmap, "R20", "P1"), olga)
    assert [each.code for each in refused.value.problems] == ["never_waived"]


def test_a_waiver_counts_on_its_last_day_and_not_on_the_next(roadmap: Roadmap, mina: User) -> None:
    finding = _finding(roadmap, "R01", "P2")
    waiver = _waive(roadmap, finding, mina, days=0)
    last = waivers_by_finding(waivers_of(roadmap, today()))
    after = waivers_of(roadmap, today() + timedelta(days=1))
    assert covers(last.get(code_of(finding)), finding)
    assert [each.lapse for each in after] == ["expired"]
    assert waivers_by_finding(after) == {}
    assert Waiver.objects.get() == waiver


def test_an_ended_waiver_stays_on_record_and_the_finding_shows_again(
    roadmap: Roadmap, mina: User
) -> None:
    finding = _finding(roadmap, "R01", "P2")
    waiver = _waive(roadmap, finding, mina)
    services.end_waiver(roadmap, waiver.pk, by=mina)
    given = waivers_of(roadmap, today())
    assert [(each.lapse, each.waiver.ended_by) for each in given] == [("ended", mina)]
    assert lint_page(roadmap, "", Wish(), "").waived == 0


def test_a_finding_that_became_worse_shows_again(roadmap: Roadmap, jin: User, mina: User) -> None:
    _edit(roadmap, jin, "project", "P2", dprk_workers=600)
    _waive(roadmap, _finding(roadmap, "R16", "P2"), mina)
    assert lint_page(roadmap, "", Wish(), "").waived == 1
    _edit(roadmap, jin, "project", "P2", dprk_workers=601)
    assert lint_page(roadmap, "", Wish(), "").waived == 0
    _edit(roadmap, jin, "project", "P2", dprk_workers=599)
    assert lint_page(roadmap, "", Wish(), "").waived == 1


@pytest.mark.parametrize(
    ("reason", "until", "code"),
    [
        (" ", date.max, "waiver_without_reason"),
        ("why", date(2020, 1, 1), "waiver_until"),
        ("why", date.max, "waiver_until"),
    ],
)
def test_a_waiver_needs_a_reason_and_a_near_end(
    roadmap: Roadmap, mina: User, reason: str, until: date, code: str
) -> None:
    finding = code_of(_finding(roadmap, "R01", "P2"))
    with pytest.raises(Invalid) as refused:
        services.waive_finding(roadmap, finding, scenario="", reason=reason, until=until, by=mina)
    assert [each.code for each in refused.value.problems] == [code]
    assert Waiver.objects.count() == 0


def test_a_finding_the_plan_has_not_is_not_waived(roadmap: Roadmap, mina: User) -> None:
    with pytest.raises(Invalid) as refused:
        services.waive_finding(roadmap, "0" * 16, scenario="", reason="x", until=today(), by=mina)
    assert [each.code for each in refused.value.problems] == ["no_such_finding"]


def test_only_what_became_worse_since_a_revision_is_told(roadmap: Roadmap, jin: User) -> None:
    _edit(roadmap, jin, "project", "P2", dprk_workers=600, evidence="SRC")
    found = compare_with(roadmap, 1)
    assert [each.identity for each in found.new] == [
        ("R16", "scale_without_pilot", ("project", "P2"), "")
    ]
    assert compare_with(roadmap, roadmap.revision).refuses == ()


def test_loosening_a_threshold_mends_nothing_since_a_revision(roadmap: Roadmap, jin: User) -> None:
    _edit(roadmap, jin, "project", "P2", dprk_workers=600, evidence="SRC")
    change = Add(Threshold("R16.workers", Decimal(1000)))
    edit_plan(roadmap, [change], by=jin, on_revision=roadmap.revision)
    roadmap.refresh_from_db()
    assert [each for each in lint_for(roadmap).lint.findings if each.rule == "R16"] == []
    assert [each.rule for each in compare_with(roadmap, 1).new] == ["R16"]


def test_a_plan_is_checked_once_as_long_as_its_schedule_is_kept(roadmap: Roadmap) -> None:
    assert lint_for(roadmap).lint is lint_for(roadmap).lint
