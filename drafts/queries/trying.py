"""A dry run: a draft brought together with the plan as it stands, or with another draft.

Engine, rules and law are asked about all four plans: the base, theirs, mine and the merged one.
Nothing is written, and nothing is settled in silence.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from drafts.models import Draft
from engine.changes import Change
from engine.codec import decode_changes
from engine.lint import Lint, Rule, lint_plan
from engine.merging import (
    JointFinding,
    JointVerdict,
    Merge,
    Overrun,
    between,
    draft_plan,
    joint_findings,
    joint_overruns,
    joint_verdicts,
    merge,
)
from engine.merging.overruns import Dated
from engine.merging.threeway import Choices
from engine.plan import Plan
from engine.problems import BrokenPlan, Problem
from engine.schedule import Schedule, solve
from engine.screening import Verdict
from lint.queries.checking import facts, rules_of
from roadmaps import rules as soundness
from roadmaps.past import whole_plan_at
from roadmaps.schedules import compile_plan, scenario_of, whole_plan_of
from screening.queries.plan_page import screened_projects


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan with its dates, what the rules find, and each project's gravest verdict."""

    plan: Plan
    schedule: Schedule
    lint: Lint
    verdicts: Mapping[str, Verdict]

    @property
    def dated(self) -> Dated:
        return Dated(self.plan, self.schedule)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What bringing two sides together comes to.

    Without `merged` no schedule can exist; `problems` say why. The joint lists hold what neither
    side has alone. Findings that are no errors are told, and need no acceptance.
    """

    merge: Merge
    scenario: str
    theirs: Judged
    problems: tuple[Problem, ...] = ()
    merged: Judged | None = None
    overruns: tuple[Overrun, ...] = ()
    findings: tuple[JointFinding, ...] = ()
    verdicts: tuple[JointVerdict, ...] = ()

    @property
    def to_accept(self) -> tuple[str, ...]:
        """The joint breaches somebody has to accept by name before the merge is made."""
        return (
            *(each.name for each in self.overruns),
            *(each.name for each in self.findings if each.is_error),
            *(each.name for each in self.verdicts),
        )

    def unsettled(self, accepted: Collection[str]) -> int:
        """How many points stand in the way."""
        left = [name for name in self.to_accept if name not in accepted]
        return len(self.merge.open) + len(self.problems) + len(left)


def changes_of(draft: Draft) -> list[Change]:
    """The draft's changes as values."""
    return decode_changes(draft.changes) if draft.changes else []


def base_of(draft: Draft) -> Plan:
    """The plan at the revision the draft rests on."""
    return whole_plan_at(draft.plan, draft.base_revision)


def drafted_plan(draft: Draft) -> Plan:
    """The plan as the draft would have it, on its own base."""
    return draft_plan(base_of(draft), changes_of(draft))


def onto_the_plan(draft: Draft, scenario: str = "", choices: Choices | None = None) -> DryRun:
    """The draft on the plan as it stands: theirs are the revisions since its base."""
    base = base_of(draft)
    theirs = between(base, whole_plan_of(draft.plan))
    return _run(base, theirs, changes_of(draft), scenario, choices)


def with_another(
    draft: Draft, other: Draft, scenario: str = "", choices: Choices | None = None
) -> DryRun:
    """The draft with another one on the same base: theirs are the other's changes."""
    return _run(base_of(draft), changes_of(other), changes_of(draft), scenario, choices)


def _run(
    base: Plan,
    theirs: Sequence[Change],
    mine: Sequence[Change],
    scenario: str,
    choices: Choices | None,
) -> DryRun:
    merged = merge(base, theirs, mine, choices)
    rules = rules_of(base)
    known: list[tuple[Plan, Judged]] = []
    their_side = _judged(merged.theirs, scenario, rules, known)
    problems = merged.problems or _unsound(merged)
    if problems:
        return DryRun(merged, scenario, their_side, problems)
    sides = (their_side, _judged(merged.mine, scenario, rules, known))
    result = _judged(merged.plan, scenario, rules, known)
    before = _judged(base, scenario, rules, known)
    one, other = sides
    return DryRun(
        merged,
        scenario_of(merged.plan, scenario),
        their_side,
        (),
        result,
        tuple(joint_overruns(before.dated, one.dated, other.dated, result.dated)),
        tuple(joint_findings(one.lint, other.lint, result.lint, rules)),
        tuple(joint_verdicts(one.verdicts, other.verdicts, result.verdicts)),
    )


def _unsound(merged: Merge) -> tuple[Problem, ...]:
    """What the two sides together make impossible: a circle of links, a value that can't be."""
    try:
        soundness.check_records(merged.plan, [change.about for change in merged.changes])
        compile_plan(merged.plan)
    except BrokenPlan as broken:
        return broken.problems
    return ()


def _judged(
    plan: Plan, scenario: str, rules: Sequence[Rule], known: list[tuple[Plan, Judged]]
) -> Judged:
    """Where one side changed nothing, two of the four plans are one; it is asked about once."""
    for other, judged in known:
        if other == plan:
            return judged
    key = scenario_of(plan, scenario)
    schedule = solve(compile_plan(plan), key or None)
    verdicts = {each.project.key: each.verdict for each in screened_projects(plan, schedule, key)}
    judged = Judged(plan, schedule, lint_plan(plan, schedule, facts(), rules), verdicts)
    known.append((plan, judged))
    return judged
