"""Projects, their activities and links, and what belongs to a project."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from engine.records.schema import Keys, Named, Side, key_of, keys_of, no_less_than

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


@dataclass(frozen=True, slots=True)
class Project(Named):
    """What is to be built, where and by which strategy. `conditions` must hold for it to run.

    `earliest_scenario` is the level of relief the project presupposes ("A", "B", "C"; "" = none).
    Power is in MW, workers and staff in persons; `wind_down` is the days an orderly end takes if
    access to the North ends. None = not known. What a screening asks of a project: its
    `investment_form`, whether it sends workers abroad, the day its written contract was made
    final, and which tags it carries or has been found not to carry. The steps say which part of
    the work is done on which side.
    """

    kind: ClassVar[str] = "project"
    stage: str = key_of("stage", "clear", default="")
    strategy: str = ""
    zone: str = ""
    also_zones: Keys = ()
    industry: str = ""
    intensity: str = ""
    modality: str = ""
    legal_path: str = ""
    earliest_scenario: str = ""
    large_sez: bool = False
    conditions: Keys = keys_of("condition")
    policy_hook_ko: str = ""
    policy_hook_en: str = ""
    notes_ko: str = ""
    notes_en: str = ""
    dprk_workers: int | None = no_less_than(0, default=None)
    sk_staff: int | None = no_less_than(0, default=None)
    power_need_mw: Decimal | None = no_less_than(0, default=None)
    power_supply_mw: Decimal | None = no_less_than(0, default=None)
    illustrative: bool = False
    evidence: str = ""
    investment_form: Literal[
        "",
        "joint_venture",
        "cooperative_entity",
        "jv_expansion",
        "existing_joint_venture",
        "wholly_foreign_owned",
        "contract_processing",
        "kaesong_operation",
    ] = ""
    labour_abroad: bool = False
    contract_date: date | None = None
    tags: Keys = ()
    ruled_out: Keys = ()
    wind_down: int | None = no_less_than(0, default=None)
    steps_south_ko: str = ""
    steps_south_en: str = ""
    steps_north_ko: str = ""
    steps_north_en: str = ""


@dataclass(frozen=True, slots=True)
class Activity(Named):
    """A piece of a project's work. A duration of zero makes it a milestone.

    `low` and `high` are the ends of the duration's range, `remaining` what is left, all in `unit`.
    A `firm` constraint decides over links. Given dates drive nothing: they stand beside the
    computed ones. `owner` is the partner of the North that answers for it, and `decides` what that
    partner may decide. What gets a `permit` is paper work: it waits for no condition of its
    project.
    """

    kind: ClassVar[str] = "activity"
    project: str = key_of("project")
    duration: int = no_less_than(0, default=0)
    unit: Unit = "months"
    calendar: str = key_of("calendar", "clear", default="")
    constraint: Constraint = ""
    constraint_date: date | None = None
    deadline: date | None = None
    actual_start: date | None = None
    actual_finish: date | None = None
    remaining: int | None = no_less_than(0, default=None)
    low: int | None = no_less_than(0, default=None)
    high: int | None = no_less_than(0, default=None)
    requires: Keys = keys_of("condition")
    firm: bool = False
    given_start: date | None = None
    given_finish: date | None = None
    owner: str = key_of("partner", "clear", default="")
    decides_ko: str = ""
    decides_en: str = ""
    permit: str = key_of("permit", "clear", default="")


@dataclass(frozen=True, slots=True)
class Link:
    """`after` waits for `before`. A negative lag is a lead. Several links per pair are kept.

    It waits no longer than `max_lag`, in the same unit: `before` comes later where it must. Lags
    are counted on the calendar of `after`, unless there is a `lag_calendar`.
    """

    kind: ClassVar[str] = "link"
    key: str
    before: str = key_of("activity")
    after: str = key_of("activity")
    type: LinkKind = "FS"
    lag: int = 0
    unit: LagUnit = "months"
    max_lag: int | None = None
    lag_calendar: str = key_of("calendar", "clear", default="")


@dataclass(frozen=True, slots=True)
class Partner(Named):
    """An organisation in a project: which side it is on, its roles, and what it decides.

    `end_user` is what a look at the lists of designated and war-mobilisation bodies found, on the
    day `checked_on`; the note says which lists were looked at.
    """

    kind: ClassVar[str] = "partner"
    project: str = key_of("project")
    side: Side = "south"
    roles: Keys = ()
    decides_ko: str = ""
    decides_en: str = ""
    end_user: Literal["", "nothing_found", "doubtful", "listed"] = ""
    checked_on: date | None = None
    note_ko: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class GoodsLine(Named):
    """Goods carried into or out of the North, by HS code. None = not known.

    `tags` are what a person says the goods are, `ruled_out` what they have been found not to be.
    `approved_value` is the value the carrying approval was given for, in the same currency.
    """

    kind: ClassVar[str] = "goods"
    project: str = key_of("project")
    direction: Literal["into", "out"] = "into"
    hs: str = ""
    quantity: Decimal | None = no_less_than(0, default=None)
    unit: str = ""
    value: Decimal | None = no_less_than(0, default=None)
    currency: str = ""
    price_year: int | None = None
    tags: Keys = ()
    ruled_out: Keys = ()
    approved_value: Decimal | None = no_less_than(0, default=None)


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """What a project gives to one side: in words, and measured where `amount` is known.

    `gain` says what kind ("jobs", "income", …). An amount of money has a currency and a price
    year, any other a unit.
    """

    kind: ClassVar[str] = "benefit"
    key: str
    project: str = key_of("project")
    side: Side = "south"
    text_ko: str = ""
    text_en: str = ""
    gain: str = ""
    amount: Decimal | None = no_less_than(0, default=None)
    unit: str = ""
    currency: str = ""
    price_year: int | None = None
    evidence: str = ""

    def text(self, language: str) -> str:
        korean, english = self.text_ko, self.text_en
        return (korean or english) if language.startswith("ko") else (english or korean)
