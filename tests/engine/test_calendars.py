"""Which days a calendar works, held against a walk day by day from 1990 to 2060."""

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from engine.calendars import Timeline, worked_days
from engine.network import Activity, Link, Network
from engine.problems import BrokenPlan
from engine.reading import read_network
from engine.schedule import solve
from engine.worktime import Calendar, Closure, intersection_of, is_empty

FIRST, LAST = date(1990, 1, 1), date(2060, 12, 31)
DAYS = (LAST - FIRST).days + 1
FROST = Closure((12, 1), (3, 15))
FILE = {"format": "plan-network/1", "start": "2027-01-04"}


def works(calendar: Calendar, day: date) -> bool:
    """What the calendar says, read off word by word."""
    if not all(works(each, day) for each in calendar.all_of):
        return False
    if day in calendar.workdays:
        return True
    for closure in calendar.closures:
        year = day.year if (day.month, day.day) >= closure.since else day.year - 1
        since = date(year, *closure.since)
        wraps = closure.until < closure.since
        if since <= day <= date(year + wraps, *closure.until):
            return False
    return day.isoweekday() in calendar.weekdays and day not in calendar.holidays


def drawn_calendar(chance: Random, depth: int = 1) -> Calendar:
    weekdays = tuple(sorted(chance.sample(range(1, 8), chance.randint(3, 7))))
    days = [FIRST + timedelta(chance.randrange(DAYS)) for _ in range(900)]
    ends = [(chance.randint(1, 12), chance.randint(1, 28)) for _ in range(2)]
    closures = (Closure(*ends),) if depth and chance.random() < 0.5 else ()
    others = tuple(drawn_calendar(chance, 0) for _ in range(chance.randint(0, 2) * depth))
    return Calendar(
        weekdays, frozenset(days[:600]), frozenset(days[600:]), closures=closures, all_of=others
    )


def drawn_calendars(count: int) -> list[Calendar]:
    """Calendars that work at all: a closure may happen to take the whole year."""
    chance = Random(20270104)
    found: list[Calendar] = []
    while len(found) < count:
        calendar = drawn_calendar(chance)
        if not is_empty(calendar):
            found.append(calendar)
    return found


def test_a_calendar_works_the_days_it_says_one_by_one() -> None:
    for calendar in drawn_calendars(8):
        walked = [works(calendar, FIRST + timedelta(at)) for at in range(DAYS)]

        assert worked_days(calendar, FIRST.toordinal(), DAYS).tolist() == walked


def test_working_days_are_added_as_a_walk_adds_them_in_100_000_cases() -> None:
    chance = np.random.default_rng(1)
    for calendar in drawn_calendars(8):
        line = Timeline(FIRST.toordinal(), DAYS, 4096, (calendar,))
        # The naive side: every worked day in a plain list, found by walking.
        walked = [at for at in range(DAYS) if works(calendar, FIRST + timedelta(at))]
        places, rank = {day: at for at, day in enumerate(walked)}, [0]
        for at in range(DAYS):
            rank.append(rank[-1] + (at in places))
        days, counts = chance.integers(0, DAYS - 6000, 12_500), chance.integers(1, 800, 12_500)

        reached = line.nth.take(line.before.take(days + line.base(0)) + counts - 1)
        between = line.worked(line.base(0), days, days + counts)

        asked = list(zip(days.tolist(), counts.tolist(), strict=True))
        expected = [rank[day] + count - 1 for day, count in asked]
        never = line.never
        assert reached.tolist() == [walked[at] if at < len(walked) else never for at in expected]
        assert between.tolist() == [rank[day + count] - rank[day] for day, count in asked]


def test_frozen_ground_closes_every_winter_over_the_new_year() -> None:
    site = Calendar(closures=(FROST,))
    network = Network(
        date(2027, 11, 29),
        calendars={"site": site},
        default_calendar="site",
        activities=(Activity("a", 4), Activity("b", 1)),
        links=(Link("a", "b"),),
    )

    schedule = solve(network)

    # Two days before the frost, two after it: 16 March 2028 is a Thursday.
    assert str(schedule["a"].finish) == "2028-03-17"
    assert str(schedule["b"].start) == "2028-03-20"


def test_a_day_named_as_worked_is_worked_in_winter_too() -> None:
    mild = date(2027, 12, 6)
    site = Calendar(workdays=frozenset([mild]), closures=(FROST,))

    assert worked_days(site, mild.toordinal(), 2).tolist() == [True, False]


def test_29_february_is_closed_with_the_month_and_open_after_it() -> None:
    february = Calendar(tuple(range(1, 8)), closures=(Closure((2, 1), (2, 29)),))
    since = date(2027, 2, 28).toordinal()
    leap = date(2028, 2, 28).toordinal()

    assert worked_days(february, since, 2).tolist() == [False, True]
    assert worked_days(february, leap, 3).tolist() == [False, False, True]


def test_an_intersection_works_where_all_work() -> None:
    south = Calendar((1, 2, 3, 4, 5), frozenset([date(2027, 1, 6)]))
    north = Calendar((1, 2, 3, 4, 5, 6), frozenset([date(2027, 1, 5)]))
    both = intersection_of([south, north])

    assert worked_days(both, date(2027, 1, 4).toordinal(), 7).tolist() == [
        *(True, False, False, True, True),
        *(False, False),
    ]
    assert intersection_of([south]) == south


def test_a_file_makes_calendars_of_each_other() -> None:
    network = read_network(
        {
            **FILE,
            "calendars": {
                "joint": {"all_of": ["kr", "kp"], "closures": [{"from": "12-01", "to": "03-15"}]},
                "kr": {"holidays": ["2027-03-17"]},
                "kp": {"weekdays": [1, 2, 3, 4, 5, 6], "holidays": ["2027-03-18"]},
            },
            "default_calendar": "joint",
            "activities": [{"id": "a", "duration": 3}],
        }
    )

    line = solve(network)["a"]

    assert (str(line.start), str(line.finish)) == ("2027-03-16", "2027-03-22")


@pytest.mark.parametrize(
    ("calendars", "code", "about"),
    [
        ({"a": {"all_of": ["ghost"]}}, "unknown_calendar", ("network.calendars.a",)),
        ({"a": {"all_of": ["a"]}}, "circular_calendars", ("network",)),
        ({"a": {"closures": [{"from": "01-01", "to": "12-31"}]}}, "empty_calendar", ("a",)),
        ({"a": {"closures": [{"from": "03-01", "to": "02-28"}]}}, "empty_calendar", ("a",)),
        ({"a": {"closures": [{"from": "3-1", "to": "04-01"}]}}, "bad_month_day", None),
        ({"a": {"closures": [{"from": "04-31", "to": "05-01"}]}}, "bad_month_day", ("a",)),
        ({"a": {"closures": [{"from": "04-30"}]}}, "missing_field", None),
        (
            {
                "a": {"all_of": ["b", "c"]},
                "b": {"weekdays": [1, 2]},
                "c": {"weekdays": [3]},
            },
            "empty_calendar",
            ("a",),
        ),
    ],
)
def test_a_calendar_that_cannot_be_worked_by_is_refused(calendars, code, about) -> None:
    with pytest.raises(BrokenPlan) as caught:
        read_network({**FILE, "calendars": calendars, "activities": [{"id": "a"}]})

    assert [problem.code for problem in caught.value.problems] == [code]
    assert about is None or caught.value.problems[0].about == about
