"""What the charts of a report show: bars, gates and the years they span."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import pgettext

from engine.networks import RELIEF
from reports import shape
from reports.frame import Frame, first_day, last_day
from reports.writing import month
from roadmaps.bars import Bar
from roadmaps.packing import Span, rows_of

DAYS_PER_MONTH = 30.44


def chart_bar(frame: Frame, bar: Bar) -> shape.Bar:
    """A project's bar, on its dates or, blocked, with its length alone."""
    start, finish = first_day(bar), last_day(bar)
    language = frame.language
    dash = "~" if language == "ko" else "–"
    more = " " + pgettext("report", "(part)") if bar.partly else ""
    return shape.Bar(
        key=bar.key,
        name=bar.name,
        stage=frame.number_of(frame.plan.projects[bar.key].stage),
        start=start.isoformat() if start else None,
        finish=finish.isoformat() if finish else None,
        months=max(1, round(bar.length / DAYS_PER_MONTH)),
        critical=bar.critical,
        partly=bar.partly,
        span=f"{month(start, language)}{dash}{month(finish, language)}{more}" if start else "",
        waits_for=", ".join(map(frame.condition_name, roots_of(frame, bar.key)[:2])),
    )


def dated(bars: Iterable[Bar]) -> list[Bar]:
    """The bars that have dates, by start."""
    found = [bar for bar in bars if bar.start is not None]
    return sorted(found, key=lambda bar: (bar.start, bar.finish, bar.key))


def axis_of(bars: Iterable[Bar]) -> shape.Axis | None:
    """The whole years these bars span; None where nothing has a date."""
    days = [day for bar in bars for day in (first_day(bar), last_day(bar)) if day]
    return shape.Axis(min(days).year, max(days).year) if days else None


def gate_marks(frame: Frame) -> list[shape.Diamond]:
    """Every gate of the plan, with the day on which it opens."""
    return [
        shape.Diamond(key, gate.name(frame.language), _iso(frame.schedule.gates[key].date))
        for key, gate in frame.plan.gates.items()
    ]


def lanes(frame: Frame) -> list[shape.Lane]:
    """The overview: a lane per zone, its projects packed into rows."""
    by_zone: dict[str, list[Bar]] = defaultdict(list)
    for bar in dated(frame.bars):
        by_zone[frame.plan.projects[bar.key].zone].append(bar)
    order = [key for key in frame.zones if key in by_zone] + ([""] if "" in by_zone else [])
    return [shape.Lane(frame.zones.get(key, "—"), _packed(frame, by_zone[key])) for key in order]


def roots_of(frame: Frame, project: str) -> list[str]:
    """The conditions that block a project's work: sanctions first, then the level of relief."""
    found: dict[str, None] = {}
    for key in frame.activities_of[project]:
        found.update(dict.fromkeys(frame.schedule[key].blocked_by))
    return sorted(found, key=lambda key: _rank(frame, key))


def _rank(frame: Frame, condition: str) -> int:
    if condition.startswith(RELIEF):
        return 1
    return 0 if frame.plan.conditions[condition].sort == "sanctions" else 2


def _packed(frame: Frame, bars: Sequence[Bar]) -> list[list[shape.Bar]]:
    rows, count = rows_of([Span(bar.start or 0, bar.finish or 0) for bar in bars])
    packed: list[list[shape.Bar]] = [[] for _ in range(count)]
    for bar, row in zip(bars, rows, strict=True):
        packed[row].append(chart_bar(frame, bar))
    return packed


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
