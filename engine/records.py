"""What a plan is made of: one frozen value per thing a planner can edit.

A record's dataclass is the schema of everything else: the change kinds, their JSON, the OpenAPI
document, the rows in Postgres and the fields of a conflict are all read from here.
Field metadata: `refers` names the kind a key points at, `removal` what happens when that goes
("cascade" removes this record too, "clear" empties the field, "drop" takes the key out of a tuple).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

Unit = Literal["workdays", "days", "months", "years"]
LagUnit = Literal["workdays", "days", "months", "years", "percent"]
LinkKind = Literal["FS", "SS", "FF", "SF"]
Constraint = Literal[
    "",
    "start_no_earlier_than",
    "start_no_later_than",
    "start_on",
    "finish_no_earlier_than",
    "finish_no_later_than",
    "finish_on",
    "as_late_as_possible",
]
Side = Literal["south", "north"]
Keys = tuple[str, ...]


def _key(refers: str, removal: str = "cascade", **rest: Any) -> Any:
    return field(metadata={"refers": refers, "removal": removal}, **rest)


def _keys(refers: str) -> Any:
    return field(default=(), metadata={"refers": refers, "removal": "drop"})


def _at_least(number: int, **rest: Any) -> Any:
    return field(metadata={"at_least": number}, **rest)


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name in both languages; both are needed at once in documents."""

    key: str
    name_ko: str
    name_en: str

    def name(self, language: str) -> str:
        """The name in `language` ("ko" or "en"), or in the other one where it is missing."""
        korean, english = self.name_ko, self.name_en
        return (korean or english) if language.startswith("ko") else (english or korean)


@dataclass(frozen=True, slots=True)
class Header(Named):
    """The plan itself: its name, the day it starts and the settings of its schedule."""

    kind: ClassVar[str] = "plan"
    start: date
    status_date: date | None = None
    calendar: str = _key("calendar", "clear", default="")
    default_scenario: str = _key("scenario", "clear", default="")
    illustrative: bool = False
    note_ko: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Calendar(Named):
    """Which days are worked: ISO weekdays (1 = Monday), less holidays, plus extra working days."""

    kind: ClassVar[str] = "calendar"
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()
    source: Keys = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Stage(Named):
    """When: a part of the roadmap. Why something is done is its strategy, a separate field."""

    kind: ClassVar[str] = "stage"
    position: int = _at_least(0, default=0)


@dataclass(frozen=True, slots=True)
class Project(Named):
    """What is to be built, where and by which strategy. `conditions` must hold for it to run.

    `earliest_scenario` is the level of relief the project presupposes ("A", "B" or "C"; empty = none).
    Power is in MW, workers and staff in persons; None = not known.
    """

    kind: ClassVar[str] = "project"
    stage: str = _key("stage", "clear", default="")
    strategy: str = ""
    zone: str = ""
    also_zones: Keys = ()
    industry: str = ""
    intensity: str = ""
    modality: str = ""
    legal_path: str = ""
    earliest_scenario: str = ""
    large_sez: bool = False
    conditions: Keys = _keys("condition")
    policy_hook_ko: str = ""
    policy_hook_en: str = ""
    notes_ko: str = ""
    notes_en: str = ""
    dprk_workers: int | None = _at_least(0, default=None)
    sk_staff: int | None = _at_least(0, default=None)
    power_need_mw: Decimal | None = _at_least(0, default=None)
    power_supply_mw: Decimal | None = _at_least(0, default=None)
    illustrative: bool = False
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Activity(Named):
    """A piece of a project's work. A duration of zero makes it a milestone.

    `low` and `high` are the ends of the duration's range, `remaining` what is left of it, all in `unit`.
    """

    kind: ClassVar[str] = "activity"
    project: str = _key("project")
    duration: int = _at_least(0, default=0)
    unit: Unit = "months"
    calendar: str = _key("calendar", "clear", default="")
    constraint: Constraint = ""
    constraint_date: date | None = None
    deadline: date | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    remaining: int | None = _at_least(0, default=None)
    low: int | None = _at_least(0, default=None)
    high: int | None = _at_least(0, default=None)
    requires: Keys = _keys("condition")


@dataclass(frozen=True, slots=True)
class Link:
    """`after` waits for `before`. A negative lag is a lead. Several links per pair are kept."""

    kind: ClassVar[str] = "link"
    key: str
    before: str = _key("activity")
    after: str = _key("activity")
    type: LinkKind = "FS"
    lag: int = 0
    unit: LagUnit = "months"


@dataclass(frozen=True, slots=True)
class Gate(Named):
    """Opens when `at_least` of its activity criteria (None = all) are met and its conditions hold.

    The activities in `opens` wait for it.
    """

    kind: ClassVar[str] = "gate"
    stage: str = _key("stage", "clear", default="")
    at_least: int | None = _at_least(0, default=None)
    opens: Keys = _keys("activity")


@dataclass(frozen=True, slots=True)
class Criterion(Named):
    """What a gate asks for: that an activity has finished, or that a condition holds."""

    kind: ClassVar[str] = "criterion"
    gate: str = _key("gate")
    activity: str = _key("activity", default="")
    condition: str = _key("condition", default="")


@dataclass(frozen=True, slots=True)
class Condition(Named):
    """Something outside the plan: a measure suspended, an accord in force, a permit, a power line."""

    kind: ClassVar[str] = "condition"
    sort: Literal["political", "sanctions", "physical", "legal"] = "political"
    measures: Keys = ()
    min_scenario: str = ""
    source: Keys = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Scenario(Named):
    """A named assumption about when the conditions hold. `relief` is its level: "A", "B" or "C"."""

    kind: ClassVar[str] = "scenario"
    relief: str = ""
    hypothetical: bool = True
    note_ko: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """In this scenario the condition holds from `since` to `until`, both days included; None = open."""

    kind: ClassVar[str] = "window"
    key: str
    scenario: str = _key("scenario")
    condition: str = _key("condition")
    since: date = date.min
    until: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Partner(Named):
    """An organisation in a project: which side it is on, its roles, and what it decides."""

    kind: ClassVar[str] = "partner"
    project: str = _key("project")
    side: Side = "south"
    roles: Keys = ()
    decides_ko: str = ""
    decides_en: str = ""


@dataclass(frozen=True, slots=True)
class FundingSource(Named):
    """Where money comes from."""

    kind: ClassVar[str] = "source"
    side: Side = "south"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most a funding source may give in one year (None = in all years together)."""

    kind: ClassVar[str] = "ceiling"
    key: str
    source: str = _key("source")
    year: int | None = None
    amount: Decimal = _at_least(0, default=Decimal(0))
    currency: str = "KRW"
    price_year: int | None = None
    origin: Keys = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class CostLine:
    """What a project costs one funding source, in whole units of `currency` at `price_year` prices."""

    kind: ClassVar[str] = "cost"
    key: str
    project: str = _key("project")
    source: str = _key("source")
    amount: Decimal = _at_least(0, default=Decimal(0))
    currency: str = "KRW"
    price_year: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class GoodsLine(Named):
    """Goods carried into or out of the North, by HS code. None = not known."""

    kind: ClassVar[str] = "goods"
    project: str = _key("project")
    direction: Literal["into", "out"] = "into"
    hs: str = ""
    quantity: Decimal | None = _at_least(0, default=None)
    unit: str = ""
    value: Decimal | None = _at_least(0, default=None)
    currency: str = ""
    price_year: int | None = None


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """What a project gives to one side, in words."""

    kind: ClassVar[str] = "benefit"
    key: str
    project: str = _key("project")
    side: Side = "south"
    text_ko: str = ""
    text_en: str = ""

    def text(self, language: str) -> str:
        korean, english = self.text_ko, self.text_en
        return (korean or english) if language.startswith("ko") else (english or korean)


@dataclass(frozen=True, slots=True)
class Capacity(Named):
    """A supply in a zone or region from a day on: power in MW, berth days, training seats."""

    kind: ClassVar[str] = "capacity"
    resource: str = ""
    region: str = ""
    zone: str = ""
    since: date = date.min
    amount: Decimal = _at_least(0, default=Decimal(0))
    unit: str = ""
    evidence: str = ""


Record = (
    Header
    | Calendar
    | Stage
    | Project
    | Activity
    | Link
    | Gate
    | Criterion
    | Condition
    | Scenario
    | Window
    | Partner
    | FundingSource
    | Ceiling
    | CostLine
    | GoodsLine
    | BenefitLine
    | Capacity
)

#: Every kind of record, in an order in which each refers only to earlier ones (the header last).
KINDS: Mapping[str, type[Record]] = {
    record.kind: record
    for record in (
        Calendar,
        Stage,
        Condition,
        Scenario,
        Window,
        FundingSource,
        Ceiling,
        Capacity,
        Project,
        Partner,
        CostLine,
        GoodsLine,
        BenefitLine,
        Activity,
        Link,
        Gate,
        Criterion,
        Header,
    )
}
