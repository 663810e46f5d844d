"""What a schedule says about one activity, one gate, one clash: plain values for every reader."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A bound: what kind, which one, and the start it asks for (None: it blocks).

    Of a runner-up, `gain_days` says how many calendar days earlier it would let the start be. Of a
    capacity or a budget, `refused` is the time it refused, both days included, and `holders` are
    the activities that had it then: none where there is simply too little. `suppliers` are the
    activities that finished meanwhile and added to it.
    """

    kind: str
    source: str | None
    date: datetime.date | None
    gain_days: int | None = None
    refused: tuple[datetime.date, datetime.date] | None = None
    holders: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """Dates somebody gave an activity, and how much later it really is, in its working days.

    Negative where it is earlier; None where there is nothing to compare. They drive nothing.
    """

    start: datetime.date | None
    finish: datetime.date | None
    start_difference: int | None
    finish_difference: int | None


@dataclass(frozen=True, slots=True)
class Release:
    """A smallest set of reasons whose fall moves a date, and by how many calendar days.

    All of `reasons` have to fall, and besides `enough` of `some`, whichever: the needs of a k-of-n
    gate. One release of several is enough.
    """

    reasons: tuple[Reason, ...]
    gain_days: int
    some: tuple[Reason, ...] = ()
    enough: int = 0


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One activity's dates (the finish is the last day worked), its floats and its reasons."""

    key: str
    start: datetime.date | None
    finish: datetime.date | None
    early_start: datetime.date | None
    early_finish: datetime.date | None
    late_start: datetime.date | None
    late_finish: datetime.date | None
    total_float: int | None
    free_float: int | None
    critical: bool
    blocked: bool
    reasons: tuple[Reason, ...]
    runner_up: Reason | None
    releases: tuple[Release, ...] = ()
    blocked_by: tuple[str, ...] = ()
    blocked_gates: tuple[str, ...] = ()
    # Capacities and funding sources that never have enough for it.
    short_of: tuple[str, ...] = ()
    given: Given | None = None

    @property
    def interfering_float(self) -> int | None:
        """The part of the total float that takes time from others: total less free."""
        if self.total_float is None or self.free_float is None:
            return None
        return self.total_float - self.free_float


@dataclass(frozen=True, slots=True)
class ScheduledGate:
    """When a gate opens, what it still waits for where it never does, and how late it may open."""

    key: str
    date: datetime.date | None
    late_date: datetime.date | None
    float: int | None
    blocked: bool
    open_needs: tuple[str, ...]
    reasons: tuple[Reason, ...]
    runner_up: Reason | None = None
    releases: tuple[Release, ...] = ()
    blocked_by: tuple[str, ...] = ()
    blocked_gates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step of the chain behind a date: what stands there, when, and what holds it."""

    key: str
    is_gate: bool
    date: datetime.date | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Why:
    """What holds one date: reasons, what would hold it next, releases, and the chain to the root.

    Of an early date a gain means earlier, of a late date later. The chain of an early date goes
    back to what comes before, that of a late date on to what waits.
    """

    date: datetime.date | None
    reasons: tuple[Reason, ...] = ()
    runner_up: Reason | None = None
    releases: tuple[Release, ...] = ()
    chain: tuple[ChainStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Two demands that cannot both be met; the first has given way by so many calendar days.

    `source` is the link, where a link has given way.
    """

    kind: str
    activity: str
    date: datetime.date
    reached: datetime.date
    days: int
    against: tuple[Reason, ...]
    root: Reason | None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """One of several demands that cannot all be met; `at` is the activity or gate it is made of."""

    kind: str
    source: str | None
    at: str
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of activities, each driving the next, and the total float of the last.

    `leaves` is the activity of a path before this one from which it branches off.
    """

    float: int
    keys: tuple[str, ...]
    leaves: str | None = None
