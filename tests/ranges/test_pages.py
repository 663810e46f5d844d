"""The pages of ranges and reversal: what they ask, show and hand over."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from engine.changes import Alter
from ranges.answers import answer_of
from ranges.models import RangesRun
from ranges.queries import jobs_of
from roadmaps import services as edits
from roadmaps.bars import epoch_day
from roadmaps.models import Roadmap
from tests.ranges.asking import ask, draw

pytestmark = pytest.mark.django_db
SHARES = ("p10", "p50", "p90")
FORM = {
    "scenario": "B",
    "draws": "40",
    "seed": "5",
    "correlation": "0.5",
    "shortest": "90",
    "longest": "120",
}


def text_of(page: Client, address: str) -> str:
    return page.get(address).content.decode()


def test_the_form_starts_a_simulation_and_its_page_shows_how_far_it_is(
    trial: Roadmap, page: Client
) -> None:
    answer = page.post(f"/plans/{trial.pk}/ranges/", FORM)
    run = RangesRun.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/plans/{trial.pk}/ranges/?run={run.pk}"
    assert (run.draws, run.seed, str(run.correlation), run.shortest) == (40, 5, "0.50", 90)
    shown = text_of(page, answer["Location"])
    assert f'hx-get="/plans/{trial.pk}/ranges/{run.pk}/state/"' in shown
    draw(run)
    state = page.get(f"/plans/{trial.pk}/ranges/{run.pk}/state/", headers={"HX-Request": "true"})
    assert state["HX-Redirect"] == answer["Location"]


def test_what_cannot_be_simulated_is_said_beside_what_was_typed(
    trial: Roadmap, page: Client
) -> None:
    answer = page.post(f"/plans/{trial.pk}/ranges/", FORM | {"longest": "50"})
    assert answer.status_code == 422
    assert 'value="50"' in answer.content.decode()
    too_many = page.post(f"/plans/{trial.pk}/ranges/", FORM | {"draws": "99000000"})
    assert too_many.status_code == 422
    assert not RangesRun.objects.exists()


def test_the_page_shows_fans_causes_costs_and_dates(
    nkpei: Roadmap, jin: User, page: Client
) -> None:
    run = draw(ask(nkpei, jin, draws=200))
    shown = text_of(page, f"/plans/{nkpei.pk}/ranges/?run={run.pk}")
    for word in ("계획 전체", "변동 요인", "연도별 비용 범위", "임계 지수", "P80", "가상", "예시"):
        assert word in shown
    assert shown.count("<svg xmlns") == 3
    assert escape("F4-03") in shown


def test_the_table_is_searched_and_handed_over_whole(
    nkpei: Roadmap, jin: User, page: Client
) -> None:
    run = draw(ask(nkpei, jin, draws=50))
    found = page.get(f"/plans/{nkpei.pk}/ranges/?run={run.pk}&kind=project&q=F4-03").context["rows"]
    assert [row.key for row in found] == ["F4-03"]
    response = page.get(f"/plans/{nkpei.pk}/ranges/{run.pk}/table.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][:5] == ["kind", "key", "name", "planned", "p10"]
    counts = {kind: sum(row[0] == kind for row in rows) for kind in ("stage", "gate", "project")}
    assert counts == {"stage": 3, "gate": 3, "project": 60}


def test_an_edit_makes_it_stale_and_one_click_runs_it_again(
    trial: Roadmap, jin: User, page: Client
) -> None:
    run = draw(ask(trial, jin, draws=30, seed=9))
    change = Alter("activity", "P1.a1", {"duration": 4})
    edits.edit_plan(trial, [change], by=jin, on_revision=trial.revision)
    answer = page.get(f"/plans/{trial.pk}/ranges/?run={run.pk}")
    assert answer.context["line"].is_stale
    fields = {bound.html_name: bound.value() for bound in answer.context["form"]}
    again = page.post(f"/plans/{trial.pk}/ranges/", fields)
    assert again.status_code == 302
    newest = RangesRun.objects.latest("pk")
    assert (newest.revision, newest.draws, newest.seed) == (run.revision + 1, 30, 9)


def test_a_simulation_is_cancelled_and_tried_again_by_the_page(
    trial: Roadmap, jin: User, page: Client
) -> None:
    run = ask(trial, jin)
    page.post(f"/plans/{trial.pk}/ranges/{run.pk}/cancel/")
    assert [job.state for job in jobs_of(run)] == ["cancelled"]
    page.post(f"/plans/{trial.pk}/ranges/{run.pk}/retry/")
    assert [job.state for job in jobs_of(run)] == ["queued"]


def test_reversal_names_the_worst_month_and_compares(nkpei: Roadmap, page: Client) -> None:
    answer = page.get(f"/plans/{nkpei.pk}/reversal/?scenario=C&against=B")
    curve, other = answer.context["curve"], answer.context["other"]
    assert (curve.scenario, other.scenario) == ("C", "B")
    assert answer.context["at"] == curve.worst
    shown = answer.content.decode()
    for word in ("투입 금액", "회수 불가", "철수 소요일", "가상"):
        assert word in shown


def test_reversal_looks_at_the_month_asked_about(nkpei: Roadmap, page: Client) -> None:
    answer = page.get(f"/plans/{nkpei.pk}/reversal/?scenario=C&month=2029-05")
    assert str(answer.context["at"].day) == "2029-05-01"
    assert page.get(f"/plans/{nkpei.pk}/reversal/?month=soon&at_revision=x").status_code == 200


def test_the_roadmap_lays_the_latest_ranges_over_its_bars(
    trial: Roadmap, jin: User, page: Client
) -> None:
    address = f"/plans/{trial.pk}/ranges/spans/?scenario=B"
    assert page.get(address).json() == {"draws": None, "spans": {}}
    run = draw(ask(trial, jin, draws=30, seed=9))
    projects = page.get(address).json()
    activities = page.get(f"{address}&level=activity").json()
    assert projects["draws"] == activities["draws"] == 30
    finish = answer_of(run)["activities"]["P1.a1"]["finish"]
    wanted = [finish[share] and epoch_day(date.fromisoformat(finish[share])) for share in SHARES]
    assert activities["spans"]["P1.a1"] == wanted
    assert set(projects["spans"]) == set(answer_of(run)["projects"])
    change = Alter("activity", "P1.a1", {"duration": 4})
    edits.edit_plan(trial, [change], by=jin, on_revision=trial.revision)
    assert page.get(address).json()["spans"] == {}


def test_the_table_of_the_roadmap_has_ranges_interfering_float_and_given_dates(
    trial: Roadmap, jin: User, page: Client
) -> None:
    address = f"/plans/{trial.pk}/?view=table&level=activity&scenario=B"
    given = Alter("activity", "P1.a1", {"given_finish": date(2027, 1, 4)})
    edits.edit_plan(trial, [given], by=jin, on_revision=trial.revision)
    before = page.get(address)
    assert '<th scope="col">P50</th>' not in before.content.decode()
    [line] = [
        line
        for _lane, lines in before.context["table"].groups
        for line in lines
        if line.bar.key == "P1.a1"
    ]
    when = before.context["outlook"].schedule["P1.a1"]
    assert line.interfering == when.total_float - when.free_float
    assert line.later == when.given.finish_difference > 0
    assert f">+{line.later}<" in before.content.decode()
    draw(ask(trial, jin, draws=30, seed=9))
    shown = text_of(page, address)
    assert '<th scope="col">P50</th>' in shown
    assert "간섭여유" in shown
