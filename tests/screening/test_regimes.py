"""Hypothetical regimes as scenarios: dates and verdicts follow their windows, and come back."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from core.errors import Invalid
from engine.changes import Alter
from engine.screening import Measure, Relief
from engine.screening.courses import course
from roadmaps import services as plans
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of, schedule_for
from screening import services
from screening.hypothetical import regimes
from screening.queries.plan_page import counts, screened_projects
from screening.queries.timeline import timeline_page
from tests.plans import let_in

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def planner(nkpei: Roadmap, jin: User) -> User:
    return let_in(nkpei, jin, Role.PLANNER)


def _load(plan: Roadmap, regime: str, by: User) -> None:
    services.load_regime(plan, regime, "C", by=by, on_revision=plan.revision)
    plan.refresh_from_db()


def _verdicts(plan: Roadmap, scenario: str) -> dict[str, int]:
    found = screened_projects(*schedule_for(plan, scenario), scenario)
    return {verdict.word: number for verdict, number in counts(found).items()}


def test_all_six_load_and_say_that_they_are_hypothetical(nkpei: Roadmap, planner: User) -> None:
    for key in regimes():
        _load(nkpei, key, planner)
    loaded = plan_of(nkpei)
    assert len(regimes()) == 6
    for key in regimes():
        scenario = loaded.scenarios[key]
        assert scenario.hypothetical and scenario.name_ko.startswith("가상:")
        assert scenario.name_en.startswith("Hypothetical:")
        own = [each for each in loaded.windows.values() if each.scenario == key]
        assert {each.evidence for each in own} == {"ILLUSTRATIVE"}
    assert (
        _verdicts(nkpei, "full_lifting")["prohibited"]
        < _verdicts(nkpei, "status_quo")["prohibited"]
    )
    with pytest.raises(Invalid, match="regime_is_there"):
        _load(nkpei, "status_quo", planner)


def test_partial_relief_reaches_only_the_goods_it_names(nkpei: Roadmap, planner: User) -> None:
    _load(nkpei, "sectoral_textile_labour", planner)
    own = [
        each
        for each in plan_of(nkpei).windows.values()
        if (each.scenario, each.condition) == ("sectoral_textile_labour", "SAN-2375-16")
    ]
    assert [(each.since, each.goods[:2]) for each in own] == [
        (date(2029, 1, 1), ("61", "62")),
        (date(2031, 1, 1), ("50", "51")),
    ]


def test_sliding_a_window_moves_dates_and_verdicts_and_sliding_it_back_restores_both(
    nkpei: Roadmap, planner: User
) -> None:
    _load(nkpei, "phased_snapback", planner)
    key = "phased_snapback:SAN-2397-7:1"

    def answer() -> tuple[object, object]:
        plan, schedule = schedule_for(nkpei, "phased_snapback")
        screened = screened_projects(plan, schedule, "phased_snapback")
        return schedule.columns(), [each.spells for each in screened]

    before = answer()
    moved = {"since": date(2031, 1, 1)}
    revision = plans.edit_plan(
        nkpei, [Alter("window", key, moved)], by=planner, on_revision=nkpei.revision
    )
    nkpei.refresh_from_db()
    after = answer()
    assert after[0] != before[0]
    assert after[1] != before[1]
    plans.undo_revision(nkpei, revision.number, by=planner)
    nkpei.refresh_from_db()
    assert answer() == before


def test_the_timeline_shows_a_snapback_between_two_suspensions(
    nkpei: Roadmap, planner: User
) -> None:
    _load(nkpei, "phased_snapback", planner)
    page = timeline_page(*schedule_for(nkpei, "phased_snapback"), "phased_snapback")
    rows = {row.measure.pk: row for group in page.groups for row in group.rows}
    found = [
        (piece.stretch.since.isoformat(), piece.stretch.state)
        for piece in rows["unscr-2375-16"].pieces
    ]
    assert found == [
        ("2027-01-01", "in_force"),
        ("2028-01-01", "suspended"),
        ("2033-04-01", "in_force"),
        ("2035-01-01", "suspended"),
    ]


def test_a_course_tells_not_yet_eased_and_ended() -> None:
    days = date(2020, 1, 1), date(2022, 12, 31)
    measure = Measure("m", "un", "within", "goods", days[0], *days)
    eased = (Relief("m", date(2021, 1, 1), date(2021, 6, 30), "", condition="K"),)
    found = course(measure, eased, date(2019, 1, 1), date(2023, 12, 31))
    assert [(each.since.isoformat(), each.state, each.conditions) for each in found] == [
        ("2019-01-01", "not_yet", ()),
        ("2020-01-01", "in_force", ()),
        ("2021-01-01", "exempted", ("K",)),
        ("2021-07-01", "in_force", ()),
        ("2023-01-01", "ended", ()),
    ]


def test_a_regime_is_loaded_from_its_page(client: Client, nkpei: Roadmap, planner: User) -> None:
    client.force_login(planner)
    at = f"/plans/{nkpei.pk}/regimes/"
    assert "가상: 단계적 유예와 원상복귀" in client.get(at).content.decode()
    posted = {"regime": "phased_snapback", "base": "C", "on_revision": nkpei.revision}
    answer = client.post(f"{at}load/", posted)
    assert answer.headers["Location"] == f"{at}?scenario=phased_snapback"
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.post(f"{at}load/", {"regime": "x", "base": "C"}).status_code == 422
