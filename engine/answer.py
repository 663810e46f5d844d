"""What a schedule says about one activity, one gate, one clash: plain values for every reader."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reason:
    """A bound: what kind, which one, and the start it asks for (None: it blocks).

    Of a runner-up, `gain_days` says how many calendar days earlier it would let the start be.
    """

    kind: str
    source: str | None
    date: date | None
    gain_days: int | None = None


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One activity's dates (the finish is the last day worked), its floats and its reasons."""

    key: str
    start: date | None
    finish: date | None
    early_start: date | None
    early_finish: date | None
    late_start: date | None
    late_finish: date | None
    total_float: int | None
    free_float: int | None
    critical: bool
    blocked: bool
    reasons: tuple[Reason, ...]
    runner_up: Reason | None
    blocked_by: tuple[str, ...] = ()
    blocked_gates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduledGate:
    """When a gate opens, what it still waits for where it never does, and how late it may open."""

    key: str
    date: date | None
    late_date: date | None
    float: int | None
    blocked: bool
    open_needs: tuple[str, ...]
    reasons: tuple[Reason, ...]
    blocked_by: tuple[str, ...] = ()
    blocked_gates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One step of the chain behind a date: what stands there, when, and what holds it."""

    key: str
    is_gate: bool
    date: date | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Clash:
    """Two demands that cannot both be met; the first has given way by so many calendar days."""

    kind: str
    activity: str
    date: date
    reached: date
    days: int
    against: tuple[Reason, ...]
    root: Reason | None
