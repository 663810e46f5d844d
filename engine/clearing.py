"""What a project's goods have to be granted before they move: needs, read from a screening.

Needs are grouped so that one application asks by one route: of each regime the route that the texts
of most measures name. What has no route is held, and no way round it is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from engine.plan import Plan
from engine.records import Authority, PermitSort, Project
from engine.screening.answers import Finding
from engine.screening.law import ASKS_PERMISSION, CARVE_OUT, Measure, Route, Verdict
from engine.screening.matters import Case
from engine.screening.spans import Spell

Label = Literal["hold", "review", "caution", "none"]
APPROVAL = "approval"
#: Of routes that serve as many measures, the more particular one is asked for.
RANKS = (APPROVAL, "committee_case_by_case", "public_utility_infrastructure", "humanitarian")
#: Open questions of a screening that a person must look at before the goods can move.
GRAVE_REVIEWS = frozenset(
    {"near_miss", "code_too_short", "unsure_code", "form_not_named", "no_code"}
)
_LEGAL_PATHS: Mapping[str, PermitSort] = {"art17": "project_approval", "art17_2": "project_report"}


@dataclass(frozen=True, slots=True)
class Lead:
    """How many days a kind of permission takes, and what that rests on."""

    id: str
    sort: PermitSort
    authority: Authority
    low: int
    likely: int
    high: int
    name_ko: str
    name_en: str
    basis_ko: str
    basis_en: str
    source: tuple[str, ...] = ()
    confidence: str = ""
    illustrative: bool = True


@dataclass(frozen=True, slots=True)
class Need:
    """One permission to be asked for: by which route, against which measures, for which lines."""

    lead: Lead
    route: Route | None
    measures: tuple[str, ...]
    lines: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Barred:
    """A measure that meets a line and whose text has no route: the line stays where it is."""

    line: str
    measure: str


def lawful_routes(measure: Measure) -> tuple[Route, ...]:
    """By which routes somebody may be asked; a text that asks for an approval is its own."""
    if not measure.is_relievable:
        return ()
    if measure.effect in ASKS_PERMISSION:
        return (Route(measure.id, APPROVAL),)
    return tuple(each for each in measure.routes if each.kind != CARVE_OUT)


def label_of(case: Case, spells: Iterable[Spell], place: int) -> Label:
    """HOLD, REVIEW, CAUTION or no finding for a line, over all the time it is screened for."""
    found: Label = "none"
    for spell in spells:
        screening = spell.screening
        codes = {each.code for each in screening.reviews if each.line == place}
        verdict = screening.lines[place]
        if verdict == Verdict.PROHIBITED:
            return "hold"
        if verdict == Verdict.NEEDS_EXEMPTION or codes & GRAVE_REVIEWS:
            found = "review"
        elif found == "none" and (
            verdict == Verdict.CAPPED
            or codes
            or any(at == place for at, _measure in screening.advice)
            or any(each.line == place for each in screening.findings)
        ):
            found = "caution"
    return found


def needs_of(
    plan: Plan,
    project: Project,
    case: Case,
    spells: Sequence[Spell],
    measures: Mapping[str, Measure],
    leads: Mapping[str, Lead],
    council_from: Mapping[str, Decimal],
) -> tuple[list[Need], list[Barred]]:
    """What has to be granted for the project's lines, and what nobody can be asked for."""
    wanted: dict[str, set[str]] = defaultdict(set)
    barred: dict[Barred, None] = {}
    for finding in _open(spells):
        line = case.lines[finding.line].key
        if lawful_routes(measures[finding.measure]):
            wanted[finding.measure].add(line)
        else:
            barred[Barred(line, finding.measure)] = None
    needs = [_need(plan, group, wanted, leads) for group in _grouped(wanted, measures)]
    path = _LEGAL_PATHS.get(project.legal_path)
    if path and all(each.lead.sort != path for each in needs):
        needs.append(Need(leads[path], None, (), (), whole=True))
    if _asks_council(plan, project, council_from):
        needs.append(Need(leads["council"], None, (), (), whole=True))
    return needs, list(barred)


def _open(spells: Iterable[Spell]) -> Iterator[Finding]:
    for spell in spells:
        for finding in spell.screening.findings:
            if not finding.set_aside and finding.verdict >= Verdict.NEEDS_EXEMPTION:
                yield finding


@dataclass(frozen=True, slots=True)
class _Group:
    lead: str
    route: Route
    measures: tuple[str, ...]


def _grouped(wanted: Mapping[str, set[str]], measures: Mapping[str, Measure]) -> Iterator[_Group]:
    """One application after another, each by the route that serves most of what is left."""
    left: dict[str, list[str]] = defaultdict(list)
    for key in sorted(wanted):
        left[lead_for(measures[key])].append(key)
    for lead, keys in sorted(left.items()):
        while keys:
            serves: dict[Route, list[str]] = defaultdict(list)
            for key in keys:
                for route in lawful_routes(measures[key]):
                    serves[route].append(key)
            route = min(serves, key=lambda each: (-len(serves[each]), _rank(each), each.basis))
            yield _Group(lead, route, tuple(serves[route]))
            keys = [key for key in keys if key not in serves[route]]


def lead_for(measure: Measure) -> str:
    """Which kind of permission answers a measure."""
    if measure.regime == "kr":
        if measure.effect not in ASKS_PERMISSION:
            return "kr_exemption"
        if measure.tag:
            return "strategic"
        if measure.subject == "goods":
            is_out = measure.direction == "import_to_dprk"
            return "carrying_out" if is_out else "carrying_in"
        return "project_approval"
    return {"un": "un_exemption", "us": "us_licence", "eu": "eu_licence"}[measure.regime]


def _rank(route: Route) -> int:
    return RANKS.index(route.kind) if route.kind in RANKS else len(RANKS)


def _need(
    plan: Plan, group: _Group, wanted: Mapping[str, set[str]], leads: Mapping[str, Lead]
) -> Need:
    lines = {line for measure in group.measures for line in wanted[measure]}
    goods = tuple(sorted(line for line in lines if line in plan.goods))
    return Need(leads[group.lead], group.route, group.measures, goods, len(goods) < len(lines))


def _asks_council(plan: Plan, project: Project, council_from: Mapping[str, Decimal]) -> bool:
    """Whether what the project takes from a fund is so much that the Council decides."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for cost in plan.costs.values():
        if cost.project == project.key and cost.currency == "KRW":
            totals[cost.source] += cost.amount
    return any(totals[source] >= least for source, least in council_from.items())
