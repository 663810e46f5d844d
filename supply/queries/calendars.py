"""A plan's calendars: what they leave free this year, who goes by them, and what is newer."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from core.templatetags.ui import in_language
from engine.plan import Plan
from engine.plan_calendars import calendars_of_zones
from engine.records import Calendar
from roadmaps.models import Roadmap
from roadmaps.outlooks import Outlook
from roadmaps.reference_calendars import outdated, reference_calendars, updates
from roadmaps.schedules import Shift, what_if
from zones.models import Zone


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One calendar, its days off in one year, the zones and activities that go by it."""

    record: Calendar
    holidays: tuple[date, ...]
    workdays: tuple[date, ...]
    all_of: tuple[str, ...]
    zones: tuple[str, ...]
    activity_count: int
    is_default: bool


@dataclass(frozen=True, slots=True)
class Update:
    """The calendars of which there is a newer version, and every activity that would move."""

    calendars: tuple[Calendar, ...]
    version: str
    moved: tuple[Shift, ...]


def calendar_lines(plan: Plan, year: int) -> list[CalendarLine]:
    return [*_lines(plan, year)]


def update_of(roadmap: Roadmap, outlook: Outlook) -> Update | None:
    """What bringing the calendars up to date would move; None where nothing is newer."""
    old = outdated(outlook.plan)
    if not old:
        return None
    moved = what_if(roadmap, outlook.scenario, updates(outlook.plan))
    newest = reference_calendars()[old[0].reference].version
    return Update(tuple(old), newest, tuple(moved))


def _lines(plan: Plan, year: int) -> Iterator[CalendarLine]:
    language = get_language() or "ko"
    named = {zone for each in plan.calendars.values() for zone in each.zones}
    zones = {each.pk: in_language(each) for each in Zone.objects.filter(pk__in=named)}
    used = _used(plan)
    for key, each in plan.calendars.items():
        yield CalendarLine(
            each,
            tuple(day for day in each.holidays if day.year == year),
            tuple(day for day in each.workdays if day.year == year),
            tuple(plan.calendars[k].name(language) for k in each.all_of if k in plan.calendars),
            tuple(zones.get(zone, zone) for zone in each.zones),
            used[key],
            key == plan.header.calendar,
        )


def _used(plan: Plan) -> Counter[str]:
    """How many activities go by each calendar: their own, their zone's, or the plan's."""
    of_zone = calendars_of_zones(plan.calendars)
    return Counter(
        activity.calendar
        or of_zone.get(plan.projects[activity.project].zone, "")
        or plan.header.calendar
        for activity in plan.activities.values()
    )
