"""How well each figure of a plan is founded, and how much of the plan rests on weak ones.

A high, B medium, C low confidence in sources that are named; D invented, inferred or unverified;
E no source at all. Where a figure names one source only, the source's own reliability decides.
A figure is weak on grade D or E, or where its newest source is older than a given year.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.plan import Plan
from engine.records import Record

GRADES = ("A", "B", "C", "D", "E")
WEAK = frozenset({"D", "E"})
#: Sources that stand for "invented", "inferred" and "unverified".
NO_SOURCES = frozenset({"ILLUSTRATIVE", "DERIVED", "GK"})
OF_CONFIDENCE = {"high": "A", "medium": "B", "low": "C"}
MOST = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a record, by field, with the grade and the year of what it rests on."""

    kind: str
    key: str
    field: str
    grade: str
    sources: tuple[str, ...]
    year: int | None = None
    is_old: bool = False

    @property
    def is_weak(self) -> bool:
        return self.grade in WEAK or self.is_old


@dataclass(frozen=True, slots=True)
class WeakShare:
    """How much of a stage's cost at one price rests on weak figures."""

    stage: str
    currency: str
    price_year: int | None
    weak: Decimal
    total: Decimal

    @property
    def share(self) -> Decimal:
        return (self.weak / self.total).quantize(Decimal("0.0001"))


@dataclass(frozen=True, slots=True)
class Grading:
    """Every figure with its grade, and what rests on weak ones."""

    figures: tuple[Figure, ...]
    shares: tuple[WeakShare, ...]
    largest: tuple[str, ...]

    def counts(self, kind: str = "") -> Mapping[str, int]:
        """How many figures there are of each grade, of all kinds or of one."""
        return Counter(each.grade for each in self.figures if kind in {"", each.kind})


def grades_of(
    plan: Plan,
    reliability: Mapping[str, str],
    years: Mapping[str, int] | None = None,
    oldest: int = 0,
) -> Grading:
    """The grades of a plan's figures. `reliability` is each source's: high, medium or low.

    `years` are those the sources were published in; one before `oldest` makes a figure old.

    `largest` are the weak cost lines with the most money, whose mending would tell most.
    """
    figures = tuple(_figures(plan, reliability, years or {}, oldest))
    frail = {each.key for each in figures if each.kind == "cost" and each.is_weak}
    weak = [line for line in plan.costs.values() if line.key in frail]
    largest = sorted(weak, key=lambda line: (-line.amount, line.key))[:MOST]
    return Grading(figures, tuple(_shares(plan, frail)), tuple(line.key for line in largest))


def grade_of(sources: Sequence[str], confidence: str, reliability: Mapping[str, str]) -> str:
    """The grade of what a figure rests on."""
    if not sources:
        return "E"
    real = [each for each in sources if each not in NO_SOURCES]
    if not real:
        return "D"
    if confidence:
        return OF_CONFIDENCE.get(confidence, "C")
    return min(OF_CONFIDENCE.get(reliability.get(each, "low"), "C") for each in real)


def _figures(
    plan: Plan, reliability: Mapping[str, str], years: Mapping[str, int], oldest: int
) -> Iterator[Figure]:
    for record in plan.all():
        sources, confidence = _ground(record)
        for field in FIELDS.get(record.kind, ()):
            if getattr(record, field) is not None:
                grade = grade_of(sources, confidence, reliability)
                year = max((years[each] for each in sources if each in years), default=None)
                is_old = year is not None and year < oldest
                yield Figure(record.kind, record.key, field, grade, sources, year, is_old)


#: The figures of each kind of record.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "cost": ("amount",),
    "ceiling": ("amount",),
    "benefit": ("amount",),
    "capacity": ("amount",),
    "step": ("change",),
    "demand": ("amount",),
    "goods": ("quantity", "value"),
    "project": ("dprk_workers", "sk_staff", "power_need_mw", "power_supply_mw"),
    "window": ("since", "until"),
}


def _ground(record: Record) -> tuple[tuple[str, ...], str]:
    """The sources of a record's figures, and the confidence somebody gave them."""
    sources = getattr(record, "origin", ()) or getattr(record, "evidence", "")
    named = sources if isinstance(sources, tuple) else (sources,) if sources else ()
    return named, str(getattr(record, "confidence", ""))


def _shares(plan: Plan, frail: Collection[str]) -> Iterator[WeakShare]:
    sums: dict[tuple[str, str, int | None], list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 2)
    for line in plan.costs.values():
        stage = plan.projects[line.project].stage
        weak, total = sums[stage, line.currency, line.price_year]
        own = line.amount if line.key in frail else Decimal(0)
        sums[stage, line.currency, line.price_year] = [weak + own, total + line.amount]
    for (stage, currency, year), (weak, total) in sorted(sums.items(), key=str):
        if total:
            yield WeakShare(stage, currency, year, weak, total)
