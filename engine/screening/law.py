"""What the law says, as plain values: measures, the routes each leaves open, and relief from them.

A measure is one paragraph that forbids, caps or conditions something. Days are inclusive at both
ends and count as the text counts them (New York dates for the United Nations).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

BINDING = "binding"
CARVE_OUT = "carve_out"
WITHIN = "within"
#: Effects that a permission or a notice answers; they never forbid outright.
ASKS_PERMISSION = frozenset({"committee_approval", "notification"})
#: No scenario relieves measures that carry one of these: arms and weapons of mass destruction.
NEVER_RELIEVED = frozenset(
    {
        "arms",
        "wmd_list_item",
        "arms_related_training",
        "catch_all_wmd",
        "conventional_dual_use",
        "military_end_use",
    }
)
#: Kinds of relief under which a measure does not apply at all.
LIFTED = frozenset({"suspension", "lifting"})


class Verdict(IntEnum):
    """From mild to grave. PERMITTED: no measure that is loaded was found; nothing is cleared."""

    PERMITTED = 0
    CAPPED = 1
    NEEDS_EXEMPTION = 2
    PROHIBITED = 3

    @property
    def word(self) -> str:
        """The name used in files, addresses and style sheets."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Route:
    """A lawful way for a case: a carve-out in the text, or a permission somebody has to give."""

    basis: str
    kind: str


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that may pass in a period, for all States together. `number` None: not a figure."""

    number: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One paragraph of law, as far as a machine can apply it.

    `scope` says which goods: "listed" (by `include` and `exclude`, prefixes of HS codes), "all",
    or "none" (then only `tag` can bring a line under it). `review` holds near misses.
    """

    id: str
    regime: str
    direction: str
    subject: str
    adopted: date
    since: date
    until: date | None = None
    wind_down_until: date | None = None
    scope: str = "none"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    effect: str = "prohibited"
    force: str = BINDING
    tag: str = ""
    forms: tuple[str, ...] = ()
    cap: Cap | None = None
    routes: tuple[Route, ...] = ()

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def is_relievable(self) -> bool:
        return self.tag not in NEVER_RELIEVED


@dataclass(frozen=True, slots=True)
class Relief:
    """In a scenario a measure is eased from `since` to `until` (None: open), both days included.

    `mode` is "suspension" or "lifting" (the measure is off), "partial_suspension" (off for the
    goods in `goods`, else an exemption is needed) or "humanitarian_exemption" and anything else
    (a prohibition becomes a need for an exemption). `goods` are HS prefixes; empty = all.
    """

    measure: str
    since: date
    until: date | None = None
    mode: str = ""
    goods: tuple[str, ...] = ()
    condition: str = ""

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Law:
    """The measures that are known, by id, and what a scenario eases."""

    measures: Mapping[str, Measure]
    reliefs: tuple[Relief, ...] = ()
