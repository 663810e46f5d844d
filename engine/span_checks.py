"""What makes a duration or a lag unusable, by the resolution of the plan."""

from collections.abc import Iterator, Mapping

from engine.network import MINUTE, MINUTE_UNITS, Activity, Link, Network
from engine.problems import Problem

LONGEST_SPAN = {"workdays": 500_000, "days": 700_000, "months": 20_000, "years": 1_700}
# A century: schedules to the minute are of building sites, and their tables are finer.
LONGEST_SPAN_BY_MINUTE = {
    "workdays": 40_000,
    "days": 40_000,
    "months": 1_200,
    "years": 100,
    "hours": 960_000,
    "minutes": 57_600_000,
    "elapsed_hours": 960_000,
    "elapsed_minutes": 57_600_000,
}


def longest_spans(network: Network) -> Mapping[str, int]:
    """The units a plan of this resolution may use, and the most of each."""
    return LONGEST_SPAN_BY_MINUTE if network.resolution == MINUTE else LONGEST_SPAN


def duration_faults(activity: Activity, longest: Mapping[str, int]) -> Iterator[Problem]:
    if activity.unit not in longest:
        yield _unit_fault(activity.id, activity.unit)
    elif activity.duration > longest[activity.unit]:
        yield Problem("span_too_long", (activity.id,), {"duration": activity.duration})


def lag_faults(link: Link, longest: Mapping[str, int], field: str = "lag") -> Iterator[Problem]:
    """At minute resolution parts of a unit are rounded to minutes; a month has no parts."""
    if link.unit == "percent":
        if abs(link.lag) > 1000:
            yield Problem("span_too_long", (link.source,), {"duration": link.lag})
    elif link.unit not in longest:
        yield _unit_fault(link.source, link.unit)
    elif link.lag != int(link.lag) and ("hours" not in longest or link.unit in ("months", "years")):
        yield Problem("not_whole", (link.source,), {"field": field, "value": link.lag})
    elif abs(link.lag) > longest[link.unit]:
        yield Problem("span_too_long", (link.source,), {"duration": link.lag})


def _unit_fault(key: str, unit: str) -> Problem:
    code = "finer_than_a_day" if unit in MINUTE_UNITS else "unknown_unit"
    return Problem(code, (key,), {"unit": unit})
