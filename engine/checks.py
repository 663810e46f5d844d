"""What makes a network unschedulable: every fault at once, with its code and the ids concerned."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from engine.calendar_checks import calendar_faults
from engine.groups import group_faults
from engine.network import (
    CONSTRAINT_KINDS,
    CRITICAL_BY,
    LINK_KINDS,
    ON_START,
    OUT_OF_SEQUENCE,
    THROUGHOUT,
    Activity,
    Constraint,
    Network,
)
from engine.problems import Problem
from engine.span_checks import duration_faults, lag_faults, longest_spans
from engine.waves import circles, depths
from engine.worktime import moment_of


def check_network(network: Network) -> list[Problem]:
    """Every fault of a network; an empty list means that it can be scheduled."""
    return [*plain_faults(network), *_circle_faults(network)]


def plain_faults(network: Network) -> list[Problem]:
    """Every fault but circles, which whoever sorts the network meets anyway."""
    return [
        *_repeated("duplicate_activity", (activity.id for activity in network.activities)),
        *_repeated("duplicate_gate", (gate.id for gate in network.gates)),
        *_repeated("duplicate_condition", (condition.id for condition in network.conditions)),
        *_repeated("duplicate_link", (link.id for link in network.links if link.id)),
        *calendar_faults(network),
        *_setting_faults(network),
        *_activity_faults(network),
        *_link_faults(network),
        *_gate_faults(network),
        *_window_faults(network),
        *_supply_faults(network),
        *group_faults(network),
    ]


def _repeated(code: str, ids: Iterable[str]) -> Iterator[Problem]:
    names = list(ids)
    if len(set(names)) < len(names):
        counted = Counter(names)
        yield from (Problem(code, (name,)) for name, n in sorted(counted.items()) if n > 1)


def _setting_faults(network: Network) -> Iterator[Problem]:
    choices = (
        ("out_of_sequence", network.out_of_sequence, OUT_OF_SEQUENCE),
        ("critical.by", network.critical.by, CRITICAL_BY),
    )
    for field, value, known in choices:
        if value not in known:
            yield Problem("unknown_choice", (), {"field": field, "value": value})


def _activity_faults(network: Network) -> Iterator[Problem]:
    conditions = {condition.id for condition in network.conditions}
    calendars = {*network.calendars, network.default_calendar, None}
    longest = longest_spans(network)
    for activity in network.activities:
        key = (activity.id,)
        if activity.duration < 0:
            yield Problem("negative_duration", key, {"duration": activity.duration})
        if activity.unit not in longest or activity.duration > longest[activity.unit]:
            yield from duration_faults(activity, longest)
        if activity.calendar not in calendars:
            yield Problem("unknown_calendar", key, {"calendar": activity.calendar})
        for need in activity.requires:
            if need.condition not in conditions:
                yield Problem("unknown_condition", key, {"condition": need.condition})
            if need.when not in (THROUGHOUT, ON_START):
                yield Problem("unknown_requirement", key, {"when": need.when})
        if activity.constraint:
            yield from _constraint_faults(activity.id, activity.constraint)
        if activity.actual_start or activity.actual_finish or activity.remaining is not None:
            yield from _progress_faults(activity)
        if activity.low is not None or activity.high is not None:
            yield from _range_faults(activity)


def _constraint_faults(key: str, constraint: Constraint) -> Iterator[Problem]:
    if constraint.kind not in CONSTRAINT_KINDS:
        yield Problem("unknown_constraint", (key,), {"kind": constraint.kind})
    elif constraint.date is None and constraint.kind != "as_late_as_possible":
        yield Problem("constraint_without_date", (key,), {"kind": constraint.kind})
    elif constraint.date is not None and constraint.kind == "as_late_as_possible":
        yield Problem("constraint_with_date", (key,), {"kind": constraint.kind})


def _progress_faults(activity: Activity) -> Iterator[Problem]:
    start, finish = activity.actual_start, activity.actual_finish
    if finish and not start:
        yield Problem("finish_without_start", (activity.id,))
    if start and finish and _ends_before(finish, start):
        yield Problem("finish_before_start", (activity.id,), {"start": start, "finish": finish})
    if activity.remaining is not None and activity.remaining < 0:
        yield Problem("negative_remaining", (activity.id,), {"remaining": activity.remaining})
    if activity.remaining and not start:
        yield Problem("remaining_without_start", (activity.id,))
    if activity.remaining and finish:
        yield Problem("remaining_after_finish", (activity.id,))


def _ends_before(end: date, start: date) -> bool:
    """Whether an end lies before a start; a date alone is the whole day."""
    if isinstance(end, datetime) and isinstance(start, datetime):
        return end < start
    return end.toordinal() < start.toordinal()


def _range_faults(activity: Activity) -> Iterator[Problem]:
    low, high = activity.low, activity.high
    if low is not None and low < 0:
        yield Problem("negative_duration", (activity.id,), {"duration": low})
    if (low is not None and low > activity.duration) or (
        high is not None and high < activity.duration
    ):
        values = {"low": low, "duration": activity.duration, "high": high}
        yield Problem("range_excludes_duration", (activity.id,), values)


def _link_faults(network: Network) -> Iterator[Problem]:
    activities = {activity.id for activity in network.activities}
    calendars = {*network.calendars, network.default_calendar, None}
    kinds = frozenset(LINK_KINDS)
    # Plans have thousands of links and few different lags: each is looked at once.
    lags = {(link.lag, link.unit): link for link in network.links}
    longest = longest_spans(network)
    sound = {lag for lag, link in lags.items() if not any(lag_faults(link, longest))}
    for link in network.links:
        if (
            link.before in activities
            and link.after in activities
            and link.kind in kinds
            and link.calendar in calendars
            and link.max_lag is None
            and (link.lag, link.unit) in sound
        ):
            continue
        for end in (link.before, link.after):
            if end not in activities:
                yield Problem("unknown_activity", (link.source,), {"activity": end})
        if link.kind not in kinds:
            yield Problem("unknown_link_kind", (link.source,), {"kind": link.kind})
        if link.calendar not in calendars:
            yield Problem("unknown_calendar", (link.source,), {"calendar": link.calendar})
        yield from lag_faults(link, longest)
        if link.max_lag is not None:
            yield from lag_faults(replace(link, lag=link.max_lag), longest, "max_lag")


def _gate_faults(network: Network) -> Iterator[Problem]:
    activities = {activity.id for activity in network.activities}
    conditions = {condition.id for condition in network.conditions}
    for gate in network.gates:
        for name in (*gate.needs, *gate.opens):
            if name not in activities:
                yield Problem("unknown_activity", (gate.id,), {"activity": name})
        for name in gate.conditions:
            if name not in conditions:
                yield Problem("unknown_condition", (gate.id,), {"condition": name})
        count = len(set(gate.needs))
        if gate.at_least is not None and not min(1, count) <= gate.at_least <= count:
            values = {"at_least": gate.at_least, "needs": count}
            yield Problem("impossible_gate", (gate.id,), values)


def _window_faults(network: Network) -> Iterator[Problem]:
    conditions = {condition.id for condition in network.conditions}
    for scenario, windows in sorted(network.scenarios.items()):
        for name, times in sorted(windows.items()):
            if name not in conditions:
                yield Problem("unknown_condition", (scenario,), {"condition": name})
            for window in times:
                if window.until is not None and _ends_before(window.until, window.since):
                    values: dict[str, date] = {"since": window.since, "until": window.until}
                    yield Problem("window_upside_down", (scenario, name), values)
                low, high = window.low or window.since, window.high or window.since
                if not moment_of(low) <= moment_of(window.since) <= moment_of(high):
                    dates = {"since": window.since, "low": low, "high": high}
                    yield Problem("range_excludes_date", (scenario, name), dates)
                if not 0 <= window.never <= 1:
                    yield Problem("not_a_probability", (scenario, name), {"value": window.never})


def _supply_faults(network: Network) -> Iterator[Problem]:
    for supplies in (network.supplies(None), *network.overrides.values()):
        for name, steps in sorted(supplies.capacities.items()):
            if any(step.amount < 0 for step in steps):
                yield Problem("negative_capacity", (name,))
            if any(moment_of(a.since) >= moment_of(b.since) for a, b in pairwise(steps)):
                yield Problem("steps_out_of_order", (name,))
        for budget in supplies.budgets:
            if budget.amount < 0:
                yield Problem("negative_budget", (budget.source,), {"year": budget.year})
        counted = Counter((budget.source, budget.year) for budget in supplies.budgets)
        for (source, year), count in counted.items():
            if count > 1:
                span = "all years" if year is None else year
                yield Problem("duplicate_budget", (source,), {"year": span})
    known = {
        *network.capacities,
        *(n for own in network.overrides.values() for n in own.capacities),
    }
    for activity in network.activities:
        if not (activity.demand or activity.cost or activity.keeps or activity.adds):
            continue
        for amounts in (activity.demand, activity.keeps, activity.adds):
            for name, amount in sorted(amounts.items()):
                if name not in known:
                    yield Problem("unknown_capacity", (activity.id,), {"capacity": name})
                elif amount < 0:
                    yield Problem("negative_demand", (activity.id,), {"capacity": name})
        for source, amount in sorted(activity.cost.items()):
            if amount < 0:
                yield Problem("negative_cost", (activity.id,), {"source": source})


def _circle_faults(network: Network) -> Iterator[Problem]:
    """Circles among what is known; unknown ends are faults of their own."""
    names = sorted({activity.id for activity in network.activities})
    gates = sorted({gate.id for gate in network.gates})
    place = {name: at for at, name in enumerate(names)}
    gate_place = {name: at for at, name in enumerate(gates, len(names))}
    arrows = [
        (place[link.before], place[link.after])
        for link in network.links
        if link.before in place and link.after in place and link.has_minimum
    ]
    for gate in network.gates:
        at = gate_place[gate.id]
        arrows += [(place[name], at) for name in gate.needs if name in place]
        arrows += [(at, place[name]) for name in gate.opens if name in place]
    sources, targets = [arrow[0] for arrow in arrows], [arrow[1] for arrow in arrows]
    if len(depths(len(names) + len(gates), sources, targets)) < len(names) + len(gates):
        yield from circles([*names, *gates], arrows)
