"""What a sound calendar satisfies: seasons that exist, no calendar inside itself, known zones."""

from collections.abc import Iterable, Iterator

from engine.plan import Plan
from engine.plan_calendars import circle_of, season_of
from engine.problems import Problem
from engine.records import Calendar, Record
from zones.models import Zone


def calendar_problems(plan: Plan, records: Iterable[Record]) -> Iterator[Problem]:
    calendars = [record for record in records if isinstance(record, Calendar)]
    for each in calendars:
        for text in each.closures:
            if season_of(text) is None:
                yield Problem("bad_season", (each.key,), {"found": text})
        if circle_of(plan.calendars, each.key):
            yield Problem("calendar_in_itself", (each.key,))
        others = (other for other in plan.calendars.values() if other.key != each.key)
        for other in others:
            for zone in sorted({*each.zones} & {*other.zones}):
                values = {"zone": zone, "other": other.key}
                yield Problem("zone_has_calendar", (each.key,), values)
    wanted = {zone for each in calendars for zone in each.zones}
    known = set(Zone.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else ()
    for key in sorted(wanted.difference(known)):
        yield Problem("unknown_in_catalogue", (key,), {"field": "zones", "key": key})
