"""Where money and power come from, who asks for them, and what things cost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from engine.records.schema import Keys, Named, Side, key_of, no_less_than, share


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
    source: str = key_of("source")
    year: int | None = None
    amount: Decimal = no_less_than(0, default=Decimal(0))
    currency: str = "KRW"
    price_year: int | None = None
    origin: Keys = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class CostLine:
    """What a project costs one funding source, in units of `currency` at `price_year` prices.

    `recoverable` is the share that comes back if access to the North ends; None = not known.
    `partner` is the firm that bears it.
    """

    kind: ClassVar[str] = "cost"
    key: str
    project: str = key_of("project")
    source: str = key_of("source")
    amount: Decimal = no_less_than(0, default=Decimal(0))
    currency: str = "KRW"
    price_year: int | None = None
    evidence: str = ""
    recoverable: Decimal | None = share(default=None)
    partner: str = key_of("partner", "clear", default="")


@dataclass(frozen=True, slots=True)
class Capacity(Named):
    """A supply in a zone or region from a day on: power in MW, berth days, training seats.

    Its steps say by how much it changes later.
    """

    kind: ClassVar[str] = "capacity"
    resource: str = ""
    region: str = ""
    zone: str = ""
    since: date = date.min
    amount: Decimal = no_less_than(0, default=Decimal(0))
    unit: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """So much more of a capacity, or less, from a day on; or more once an activity has finished.

    A step that names a scenario stands, in that scenario, in place of those that name none.
    """

    kind: ClassVar[str] = "step"
    key: str
    capacity: str = key_of("capacity")
    change: Decimal = Decimal(0)
    since: date | None = None
    activity: str = key_of("activity", default="")
    scenario: str = key_of("scenario", default="")
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """What an activity takes of a capacity while it runs, or from its start on for good (lasting).

    An amount of None is not known, and nothing is taken.
    """

    kind: ClassVar[str] = "demand"
    key: str
    activity: str = key_of("activity")
    capacity: str = key_of("capacity")
    amount: Decimal | None = no_less_than(0, default=None)
    lasting: bool = False
    evidence: str = ""
