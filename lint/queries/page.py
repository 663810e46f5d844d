"""The plan check as it is shown: findings by rule, filtered, with what became worse and waived."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.clock import today
from core.templatetags.ui import day
from engine.lint import Comparison, Finding, Gap, Place, RuleResult
from engine.plan import Plan
from lint.models import Waiver
from lint.queries.checking import Checked, code_of, compare_with, lint_for
from lint.queries.naming import Named, Names, project_of
from lint.queries.sentences import amount, need, sentence
from lint.queries.waiving import Waived, covers, waivers_by_finding, waivers_of
from roadmaps.models import Roadmap
from zones.facts import Evidence, Evidences
from zones.rulebook import Principle, principles


@dataclass(frozen=True, slots=True)
class Wish:
    """What to show; "" asks for all. `since` is a revision to compare with."""

    severity: str = ""
    rule: str = ""
    zone: str = ""
    stage: str = ""
    state: str = ""
    since: int | None = None


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words. `growth` is "new", "worse", or "" against the revision compared."""

    code: str
    finding: Finding
    about: Named
    sentence: str
    measured: str
    threshold: str
    places: tuple[Named, ...]
    waiver: Waiver | None
    growth: str

    @property
    def severity(self) -> str:
        return principles()[self.finding.rule].rule.severity


@dataclass(frozen=True, slots=True)
class GapLine:
    """A fact that a rule misses: its code, in words, and the records it is missing of."""

    code: str
    need: str
    places: tuple[Place, ...]
    about: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class RuleSection:
    """A rule with what it found and what it could not look at."""

    principle: Principle
    evidence: Evidence
    lines: tuple[FindingLine, ...]
    gaps: tuple[GapLine, ...]

    @property
    def holds(self) -> bool:
        return not self.lines and not self.gaps


@dataclass(frozen=True, slots=True)
class LintPage:
    """All of it. Counts are of findings not waived, before any filter; `gone` were mended."""

    sections: tuple[RuleSection, ...]
    counts: Mapping[str, int]
    waived: int
    gaps: int
    shown: int
    gone: int
    waivers: Sequence[Waived] = field(default=())


def lint_page(roadmap: Roadmap, scenario: str, wish: Wish, query: str) -> LintPage:
    """The check of a plan under a scenario, as a reader wishes to see it."""
    checked = lint_for(roadmap, scenario)
    comparison = None if wish.since is None else compare_with(roadmap, wish.since, scenario)
    given = waivers_of(roadmap, today())
    lines = _Lines(roadmap, checked, query, waivers_by_finding(given), comparison)
    evidences, kept = Evidences(), _Kept(checked.plan, wish)
    sections = []
    for result in checked.lint.results:
        principle = principles()[result.rule.id]
        found = tuple(line for line in lines.of(result.findings) if kept.line(line))
        gaps = tuple(lines.gap(gap) for gap in result.gaps) if kept.gaps else ()
        if kept.rule(result) and (found or gaps or kept.everything):
            evidence = evidences.of(principle.source, principle.confidence)
            sections.append(RuleSection(principle, evidence, found, gaps))
    every = lines.of(checked.lint.findings)
    open_ones = [line for line in every if line.waiver is None]
    return LintPage(
        tuple(sections),
        Counter(principles()[line.finding.rule].rule.severity for line in open_ones),
        len(every) - len(open_ones),
        len(checked.lint.gaps),
        sum(len(section.lines) for section in sections),
        len(comparison.gone) if comparison else 0,
        given,
    )


def findings_about(roadmap: Roadmap, scenario: str, project: str, query: str) -> list[FindingLine]:
    """What the rules say of one project and of what belongs to it, the worst first; none waived."""
    checked = lint_for(roadmap, scenario)
    waivers = waivers_by_finding(waivers_of(roadmap, today()))
    lines = _Lines(roadmap, checked, query, waivers, None)
    mine = [
        finding
        for finding in checked.lint.findings
        if project_of(checked.plan, finding.about) == project
    ]
    order = ("error", "warning", "information")
    found = [line for line in lines.of(mine) if line.waiver is None]
    rank = {rule: order.index(each.rule.severity) for rule, each in principles().items()}
    return sorted(found, key=lambda line: rank[line.finding.rule])


def lines_of(
    roadmap: Roadmap,
    checked: Checked,
    query: str,
    waivers: Mapping[str, Waiver],
    findings: Iterable[Finding],
) -> list[FindingLine]:
    """Some findings in words, each with the waiver that covers it."""
    return _Lines(roadmap, checked, query, waivers, None).of(findings)


class _Lines:
    """Findings turned into words, each once."""

    def __init__(
        self,
        roadmap: Roadmap,
        checked: Checked,
        query: str,
        waivers: Mapping[str, Waiver],
        comparison: Comparison | None,
    ) -> None:
        self._names = Names(roadmap, checked.plan, query)
        self._waivers = waivers
        self._growth: dict[str, str] = {}
        if comparison:
            self._growth = {code_of(each): "new" for each in comparison.new}
            self._growth |= {code_of(each.after): "worse" for each in comparison.worse}

    def of(self, findings: Iterable[Finding]) -> list[FindingLine]:
        return [self._line(finding) for finding in findings]

    def gap(self, gap: Gap) -> GapLine:
        return GapLine(gap.need, need(gap.need), gap.about, tuple(map(self._names.of, gap.about)))

    def _line(self, finding: Finding) -> FindingLine:
        code, places = code_of(finding), tuple(map(self._names.of, finding.places))
        waiver = self._waivers.get(code)
        return FindingLine(
            code,
            finding,
            self._names.of(finding.about),
            sentence(finding, _called(finding, places)),
            amount(finding.measured, finding.unit),
            amount(finding.threshold, finding.unit),
            places,
            waiver if covers(waiver, finding) else None,
            self._growth.get(code, ""),
        )


class _Kept:
    """Which findings a wish keeps."""

    def __init__(self, plan: Plan, wish: Wish) -> None:
        self._plan, self._wish = plan, wish
        self.everything = wish == Wish()
        self.gaps = not (wish.zone or wish.stage or wish.state or wish.since is not None)

    def rule(self, result: RuleResult) -> bool:
        wish = self._wish
        return wish.rule in {"", result.rule.id} and wish.severity in {"", result.rule.severity}

    def line(self, line: FindingLine) -> bool:
        wish = self._wish
        if wish.since is not None and not line.growth:
            return False
        if wish.state and (wish.state == "waived") != (line.waiver is not None):
            return False
        return self._is_in(line.finding)

    def _is_in(self, finding: Finding) -> bool:
        zone, stage = self._wish.zone, self._wish.stage
        if not zone and not stage:
            return True
        places: list[Place] = [finding.about, *finding.places]
        keys = {key for each in places if (key := project_of(self._plan, each))}
        projects = [self._plan.projects[key] for key in keys]
        if stage and ("stage", stage) in places:
            return not zone
        return any(
            (not zone or zone in (each.zone, *each.also_zones))
            and (not stage or each.stage == stage)
            for each in projects
        )


def _called(finding: Finding, places: Sequence[Named]) -> dict[str, str]:
    """The names a sentence may speak of."""
    names = [place.name for place in places] + ["", ""]
    conditions = [
        p.name for p, (kind, _) in zip(places, finding.places, strict=True) if kind == "condition"
    ]
    return {
        "first": names[0],
        "second": names[1],
        "first_condition": conditions[0] if conditions else finding.detail,
        "day": str(day(finding.values["day"])) if "day" in finding.values else "",
    }
