"""The chapter of one stage: what can start and when, what can't, and what it costs."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from engine.records import Stage
from reports import shape
from reports.frame import Frame, first_day, last_day
from reports.timelines import axis_of, chart_bar, dated, gate_marks
from reports.writing import NONE, long_day, quoted, short_day
from roadmaps.bars import Bar
from roadmaps.verdicts import Verdict


def chapter(frame: Frame, stage: Stage) -> shape.Chapter:
    bars = [bar for bar in frame.bars if frame.plan.projects[bar.key].stage == stage.key]
    placed = dated(bars)
    blocked = [bar for bar in bars if bar.start is None]
    lines = frame.costs_of(bar.key for bar in bars)
    return shape.Chapter(
        number=frame.number_of(stage.key),
        key=stage.key,
        name=stage.name(frame.language),
        points=_points(frame, stage, bars, placed),
        axis=axis_of(placed),
        bars=[chart_bar(frame, bar) for bar in placed],
        blocked=[chart_bar(frame, bar) for bar in blocked],
        gates=gate_marks(frame),
        unit=units(frame),
        rows=[_row(frame, bar) for bar in [*placed, *blocked]],
        cost=frame.written(lines),
    )


def units(frame: Frame) -> str:
    """What the tables' cost column counts in."""
    return ", ".join(scale.unit.text for scale in frame.scales)


def verdict_word(verdict: Verdict) -> str:
    """What a project's sanctions conditions say under the scenario; nothing here is a clearance."""
    return {
        Verdict.NONE: pgettext("report", "No condition (not screened)"),
        Verdict.CONDITIONAL: pgettext("report", "Conditional"),
        Verdict.BARRED: pgettext("report", "Barred at present"),
        Verdict.UNKNOWN: pgettext("report", "Not assessed"),
    }[verdict]


def _points(frame: Frame, stage: Stage, bars: list[Bar], placed: list[Bar]) -> list[shape.Point]:
    language = frame.language
    counts = {"count": len(bars), "placed": len(placed), "blocked": len(bars) - len(placed)}
    details = []
    if placed:
        ends = [day for bar in placed if (day := last_day(bar))]
        details.append(
            _("Period of those with dates: %(start)s – %(finish)s")
            % {
                "start": long_day(first_day(placed[0]), language),
                "finish": long_day(max(ends), language),
            }
        )
    cost = frame.told(frame.costs_of(bar.key for bar in bars))
    if cost:
        details.append(_("Cost: %(cost)s") % {"cost": cost})
    critical = [bar.key for bar in placed if bar.critical]
    if critical:
        details.append(_("On the critical path: %(keys)s") % {"keys": ", ".join(critical)})
    told = [
        shape.Point(
            _("%(count)s projects: %(placed)s can start, %(blocked)s are blocked") % counts, details
        )
    ]
    gates = [gate for gate in frame.plan.gates.values() if gate.stage == stage.key]
    if gates:
        lines = [_gate_line(frame, gate.key) for gate in gates]
        told.append(shape.Point(_("Gates of the stage"), lines))
    return told


def _gate_line(frame: Frame, key: str) -> str:
    gate, found = frame.plan.gates[key], frame.schedule.gates[key]
    name = f"{key} {quoted(gate.name(frame.language), frame.language)}"
    if found.date is None:
        held = ", ".join(map(frame.condition_name, found.blocked_by[:3]))
        return _("%(gate)s: does not open in this scenario (%(held)s)") % {
            "gate": name,
            "held": held or NONE,
        }
    when = long_day(found.date, frame.language)
    return _("%(gate)s: opens on %(date)s") % {"gate": name, "date": when}


def _row(frame: Frame, bar: Bar) -> shape.ProjectRow:
    project = frame.plan.projects[bar.key]
    return shape.ProjectRow(
        key=bar.key,
        name=bar.name,
        zone=frame.zones.get(project.zone, NONE),
        start=short_day(first_day(bar), frame.language),
        finish=short_day(last_day(bar), frame.language),
        slack=NONE if bar.slack is None else f"{bar.slack:,}",
        cost=frame.written(frame.costs_of([bar.key])) or NONE,
        verdict=verdict_word(bar.verdict),
        mark=bar.verdict.word,
    )
