"""Small changes that might bring a date forward, one kind for each kind of reason.

Nothing here says what a change gains: `engine.gain` tries it. A move has sizes from 1 to `most`.
Measures are no reason of their own here, and no move leads round one: a condition's window can only
be assumed to open sooner, which is no edit of the plan's work but of a scenario.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from engine.changes import Alter
from engine.gain_supplies import MOST_PERCENT, ceilings_behind, level_before, raised, wanted_of
from engine.plan import HEADER, Plan
from engine.records import Activity, Ceiling, Link, Step
from engine.schedule import Reason, Schedule

Value = str | int | date | Decimal | None
Verb = Literal[
    "shorten",
    "lag",
    "overlap",
    "calendar",
    "constraint",
    "loosen",
    "at_least",
    "supply",
    "ceiling",
    "start",
    "window",
]

#: How many days a unit is, roughly: only to say which of two changes is the smaller.
ROUGHLY = {"workdays": 1.4, "days": 1.0, "months": 30.44, "years": 365.25, "percent": 1.0, "": 30.0}
#: The same for a unit of a capacity: finding more of it is seldom done by the planner alone.
UNIT_OF_SUPPLY = 10.0
FARTHEST = 366 * 3
MOST_DRIVERS = 200


@dataclass(frozen=True, slots=True)
class Target:
    """The date to bring forward: of an activity, a gate, a stage, or the whole plan's finish."""

    kind: Literal["activity", "gate", "stage", "plan"]
    key: str = ""
    edge: Literal["start", "finish"] = "finish"

    def members(self, plan: Plan) -> list[str]:
        """The activities of a stage, or of the whole plan."""
        stage_of = {key: project.stage for key, project in plan.projects.items()}
        return [
            key
            for key, activity in plan.activities.items()
            if self.kind == "plan" or stage_of[activity.project] == self.key
        ]

    def date_in(self, plan: Plan, schedule: Schedule) -> date | None:
        """The date under a schedule of the plan; None where it has none."""
        if self.kind == "gate":
            return schedule.gates[self.key].date
        if self.kind == "activity":
            found = schedule[self.key]
            return found.start if self.edge == "start" else found.finish
        return schedule.span(self.members(plan))[self.edge == "finish"]


@dataclass(frozen=True, slots=True)
class Move:
    """One way to change one record, by 1 to `most` units; `value` for one that is no amount."""

    verb: Verb
    kind: str
    key: str
    most: int
    unit: str = ""
    value: str = ""

    @property
    def field(self) -> tuple[str, str, str]:
        """What it changes: two moves of one answer never change the same."""
        names = {"lag": "lag", "overlap": "lag", "loosen": "constraint"}
        return self.kind, self.key, names.get(self.verb, self.verb)

    @property
    def is_assumption(self) -> bool:
        """Whether it changes what a scenario assumes rather than what is planned."""
        return self.verb == "window"

    def effort(self, size: int) -> float:
        """About how many days it changes, to tell smaller changes from greater ones."""
        return size * (UNIT_OF_SUPPLY if self.verb == "supply" else ROUGHLY[self.unit])

    def change(self, plan: Plan, size: int) -> Alter:
        """The change of this size, on the plan as it is."""
        return Alter(self.kind, self.key, self._values(plan, size))

    def _values(self, plan: Plan, size: int) -> dict[str, Value]:
        match self.verb:
            case "shorten":
                activity = plan.activities[self.key]
                if activity.remaining is not None:
                    return {"remaining": activity.remaining - size}
                return {"duration": activity.duration - size}
            case "lag" | "overlap":
                return {"lag": plan.links[self.key].lag - size}
            case "constraint":
                day = plan.activities[self.key].constraint_date
                return {"constraint_date": day and day - timedelta(size)}
            case "loosen":
                return {"constraint": "", "constraint_date": None}
            case "calendar":
                return {"calendar": self.value}
            case "at_least":
                return {"at_least": _at_least(plan, self.key) - size}
            case "supply":
                if self.kind == Step.kind:
                    return {"change": plan.steps[self.key].change + size}
                return {"amount": plan.capacities[self.key].amount + size}
            case "ceiling":
                return {"amount": raised(plan.ceilings[self.key], size)}
            case "window":
                return {"since": plan.windows[self.key].since - timedelta(size)}
        return {"start": plan.header.start - timedelta(size)}


def moves_of(plan: Plan, schedule: Schedule, target: Target, scenario: str) -> list[Move]:
    """What might bring the date forward, from what drives it: the nearest to it first."""
    found: dict[Move, None] = {}
    for own, key, reasons in _drivers(plan, schedule, target):
        if own:
            found |= dict.fromkeys(_shorter(plan, key))
        for reason in reasons:
            found |= dict.fromkeys(_moves(plan, key, reason, scenario))
    return list(found)


def _drivers(
    plan: Plan, schedule: Schedule, target: Target
) -> Iterator[tuple[bool, str, tuple[Reason, ...]]]:
    """What drives the date, step by step back along every reason: own work, key and reasons."""
    waiting, seen = _first(plan, schedule, target), set[tuple[str, str]]()
    for count, (kind, key, own) in enumerate(waiting):
        if (kind, key) in seen or count > MOST_DRIVERS:
            continue
        seen.add((kind, key))
        is_gate = kind == "gate"
        reasons = schedule.gates[key].reasons if is_gate else schedule[key].reasons
        yield own and not is_gate, key, reasons
        for reason in reasons:
            source = reason.source or ""
            if reason.kind == "link" and source in plan.links:
                link = plan.links[source]
                waiting.append(("activity", link.before, link.type.startswith("F")))
            elif reason.kind == "need":
                waiting.append(("activity", source, True))
            elif reason.kind == "gate":
                waiting.append(("gate", source, False))
            elif reason.kind in ("capacity", "budget"):
                waiting += [
                    ("activity", each, True) for each in (*reason.holders, *reason.suppliers)
                ]


def _first(plan: Plan, schedule: Schedule, target: Target) -> list[tuple[str, str, bool]]:
    if target.kind in ("activity", "gate"):
        return [(target.kind, target.key, target.edge == "finish")]
    members = target.members(plan)
    if target.edge == "start":
        return [("activity", r.source or "", False) for r in schedule.why_start(members).reasons]
    return [("activity", r.source or "", True) for r in schedule.why_finish(members).reasons]


def _moves(plan: Plan, key: str, reason: Reason, scenario: str) -> Iterator[Move]:
    source = reason.source or ""
    match reason.kind:
        case "link" if source in plan.links:
            yield from _of_link(plan, plan.links[source])
        case "need" if key in plan.gates:
            if (at_least := _at_least(plan, key)) > 1:
                yield Move("at_least", "gate", key, at_least - 1)
        case "condition":
            yield from _of_window(plan, reason, scenario)
        case "constraint" if key in plan.activities:
            yield from _of_constraint(plan, plan.activities[key])
        case "capacity" if source in plan.capacities and reason.refused:
            if wanted := wanted_of(plan, key, source):
                level = level_before(plan, source, reason.refused[0], scenario)
                yield Move("supply", level.kind, level.key, wanted)
        case "budget":
            for ceiling in ceilings_behind(plan, reason):
                if ceiling.amount:
                    yield Move("ceiling", Ceiling.kind, ceiling.key, MOST_PERCENT, "percent")
        case "plan_start":
            yield Move("start", HEADER, plan.header.key, FARTHEST, "days")


def _of_link(plan: Plan, link: Link) -> Iterator[Move]:
    if link.lag > 0:
        yield Move("lag", "link", link.key, link.lag, link.unit)
    before = plan.activities[link.before]
    if link.type == "FS" and link.lag <= 0 and link.unit == before.unit:
        room = before.duration // 2 + link.lag
        if room > 0:
            yield Move("overlap", "link", link.key, room, link.unit)


def _of_window(plan: Plan, reason: Reason, scenario: str) -> Iterator[Move]:
    opening = [
        window
        for window in plan.windows.values()
        if (window.scenario, window.condition) == (scenario, reason.source)
        and reason.date is not None
        and window.since <= reason.date
    ]
    if opening:
        window = max(opening, key=lambda each: (each.since, each.key))
        room = (window.since - date(1950, 1, 1)).days
        if room > 0:
            yield Move("window", "window", window.key, min(room, FARTHEST), "days")


def _of_constraint(plan: Plan, activity: Activity) -> Iterator[Move]:
    if activity.constraint_date is None:
        if activity.constraint:
            yield Move("loosen", "activity", activity.key, 1)
        return
    room = (activity.constraint_date - plan.header.start).days
    if room > 0:
        yield Move("constraint", "activity", activity.key, room, "days")


def _shorter(plan: Plan, key: str) -> Iterator[Move]:
    """An activity's own work: shorter, down to its least estimate; or on more days of the week.

    Without an estimate nothing is shortened by more than half.
    """
    activity = plan.activities[key]
    if activity.actual_finish is not None:
        return
    left = activity.duration if activity.remaining is None else activity.remaining
    least = (left + 1) // 2 if activity.low is None else max(activity.low, 1)
    if left > least:
        yield Move("shorten", "activity", key, left - least, activity.unit)
    if activity.unit == "workdays" and left:
        own = activity.calendar or plan.header.calendar
        worked = len(plan.calendars[own].weekdays) if own in plan.calendars else 5
        for other in sorted(plan.calendars):
            if other != own and len(plan.calendars[other].weekdays) > worked:
                yield Move("calendar", "activity", key, 1, value=other)


def _at_least(plan: Plan, gate: str) -> int:
    """How many of a gate's activities have to be finished."""
    asked = plan.gates[gate].at_least
    needs = {c.activity for c in plan.criteria.values() if c.gate == gate and c.activity}
    return len(needs) if asked is None else asked
