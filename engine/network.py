"""What the scheduler reads: activities, links, gates, conditions and calendars, as plain values.

The classes mirror the file format `plan-network/1` word for word, so that a file, a stored plan
and a test's drawing all become the same thing. Nothing here computes.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.worktime import Calendar as Calendar

LINK_KINDS = ("FS", "SS", "FF", "SF")
SPAN_UNITS = ("workdays", "days", "months", "years")
LAG_UNITS = (*SPAN_UNITS, "percent")
MINUTE_UNITS = ("hours", "minutes", "elapsed_hours", "elapsed_minutes")
CONSTRAINT_KINDS = (
    "start_no_earlier_than",
    "start_no_later_than",
    "start_on",
    "finish_no_earlier_than",
    "finish_no_later_than",
    "finish_on",
    "as_late_as_possible",
)
#: Work begun out of turn: its remainder waits for its predecessors, or for nothing (P6's names).
RETAINED_LOGIC, PROGRESS_OVERRIDE = "retained_logic", "progress_override"
OUT_OF_SEQUENCE = (RETAINED_LOGIC, PROGRESS_OVERRIDE)
BY_FLOAT, LONGEST_PATH = "float", "longest_path"
CRITICAL_BY = (BY_FLOAT, LONGEST_PATH)
DAY, MINUTE = "day", "minute"
THROUGHOUT = "throughout"
ON_START = "start"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition an activity needs: for its whole span ("throughout") or on its "start" day."""

    condition: str
    when: str = THROUGHOUT


@dataclass(frozen=True, slots=True)
class Constraint:
    """A date demanded of an activity. Where a link disagrees the link decides, unless firm."""

    kind: str
    date: datetime.date | None = None
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Mode:
    """Another way to do an activity: `solve` keeps to the activity's own figures."""

    duration: int
    unit: str | None = None
    demand: Mapping[str, float] = field(default_factory=dict)
    cost: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Across:
    """What an activity has on the other side, should access end: see `engine.reversal`."""

    recoverable: float = 0
    wind_down: int = 0
    people: float = 0
    goods: float = 0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """The schedule atom. A duration of zero makes it a milestone.

    `demand` is held while it runs, `keeps` from its finish on, for good; from its finish on a
    capacity has so much more as it `adds`. All three are amounts by capacity.
    """

    id: str
    duration: int = 0
    unit: str = "workdays"
    calendar: str | None = None
    name: str = ""
    constraint: Constraint | None = None
    deadline: date | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    remaining: int | None = None
    requires: tuple[Requirement, ...] = ()
    low: int | None = None
    high: int | None = None
    priority: int = 500
    demand: Mapping[str, float] = field(default_factory=dict)
    cost: Mapping[str, float] = field(default_factory=dict)
    optional: bool = False
    benefit: float = 0
    modes: tuple[Mode, ...] = ()
    keeps: Mapping[str, float] = field(default_factory=dict)
    adds: Mapping[str, float] = field(default_factory=dict)
    # Dates somebody gave: they drive nothing, and stand beside the computed ones.
    given_start: date | None = None
    given_finish: date | None = None
    across: Across = Across()


@dataclass(frozen=True, slots=True)
class Link:
    """`after` waits for `before`. A negative lag is a lead. Several links per pair are kept.

    With `max_lag` it may not wait longer than that: `before` comes later where it must. Without
    `has_minimum` the link asks for that alone, and `after` waits for nothing.
    """

    before: str
    after: str
    kind: str = "FS"
    lag: float = 0
    unit: str = "workdays"
    calendar: str | None = None
    max_lag: float | None = None
    id: str | None = None
    has_minimum: bool = True

    @property
    def source(self) -> str:
        """What a reason calls this link: its id, or the pair and the kind."""
        return self.id or f"{self.before}>{self.after}:{self.kind}"


@dataclass(frozen=True, slots=True)
class Gate:
    """Opens once `at_least` of its needs (default: all) have finished and its conditions hold."""

    id: str
    needs: tuple[str, ...] = ()
    at_least: int | None = None
    conditions: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something outside the plan that must hold; when it does, a scenario says.

    One that stands in for another, as permits open it, is told under the name of that: `of`.
    """

    id: str
    name: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which a condition holds, both days included; open-ended where `until` is None.

    Windows of one `cause` are drawn together in a simulation: "" is the condition's own.
    """

    since: date
    until: date | None = None
    low: date | None = None
    high: date | None = None
    never: float = 0
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Activities that are looked at together, such as a stage or a zone.

    With a correlation above 0, their durations turn out long or short together.
    """

    id: str
    members: tuple[str, ...] = ()
    correlation: float = 0


@dataclass(frozen=True, slots=True)
class Step:
    """From this day on, a capacity supplies this much."""

    since: date
    amount: float


@dataclass(frozen=True, slots=True)
class Budget:
    """What a source may spend in a year; a total where the year is None."""

    source: str
    year: int | None
    amount: float


@dataclass(frozen=True, slots=True)
class Supplies:
    """What there is to share: capacities by id, and ceilings by source and year."""

    capacities: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    budgets: tuple[Budget, ...] = ()


@dataclass(frozen=True, slots=True)
class Criticality:
    """What counts as critical: no more than so much total float, or a place on the longest path."""

    by: str = BY_FLOAT
    threshold: int = 0


@dataclass(frozen=True, slots=True)
class Network:
    """One plan as the scheduler sees it. The order of its parts carries no meaning."""

    start: date
    status_date: date | None = None
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    default_calendar: str = "standard"
    activities: tuple[Activity, ...] = ()
    links: tuple[Link, ...] = ()
    gates: tuple[Gate, ...] = ()
    conditions: tuple[Condition, ...] = ()
    scenarios: Mapping[str, Mapping[str, tuple[Window, ...]]] = field(default_factory=dict)
    capacities: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    budgets: tuple[Budget, ...] = ()
    overrides: Mapping[str, Supplies] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    out_of_sequence: str = PROGRESS_OVERRIDE
    critical: Criticality = Criticality()
    resolution: str = DAY

    def supplies(self, scenario: str | None) -> Supplies:
        """What there is under a scenario: its own steps and ceilings replace those of the plan."""
        own = self.overrides.get(scenario or "", Supplies())
        replaced = {budget.source for budget in own.budgets}
        kept = tuple(budget for budget in self.budgets if budget.source not in replaced)
        return Supplies({**self.capacities, **own.capacities}, kept + own.budgets)
