"""Reads `plan-network/1`: strict about shape, and it tells every fault, not the first.

A value of the wrong sort is a fault of its own and is left out; what could be read is then checked
as a network, so that one answer names both the misspelt date and the circle behind it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.calendar_checks import IMPLICIT_CALENDAR
from engine.calendar_reading import read_calendars
from engine.checks import check_network
from engine.network import (
    CRITICAL_BY,
    DAY,
    MINUTE,
    OUT_OF_SEQUENCE,
    PROGRESS_OVERRIDE,
    Across,
    Activity,
    Budget,
    Calendar,
    Condition,
    Constraint,
    Criticality,
    Gate,
    Group,
    Link,
    Mode,
    Network,
    Requirement,
    Step,
    Supplies,
    Window,
)
from engine.problems import BrokenPlan, Problem
from engine.shapes import Fields, Shapes
from engine.span_reading import read_span

FORMAT = "plan-network/1"


def read_network(json_value: Any) -> Network:
    """The network a file describes; `BrokenPlan` with every fault at once."""
    shapes = Shapes()
    if not isinstance(json_value, dict):
        raise BrokenPlan(Problem("wrong_type", ("network",), {"expected": "object"}))
    fields = shapes.fields(json_value, "network")
    network = _network(fields)
    problems = [*shapes.faults, *check_network(network)]
    if problems:
        raise BrokenPlan(*problems)
    return network


def _network(fields: Fields) -> Network:
    if fields.text("format", "") != FORMAT:
        fields.fault("unknown_format", format=fields.given("format"), known=FORMAT)
    resolution = fields.choice("resolution", (DAY, MINUTE), DAY)
    if resolution == MINUTE:
        fields.measure_by_minute()
    calendars = read_calendars(fields)
    default = next(iter(calendars)) if len(calendars) == 1 else IMPLICIT_CALENDAR
    scenarios = {name: _scenario(each) for name, each in fields.named("scenarios")}
    supplies = _supplies(fields)
    usual = fields.text("default_calendar", default)
    network = Network(
        start=fields.day("start", needed=True) or date(2000, 1, 3),
        status_date=fields.day("status_date"),
        calendars=calendars,
        default_calendar=usual,
        activities=tuple(
            a
            for each in fields.entries("activities", "id")
            if (a := _activity(each, calendars, usual)).id
        ),
        links=tuple(_link(each) for each in fields.entries("links")),
        gates=tuple(g for each in fields.entries("gates", "id") if (g := _gate(each)).id),
        conditions=tuple(
            Condition(each.text("id"), each.text("name", ""))
            for each in fields.entries("conditions", "id")
        ),
        scenarios={name: windows for name, (windows, _) in scenarios.items()},
        capacities=supplies.capacities,
        budgets=supplies.budgets,
        overrides={name: own for name, (_, own) in scenarios.items() if own != Supplies()},
        resolution=resolution,
        groups=tuple(_group(each) for each in fields.entries("groups", "id")),
        out_of_sequence=fields.choice("out_of_sequence", OUT_OF_SEQUENCE, PROGRESS_OVERRIDE),
        critical=_criticality(fields.inner("critical")),
    )
    fields.done()
    return network


def _criticality(fields: Fields | None) -> Criticality:
    if fields is None:
        return Criticality()
    critical = Criticality(
        fields.choice("by", CRITICAL_BY, CRITICAL_BY[0]), fields.whole("threshold", 0)
    )
    fields.done()
    return critical


def _activity(fields: Fields, calendars: Mapping[str, Calendar], usual: str) -> Activity:
    calendar = fields.optional_text("calendar")
    own = calendars.get(calendar or usual, Calendar())
    span = read_span(fields, fields.text("unit", "workdays"), own)
    activity = Activity(
        fields.text("id"),
        span.duration,
        span.unit,
        calendar,
        fields.text("name", ""),
        _constraint(fields.inner("constraint")),
        fields.day("deadline"),
        fields.day("actual_start"),
        fields.day("actual_finish"),
        span.remaining,
        tuple(
            Requirement(each.text("condition"), each.text("when", "throughout"))
            for each in fields.entries("requires")
        ),
        span.low,
        span.high,
        fields.whole("priority", 500),
        fields.amounts("demand"),
        fields.amounts("cost"),
        fields.flag("optional"),
        fields.number("benefit", 0),
        tuple(_mode(each) for each in fields.entries("modes")),
        fields.amounts("keeps"),
        fields.amounts("adds"),
        fields.day("given_start"),
        fields.day("given_finish"),
        _across(fields.inner("across")),
    )
    fields.done()
    return activity


def _across(fields: Fields | None) -> Across:
    if fields is None:
        return Across()
    across = Across(
        fields.number("recoverable", 0),
        fields.whole("wind_down", 0),
        fields.number("people", 0),
        fields.number("goods", 0),
        fields.day("until"),
    )
    fields.done()
    return across


def _constraint(fields: Fields | None) -> Constraint | None:
    if fields is None:
        return None
    constraint = Constraint(fields.text("kind"), fields.day("date"), fields.flag("firm"))
    fields.done()
    return constraint


def _mode(fields: Fields) -> Mode:
    mode = Mode(
        fields.whole("duration", 0),
        fields.optional_text("unit"),
        fields.amounts("demand"),
        fields.amounts("cost"),
    )
    fields.ignored("name", "calendar", "benefit")
    fields.done()
    return mode


def _link(fields: Fields) -> Link:
    """A link that names a `max_lag` and no `lag` sets no minimum."""
    has_minimum = fields.has("lag") or not fields.has("max_lag")
    link = Link(
        fields.text("from"),
        fields.text("to"),
        fields.text("kind", "FS"),
        fields.number("lag", 0),
        fields.text("unit", "workdays"),
        fields.optional_text("calendar"),
        fields.optional_number("max_lag"),
        fields.optional_text("id"),
        has_minimum,
    )
    fields.done()
    return link


def _gate(fields: Fields) -> Gate:
    gate = Gate(
        fields.text("id"),
        tuple(fields.texts("needs")),
        fields.optional_whole("at_least"),
        tuple(fields.texts("conditions")),
        tuple(fields.texts("opens")),
        fields.text("name", ""),
    )
    fields.done()
    return gate


def _group(fields: Fields) -> Group:
    members = tuple(fields.texts("members"))
    group = Group(fields.text("id"), members, fields.number("correlation", 0))
    fields.done()
    return group


def _scenario(fields: Fields) -> tuple[dict[str, tuple[Window, ...]], Supplies]:
    """A scenario's windows, and the supplies it has of its own."""
    found = {}
    windows = fields.inner("windows")
    if windows is not None:
        for name in windows.names():
            found[name] = tuple(_window(each) for each in windows.entries(name))
    supplies = _supplies(fields)
    fields.ignored("name")
    fields.done()
    return found, supplies


def _supplies(fields: Fields) -> Supplies:
    capacities = {}
    for each in fields.entries("capacities", "id"):
        steps = each.entries("steps")
        capacities[each.text("id")] = tuple(_step(step) for step in steps)
    return Supplies(
        capacities,
        tuple(
            Budget(each.text("source"), each.optional_whole("year"), each.number("amount"))
            for each in fields.entries("budgets", "source")
        ),
    )


def _step(fields: Fields) -> Step:
    return Step(fields.day("from", needed=True) or date.min, fields.number("amount"))


def _window(fields: Fields) -> Window:
    window = Window(
        fields.day("from", needed=True) or date.min,
        fields.day("to"),
        fields.day("low"),
        fields.day("high"),
        fields.number("never", 0),
    )
    fields.done()
    return window
