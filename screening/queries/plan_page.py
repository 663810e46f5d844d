"""Every project of a plan, screened while it runs."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from engine.plan import Plan
from engine.records import Project
from engine.schedule import Schedule
from engine.screening import HELD, Case, Measure, Screener, Spell, Verdict, worst
from engine.screening.undertakings import cases_of, spells_of
from roadmaps.memory import Memory
from screening import catalogue

#: A project without dates is screened this long from the plan's start, or to the plan's end.
HORIZON = timedelta(days=3653)

_spells: Memory[tuple[Spell, ...]] = Memory(most=1_000)


@dataclass(frozen=True, slots=True)
class Dates:
    """When a project runs; None where the scenario lets it have no date."""

    start: date | None
    finish: date | None


@dataclass(frozen=True, slots=True)
class Screened:
    """A project with its case, its answers over time, and the gravest of them."""

    project: Project
    dates: Dates
    case: Case
    spells: tuple[Spell, ...]

    @property
    def verdict(self) -> Verdict:
        return worst(self.spells)

    @property
    def held(self) -> Mapping[str, date | None]:
        """The permits held against measures while it runs, each with its last day."""
        held = (finding for spell in self.spells for finding in spell.screening.held)
        return {finding.because: finding.until for finding in held}

    @property
    def questions(self) -> tuple[str, ...]:
        """The tags nobody has answered yet."""
        asked = (tag for spell in self.spells for tag in spell.screening.questions)
        return tuple(dict.fromkeys(asked))

    @property
    def reviews(self) -> tuple[str, ...]:
        """The measures a person has to look at."""
        near = (measure for spell in self.spells for measure in spell.screening.review)
        return tuple(dict.fromkeys(near))

    @property
    def deciding(self) -> tuple[str, ...]:
        """The measures behind the gravest verdict."""
        return tuple(
            dict.fromkeys(
                finding.measure
                for spell in self.spells
                if spell.screening.verdict == self.verdict
                for finding in spell.screening.findings
                if finding.set_aside in {"", HELD} and finding.verdict == self.verdict
            )
        )


def screened_projects(
    plan: Plan, schedule: Schedule, scenario: str, law: Mapping[str, Measure] | None = None
) -> list[Screened]:
    """All projects, in the order of their keys, under a law; None is the law as known now."""
    return _screened(plan, schedule, scenario, cases_of(plan), law)


def screened_project(
    plan: Plan,
    schedule: Schedule,
    scenario: str,
    key: str,
    law: Mapping[str, Measure] | None = None,
) -> Screened:
    """One of them."""
    return _screened(plan, schedule, scenario, {key: cases_of(plan)[key]}, law)[0]


def _screened(
    plan: Plan,
    schedule: Schedule,
    scenario: str,
    cases: Mapping[str, Case],
    law: Mapping[str, Measure] | None,
) -> list[Screened]:
    screener = catalogue.screener(plan, scenario, law)
    dates = dates_of(plan, schedule)
    horizon = max(schedule.finish or plan.header.start, plan.header.start + HORIZON)
    found = []
    for key, case in cases.items():
        when = dates[key]
        spells = _spells_of(screener, case, when, horizon)
        found.append(Screened(plan.projects[key], when, case, spells))
    return found


def _spells_of(screener: Screener, case: Case, when: Dates, horizon: date) -> tuple[Spell, ...]:
    """Kept: what an edit neither moves nor eases otherwise is not screened again."""
    end = horizon if when.start is None else None
    asked = (screener.base, case, when, end, screener.reliefs_for(case))
    return _spells.get_or_make(
        asked, lambda: spells_of(screener, case, when.start, when.finish, horizon)
    )


def counts(screened: Sequence[Screened]) -> Mapping[Verdict, int]:
    """How many projects have each verdict, the gravest first; none is left out."""
    found = Counter(each.verdict for each in screened)
    return {verdict: found[verdict] for verdict in sorted(Verdict, reverse=True)}


def dates_of(plan: Plan, schedule: Schedule) -> dict[str, Dates]:
    """First start and last finish of every project; a project with a blocked activity has none."""
    columns = schedule.columns()
    starts: dict[str, list[str | None]] = {key: [] for key in plan.projects}
    finishes: dict[str, list[str | None]] = {key: [] for key in plan.projects}
    for key, start, finish in zip(columns["key"], columns["start"], columns["finish"], strict=True):
        project = plan.activities[key].project
        starts[project].append(start)
        finishes[project].append(finish)
    return {key: Dates(_edge(starts[key], 0), _edge(finishes[key], -1)) for key in plan.projects}


def _edge(days: Sequence[str | None], place: int) -> date | None:
    known = sorted(day for day in days if day)
    if not known or len(known) != len(days):
        return None
    return date.fromisoformat(known[place])
