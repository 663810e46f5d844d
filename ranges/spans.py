"""The latest finished simulation of what is shown, as spans of dates to lay over the roadmap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ranges.answers import answer_of
from ranges.models import RangesRun
from roadmaps.models import Roadmap

PARTS = {"project": "projects", "activity": "activities"}


@dataclass(frozen=True, slots=True)
class Span:
    """By when something is finished in 10, 50 and 90 % of the draws; None: fewer ever get there."""

    p10: date | None
    p50: date | None
    p90: date | None


def latest_run(plan: Roadmap, scenario: str) -> RangesRun | None:
    """The latest that was read, of the present revision: an older one tells of other work."""
    runs = plan.ranges_runs.filter(revision=plan.revision, scenario=scenario)
    return runs.exclude(sha256="").first()


def spans_of(run: RangesRun, level: str) -> Mapping[str, Span]:
    """The spans of the plan's projects or activities, by key."""
    return {
        key: Span(*(_day(line["finish"][share]) for share in ("p10", "p50", "p90")))
        for key, line in answer_of(run)[PARTS[level]].items()
    }


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
