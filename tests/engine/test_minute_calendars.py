"""Working time to the minute, held against a walk from period to period from 1990 to 2060."""

from bisect import bisect_right
from datetime import date, timedelta
from random import Random

import numpy as np

from engine.minutes import MinuteTimeline
from engine.worktime import DAY, Calendar, Closure, intersection_of
from tests.engine.moments import Period, periods_on

FIRST, DAYS = date(1990, 1, 1), 25_933
OFFICE = ((480, 720), (780, 1020))
NIGHT = ((0, 300), (1320, 1440))


def drawn_calendar(chance: Random) -> Calendar:
    weekdays = tuple(sorted(chance.sample(range(1, 8), chance.randint(2, 7))))
    days = [FIRST + timedelta(chance.randrange(DAYS)) for _ in range(900)]
    hours = tuple(
        chance.choice([OFFICE, OFFICE, NIGHT, ((0, 1440),), ((601, 607),)]) for _ in range(7)
    )
    own = {day: chance.choice([(), ((0, 1),), OFFICE]) for day in days[:200]}
    return Calendar(
        weekdays,
        frozenset(days[200:700]),
        frozenset(days[700:]),
        hours,
        hours_on=tuple(own.items()),
    )


def periods_of(calendar: Calendar) -> list[Period]:
    """Every period, found by walking through the days."""
    found = []
    for at in range(DAYS):
        periods = periods_on(calendar, FIRST + timedelta(at))
        found += [(at * DAY + since, at * DAY + until) for since, until in periods]
    return found


def walked(periods: list[Period], since: int, minutes: int) -> int:
    """The end of the last of so many working minutes from a moment on, period by period."""
    at = bisect_right(periods, (since, 0))
    if at and periods[at - 1][1] > since:
        at -= 1
    while True:
        begin, end = max(periods[at][0], since), periods[at][1]
        if end - begin >= minutes:
            return begin + minutes
        minutes -= end - begin
        at += 1


def test_working_minutes_are_added_as_a_walk_adds_them_in_100_000_cases() -> None:
    chance, dice = Random(1990), np.random.default_rng(2)
    for _ in range(8):
        calendar = drawn_calendar(chance)
        line = MinuteTimeline(FIRST.toordinal(), DAYS, 512, (calendar,))
        periods = periods_of(calendar)
        since = dice.integers(0, (DAYS - 1500) * DAY, 12_500)
        minutes = dice.integers(1, 1_200, 12_500)

        places = line.before.take(since + line.base(0)) + minutes
        over = line.nth.take(places - 1) + 1

        asked = zip(since.tolist(), minutes.tolist(), strict=True)
        assert over.tolist() == [walked(periods, *each) for each in asked]
        assert line.worked(line.base(0), since, over).tolist() == minutes.tolist()


def test_a_joint_calendar_works_the_minutes_both_work_and_closes_for_the_winter() -> None:
    day = Calendar((1, 2, 3, 4, 5), hours=(OFFICE,) * 7)
    early = Calendar(
        (1, 2, 3, 6), hours=(((360, 840),),) * 7, closures=(Closure((12, 1), (3, 15)),)
    )
    line = MinuteTimeline(FIRST.toordinal(), DAYS, 512, (intersection_of([day, early]),))
    base = line.base(0)

    # Wednesday 14 March 2001 lies in the frost, Monday 19 March is the first day both work.
    since = np.array([line.number(date(2001, 3, 14))])
    first = line.nth.take(line.before.take(since + base))
    week = line.worked(base, since, since + 7 * DAY)

    assert line.iso(int(first[0])) == "2001-03-19T08:00"
    # Of Monday and Tuesday 08:00 to 12:00 and 13:00 to 14:00.
    assert week.tolist() == [2 * 300]
