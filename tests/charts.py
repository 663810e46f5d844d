"""Schedules drawn as text: the drawing is both the plan and what is expected of it.

    |        | MTWTFssMTWTFss |
    | accord | ===     =======|                      a condition, and when it holds
    | site   | XXXXX          |                      five days of work
    | train  |   XXX          | with site +2
    | power  |      DDDD      | after site           four days, rest days included
    | open   |         *      | after site, after power
    | ship   |                | takes 3, needs export    drawn empty: it can never start

The first column is Monday 4 January 2027. A letter in capitals is a worked day. Links: after (FS),
with (SS), ends with (FF), ends before (SF); a lag in worked days (+2), in days (+2d) or in percent
(+50%); `at most +2` is a maximum and no minimum. Gates: `gate G of 2: a, b, c` is a line of its
own, `behind G` a note.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from engine.network import (
    Activity,
    Calendar,
    Condition,
    Gate,
    Link,
    Network,
    Requirement,
    Window,
)
from engine.schedule import Schedule, solve

FIRST = date(2027, 1, 4)
LINK_WORDS = {"after": "FS", "with": "SS", "ends with": "FF", "ends before": "SF"}
NOTE = re.compile(r"(after|with|ends with|ends before) (\w+) ?(at most )?([+-]\d+)?([d%]?)$")
UNITS = {"": "workdays", "d": "days", "%": "percent"}


@dataclass
class Chart:
    """A drawing taken apart."""

    header: str = ""
    activities: dict[str, Activity] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    gates: dict[str, Gate] = field(default_factory=dict)
    windows: dict[str, tuple[Window, ...]] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)


def assert_drawn(text: str, **fields: object) -> Schedule:
    """Solves what is drawn, with these fields of the network changed, and compares the drawing."""
    chart = read_chart(text)
    schedule = solve(replace(network_of(chart), **fields))
    assert {key: drawn(chart, schedule, key) for key in chart.rows} == chart.rows
    return schedule


def read_chart(text: str) -> Chart:
    chart = Chart()
    for line in text.strip().splitlines():
        if gate := re.match(r"\s*gate (\w+)(?: of (\d+))?: (.*)$", line):
            names = tuple(name.strip() for name in gate[3].split(","))
            at_least = int(gate[2]) if gate[2] else None
            chart.gates[gate[1]] = Gate(gate[1], names, at_least)
            continue
        name, row, note = (part for part in line.strip().lstrip("|").split("|"))
        _read_row(chart, name.strip(), row[1:], [n.strip() for n in note.split(",") if n.strip()])
    return chart


def _read_row(chart: Chart, name: str, row: str, notes: list[str]) -> None:
    if not name:
        chart.header = row
    elif "=" in row:
        chart.windows[name] = tuple(
            Window(_day(found.start()), None if found.end() >= len(row) else _day(found.end() - 1))
            for found in re.finditer("=+", row)
        )
    else:
        chart.rows[name] = row.rstrip()
        unit = "days" if "D" in row else "workdays"
        activity = Activity(name, row.count("X") + row.count("D"), unit)
        chart.activities[name] = _noted(chart, activity, notes)


def _noted(chart: Chart, activity: Activity, notes: list[str]) -> Activity:
    for note in notes:
        word, _, rest = note.partition(" ")
        if word == "takes":
            activity = replace(activity, duration=int(rest))
        elif word in ("needs", "begins"):
            when = "throughout" if word == "needs" else "start"
            need = Requirement(rest.removeprefix("under "), when)
            activity = replace(activity, requires=(*activity.requires, need))
        elif word == "behind":
            gate = chart.gates[rest]
            chart.gates[rest] = replace(gate, opens=(*gate.opens, activity.id))
        else:
            link = NOTE.match(note)
            assert link, note
            kind, lag, unit = LINK_WORDS[link[1]], int(link[4] or 0), UNITS[link[5]]
            if link[3]:
                most = Link(link[2], activity.id, kind, 0, unit, max_lag=lag, has_minimum=False)
                chart.links.append(most)
            else:
                chart.links.append(Link(link[2], activity.id, kind, lag, unit))
    return activity


def network_of(chart: Chart) -> Network:
    needed = {need.condition for a in chart.activities.values() for need in a.requires}
    names = sorted(chart.windows.keys() | needed)
    rest = frozenset(_day(at) for at, letter in enumerate(chart.header) if not letter.isupper())
    days = frozenset(_day(at) for at, letter in enumerate(chart.header) if letter.isupper())
    return Network(
        FIRST,
        calendars={"standard": Calendar(holidays=rest, workdays=days)},
        activities=tuple(chart.activities.values()),
        links=tuple(chart.links),
        gates=tuple(chart.gates.values()),
        conditions=tuple(Condition(name) for name in names),
        scenarios={"base": chart.windows},
    )


def drawn(chart: Chart, schedule: Schedule, key: str) -> str:
    """An activity's row as the schedule has it."""
    line, activity = schedule[key], chart.activities[key]
    if line.start is None or line.finish is None:
        return ""
    first, last = (line.start - FIRST).days, (line.finish - FIRST).days
    if not activity.duration:
        return " " * first + "*"
    letters = [
        "D" if activity.unit == "days" else "X" if chart.header[at].isupper() else " "
        for at in range(first, min(last + 1, len(chart.header)))
    ]
    return " " * first + "".join(letters)


def _day(column: int) -> date:
    return FIRST + timedelta(column)
