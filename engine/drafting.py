"""From a plan a search found to changes of the plan itself: a draft to read, trim and adopt.

A start is pinned only where a supply, a budget or a choice made it later than links, gates and
conditions ask: all other dates follow by themselves, and move along when the plan is edited.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.changes import Alter, Change, Remove, Value, apply_all, expand
from engine.networks import network_of
from engine.optimising import Found
from engine.plan import Plan
from engine.records import Activity
from engine.schedule import Schedule, solve

PIN = "start_no_earlier_than"
#: Reasons a schedule without queues does not know.
QUEUED = frozenset({"capacity", "budget", "choice"})
# What a pin moves can need a pin of its own; this often at the most.
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """The changes that lead to a plan found, and the activities that could not be pinned.

    Those keep a date constraint of another kind, which a pin would have to overwrite.
    """

    changes: tuple[Change, ...]
    unpinned: tuple[str, ...]


def draft_of(plan: Plan, found: Found) -> Draft:
    """What to change for the plan to become the one found."""
    changes: list[Change] = [*_left_out(plan, found), *_modes(plan, found)]
    drafted = apply_all(plan, expand(plan, changes))
    pins: dict[str, date] = {}
    for key in _queued(found.schedule):
        start = found.schedule[key].start
        if start is not None and drafted.has(Activity.kind, key):
            pins[key] = start
    unpinned: set[str] = set()
    for _ in range(ROUNDS):
        free, held = _pinned(drafted, pins)
        unpinned |= held
        tried = apply_all(drafted, free)
        late = _too_early(solve(network_of(tried), found.schedule.scenario), found.schedule)
        more = {key: day for key, day in late.items() if pins.get(key) != day}
        if not more:
            break
        pins |= more
    pinned, held = _pinned(drafted, pins)
    return Draft((*changes, *pinned), tuple(sorted(unpinned | held)))


def _left_out(plan: Plan, found: Found) -> Iterator[Change]:
    """Projects of which nothing is left, single activities, and gates that can't open any more."""
    gone = set(found.left_out)
    kept = {a.project for key, a in plan.activities.items() if key not in gone}
    projects = {plan.activities[key].project for key in gone if key in plan.activities} - kept
    for gate in plan.gates.values():
        needs = [c.activity for c in plan.criteria.values() if c.gate == gate.key and c.activity]
        if gate.at_least is not None and gate.at_least > len([n for n in needs if n not in gone]):
            yield Remove(gate.kind, gate.key)
    for key in sorted(projects):
        yield Remove("project", key)
    for key in sorted(gone):
        if key in plan.activities and plan.activities[key].project not in projects:
            yield Remove(Activity.kind, key)


def _modes(plan: Plan, found: Found) -> Iterator[Change]:
    """Activities done another way: how long they take then."""
    way = {activity.id: activity for activity in found.network.activities}
    for key, mode in sorted(found.modes.items()):
        if mode and key in plan.activities:
            lasts: dict[str, Value] = {"duration": way[key].duration, "unit": way[key].unit}
            yield Alter(Activity.kind, key, {**lasts, "low": None, "high": None})


def _queued(schedule: Schedule) -> list[str]:
    """The activities whose start a queue or a choice decides."""
    return [key for key in schedule if any(r.kind in QUEUED for r in schedule[key].reasons)]


def _pinned(plan: Plan, pins: dict[str, date]) -> tuple[list[Change], set[str]]:
    """The pins as changes, and the activities that have a constraint of another kind."""
    changes: list[Change] = []
    held: set[str] = set()
    for key, day in sorted(pins.items()):
        if plan.activities[key].constraint in ("", PIN):
            changes.append(Alter(Activity.kind, key, {"constraint": PIN, "constraint_date": day}))
        else:
            held.add(key)
    return changes, held


def _too_early(tried: Schedule, wanted: Schedule) -> dict[str, date]:
    """The activities that would start before the day they were found a place on."""
    found = {}
    for key in wanted:
        start, asked = tried[key].start if key in tried else None, wanted[key].start
        if start is not None and asked is not None and start < asked:
            found[key] = asked
    return found
