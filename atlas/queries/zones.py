"""The zones as the map and its table show them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.queries.spans import ProjectSpan
from engine.plan import Plan
from zones.models import Zone


@dataclass(frozen=True, slots=True)
class ZoneWish:
    """What a reader asks of the map; "" and None ask nothing."""

    stage: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A zone with the plan's projects in it. `also` counts projects that merely reach into it."""

    zone: Zone
    projects: tuple[ProjectSpan, ...]
    also: int

    @property
    def count(self) -> int:
        return len(self.projects)

    @property
    def blocked_count(self) -> int:
        return sum(span.is_blocked for span in self.projects)

    @property
    def stage_number(self) -> int:
        """The earliest stage of its projects; 0 without any."""
        return min((span.stage_number for span in self.projects), default=0)

    @property
    def stages(self) -> list[ProjectSpan]:
        """One project of each stage, in the order of the stages: names the stages."""
        first = {span.stage_number: span for span in reversed(self.projects)}
        return [first[number] for number in sorted(first)]


def zone_lines(wish: ZoneWish, spans: Mapping[str, ProjectSpan]) -> list[ZoneLine]:
    """All zones, those with more projects first."""
    here: dict[str, list[ProjectSpan]] = defaultdict(list)
    also: dict[str, int] = defaultdict(int)
    for span in spans.values():
        if _answers(span, wish):
            here[span.project.zone].append(span)
            for key in span.project.also_zones:
                also[key] += 1
    zones = Zone.objects.select_related("region")
    lines = [ZoneLine(zone, tuple(here[zone.pk]), also[zone.pk]) for zone in zones]
    return sorted(lines, key=lambda line: (-line.count, line.zone.order))


def years_of(plan: Plan, spans: Iterable[ProjectSpan]) -> range:
    """The years from the start of the plan to the last finish."""
    last = max((span.finish.year for span in spans if span.finish), default=plan.header.start.year)
    return range(plan.header.start.year, last + 1)


def _answers(span: ProjectSpan, wish: ZoneWish) -> bool:
    if wish.stage not in {"", span.project.stage}:
        return False
    return wish.year is None or (span.start is not None and span.start.year <= wish.year)
