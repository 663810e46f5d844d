"""Writes what a search found: the best plan as `plan-schedule/1`, with how good it is."""

from typing import Any

from engine.optimising.answers import Found, Reached, Search
from engine.writing import FORMAT, write_schedule


def write_search(search: Search) -> dict[str, Any]:
    """The best plan's schedule with its objective, bound, gap and status; the others under `plans`.

    Without a plan the same keys, empty: the status says whether there is none, or none was found.
    """
    if search.best is None:
        return {
            "format": FORMAT,
            "scenario": search.scenario,
            "start": None,
            "finish": None,
            "activities": {},
            "gates": {},
            "clashes": [],
            "objective": None,
            "bound": None,
            "gap": None,
            "status": search.status,
            "objectives": [],
            "left_out": [],
        }
    written = write_plan(search.best) | {"status": search.status}
    if len(search.plans) > 1:
        written["plans"] = [write_plan(plan) for plan in search.plans]
    return written


def write_plan(plan: Found) -> dict[str, Any]:
    """One plan: its schedule, what it reaches of each objective, what it leaves out."""
    schedule = write_schedule(plan.schedule)
    for key, line in schedule["activities"].items():
        line["mode"] = plan.modes.get(key, 0)
    first = plan.reached[0]
    return {
        **schedule,
        "objective": _plain(first.objective),
        "bound": _plain(first.bound),
        "gap": first.gap,
        "status": first.status,
        "objectives": [_reached(each) for each in plan.reached],
        "left_out": list(plan.left_out),
    }


def _reached(each: Reached) -> dict[str, Any]:
    return {
        "name": each.name,
        "objective": _plain(each.objective),
        "bound": _plain(each.bound),
        "gap": each.gap,
        "status": each.status,
    }


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number
