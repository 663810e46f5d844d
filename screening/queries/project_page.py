"""One project on the desk: its verdict over time, every line with its grounds, and what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from engine.plan import Plan
from engine.records import GoodsLine
from engine.schedule import Schedule
from engine.screening import HELD, Finding, Line, Review, Spell, Verdict
from roadmaps.models import Roadmap
from roadmaps.permit_rules import routes_of
from roadmaps.templatetags.plan_words import called
from sanctions.clocks import measures_known
from sanctions.models import Measure
from screening import catalogue, grounds
from screening.queries.plan_page import Screened, screened_project
from screening.queries.shown import Shown
from screening.queries.signatures import Signature, Signatures
from screening.sentences import SUBJECTS, what_comes_of_it, what_to_look_at, why_it_matches


@dataclass(frozen=True, slots=True)
class Ground:
    """A measure that matches a line: why, and what comes of it."""

    measure: Measure | None
    shown: Shown
    why: str
    outcome: str
    routes: Sequence[tuple[str, str]]
    is_set_aside: bool
    is_held: bool
    applying: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Open:
    """Something a person has to look at; `tag` is the question behind it, if any."""

    sentence: str
    measures: Sequence[Measure]
    tag: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line with its verdict and grounds; `goods` and `signature` are there for goods only."""

    title: str
    goods: GoodsLine | None
    shown: Shown
    grounds: Sequence[Ground]
    open: Sequence[Open]
    advice: Sequence[Measure]
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class SpellShown:
    """Days with one answer, and the measures that decide it."""

    spell: Spell
    shown: Shown
    deciding: Sequence[Measure]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything about one project's screening under one scenario."""

    screened: Screened
    shown: Shown
    chosen: Spell
    spells: Sequence[SpellShown]
    lines: Sequence[LineShown]
    signature: Signature

    @property
    def goods(self) -> Sequence[GoodsLine]:
        return [each.goods for each in self.lines if each.goods]

    @property
    def codes_open(self) -> int:
        return sum(not each.signature.stands for each in self.lines if each.signature)


def project_page(
    roadmap: Roadmap,
    plan: Plan,
    schedule: Schedule,
    key: str,
    day: date | None,
    known: date | None = None,
) -> ProjectPage:
    """The project's screening; `day` chooses the spell, without one the gravest is shown.

    `known` asks for the law as it was known on a day.
    """
    scenario = schedule.scenario or ""
    screened = screened_project(plan, schedule, scenario, key, catalogue.past(known))
    measures = measures_known(known)
    signatures = Signatures(roadmap, scenario)
    chosen = _chosen(screened, day)
    return ProjectPage(
        screened,
        Shown(screened.verdict),
        chosen,
        [
            SpellShown(
                each,
                Shown(each.screening.verdict),
                [measures[one] for one in each.screening.cites if one in measures],
                each is chosen,
            )
            for each in screened.spells
        ],
        [
            _line(plan, place, line, chosen, measures, signatures, key)
            for place, line in enumerate(screened.case.lines)
        ],
        signatures.of_verdict(key, grounds.of_verdict(screened.case, screened.spells)),
    )


def _chosen(screened: Screened, day: date | None) -> Spell:
    for each in screened.spells:
        if day is not None and each.since <= day <= each.until:
            return each
    return next(each for each in screened.spells if each.screening.verdict == screened.verdict)


def _line(
    plan: Plan,
    place: int,
    line: Line,
    spell: Spell,
    measures: Mapping[str, Measure],
    signatures: Signatures,
    project: str,
) -> LineShown:
    screening = spell.screening
    goods = plan.goods.get(line.key) if line.subject == "goods" else None
    return LineShown(
        called(goods) if goods else str(SUBJECTS[line.subject]),
        goods,
        Shown(Verdict(screening.lines[place])),
        [
            _ground(plan, each, line, measures, project)
            for each in screening.findings
            if each.line == place
        ],
        _open([each for each in screening.reviews if each.line == place], measures),
        [measures[each] for at, each in screening.advice if at == place and each in measures],
        signatures.of_code(goods.key, grounds.of_code(goods)) if goods else None,
    )


def _ground(
    plan: Plan, finding: Finding, line: Line, measures: Mapping[str, Measure], project: str
) -> Ground:
    measure = measures.get(finding.measure)
    return Ground(
        measure,
        Shown(finding.verdict),
        why_it_matches(finding, line.hs),
        what_comes_of_it(finding._replace(because=_because(plan, finding))),
        [(each.basis, each.kind) for each in finding.routes],
        bool(finding.set_aside),
        finding.set_aside == HELD,
        _applying(measure, line, project) if measure and not finding.set_aside else (),
    )


def _applying(measure: Measure, line: Line, project: str) -> list[tuple[str, str]]:
    """Of each route somebody may be asked by, the beginning of a form that asks."""
    scope = ("lines", line.key) if line.subject == "goods" else ("whole_project", "on")
    known = [("projects", project), ("measures", measure.pk), scope]
    return [(basis, urlencode([*known, ("route", basis)])) for basis, _kind in routes_of(measure)]


def _because(plan: Plan, finding: Finding) -> str:
    """A condition of the plan by its name; a route or a permission as it is cited."""
    condition = plan.conditions.get(finding.because)
    return called(condition) if condition else finding.because


def _open(reviews: Sequence[Review], measures: Mapping[str, Measure]) -> list[Open]:
    """One entry per question, with all the measures that ask it."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for each in reviews:
        behind = found.setdefault((what_to_look_at(each), each.asks), [])
        if each.measure in measures:
            behind.append(measures[each.measure])
    return [
        Open(sentence, behind, tag) for (sentence, tag), behind in sorted(found.items(), key=_rank)
    ]


def _rank(entry: tuple[tuple[str, str], object]) -> bool:
    """What is no mere question comes first."""
    return bool(entry[0][1])
