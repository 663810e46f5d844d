"""A simulation is asked for once, drawn in parts, and its answer kept with its fingerprint."""

import json
import zlib
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest

from accounts.models import User
from core.errors import Invalid
from engine.changes import Alter
from engine.ranges import simulate
from jobs.models import Job
from jobs.running import run_job
from ranges import services
from ranges.answers import answer_of
from ranges.forms import ASSUMED
from ranges.models import RangesRun
from ranges.queries import jobs_of, run_line
from ranges.study import network_for
from roadmaps import services as edits
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of, schedule_for
from tests.ranges.asking import ask, draw

pytestmark = pytest.mark.django_db


def test_the_answer_is_that_of_the_engine_kept_with_its_hash(trial: Roadmap, jin: User) -> None:
    run = draw(ask(trial, jin, draws=300))
    question = services.question_of(run)
    found = simulate(network_for(plan_of(trial), question), "B", 300, question.seed)
    answer = answer_of(run)
    finish = found.activities["P2.a2"].finish
    assert answer["activities"]["P2.a2"]["finish"]["p50"] == finish.p50.isoformat()
    assert answer["stages"]["S2"]["finish"]["p90"] == found.groups["stage:S2"].p90.isoformat()
    assert answer["projects"]["P1"]["planned"] == (
        schedule_for(trial, "B")[1]["P1.a2"].finish.isoformat()
    )
    assert sha256(zlib.decompress(run.answer)).hexdigest() == run.sha256
    assert [len(part.drawn) for part in run.parts.all()] == [0]


def test_one_part_and_four_parts_have_the_same_hash(trial: Roadmap, jin: User) -> None:
    asked = {"draws": 9_000, "seed": 7}
    whole = draw(ask(trial, jin, parts=1, **asked))
    again = RangesRun.objects.get(pk=whole.pk)
    first = again.sha256
    RangesRun.objects.all().delete()
    Job.objects.all().delete()
    split = draw(ask(trial, jin, parts=4, **asked))
    assert [(part.first, part.past) for part in split.parts.all()] == [
        (0, 1),
        (1, 2),
        (2, 3),
        (3, 5),
    ]
    assert split.sha256 == first != ""


def test_asking_again_for_the_same_gives_the_same_run(trial: Roadmap, jin: User) -> None:
    first, again = ask(trial, jin), ask(trial, jin)
    assert first == again
    assert ask(trial, jin, seed=2) != first
    assert Job.objects.filter(kind="ranges-part").count() == 2


def test_a_run_answers_for_the_revision_it_was_asked_about(trial: Roadmap, jin: User) -> None:
    run = ask(trial, jin, draws=50)
    change = Alter("activity", "P1.a1", {"duration": 40})
    edits.edit_plan(trial, [change], by=jin, on_revision=trial.revision)
    trial.refresh_from_db()
    answer = answer_of(draw(run))
    assert answer["activities"]["P1.a1"]["planned"] == "2027-03-03"
    assert run_line(RangesRun.objects.get(pk=run.pk), trial, "ko").is_stale
    assert ask(trial, jin, draws=50) != run


def test_without_spread_every_percentile_is_the_plan(trial: Roadmap, jin: User) -> None:
    answer = answer_of(draw(ask(trial, jin, draws=20, shortest=100, longest=100)))
    for part in ("activities", "projects", "stages"):
        for line in answer[part].values():
            finish = line["finish"]
            assert {finish["p10"], finish["p50"], finish["p90"]} == {line["planned"]}
    assert answer["spending"] == {
        "KRW 2026": {"2027": {"p10": 250.0, "p50": 250.0, "p90": 250.0, "mean": 250.0}}
    }


def test_never_is_drawn_from_the_window_and_told_of_all_that_waits(
    trial: Roadmap, jin: User
) -> None:
    values = {"low": date(2027, 9, 1), "high": date(2029, 1, 1), "never": Decimal("0.25")}
    change = Alter("window", "B:C1", values)
    edits.edit_plan(trial, [change], by=jin, on_revision=trial.revision)
    trial.refresh_from_db()
    answer = answer_of(draw(ask(trial, jin, draws=4_000)))
    never = answer["projects"]["P2"]["finish"]["never"]
    assert never == pytest.approx(0.25, abs=0.03)
    assert answer["activities"]["P2.a1"]["finish"]["never"] == never
    assert answer["complete"]["never"] == never
    assert answer["projects"]["P1"]["finish"]["never"] == 0
    assert answer["causes"][0]["source"] == "C1"


def test_cancelling_stops_what_waits_and_trying_again_draws_the_rest(
    trial: Roadmap, jin: User
) -> None:
    run = ask(trial, jin, draws=4_000, parts=2)
    first, _second = jobs_of(run)
    run_job(first.pk, "w1")
    services.cancel_ranges(run, by=jin)
    assert [job.state for job in jobs_of(run)] == ["done", "cancelled"]
    assert run_line(run, trial, "ko").state == "cancelled"
    with pytest.raises(Invalid) as refused:
        services.cancel_ranges(run, by=jin)
    assert refused.value.problems[0].code == "ranges_are_over"
    services.retry_ranges(run, by=jin)
    assert run_line(run, trial, "ko").state == "running"
    assert draw(run).sha256


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"scenario": "Z"}, "unknown_scenario"),
        ({"draws": 0}, "draws_out_of_range"),
        ({"draws": 2_000_000}, "draws_out_of_range"),
        ({"seed": 2**31}, "seed_out_of_range"),
        ({"correlation": Decimal("1.5")}, "correlation_out_of_range"),
        ({"correlation": Decimal("0.123")}, "correlation_out_of_range"),
        ({"shortest": 101}, "assumed_range_out_of_range"),
        ({"longest": 99}, "assumed_range_out_of_range"),
    ],
)
def test_what_cannot_be_simulated_is_refused(
    trial: Roadmap, jin: User, asked: dict[str, object], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        ask(trial, jin, **asked)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert not RangesRun.objects.exists()


def test_projects_of_one_zone_share_their_luck(nkpei: Roadmap) -> None:
    network = network_for(plan_of(nkpei), ASSUMED)
    zones = {group.id: group for group in network.groups if group.id.startswith("zone:")}
    assert zones["zone:nampo"].correlation == 0.3
    assert {group.correlation for group in network.groups if group.id not in zones} == {0}


def test_all_costs_are_spent_once(nkpei: Roadmap) -> None:
    plan = plan_of(nkpei)
    network = network_for(plan, ASSUMED)
    spent = sum(amount for each in network.activities for amount in each.cost.values())
    assert spent == pytest.approx(float(sum(line.amount for line in plan.costs.values())))
    assert json.dumps(sorted({key for each in network.activities for key in each.cost})) == (
        '["KRW 2026"]'
    )
