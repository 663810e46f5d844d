"""What is stranded if access ends: money out and recoverable, people and goods on the other side.

A commitment is one piece of work with its dates; the curve asks of the first day of every month
what would happen if nobody could cross from that day on. It says what is exposed, not how
probable the end is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from engine.problems import BrokenPlan, Problem


@dataclass(frozen=True, slots=True)
class Commitment:
    """A piece of work from `start` to `finish`, both included, and what it takes across.

    Money and goods go out evenly over its days. Of the money `recoverable` is the share that comes
    back if access ends; goods and people stay until `until`, where known, people no longer than
    `finish` where not. `wind_down` is the days an orderly end takes while any of it is there.
    """

    key: str
    start: date
    finish: date
    money: float = 0.0
    recoverable: float = 0.0
    wind_down: int = 0
    people: float = 0.0
    goods: float = 0.0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """What stands on the other side if access ends on a day.

    Everything adds up over commitments but `wind_down`: they end side by side, so the longest
    decides.
    """

    day: date
    out: float
    recoverable: float
    people: float
    goods: float
    wind_down: int

    @property
    def stranded(self) -> float:
        """The money that would be lost."""
        return self.out - self.recoverable


@dataclass(frozen=True, slots=True)
class Comparison:
    """How much more the second of two sequences exposes on a day than the first."""

    day: date
    stranded: float
    people: float
    goods: float
    wind_down: int


def exposure_on(commitments: Iterable[Commitment], day: date) -> Exposure:
    """What is exposed if access ends at the beginning of a day."""
    out = recoverable = people = goods = 0.0
    wind_down = 0
    for each in commitments:
        if each.start >= day:
            continue
        share = min(((day - each.start).days) / ((each.finish - each.start).days + 1), 1.0)
        out += each.money * share
        recoverable += each.money * share * each.recoverable
        is_there = each.until is None or day <= each.until
        works = day <= (each.until or each.finish)
        people += each.people * works
        goods += each.goods * share * is_there
        if works or (is_there and each.goods):
            wind_down = max(wind_down, each.wind_down)
    return Exposure(day, out, recoverable, people, goods, wind_down)


def reversal_curve(
    commitments: Sequence[Commitment], since: date, until: date
) -> tuple[Exposure, ...]:
    """The exposure on the first day of every month from that of `since` to that of `until`."""
    problems = [*_faults(commitments)]
    if problems:
        raise BrokenPlan(*problems)
    return tuple(exposure_on(commitments, day) for day in months(since, until))


def compared(first: Sequence[Exposure], second: Sequence[Exposure]) -> tuple[Comparison, ...]:
    """Two sequences of the same work, month by month."""
    return tuple(
        Comparison(
            a.day,
            b.stranded - a.stranded,
            b.people - a.people,
            b.goods - a.goods,
            b.wind_down - a.wind_down,
        )
        for a, b in zip(first, second, strict=True)
    )


def months(since: date, until: date) -> Iterator[date]:
    """The first days of the months from one date to another."""
    for number in range(since.year * 12 + since.month - 1, until.year * 12 + until.month):
        yield date(number // 12, number % 12 + 1, 1)


def _faults(commitments: Iterable[Commitment]) -> Iterator[Problem]:
    for each in commitments:
        if each.finish < each.start:
            values = {"start": each.start, "finish": each.finish}
            yield Problem("finish_before_start", (each.key,), values)
        if not 0 <= each.recoverable <= 1:
            yield Problem("not_a_share", (each.key,), {"value": each.recoverable})
        amounts = (each.money, each.wind_down, each.people, each.goods)
        if any(amount < 0 for amount in amounts):
            yield Problem("negative_exposure", (each.key,))
