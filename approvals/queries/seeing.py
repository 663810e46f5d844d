"""A plan at a revision with its dates, verdicts and findings: one side of a difference."""

import json
from dataclasses import dataclass

from approvals.models import Submission, Version
from drafts.queries.trying import drafted_plan
from engine.approving import Difference, Seen, content_hash, differing
from engine.codec import decode_changes
from engine.lint import lint_plan
from engine.merging import draft_plan
from engine.plan import Plan
from engine.schedule import Schedule, solve
from lint.queries.checking import facts, rules_of
from roadmaps.memory import Memory
from roadmaps.models import Roadmap
from roadmaps.past import whole_plan_at
from roadmaps.schedules import compile_plan, scenario_of, whole_plan_of
from roadmaps.sights import lacks_of
from screening.queries.plan_page import screened_projects

_hashes: Memory[str] = Memory(most=64)
_dated: Memory[tuple[Plan, Schedule]] = Memory(most=8)


@dataclass(frozen=True, slots=True)
class Side:
    """A revision under a scenario; without one, the plan's own at that revision.

    `changes`: what a draft changes in it, as JSON.
    """

    revision: int
    scenario: str = ""
    changes: str = ""


def side_of(version: Version) -> Side:
    """What a version froze: a revision, or a draft on it."""
    return Side(version.revision, "", json.dumps(version.changes) if version.changes else "")


def hash_of(roadmap: Roadmap, revision: int | None = None) -> str:
    """The hash of what the plan held at a revision; a revision never changes, so it is kept."""
    plan = whole_plan_of(roadmap)
    number = roadmap.revision if revision is None else revision

    def make() -> str:
        return content_hash(plan if number == roadmap.revision else whole_plan_at(roadmap, number))

    return _hashes.get_or_make((roadmap.pk, number), make)


def dated_at(roadmap: Roadmap, side: Side) -> tuple[Plan, Schedule]:
    """The plan at a revision, or as a draft would have it, and its dates."""

    def make() -> tuple[Plan, Schedule]:
        plan = whole_plan_at(roadmap, side.revision)
        if side.changes:
            plan = draft_plan(plan, decode_changes(json.loads(side.changes)))
        return plan, solve(compile_plan(plan), scenario_of(plan, side.scenario) or None)

    return _dated.get_or_make((roadmap.pk, side), make)


def difference_of(roadmap: Roadmap, before: Side, after: Side) -> Difference:
    """What differs; both sides are judged by today's law and the thresholds of the earlier one."""
    return differing(*seen(roadmap, before, after))


def since_version(roadmap: Roadmap, since: Version, now: Side) -> Difference:
    """What became of the plan since a version, under its own scenario."""
    return difference_of(roadmap, side_of(since), now)


def hash_now(submission: Submission) -> str:
    """The hash of what is put to approval as it is now: the plan, or its draft."""
    if submission.draft is not None:
        return content_hash(drafted_plan(submission.draft))
    return hash_of(submission.plan)


def seen(roadmap: Roadmap, before: Side, after: Side) -> tuple[Seen, Seen]:
    """Both sides under the same rules."""
    catalogue, rules = facts(), rules_of(dated_at(roadmap, before)[0])

    def one(side: Side) -> Seen:
        plan, schedule = dated_at(roadmap, side)
        screened = screened_projects(plan, schedule, schedule.scenario or "")
        verdicts = {each.project.key: each.verdict for each in screened}
        lacks = lacks_of(roadmap)
        lint = lint_plan(plan, schedule, catalogue, rules, lacks=lacks)
        return Seen(plan, schedule, verdicts, lint)

    return one(before), one(after)
