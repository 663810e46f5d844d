"""The sentences of the summary and of the chapters' openings: what the tables add up to."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from engine.schedule import ChainStep
from reports import shape
from reports.amounts import Scale
from reports.frame import Frame
from reports.reasons import why
from reports.timelines import roots_of
from reports.writing import long_day, month, quoted


def figures(frame: Frame) -> list[tuple[str, str]]:
    """The plate of figures at the head of the summary."""
    activities = sum(len(frame.activities_of[key]) for key in frame.scope)
    blocked = sum(1 for bar in frame.bars if bar.start is None)
    return [
        (pgettext("report", "Projects"), f"{len(frame.scope):,}"),
        (pgettext("report", "Activities"), f"{activities:,}"),
        (pgettext("report", "Blocked projects"), f"{blocked:,}"),
        (pgettext("report", "Finish of the plan"), month(frame.schedule.finish, frame.language)),
        *(_cost_figure(frame, scale) for scale in frame.scales),
    ]


def findings(
    frame: Frame, years: Sequence[shape.YearTable], chain: Sequence[ChainStep]
) -> list[shape.Point]:
    """What a minister reads first."""
    return [_dates(frame), *_money(frame, years), *path_points(frame, chain), _gates(frame)]


def path_points(frame: Frame, chain: Sequence[ChainStep]) -> list[shape.Point]:
    """What sets the finish, from root to end."""
    if not chain:
        return [shape.Point(_("Nothing has a date in this scenario, so there is no critical path"))]
    language = frame.language
    last, root = chain[-1], chain[0]
    name = quoted(frame.plan.activities[last.key].name(language), language)
    ends = {"key": last.key, "name": name, "date": long_day(frame.schedule.finish, language)}
    count = len([step for step in chain if not step.is_gate])
    projects = list(
        dict.fromkeys(frame.plan.activities[s.key].project for s in chain if not s.is_gate)
    )
    return [
        shape.Point(
            _("The plan finishes on %(date)s with %(key)s %(name)s") % ends,
            [
                _("%(count)s activities drive this date: %(projects)s")
                % {"count": count, "projects": " → ".join(projects)},
                _("At its root: %(why)s") % {"why": why(frame, root.key, root.reason)},
            ],
        )
    ]


def blocked_points(frame: Frame, rows: Sequence[shape.BlockedRow]) -> list[shape.Point]:
    """How many projects can't go on, and what most of them wait for."""
    if not rows:
        return [shape.Point(_("In this scenario no project is blocked"))]
    return [
        shape.Point(
            _("In this scenario %(blocked)s of %(count)s projects are blocked, wholly or in part")
            % {"blocked": len(rows), "count": len(frame.scope)},
            _commonest(frame, [row.key for row in rows]),
        )
    ]


def _commonest(frame: Frame, projects: Sequence[str]) -> list[str]:
    waits = Counter(root for key in projects for root in roots_of(frame, key))
    return [
        _("%(condition)s: %(count)s projects")
        % {"condition": quoted(frame.condition_name(root), frame.language), "count": count}
        for root, count in waits.most_common(3)
    ]


def _dates(frame: Frame) -> shape.Point:
    blocked = [bar.key for bar in frame.bars if bar.start is None]
    counts = {
        "count": len(frame.scope),
        "placed": len(frame.bars) - len(blocked),
        "blocked": len(blocked),
    }
    details = [
        _("Work begins on %(start)s and ends on %(finish)s")
        % {
            "start": long_day(frame.schedule.start, frame.language),
            "finish": long_day(frame.schedule.finish, frame.language),
        }
    ]
    if blocked:
        waits = ", ".join(_commonest(frame, blocked))
        details.append(_("What the blocked ones wait for: %(waits)s") % {"waits": waits})
    sentence = _("Of %(count)s projects %(placed)s can start, %(blocked)s are blocked")
    return shape.Point(sentence % counts, details)


def _money(frame: Frame, years: Sequence[shape.YearTable]) -> list[shape.Point]:
    told = []
    for table, scale in zip(years, frame.scales, strict=True):
        mine = sum((line.amount for line in frame.costs if scale.holds(line)), scale.zero)
        details = []
        over = [f"{row.year} {row.over}" for row in table.rows if row.excess]
        if over:
            values = {"unit": scale.unit.name, "years": ", ".join(over)}
            details.append(_("Above the ceilings (%(unit)s) in %(years)s") % values)
        elif table.has_ceilings:
            details.append(_("Within the ceilings in every year"))
        if any(bar.start is None or bar.partly for bar in frame.bars):
            details.append(
                _("Of this %(amount)s falls in no year, being blocked")
                % {"amount": scale.in_words(table.undated.total)}
            )
        told.append(
            shape.Point(_("The cost is %(amount)s") % {"amount": scale.tell(mine)}, details)
        )
    return told


def _cost_figure(frame: Frame, scale: Scale) -> tuple[str, str]:
    mine = (line.amount for line in frame.costs if scale.holds(line))
    label = pgettext("report", "Cost (%(unit)s)") % {"unit": scale.unit.name}
    return label, scale.write(sum(mine, scale.zero))


def _gates(frame: Frame) -> shape.Point:
    found = frame.schedule.gates
    lines = []
    for key, gate in frame.plan.gates.items():
        name = f"{key} {quoted(gate.name(frame.language), frame.language)}"
        day = found[key].date
        when = long_day(day, frame.language) if day else pgettext("report", "does not open")
        lines.append(f"{name}: {when}")
    opened = sum(1 for key in frame.plan.gates if found[key].date)
    counts = {"opened": opened, "count": len(frame.plan.gates)}
    return shape.Point(_("%(opened)s of %(count)s gates open in this scenario") % counts, lines)
