"""Random networks to the minute: hours, nights, elapsed spans, and moments in and out of work."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from engine.network import (
    MINUTE,
    Activity,
    Condition,
    Constraint,
    Link,
    Network,
    Requirement,
    Window,
)
from engine.worktime import Calendar
from tests.engine.drawn import CONDITIONS, KINDS, Features, _gates

START = datetime(2027, 1, 4, 8)  # noqa: DTZ001 - a plan has the time of its place
CALENDARS = ("week", "six", "daily", "night", "short")
OFFICE = ((480, 720), (780, 1020))
EVERYTHING = Features()
MOST = {"workdays": 6, "hours": 40, "minutes": 900, "days": 6, "months": 2}
MOST |= {"elapsed_hours": 60, "elapsed_minutes": 3000}

half_hours = st.integers(-200, 1500).map(lambda count: START + timedelta(minutes=30 * count))
odd_moments = st.integers(-3000, 40_000).map(lambda count: START + timedelta(minutes=count))
near_moments = half_hours | half_hours | odd_moments | half_hours.map(lambda each: each.date())


@st.composite
def minute_networks(draw: st.DrawFn, features: Features = EVERYTHING) -> Network:
    keys = draw(st.permutations([f"a{number}" for number in range(draw(st.integers(1, 7)))]))
    links = draw(st.lists(_link(keys, features), max_size=12)) if len(keys) > 1 else []
    retained = features.progress and draw(st.booleans())
    return Network(
        START,
        status_date=draw(st.none() | near_moments) if features.progress else None,
        calendars=draw(_calendars()),
        default_calendar="week",
        activities=tuple(draw(_activity(key, features)) for key in keys),
        links=tuple(links),
        gates=draw(_gates(keys, features)) if features.gates and len(keys) > 2 else (),
        conditions=tuple(Condition(name) for name in CONDITIONS),
        scenarios={"base": {name: draw(_windows()) for name in CONDITIONS}},
        out_of_sequence="retained_logic" if retained else "progress_override",
        resolution=MINUTE,
    )


@st.composite
def _activity(draw: st.DrawFn, key: str, features: Features) -> Activity:
    worked = ["workdays", "hours", "hours", "minutes"]
    elapsed = ["days", "months", "elapsed_hours", "elapsed_minutes"] * features.elapsed
    unit = draw(st.sampled_from(worked * 2 + elapsed))
    duration = draw(st.just(0) | st.integers(0, MOST[unit]))
    found = Activity(key, duration, unit, draw(st.sampled_from([None, *CALENDARS])))
    if features.constraints and draw(st.integers(0, 3)) == 0:
        kinds = ["start_no_earlier_than", "start_on", "finish_no_earlier_than", "finish_on"]
        kind = draw(st.sampled_from(kinds))
        found = replace(found, constraint=Constraint(kind, draw(near_moments)))
    if features.conditions and draw(st.booleans()):
        needs = st.builds(
            Requirement, st.sampled_from(CONDITIONS), st.sampled_from(["throughout", "start"])
        )
        found = replace(found, requires=tuple(draw(st.lists(needs, max_size=2))))
    if features.progress and draw(st.integers(0, 4)) == 0:
        started = draw(half_hours)
        found = replace(found, actual_start=started)
        if draw(st.booleans()):
            return replace(found, actual_finish=started + timedelta(hours=draw(st.integers(0, 90))))
        return replace(found, remaining=draw(st.none() | st.integers(0, duration)))
    return found


@st.composite
def _link(draw: st.DrawFn, keys: list[str], features: Features) -> Link:
    before, after = sorted(draw(st.sets(st.integers(0, len(keys) - 1), min_size=2, max_size=2)))
    more = ["days", "months", "elapsed_hours", "elapsed_minutes"] if features.elapsed else []
    unit = draw(st.sampled_from(["hours", "minutes", "workdays", "percent", *more]))
    lag = draw(st.sampled_from([0, 0, 1, 2, 4, 8, 0.5, -1, -2, -8]))
    if unit == "months":
        lag = int(max(min(lag, 2), -1))
    lag *= {"percent": 12.5, "minutes": 60, "elapsed_minutes": 60}.get(unit, 1)
    calendar = draw(st.sampled_from([None, None, None, *CALENDARS]))
    return Link(keys[before], keys[after], draw(st.sampled_from(KINDS)), lag, unit, calendar)


@st.composite
def _calendars(draw: st.DrawFn) -> dict[str, Calendar]:
    near = st.integers(-5, 40).map(lambda days: date(2027, 1, 4) + timedelta(days))

    def days() -> frozenset[date]:
        return frozenset(draw(st.lists(near, max_size=3)))

    hours = st.sampled_from([(), ((480, 720),), ((0, 1440),)])
    own = draw(st.dictionaries(near, hours, max_size=2))
    return {
        "week": Calendar(
            (1, 2, 3, 4, 5), days(), days(), (OFFICE,) * 7, 480, hours_on=tuple(own.items())
        ),
        "six": Calendar(
            (1, 2, 3, 4, 5, 6), days(), days(), (OFFICE,) * 5 + (((480, 720),), ()), 480
        ),
        "daily": Calendar((1, 2, 3, 4, 5, 6, 7), hours=(((0, 1440),),) * 7, minutes_per_day=1440),
        "night": Calendar(
            (1, 2, 3, 4, 5),
            days(),
            hours=(((0, 300), (1320, 1440)),) * 7,
            minutes_per_day=420,
        ),
        "short": Calendar((2, 4), days(), days(), (((600, 655),),) * 7, 55),
    }


@st.composite
def _windows(draw: st.DrawFn) -> tuple[Window, ...]:
    windows = []
    for _ in range(draw(st.integers(0, 3))):
        since = draw(near_moments)
        length = draw(st.none() | st.integers(0, 900))
        until = None if length is None else _later(since, length)
        windows.append(Window(since, until))
    return tuple(windows)


def _later(when: date, hours: int) -> date:
    return when + (timedelta(hours=hours) if isinstance(when, datetime) else timedelta(hours // 24))
