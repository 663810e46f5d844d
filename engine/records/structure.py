"""The frame of a plan: its header, stages, gates, conditions and scenarios."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from engine.records.schema import Keys, Named, key_of, keys_of, no_less_than, share

Regime = Literal["un", "kr", "us", "eu"]


@dataclass(frozen=True, slots=True)
class Header(Named):
    """The plan itself: its name, the day it starts and the settings of its schedule.

    `regimes` are the bodies of law it is screened under: "un", "kr", "us", "eu". `permit_notice`
    is how many days before a permit lapses people are reminded.
    """

    kind: ClassVar[str] = "plan"
    start: date
    status_date: date | None = None
    calendar: str = key_of("calendar", "clear", default="")
    default_scenario: str = key_of("scenario", "clear", default="")
    illustrative: bool = False
    note_ko: str = ""
    note_en: str = ""
    regimes: tuple[Regime, ...] = ("un", "kr")
    out_of_sequence: Literal["progress_override", "retained_logic"] = "progress_override"
    critical_by: Literal["float", "longest_path"] = "float"
    critical_float: int = no_less_than(0, default=0)
    permit_notice: int = no_less_than(1, default=60)


@dataclass(frozen=True, slots=True)
class Calendar(Named):
    """Which days are worked: ISO weekdays (1 = Monday), less holidays, plus extra working days.

    `closures` are parts of every year without work, "12-01/03-15"; `all_of` are calendars that must
    all work a day (both sides present). An activity without a calendar of its own has that of its
    project's zone where a calendar names it in `zones`. `reference` and `version` say which
    published calendar this was taken from.
    """

    kind: ClassVar[str] = "calendar"
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()
    source: Keys = ()
    confidence: str = ""
    closures: Keys = ()
    all_of: Keys = keys_of("calendar")
    zones: Keys = ()
    reference: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Stage(Named):
    """When: a part of the roadmap. Why something is done is its strategy, a separate field."""

    kind: ClassVar[str] = "stage"
    position: int = no_less_than(0, default=0)


@dataclass(frozen=True, slots=True)
class Gate(Named):
    """Opens when `at_least` of its activity criteria (None = all) are met and its conditions hold.

    The activities in `opens` wait for it.
    """

    kind: ClassVar[str] = "gate"
    stage: str = key_of("stage", "clear", default="")
    at_least: int | None = no_less_than(0, default=None)
    opens: Keys = keys_of("activity")


@dataclass(frozen=True, slots=True)
class Criterion(Named):
    """What a gate asks for: that an activity has finished, or that a condition holds."""

    kind: ClassVar[str] = "criterion"
    gate: str = key_of("gate")
    activity: str = key_of("activity", default="")
    condition: str = key_of("condition", default="")


@dataclass(frozen=True, slots=True)
class Condition(Named):
    """Something outside the plan: a measure suspended, an accord in force, a permit."""

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
class Threshold:
    """This plan's own threshold of a rule, in the rulebook's unit. Its key is RULE.LIMIT."""

    kind: ClassVar[str] = "threshold"
    key: str
    value: Decimal = no_less_than(0, default=Decimal(0))


@dataclass(frozen=True, slots=True)
class Window:
    """In this scenario the condition holds from `since` to `until`, both included; None = open.

    `mode` says how that eases the measures the condition stands for, `goods` for which HS prefixes
    (none = all). Without a mode it counts as a permission to be had case by case.

    `low` and `high` are the earliest and latest days it may begin, `never` the chance that it does
    not come at all: what a simulation of ranges draws from. They leave the schedule alone.
    """

    kind: ClassVar[str] = "window"
    key: str
    scenario: str = key_of("scenario")
    condition: str = key_of("condition")
    since: date = date.min
    until: date | None = None
    evidence: str = ""
    mode: Literal["", "suspension", "lifting", "partial_suspension", "humanitarian_exemption"] = ""
    goods: Keys = ()
    low: date | None = None
    high: date | None = None
    never: Decimal = share(default=Decimal(0))
