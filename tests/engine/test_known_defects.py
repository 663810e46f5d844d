"""Seven mistakes other schedulers have made, each told by its name."""

from datetime import date

from engine.network import Activity, Link, Network
from engine.schedule import Schedule, solve
from tests.charts import assert_drawn

MONDAY = date(2027, 1, 4)


def plan(*parts: Activity | Link) -> Schedule:
    activities = tuple(part for part in parts if isinstance(part, Activity))
    links = tuple(part for part in parts if isinstance(part, Link))
    return solve(Network(MONDAY, activities=activities, links=links))


def test_finish_to_finish_is_not_computed_as_finish_to_start() -> None:
    schedule = plan(Activity("a", 5), Activity("b", 2), Link("a", "b", "FF"))

    assert schedule["b"].start == date(2027, 1, 7)
    assert schedule["b"].finish == schedule["a"].finish == date(2027, 1, 8)


def test_a_lag_is_not_one_day_short() -> None:
    schedule = plan(Activity("a", 1), Activity("b", 1), Link("a", "b", "FS", 3))

    assert schedule["b"].start == date(2027, 1, 8)


def test_a_lead_is_not_ignored() -> None:
    schedule = plan(Activity("a", 5), Activity("b", 1), Link("a", "b", "FS", -2))

    assert schedule["b"].start == date(2027, 1, 7)


def test_a_milestone_does_not_shift_its_successor() -> None:
    chained = plan(
        Activity("a", 3), Activity("m"), Activity("b", 1), Link("a", "m"), Link("m", "b")
    )

    assert chained["m"].start == chained["m"].finish == chained["b"].start == date(2027, 1, 7)


def test_free_float_is_not_one_too_many() -> None:
    schedule = plan(
        Activity("a", 1), Activity("b", 4), Activity("c", 1), Link("a", "c"), Link("b", "c")
    )

    assert schedule["a"].free_float == schedule["a"].total_float == 3
    assert schedule["b"].free_float == schedule["c"].free_float == 0


def test_the_second_link_between_a_pair_is_not_lost() -> None:
    links = (Link("a", "b", "SS", 1), Link("a", "b", "FF", 3))
    for order in (links, links[::-1]):
        schedule = plan(Activity("a", 5), Activity("b", 2), *order)

        assert schedule["b"].finish == date(2027, 1, 13)
        assert schedule["b"].runner_up.source == "a>b:SS"


def test_float_is_counted_in_working_days_not_day_by_day() -> None:
    schedule = plan(Activity("a", 2), Activity("b", 10))

    assert schedule["a"].late_start == date(2027, 1, 14)
    assert schedule["a"].total_float == 8


def test_identical_links_given_twice_are_one_reason() -> None:
    schedule = plan(Activity("a", 2), Activity("b", 1), Link("a", "b"), Link("a", "b"))

    assert [reason.source for reason in schedule["b"].reasons] == ["a>b:FS"]


def test_a_plan_drawn_in_any_order_is_the_same_plan() -> None:
    schedule = assert_drawn("""
        |   | MTWTFssMTWTFss |
        | c |     X  X       | after b
        | a | XX             |
        | b |   XX           | after a
    """)

    assert schedule.finish == date(2027, 1, 11)
