"""The benefit ledger and the evidence grades, as the pages and REST show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from core import sight
from core.clock import today
from core.templatetags.ui import figure
from engine.grading import GRADES, Figure, Grading, WeakShare, grades_of
from engine.ledger import PERSONS, Account, Gain, ledger_of
from engine.plan import Plan
from lint.queries.entries import Entry, entries_of
from lint.queries.naming import Named, Names
from roadmaps import money, vocabulary
from roadmaps.models import Roadmap
from roadmaps.schedules import whole_plan_of
from zones.facts import confidence_of, year_of
from zones.models import Source

#: A source older than so many years no longer bears a figure by itself.
FRESH_YEARS = 5
#: So many single figures are listed on the page; REST lists all.
MOST_FIGURES = 100


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side's account of a stage, in words."""

    account: Account
    side: str
    gains: tuple[str, ...]
    paid: tuple[money.Total, ...]
    missing: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class StageLedger:
    """A stage's two accounts. `uneven` is whether one side has fewer measured benefits."""

    name: str
    lines: tuple[SideLine, ...]

    @property
    def uneven(self) -> bool:
        return len({line.account.measured for line in self.lines}) > 1

    @property
    def without_owner(self) -> int:
        """Activities that nobody of the North answers for, or of whom it is not said what for."""
        return sum(a.activities - a.owned for a in self._accounts if a.side == "north")

    @property
    def undecided(self) -> bool:
        """Whether one side decides something in fewer projects than the other."""
        return len({each.deciding for each in self._accounts}) > 1

    @property
    def _accounts(self) -> tuple[Account, ...]:
        return tuple(line.account for line in self.lines)


@dataclass(frozen=True, slots=True)
class KindGrades:
    """How many figures of a kind have each grade, in the grades' order."""

    kind: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class WeakLine:
    """A stage's cost and the part of it that rests on weak grounds."""

    stage: str
    #: 1 is the first stage; 0: the cost belongs to none.
    number: int
    share: WeakShare
    weak: money.Total
    total: money.Total


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure with what it rests on, and who entered it."""

    figure: Figure
    about: Named
    field: str
    entry: Entry
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GradesPage:
    kinds: tuple[KindGrades, ...]
    stages: tuple[WeakLine, ...]
    largest: tuple[tuple[Named, money.Total], ...]
    weak: int
    total: int
    figures: tuple[FigureLine, ...]

    @property
    def share(self) -> float | None:
        return self.weak / self.total if self.total else None


def stage_ledgers(roadmap: Roadmap, plan: Plan, query: str) -> Sequence[StageLedger]:
    """The ledger of a plan: for each stage the South's account, then the North's.

    This and the grades are worked out from the whole plan; `plan` is what the reader sees of it.
    """
    names, found = Names(roadmap, plan, query), ledger_of(whole_plan_of(roadmap))
    stages = dict.fromkeys(account.stage for account in found)
    return [
        StageLedger(
            _stage(plan, stage), tuple(_side(names, each) for each in found if each.stage == stage)
        )
        for stage in stages
    ]


def grading_of(plan: Plan) -> Grading:
    """The grades of a plan's figures, by what the catalogue says of the sources."""
    sources = Source.objects.all()
    return grades_of(
        plan,
        {each.pk: confidence_of(each.reliability) for each in sources},
        {each.pk: year for each in sources if (year := year_of(each.published))},
        today().year - FRESH_YEARS,
    )


def weak_stages(roadmap: Roadmap) -> Sequence[WeakLine]:
    """The stages' costs and what of them rests on weak figures, in the stages' order."""
    plan = whole_plan_of(roadmap)
    return tuple(_weak(plan, share) for share in grading_of(plan).shares)


def grades_page(roadmap: Roadmap, plan: Plan, query: str, grade: str = "") -> GradesPage:
    """Grades by kind, the weak share of each stage's cost, the largest weak costs, the figures."""
    grading, names = grading_of(whole_plan_of(roadmap)), Names(roadmap, plan, query)
    kinds = dict.fromkeys(each.kind for each in grading.figures)
    return GradesPage(
        tuple(_kind(grading, kind) for kind in kinds),
        tuple(_weak(plan, share) for share in grading.shares),
        _largest(plan, names, grading),
        sum(each.is_weak for each in grading.figures),
        len(grading.figures),
        _figure_lines(roadmap, names, grading, grade),
    )


def _figure_lines(
    roadmap: Roadmap, names: Names, grading: Grading, grade: str
) -> tuple[FigureLine, ...]:
    """The first figures of a grade, or of all; the weakest grades first where all are asked for."""
    wanted = [each for each in grading.figures if grade in {"", each.grade}]
    shown = sorted(wanted, key=lambda each: each.grade, reverse=True)[:MOST_FIGURES]
    entries = entries_of(roadmap, shown)
    titles = Source.objects.in_bulk({key for each in shown for key in each.sources})
    return tuple(
        FigureLine(
            each,
            names.of((each.kind, each.key)),
            vocabulary.field_name(each.kind, each.field),
            entries.get((each.kind, each.key), Entry()),
            tuple(titles[key].title if key in titles else key for key in each.sources),
        )
        for each in shown
    )


def _side(names: Names, account: Account) -> SideLine:
    return SideLine(
        account,
        str(vocabulary.choices("benefit", "side")[account.side]),
        tuple(_gain(gain) for gain in account.gains),
        tuple(money.Total(each.amount, each.currency, each.price_year) for each in account.paid),
        tuple(names.of(("project", key)) for key in account.missing),
    )


def _gain(gain: Gain) -> str:
    word = vocabulary.choices("benefit", "gain").get(gain.gain) or pgettext("gain", "other")
    if gain.currency:
        amount = money.written(money.Total(gain.amount, gain.currency, gain.price_year))
        return f"{word} {amount}" + (f" ({gain.price_year})" if gain.price_year else "")
    unit = _("persons") if gain.unit == PERSONS else gain.unit
    return f"{word} {figure(gain.amount)} {unit}".strip()


def _stage(plan: Plan, key: str) -> str:
    stage = plan.stages.get(key)
    return stage.name(get_language() or "ko") if stage else _("Without a stage")


def _kind(grading: Grading, kind: str) -> KindGrades:
    counts = grading.counts(kind)
    return KindGrades(vocabulary.kind_name(kind), tuple(counts.get(each, 0) for each in GRADES))


def _weak(plan: Plan, share: WeakShare) -> WeakLine:
    price = share.currency, share.price_year
    return WeakLine(
        _stage(plan, share.stage),
        list(plan.stages).index(share.stage) + 1 if share.stage in plan.stages else 0,
        share,
        money.Total(share.weak, *price),
        money.Total(share.total, *price),
    )


def _largest(plan: Plan, names: Names, grading: Grading) -> tuple[tuple[Named, money.Total], ...]:
    """Their order tells of their amounts, so it is for those who see them."""
    if not sight.here().amounts:
        return ()
    return tuple((names.of(("cost", key)), _total(plan, key)) for key in grading.largest)


def _total(plan: Plan, key: str) -> money.Total:
    line = plan.costs[key]
    return money.Total(line.amount, line.currency, line.price_year)
