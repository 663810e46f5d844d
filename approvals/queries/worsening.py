"""What became worse since the last approved version and nobody waived: all a gate may refuse.

A plan of which nothing was ever approved has nothing to have become worse than: its gates open, and
what the check finds is for its first approval to look at.
"""

from collections.abc import Sequence
from typing import cast

from django.utils.functional import Promise, lazy

from approvals.models import Version
from approvals.queries.seeing import Side, dated_at, since_version
from approvals.queries.standing import approved_version
from core import clock
from engine.lint import Finding, Lint
from lint.queries.checking import Checked, code_of
from lint.queries.naming import project_of
from lint.queries.page import lines_of
from lint.queries.waiving import covers, waivers_by_finding, waivers_of
from roadmaps.models import Roadmap
from roadmaps.schedules import as_seen


def worse_since(roadmap: Roadmap, since: Version, now: Side) -> list[Finding]:
    """The findings new or worse at a revision or in a draft, without those waived today."""
    found = since_version(roadmap, since, now).lint.refuses
    waivers = waivers_by_finding(waivers_of(roadmap, clock.today()))
    return [each for each in found if not covers(waivers.get(code_of(each)), each)]


def in_the_way_of_gate(roadmap: Roadmap, project: str) -> Sequence[Promise]:
    """Each finding about what belongs to the project that keeps its gate shut, in words."""
    version = approved_version(roadmap)
    if version is None:
        return ()
    revision = roadmap.revision
    plan, _schedule = dated_at(roadmap, Side(revision))
    return [
        told(roadmap, revision, each)
        for each in worse_since(roadmap, version, Side(revision))
        if project_of(plan, each.about) == project
    ]


def told(roadmap: Roadmap, revision: int, finding: Finding) -> Promise:
    """Rule, place and sentence of a finding, in the language in which they will be read."""

    def words() -> str:
        plan, schedule = dated_at(roadmap, Side(revision))
        checked = Checked(as_seen(roadmap.pk, plan, revision), schedule, Lint(()), plan)
        (line,) = lines_of(roadmap, checked, "", {}, [finding])
        return f"{finding.rule} {line.about.name}: {line.sentence}"

    return cast("Promise", lazy(words, str)())
