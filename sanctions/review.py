"""The queue of proposals and one of them: its drafts, what each would change, who did what when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from sanctions.content import Content, content_of, differences, from_json
from sanctions.models import MeasureProposal, MeasureVersion, ProposalStep
from sanctions.showing import Showing, Shown

State = MeasureProposal.State


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step; a draft with what it would change in the version it was written against."""

    step: ProposalStep
    differences: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Review:
    """A proposal as it is looked at."""

    proposal: MeasureProposal
    steps: Sequence[StepLine]
    draft: ProposalStep
    differences: Sequence[Shown]
    is_outdated: bool
    may_decide: bool
    may_revise: bool


def proposals_of(state: str = "") -> "QuerySet[MeasureProposal]":
    """Proposals with all that is kept about them, the newest first."""
    found = MeasureProposal.objects.select_related("proposed_by", "decided_by", "version")
    found = found.prefetch_related("steps__by")
    return found.filter(state=state) if state else found


def waiting_for(user: User) -> int:
    """How many proposals wait for this person: to decide on, or to write anew."""
    mine = MeasureProposal.objects.filter(state=State.SENT_BACK, proposed_by=user)
    if not user.decides_law:
        return mine.count()
    others = MeasureProposal.objects.filter(state=State.OPEN).exclude(proposed_by=user)
    return mine.count() + others.count()


def review_of(proposal: MeasureProposal, user: User) -> Review:
    """What somebody sees of a proposal, and what they may do about it."""
    showing = Showing()
    steps = list(proposal.steps.all())
    versions = {each.number: each for each in _versions([proposal])}
    lines = [
        StepLine(step, showing.between(*_sides(step, versions)) if step.content else ())
        for step in steps
    ]
    draft = [line for line in lines if line.step.content][-1]
    current = max((n for n, each in versions.items() if each.known_until is None), default=None)
    is_own = user.pk == proposal.proposed_by_id
    return Review(
        proposal,
        lines,
        draft.step,
        draft.differences,
        is_outdated=proposal.is_open and current != draft.step.on_version,
        may_decide=proposal.state == State.OPEN and user.decides_law and not is_own,
        may_revise=proposal.is_open and is_own and user.proposes_law,
    )


def with_changes(proposals: Iterable[MeasureProposal]) -> None:
    """Note on each proposal which fields its latest draft would change, as `changed`."""
    found = list(proposals)
    by_measure: dict[str, dict[int, MeasureVersion]] = {}
    for version in _versions(found):
        by_measure.setdefault(version.measure, {})[version.number] = version
    for each in found:
        drafts = [step for step in each.steps.all() if step.content]
        old, new = _sides(drafts[-1], by_measure.get(each.measure, {}))
        names = [change.field for change in differences(old, new)]
        each.changed = names  # type: ignore[attr-defined]


def content_drafted(step: ProposalStep) -> Content:
    """What the measure would say."""
    return from_json(step.content or {})


def _sides(step: ProposalStep, versions: dict[int, MeasureVersion]) -> tuple[Any, Any]:
    before = versions.get(step.on_version) if step.on_version is not None else None
    return (content_of(before) if before else None), content_drafted(step)


def _versions(proposals: Sequence[MeasureProposal]) -> "QuerySet[MeasureVersion]":
    return MeasureVersion.objects.filter(measure__in={each.measure for each in proposals})
