"""The history of one measure: every version, what it differs in from the one before, and news."""

from collections.abc import Sequence
from dataclasses import dataclass

from sanctions.content import content_of, from_json
from sanctions.models import MeasureProposal, MeasureVersion, WithheldMeasure
from sanctions.showing import Showing, Shown


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version, and what differs from the one before; the first differs in nothing."""

    version: MeasureVersion
    differences: Sequence[Shown]
    is_first: bool


@dataclass(frozen=True, slots=True)
class Withheld:
    """What the shipped data say against a reviewed edit; `is_gone`: they have it no more."""

    note: WithheldMeasure
    differences: Sequence[Shown]

    @property
    def is_gone(self) -> bool:
        return self.note.content is None


@dataclass(frozen=True, slots=True)
class History:
    """A measure's versions, the last first, and what is on its way."""

    lines: Sequence[VersionLine]
    withheld: Withheld | None
    proposals: Sequence[MeasureProposal]

    @property
    def is_ended(self) -> bool:
        """Whether the catalogue has the measure no more."""
        return bool(self.lines) and self.lines[0].version.known_until is not None


def is_recorded(measure: str) -> bool:
    """Whether anything was ever known of a measure by this name."""
    return MeasureVersion.objects.filter(measure=measure).exists()


def history_of(measure: str) -> History:
    """Everything that is kept about a measure."""
    showing = Showing()
    related = ("instrument", "proposed_by", "approved_by", "proposal")
    versions = list(MeasureVersion.objects.filter(measure=measure).select_related(*related))
    said = [content_of(each) for each in versions]
    lines = [
        VersionLine(each, showing.between(before, now) if before else (), before is None)
        for each, now, before in zip(versions, said, [None, *said], strict=False)
    ]
    note = WithheldMeasure.objects.filter(pk=measure, settled=False).first()
    withheld = None
    if note is not None:
        offered = from_json(note.content) if note.content else None
        now = said[-1] if said else None
        withheld = Withheld(note, showing.between(now, offered) if offered else ())
    undecided = (MeasureProposal.State.OPEN, MeasureProposal.State.SENT_BACK)
    proposals = MeasureProposal.objects.filter(measure=measure, state__in=undecided)
    return History(lines[::-1], withheld, list(proposals.select_related("proposed_by")))
