"""Two clocks: the plan of a day, under the law then in force, as it was then known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from approvals.models import Version
from approvals.queries.seeing import Side, dated_at, hash_of
from approvals.queries.sides import revision_on
from engine.plan import Plan
from engine.schedule import Schedule
from engine.screening import Verdict
from roadmaps.models import Revision, Roadmap
from sanctions.clocks import known_day
from screening import catalogue
from screening.queries.plan_page import Screened, screened_projects


@dataclass(frozen=True, slots=True)
class ProjectThen:
    """A project with the dates and the verdict one had to expect on that day."""

    screened: Screened
    on_day: Verdict | None

    @property
    def verdict(self) -> Verdict:
        return self.screened.verdict


@dataclass(frozen=True, slots=True)
class AsOf:
    """Everything as it was when a day ended."""

    day: date
    revision: Revision
    content_hash: str
    plan: Plan
    schedule: Schedule
    projects: Sequence[ProjectThen]
    version: Version | None


def as_of(roadmap: Roadmap, day: date, scenario: str = "") -> AsOf:
    """Refused for a day to come, before the plan, or before the law was recorded here."""
    known = known_day(day)
    number = revision_on(roadmap, day)
    plan, schedule = dated_at(roadmap, Side(number, scenario))
    screened = screened_projects(plan, schedule, schedule.scenario or "", catalogue.past(known))
    return AsOf(
        day,
        roadmap.revisions.select_related("by").get(number=number),
        hash_of(roadmap, number),
        plan,
        schedule,
        [ProjectThen(each, _on(each, day)) for each in screened],
        Version.objects.filter(plan=roadmap, revision=number).first(),
    )


def _on(screened: Screened, day: date) -> Verdict | None:
    """The verdict in force on the day itself; None where the project does not run then."""
    for spell in screened.spells:
        if spell.since <= day <= spell.until:
            return spell.screening.verdict
    return None
