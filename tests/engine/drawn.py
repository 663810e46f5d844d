"""Random networks for the laws: every kind of link, unit, calendar, gate, window and constraint."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from engine.network import (
    CONSTRAINT_KINDS,
    OUT_OF_SEQUENCE,
    PROGRESS_OVERRIDE,
    Activity,
    Calendar,
    Condition,
    Constraint,
    Gate,
    Link,
    Network,
    Requirement,
    Window,
)

START = date(2027, 1, 4)
CALENDARS = ("week", "six", "daily", "rare")
CONDITIONS = ("accord", "relief", "permit")
KINDS = ("FS", "SS", "FF", "SF")

near_days = st.integers(-10, 120).map(lambda days: START + timedelta(days))


@dataclass(frozen=True)
class Features:
    """What a drawn network may contain; a law that needs less says so."""

    conditions: bool = True
    gates: bool = True
    constraints: bool = True
    firm: bool = True
    progress: bool = True
    elapsed: bool = True
    partial_gates: bool = True


@st.composite
def networks(draw: st.DrawFn, features: Features = Features()) -> Network:
    keys = draw(st.permutations([f"a{number}" for number in range(draw(st.integers(1, 7)))]))
    activities = tuple(draw(_activity(key, features)) for key in keys)
    links = draw(st.lists(_link(keys, features), max_size=12)) if len(keys) > 1 else []
    gates = draw(_gates(keys, features)) if features.gates and len(keys) > 2 else ()
    return Network(
        START,
        status_date=draw(st.none() | near_days) if features.progress else None,
        calendars=draw(_calendars()),
        default_calendar="week",
        activities=activities,
        links=tuple(links),
        gates=gates,
        conditions=tuple(Condition(name) for name in CONDITIONS),
        scenarios={"base": {name: draw(_windows()) for name in CONDITIONS}},
        out_of_sequence=draw(st.sampled_from(OUT_OF_SEQUENCE))
        if features.progress
        else PROGRESS_OVERRIDE,
    )


@st.composite
def _activity(draw: st.DrawFn, key: str, features: Features) -> Activity:
    unit = draw(st.sampled_from(["workdays"] * 4 + ["days", "months"] * features.elapsed))
    duration = draw(st.integers(0, 3 if unit == "months" else 15))
    constraint = None
    if features.constraints and draw(st.integers(0, 3)) == 0:
        kinds = [kind for kind in CONSTRAINT_KINDS if kind != "as_late_as_possible"]
        firm = features.firm and draw(st.booleans())
        constraint = Constraint(draw(st.sampled_from(kinds)), draw(near_days), firm)
    requires: tuple[Requirement, ...] = ()
    if features.conditions and draw(st.booleans()):
        needs = st.builds(
            Requirement, st.sampled_from(CONDITIONS), st.sampled_from(["throughout", "start"])
        )
        requires = tuple(draw(st.lists(needs, max_size=3)))
    started = finished = remaining = None
    if features.progress and draw(st.integers(0, 4)) == 0:
        started = draw(near_days)
        if draw(st.booleans()):
            finished = started + timedelta(draw(st.integers(0, 30)))
        else:
            remaining = draw(st.none() | st.integers(0, 10))
    calendar = draw(st.sampled_from([None, *CALENDARS]))
    return Activity(
        key,
        duration,
        unit,
        calendar,
        constraint=constraint,
        requires=requires,
        actual_start=started,
        actual_finish=finished,
        remaining=remaining,
    )


@st.composite
def _link(draw: st.DrawFn, keys: list[str], features: Features) -> Link:
    before, after = sorted(draw(st.sets(st.integers(0, len(keys) - 1), min_size=2, max_size=2)))
    more = ["days", "months", "percent"] if features.elapsed else []
    unit = draw(st.sampled_from(["workdays", "workdays", *more]))
    lag = draw(st.sampled_from([0, 0, 1, 2, 3, 5, 9, -1, -2, -5, -9]))
    if unit == "percent":
        lag *= 25
    if unit == "months":
        lag = max(min(lag, 2), -2)
    calendar = draw(st.sampled_from([None, None, None, *CALENDARS]))
    return Link(keys[before], keys[after], draw(st.sampled_from(KINDS)), lag, unit, calendar)


@st.composite
def _gates(draw: st.DrawFn, keys: list[str], features: Features) -> tuple[Gate, ...]:
    gates = []
    for number in range(draw(st.integers(0, 2))):
        cut = draw(st.integers(1, len(keys) - 1))
        needs = draw(st.lists(st.sampled_from(keys[:cut]), max_size=3, unique=True))
        opens = draw(st.lists(st.sampled_from(keys[cut:]), max_size=2, unique=True))
        at_least = draw(st.integers(1, len(needs))) if needs and features.partial_gates else None
        named = draw(st.lists(st.sampled_from(CONDITIONS), max_size=2, unique=True))
        conditions = tuple(named) if features.conditions else ()
        gates.append(Gate(f"g{number}", tuple(needs), at_least, conditions, tuple(opens)))
    return tuple(gates)


@st.composite
def _calendars(draw: st.DrawFn) -> dict[str, Calendar]:
    def days() -> frozenset[date]:
        return frozenset(draw(st.lists(near_days, max_size=4)))

    return {
        "week": Calendar((1, 2, 3, 4, 5), days(), days()),
        "six": Calendar((1, 2, 3, 4, 5, 6), days()),
        "daily": Calendar((1, 2, 3, 4, 5, 6, 7)),
        "rare": Calendar((2, 4), days(), days()),
    }


@st.composite
def _windows(draw: st.DrawFn) -> tuple[Window, ...]:
    windows = []
    for _ in range(draw(st.integers(0, 3))):
        since = draw(st.integers(-30, 200).map(lambda days: START + timedelta(days)))
        length = draw(st.none() | st.integers(0, 60))
        windows.append(Window(since, None if length is None else since + timedelta(length)))
    return tuple(windows)
