"""What a shared page shows of a plan: computed from the masked plan and the dates of the whole.

The dates come from the whole plan, since what is not shown drives them too. Every name and every
amount comes from the masked plan: what is not in it can't be told.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core import sight
from engine.masking import Mask, masked
from engine.plan import Plan
from engine.records import CostLine
from engine.schedule import Schedule
from reports.chapters import verdict_word
from reports.frame import Frame, first_day, frame_on, last_day
from reports.writing import NONE, long_day, month, quoted, short_day
from roadmaps.bars import Bar, project_bars
from roadmaps.chart_frame import stages_of
from roadmaps.money import totals, written
from sharing import reasons, shape
from sharing.places import Axis, axis_of
from sharing.striking import without_names

DAYS_PER_MONTH = 30.44


def contents_of(
    plan: Plan,
    schedule: Schedule,
    scenario: str,
    mask: Mask,
    language: str,
    *,
    revision: int,
    on: date,
) -> dict[str, Any]:
    """The page about this plan as plain JSON, without what the mask hides."""
    shown = masked(plan, mask)
    # The mask says what is seen here, not the eyes of whoever happens to ask.
    with sight.everything(), translation.override(language):
        bars = project_bars(shown, schedule, scenario, language)
        frame = frame_on(shown, schedule, scenario, language, stages_of(shown), bars)
        told = shape.as_json(_contents(frame, mask, revision, on))
        return without_names(told, plan, shown, mask)


def _contents(frame: Frame, mask: Mask, revision: int, on: date) -> shape.Contents:
    header, language = frame.plan.header, frame.language
    chosen = frame.plan.scenarios.get(frame.scenario)
    axis = axis_of(frame.bars)
    return shape.Contents(
        language=language,
        plan=header.name(language),
        scenario=_scenario(frame),
        is_hypothetical=bool(chosen and chosen.hypothetical),
        is_illustrative=header.illustrative,
        revision=revision,
        day=long_day(on, language),
        is_whole=mask.projects is None,
        figures=_figures(frame, mask),
        years=axis.years() if axis else [],
        stages=list(_stages(frame, mask, axis)),
        gates=[_gate(frame, key, axis) for key in _gates(frame, mask)],
        withheld=list(_withheld(mask)),
    )


def _scenario(frame: Frame) -> str:
    scenario = frame.plan.scenarios.get(frame.scenario)
    return f"{scenario.key} · {scenario.name(frame.language)}" if scenario else NONE


def _withheld(mask: Mask) -> Iterable[str]:
    """What the page does not show, in words."""
    if mask.amounts:
        yield pgettext("withheld", "amounts of money")
    if mask.parties:
        yield pgettext("withheld", "names of parties")
    if mask.projects is not None:
        yield pgettext("withheld", "all other projects")


def _figures(frame: Frame, mask: Mask) -> list[tuple[str, str]]:
    dated = [bar for bar in frame.bars if bar.start is not None]
    blocked = len(frame.bars) - len(dated)
    figures = [
        (pgettext("shared page", "Projects"), f"{len(frame.bars):,}"),
        (pgettext("shared page", "With dates"), f"{len(dated):,}"),
        (pgettext("shared page", "Blocked at present"), f"{blocked:,}"),
    ]
    if dated:
        span = _span(min(filter(None, map(first_day, dated))), _last(dated), frame.language)
        figures.append((pgettext("shared page", "Period"), span))
    cost = "" if mask.amounts else _money(frame.plan.costs.values())
    if cost:
        figures.append((pgettext("shared page", "Cost"), cost))
    return figures


def _stages(frame: Frame, mask: Mask, axis: Axis | None) -> Iterable[shape.Stage]:
    known = {stage.key for stage in frame.stages}
    for number, stage in enumerate(frame.stages, 1):
        bars = [bar for bar in frame.bars if frame.plan.projects[bar.key].stage == stage.key]
        if bars:
            yield _stage(frame, mask, axis, number, stage.name(frame.language), bars)
    rest = [bar for bar in frame.bars if frame.plan.projects[bar.key].stage not in known]
    if rest:
        yield _stage(frame, mask, axis, 0, pgettext("shared page", "Without a stage"), rest)


def _stage(
    frame: Frame, mask: Mask, axis: Axis | None, number: int, name: str, bars: Sequence[Bar]
) -> shape.Stage:
    dated = sorted(
        (bar for bar in bars if bar.start is not None),
        key=lambda bar: (bar.start, bar.finish, bar.key),
    )
    blocked = [bar for bar in bars if bar.start is None]
    firsts = [day for bar in dated if (day := first_day(bar))]
    keys = {bar.key for bar in bars}
    lines = [line for line in frame.plan.costs.values() if line.project in keys]
    return shape.Stage(
        number=number,
        name=name,
        span=_span(min(firsts), _last(dated), frame.language) if dated else "",
        cost="" if mask.amounts else _money(lines),
        projects=[_project(frame, mask, axis, bar) for bar in [*dated, *blocked]],
    )


def _project(frame: Frame, mask: Mask, axis: Axis | None, bar: Bar) -> shape.Project:
    project, language = frame.plan.projects[bar.key], frame.language
    start, finish = first_day(bar), last_day(bar)
    where = [frame.zones.get(project.zone, ""), frame.industries.get(project.industry, "")]
    lines = [line for line in frame.plan.costs.values() if line.project == bar.key]
    work = sorted(frame.activities_of[bar.key], key=lambda key: _begins(frame, key))
    return shape.Project(
        key=bar.key,
        name=bar.name,
        place=" · ".join(filter(None, where)),
        start=short_day(start, language),
        finish=short_day(finish, language),
        months=_months(bar),
        bar=axis.stretch(start, finish) if axis and start and finish else None,
        is_critical=bar.critical,
        is_partly=bar.partly,
        why=reasons.of_project(frame, work),
        waits_for=reasons.waits_for(frame, work),
        verdict=verdict_word(bar.verdict),
        mark=bar.verdict.word,
        cost="" if mask.amounts else _money(lines),
        partners=[] if mask.parties else list(_partners(frame, bar.key)),
        work=[_work(frame, key) for key in work],
    )


def _work(frame: Frame, key: str) -> shape.Work:
    found, language = frame.schedule[key], frame.language
    return shape.Work(
        name=frame.plan.activities[key].name(language),
        start=short_day(found.start, language),
        finish=short_day(found.finish, language),
        why=reasons.of_activity(frame, key),
    )


def _partners(frame: Frame, project: str) -> Iterable[str]:
    for partner in frame.plan.partners.values():
        if partner.project == project:
            yield partner.name(frame.language)


def _gates(frame: Frame, mask: Mask) -> list[str]:
    """The gates to show: where only some projects are, those that hold one of them."""
    if mask.projects is None:
        return list(frame.plan.gates)
    stages = {project.stage for project in frame.plan.projects.values()}
    held = {
        reason.source
        for key in frame.plan.activities
        for reason in frame.schedule[key].reasons
        if reason.kind == "gate"
    }
    return [
        key
        for key, gate in frame.plan.gates.items()
        if gate.opens or gate.stage in stages or key in held
    ]


def _gate(frame: Frame, key: str, axis: Axis | None) -> shape.Gate:
    gate, opens = frame.plan.gates[key], frame.schedule.gates[key].date
    return shape.Gate(
        key=key,
        name=gate.name(frame.language),
        day=short_day(opens, frame.language) if opens else "",
        x=axis.at(opens) if axis and opens and axis.holds(opens) else "",
        asks=list(_asks(frame, key)),
    )


def _asks(frame: Frame, gate: str) -> Iterable[str]:
    for each in frame.plan.criteria.values():
        if each.gate == gate:
            name = quoted(each.name(frame.language), frame.language)
            yield (_("%(name)s finished") if each.activity else _("%(name)s holds")) % {
                "name": name
            }


def _money(lines: Iterable[CostLine]) -> str:
    """Sums in words: one per currency and price year, never added."""
    told = []
    for total in totals(lines):
        if total.amount:
            year = {"amount": written(total), "year": total.price_year}
            told.append(
                _("%(amount)s (prices of %(year)s)") % year if total.price_year else written(total)
            )
    return ", ".join(told)


def _begins(frame: Frame, key: str) -> tuple[bool, date, str]:
    start = frame.schedule[key].start
    return start is None, start or date.max, key


def _last(bars: Iterable[Bar]) -> date:
    return max(day for bar in bars if (day := last_day(bar)))


def _span(start: date, finish: date, language: str) -> str:
    dash = "~" if language == "ko" else "–"
    return f"{month(start, language)} {dash} {month(finish, language)}"


def _months(bar: Bar) -> str:
    days = (bar.finish or 0) - (bar.start or 0) if bar.start is not None else bar.length
    count = max(1, round(days / DAYS_PER_MONTH))
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}
