"""A search from the question to the edit: asked, done, adopted as one revision, undone."""

from datetime import date

import pytest

from accounts.models import User
from core.errors import Forbidden, Invalid, Outdated
from engine.changes import Alter
from jobs.models import Job
from jobs.running import run_job
from roadmaps.models import Membership, Roadmap, Role
from roadmaps.schedules import plan_of, schedule_for
from roadmaps.services import edit_plan, undo_last
from search.models import PlanSearch
from search.services import adopt_answer, ask_for_search, cancel_search

pytestmark = pytest.mark.django_db(transaction=True)


def searched(plan: Roadmap, by: User, **more: object) -> PlanSearch:
    asked = {"scenario": "A", "goal": "finish", "weights": {}, "stages": ["S1", "S2"], **more}
    search = ask_for_search(plan, seconds=20, by=by, **asked)  # type: ignore[arg-type]
    run_job(Job.objects.get(kind="search", subject=search.pk).pk, "here")
    search.refresh_from_db()
    return search


def test_the_power_is_shared_and_what_is_blocked_is_set_aside(plan: Roadmap, jin: User) -> None:
    search = searched(plan, jin)
    assert (search.outcome, search.set_aside) == ("optimal", ["line.a"])
    answer = search.answers[0]
    # Fifteen days of work one after the other are three weeks, to the Friday.
    assert (answer["finish"], answer["objectives"][0]["objective"]) == ("2027-01-22", 19)
    assert len(answer["moved"]) == len(answer["changes"]) == 1
    assert answer["moved"][0]["reasons"] == [{"kind": "capacity", "source": "power"}]


def test_a_plan_found_is_adopted_as_one_revision_that_can_be_undone(
    plan: Roadmap, jin: User
) -> None:
    search = searched(plan, jin)
    revision = adopt_answer(search, 1, by=jin, reason="전력 부족")
    assert (revision.number, revision.reason) == (2, "전력 부족")
    plan.refresh_from_db()
    _, schedule = schedule_for(plan)
    assert schedule.finish == date(2027, 1, 22)
    undo_last(plan, by=jin)
    plan.refresh_from_db()
    assert schedule_for(plan)[1].finish == date(2027, 1, 15)


def test_what_is_not_worth_its_days_is_left_out(plan: Roadmap, jin: User) -> None:
    search = searched(
        plan,
        jin,
        goal="benefit,finish",
        weights={"mill": 3, "yard": 2},
        finish_by=date(2027, 1, 15),
    )
    answer = search.answers[0]
    assert answer["left_out"] == ["yard"]
    assert [each["objective"] for each in answer["objectives"]] == [3, 12]
    adopt_answer(search, 1, by=jin, reason="")
    plan.refresh_from_db()
    assert sorted(plan_of(plan).projects) == ["line", "mill"]


def test_what_may_not_move_stays(plan: Roadmap, jin: User) -> None:
    search = searched(plan, jin, stages=["S1"])
    moved = search.answers[0]["moved"]
    assert [(each["activity"], each["start"]) for each in moved] == [("mill.a", "2027-01-11")]


def test_no_plan_by_an_impossible_day_is_said_to_be_impossible(plan: Roadmap, jin: User) -> None:
    search = searched(plan, jin, finish_by=date(2027, 1, 20))
    assert (search.outcome, search.answers) == ("infeasible", [])


def test_adopting_is_refused_where_somebody_changed_the_same_field(
    plan: Roadmap, jin: User
) -> None:
    search = searched(plan, jin)
    key = search.answers[0]["moved"][0]["activity"]
    values = {"constraint": "start_no_earlier_than", "constraint_date": date(2027, 2, 1)}
    edit_plan(plan, [Alter("activity", key, values)], by=jin, on_revision=1)
    with pytest.raises(Outdated):
        adopt_answer(search, 1, by=jin, reason="")


def test_a_reader_searches_but_does_not_adopt(plan: Roadmap, jin: User, mina: User) -> None:
    Membership.objects.create(plan=plan, user=mina, role=Role.VIEWER)
    search = searched(plan, mina)
    with pytest.raises(Forbidden):
        adopt_answer(search, 1, by=mina, reason="")


def test_a_search_that_waits_can_be_cancelled(plan: Roadmap, jin: User) -> None:
    asked = {"scenario": "A", "goal": "finish", "weights": {}, "stages": ["S1"]}
    search = ask_for_search(plan, by=jin, **asked)  # type: ignore[arg-type]
    cancel_search(search, by=jin)
    assert Job.objects.get(kind="search").state == "cancelled"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"scenario": "Q"}, "no_such_scenario"),
        ({"goal": "speed"}, "no_such_goal"),
        ({"weights": {"ghost": 1}}, "no_such_project"),
        ({"weights": {"mill": -1}}, "search_out_of_range"),
        ({"stages": []}, "no_stage_chosen"),
        ({"stages": ["S9"]}, "no_such_stage"),
        ({"seconds": 1}, "search_out_of_range"),
        ({"number": 9}, "search_out_of_range"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    plan: Roadmap, jin: User, wrong: dict[str, object], code: str
) -> None:
    asked = {"scenario": "A", "goal": "finish", "weights": {}, "stages": ["S1"], **wrong}
    with pytest.raises(Invalid) as refused:
        ask_for_search(plan, by=jin, **asked)  # type: ignore[arg-type]
    assert [problem.code for problem in refused.value.problems] == [code]
    assert PlanSearch.objects.count() == 0
