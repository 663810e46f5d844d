"""What a sound plan's statements satisfy: known standards of one aspect, owners of the project."""

from collections.abc import Iterable, Iterator

from engine.plan import Plan
from engine.problems import Problem
from engine.records import Activity, CostLine, Record, StandardUse
from zones.standards import standards


def statement_problems(plan: Plan, records: Iterable[Record]) -> Iterator[Problem]:
    """Every fault of the statements among the records."""
    for record in records:
        match record:
            case StandardUse():
                yield from _standard_problems(plan, record)
            case Activity(owner=partner) | CostLine(partner=partner) if partner:
                yield from _partner_problems(plan, record, partner)


def _standard_problems(plan: Plan, use: StandardUse) -> Iterator[Problem]:
    known = standards()
    for key in (use.standard, *use.also):
        if key not in known:
            yield Problem("unknown_standard", (use.key,), {"key": key})
            return
    aspects = {known[key].aspect.id for key in use.works_with}
    if len(aspects) > 1:
        yield Problem("standards_of_unlike_aspects", (use.key,), {"key": use.key})
    activity = plan.activities.get(use.activity)
    if activity and activity.project != use.project:
        values = {"activity": use.activity, "project": use.project}
        yield Problem("activity_of_other_project", (use.key,), values)


def _partner_problems(plan: Plan, record: Activity | CostLine, key: str) -> Iterator[Problem]:
    """A partner of another project cannot own this one's work or bear its cost."""
    partner = plan.partners.get(key)
    if partner is None:
        return
    if partner.project != record.project:
        values = {"partner": key, "project": record.project}
        yield Problem("partner_of_other_project", (record.key,), values)
    elif isinstance(record, Activity) and partner.side != "north":
        yield Problem("owner_not_of_the_north", (record.key,), {"partner": key})
