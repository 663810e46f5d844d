"""Work that a snapback stops: by activity and by project, each with its last day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.plan import Plan
from engine.schedule import Schedule
from engine.screening import Measure
from engine.screening.snapbacks import Stop, snapbacks, stop_of
from roadmaps.memory import Memory
from screening import catalogue
from screening.queries.plan_page import Screened, screened_projects

_kept: Memory["Stops"] = Memory(most=12)


@dataclass(frozen=True, slots=True)
class Stops:
    """The stops of activities, and of projects: those run from their first work to their last."""

    activities: Mapping[str, Stop]
    projects: Mapping[str, Stop]

    def of(self, key: str) -> Stop | None:
        """The stop of an activity or a project."""
        return self.activities.get(key) or self.projects.get(key)


def stops_of(
    plan: Plan, schedule: Schedule, scenario: str, law: Mapping[str, Measure] | None = None
) -> Stops:
    """Under a scenario and a law (None: as known now); what has already finished stops no more."""
    screened = screened_projects(plan, schedule, scenario, law)
    # Kept under the law too: what a text says of winding down is in no spell.
    plain = catalogue.screener(law=law)
    key = schedule, plain, tuple(each.spells for each in screened)
    return _kept.get_or_make(key, lambda: _stops(plan, schedule, screened, plain.law.measures))


def _stops(
    plan: Plan,
    schedule: Schedule,
    screened: Sequence[Screened],
    measures: Mapping[str, Measure],
) -> Stops:
    coming = {each.project.key: snapbacks(each.spells) for each in screened}
    activities: dict[str, Stop] = {}
    spans: dict[str, tuple[date, date]] = {}
    columns = schedule.columns()
    for key, first, last in zip(columns["key"], columns["start"], columns["finish"], strict=True):
        activity = plan.activities[key]
        if not (first and last and coming[activity.project]) or activity.actual_finish:
            continue
        start, finish = date.fromisoformat(first), date.fromisoformat(last)
        stop = stop_of(start, finish, coming[activity.project], measures)
        if stop is not None:
            activities[key] = stop
        span = spans.get(activity.project, (start, finish))
        spans[activity.project] = min(span[0], start), max(span[1], finish)
    projects = {
        key: stop
        for key, span in spans.items()
        if (stop := stop_of(*span, coming[key], measures)) is not None
    }
    return Stops(activities, projects)
