"""The rows of a project's tabs: each record with what the schedule and the catalogue say of it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from engine.plan import Plan
from engine.records import (
    Activity,
    BenefitLine,
    CostLine,
    FundingSource,
    GoodsLine,
    Link,
    Partner,
    Requirement,
    Score,
    SelfCheck,
    StandardUse,
    Topic,
)
from engine.schedule import Scheduled
from roadmaps import money
from roadmaps.outlooks import Outlook
from sanctions.models import HsChapter, HsHeading
from zones.facts import Evidence, Evidences, Words, in_own_language


@dataclass(frozen=True, slots=True)
class ActivityRow:
    record: Activity
    scheduled: Scheduled
    link_count: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link at one of the project's activities. `drives` if the date of `after` hangs on it."""

    record: Link
    before: Activity
    after: Activity
    crosses: bool
    drives: bool


@dataclass(frozen=True, slots=True)
class CostRow:
    record: CostLine
    source: FundingSource
    total: money.Total
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """Goods, with what the catalogue calls their code (None: no such chapter)."""

    record: GoodsLine
    code_name: Words | None
    total: money.Total | None


@dataclass(frozen=True, slots=True)
class PartnerRow:
    record: Partner


@dataclass(frozen=True, slots=True)
class BenefitRow:
    record: BenefitLine
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A record that says all there is to show."""

    record: Any


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one tab; `totals` only where they are money."""

    rows: Sequence[Any]
    totals: Sequence[money.Total] = ()

    @property
    def both_sides(self) -> bool:
        return {row.record.side for row in self.rows} == {"south", "north"}


def rows_of(outlook: Outlook, project: str, tab: str) -> Rows:
    return _READERS[tab](outlook, project)


def _activities(outlook: Outlook, project: str) -> Rows:
    ends = Counter(k for link in outlook.plan.links.values() for k in (link.before, link.after))
    own = [each for each in outlook.plan.activities.values() if each.project == project]
    rows = [ActivityRow(each, outlook.schedule[each.key], ends[each.key]) for each in own]
    return Rows(rows)


def _links(outlook: Outlook, project: str) -> Rows:
    activities = outlook.plan.activities
    found = []
    for link in outlook.plan.links.values():
        before, after = activities[link.before], activities[link.after]
        if project not in {before.project, after.project}:
            continue
        reasons = outlook.schedule[after.key].reasons
        drives = any(each.kind == "link" and each.source == link.key for each in reasons)
        found.append(LinkRow(link, before, after, before.project != after.project, drives))
    return Rows(sorted(found, key=lambda row: (row.record.after, row.record.before)))


def _costs(outlook: Outlook, project: str) -> Rows:
    evidences = Evidences()
    own = [each for each in outlook.plan.costs.values() if each.project == project]
    rows = [
        CostRow(
            each,
            outlook.plan.sources[each.source],
            money.Total(each.amount, each.currency, each.price_year),
            evidences.of([each.evidence], ""),
        )
        for each in own
    ]
    return Rows(rows, money.totals(own))


def _goods(outlook: Outlook, project: str) -> Rows:
    chapters, headings = HsChapter.objects.in_bulk(), HsHeading.objects.in_bulk()
    own = [each for each in outlook.plan.goods.values() if each.project == project]
    return Rows([_goods_row(each, chapters, headings) for each in own])


def _goods_row(
    line: GoodsLine, chapters: Mapping[str, HsChapter], headings: Mapping[str, HsHeading]
) -> GoodsRow:
    code = line.hs.replace(".", "")
    found = headings.get(code[:6]) or headings.get(code[:4]) or chapters.get(code[:2])
    total = None
    if line.value is not None:
        total = money.Total(line.value, line.currency, line.price_year)
    return GoodsRow(line, in_own_language(found.name_ko, found.name_en) if found else None, total)


def _partners(outlook: Outlook, project: str) -> Rows:
    return Rows([PartnerRow(each) for each in _own(outlook.plan, Partner, project)])


def _benefits(outlook: Outlook, project: str) -> Rows:
    evidences, own = Evidences(), _own(outlook.plan, BenefitLine, project)
    return Rows([BenefitRow(each, evidences.of([each.evidence], "")) for each in own])


def _own(plan: Plan, kind: type[Any], project: str) -> list[Any]:
    """The project's rows, the South's first: the sides stand in the same order everywhere."""
    rows = [each for each in plan.of(kind).values() if each.project == project]
    return sorted(rows, key=lambda each: (each.side != "south", each.key))


def _self_checks(outlook: Outlook, project: str) -> Rows:
    """The answers in the order of the article."""
    order = get_args(Requirement)
    rows = _plain(outlook.plan, SelfCheck, project)
    return Rows(sorted(rows, key=lambda row: order.index(row.record.requirement)))


def _plain(plan: Plan, kind: type[Any], project: str) -> list[PlainRow]:
    rows = [each for each in plan.of(kind).values() if each.project == project]
    return [PlainRow(each) for each in sorted(rows, key=lambda each: str(each.key))]


_READERS: Mapping[str, Callable[[Outlook, str], Rows]] = {
    "activities": _activities,
    "links": _links,
    "costs": _costs,
    "goods": _goods,
    "partners": _partners,
    "benefits": _benefits,
    "self-checks": _self_checks,
    "capacity": lambda outlook, project: Rows(_plain(outlook.plan, Score, project)),
    "topics": lambda outlook, project: Rows(_plain(outlook.plan, Topic, project)),
    "standards": lambda outlook, project: Rows(_plain(outlook.plan, StandardUse, project)),
}
