"""What differs between two states of a plan, as data: what an approver has to see first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from engine.changes import Add, Change, Remove, difference
from engine.lint import Comparison, Lint, compare
from engine.plan import Plan
from engine.schedule import Schedule
from engine.screening import Verdict

#: Money of a project without dates has no year.
Purse = tuple[str, str, int | None, int | None]
Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan at one revision with what follows from it. Both sides are judged by the same rules."""

    plan: Plan
    schedule: Schedule
    verdicts: Mapping[str, Verdict]
    lint: Lint


@dataclass(frozen=True, slots=True)
class DateMove:
    """A date that differs. `edge` is start, finish or opens; None is no date: it is blocked."""

    kind: str
    key: str
    edge: str
    before: date | None
    after: date | None

    @property
    def days(self) -> int | None:
        return (self.after - self.before).days if self.before and self.after else None


@dataclass(frozen=True, slots=True)
class MoneyChange:
    """What a source gives in a year, before and after; without a year: what has no dates."""

    source: str
    currency: str
    price_year: int | None
    year: int | None
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that came, went or changed. `fields` are those that differ."""

    kind: str
    key: str
    verb: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictMove:
    """A project the law sees differently; None where it was not, or is not, in the plan."""

    project: str
    before: Verdict | None
    after: Verdict | None

    @property
    def is_graver(self) -> bool:
        return (self.after or Verdict(0)) > (self.before or Verdict(0))


@dataclass(frozen=True, slots=True)
class Difference:
    """All of it. `finish` is the plan's own, before and after."""

    finish: Span
    dates: tuple[DateMove, ...]
    money: tuple[MoneyChange, ...]
    records: tuple[RecordChange, ...]
    verdicts: tuple[VerdictMove, ...]
    lint: Comparison

    @property
    def is_empty(self) -> bool:
        found = (self.dates, self.money, self.records, self.verdicts)
        return not any(found) and not (self.lint.refuses or self.lint.gone)

    def of_kinds(self, *kinds: str) -> tuple[RecordChange, ...]:
        return tuple(each for each in self.records if each.kind in kinds)

    @property
    def deletions(self) -> tuple[RecordChange, ...]:
        return tuple(each for each in self.records if each.verb == "remove")


def differing(before: Seen, after: Seen) -> Difference:
    """What leads from one to the other, in the order of the plan."""
    return Difference(
        (before.schedule.finish, after.schedule.finish),
        tuple(_dates(before, after)),
        tuple(_money(before, after)),
        tuple(_record(each) for each in difference(before.plan, after.plan)),
        tuple(_verdicts(before.verdicts, after.verdicts)),
        compare(before.lint, after.lint),
    )


def _dates(before: Seen, after: Seen) -> Iterator[DateMove]:
    for kind in ("stage", "project"):
        was, now = _spans(before, kind), _spans(after, kind)
        for key in (*now, *(key for key in was if key not in now)):
            sides = was.get(key, (None, None)), now.get(key, (None, None))
            for edge, old, new in zip(("start", "finish"), *sides, strict=True):
                if old != new:
                    yield DateMove(kind, key, edge, old, new)
    opened, opens = _gates(before), _gates(after)
    for key in (*opens, *(key for key in opened if key not in opens)):
        if opened.get(key) != opens.get(key):
            yield DateMove("gate", key, "opens", opened.get(key), opens.get(key))


def _gates(seen: Seen) -> dict[str, date | None]:
    return {key: seen.schedule.gates[key].date for key in seen.plan.gates}


def _spans(seen: Seen, kind: str) -> dict[str, Span]:
    """First start and last finish; what holds a blocked activity has no finish."""
    plan, columns = seen.plan, seen.schedule.columns()
    starts: dict[str, list[str | None]] = defaultdict(list)
    finishes: dict[str, list[str | None]] = defaultdict(list)
    for key, start, finish in zip(columns["key"], columns["start"], columns["finish"], strict=True):
        project = plan.activities[key].project
        holder = project if kind == "project" else plan.projects[project].stage
        if holder:
            starts[holder].append(start)
            finishes[holder].append(finish)
    return {key: (_first(starts[key]), _last(finishes[key])) for key in starts}


def _first(days: Sequence[str | None]) -> date | None:
    known = [day for day in days if day]
    return date.fromisoformat(min(known)) if known else None


def _last(days: Sequence[str | None]) -> date | None:
    known = [day for day in days if day]
    return date.fromisoformat(max(known)) if known and len(known) == len(days) else None


def _money(before: Seen, after: Seen) -> Iterator[MoneyChange]:
    was, now = _purses(before), _purses(after)
    for purse in sorted({*was, *now}, key=lambda each: tuple(str(part or "") for part in each)):
        old, new = was.get(purse, Decimal(0)), now.get(purse, Decimal(0))
        if old != new:
            source, currency, price_year, year = purse
            yield MoneyChange(source, currency, price_year, year, old, new)


def _purses(seen: Seen) -> dict[Purse, Decimal]:
    """Each cost line spread evenly over its project's days, in whole units of its currency."""
    found: dict[Purse, Decimal] = defaultdict(Decimal)
    spans = _spans(seen, "project")
    for line in seen.plan.costs.values():
        for year, part in _years(spans.get(line.project, (None, None))):
            found[line.source, line.currency, line.price_year, year] += line.amount * part
    return {purse: amount.quantize(Decimal(1)) for purse, amount in found.items()}


def _years(span: Span) -> Iterator[tuple[int | None, Decimal]]:
    start, finish = span
    if start is None or finish is None:
        yield None, Decimal(1)
        return
    end = max(finish, start + timedelta(days=1))
    whole = (end - start).days
    for year in range(start.year, end.year + 1):
        days = (min(end, date(year + 1, 1, 1)) - max(start, date(year, 1, 1))).days
        if days > 0:
            yield year, Decimal(days) / whole


def _record(change: Change) -> RecordChange:
    kind, key = change.about
    if isinstance(change, Add):
        return RecordChange(kind, key, "add")
    if isinstance(change, Remove):
        return RecordChange(kind, key, "remove")
    return RecordChange(kind, key, "change", tuple(sorted(change.values)))


def _verdicts(was: Mapping[str, Verdict], now: Mapping[str, Verdict]) -> Iterator[VerdictMove]:
    for key in (*now, *(key for key in was if key not in now)):
        if was.get(key) != now.get(key):
            yield VerdictMove(key, was.get(key), now.get(key))
