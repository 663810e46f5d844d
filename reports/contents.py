"""The whole of a report, computed when it is asked for and frozen: later edits can't change it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import sight
from engine.schedule import ChainStep
from reports import shape
from reports.amounts import cost_table, year_table
from reports.chapters import chapter
from reports.findings import blocked_points, figures, findings, path_points
from reports.frame import Frame, frame_of
from reports.holding import (
    blocked_rows,
    condition_rows,
    confidence_word,
    gate_rows,
    measure_name,
    measures_cited,
)
from reports.labels import LABELS
from reports.places import industry_table, zone_table
from reports.reasons import gain, why
from reports.timelines import axis_of, gate_marks, lanes
from reports.writing import NONE, long_day, short_day
from roadmaps.models import Roadmap
from zones.models import Source


def contents_of(
    roadmap: Roadmap,
    scenario: str,
    stages: Iterable[str],
    language: str,
    *,
    asked_by: str,
    at: datetime,
    levelled: bool = False,
) -> shape.Contents:
    """What the report says about the roadmap's present revision, in `language`."""
    with translation.override(language):
        frame = frame_of(roadmap, scenario, stages, language, levelled=levelled)
        return _contents(frame, roadmap, asked_by, at)


def critical_chain(frame: Frame) -> list[ChainStep]:
    """What drives the finish of the whole plan, from its root on; gates are steps, too."""
    schedule = frame.schedule
    ends = [(each.finish, key) for key in schedule if (each := schedule[key]).finish]
    return schedule.chain(max(ends)[1])[::-1] if ends else []


def _contents(frame: Frame, roadmap: Roadmap, asked_by: str, at: datetime) -> shape.Contents:
    plan, language = frame.plan, frame.language
    scenario = plan.scenarios.get(frame.scenario)
    years = [year_table(plan, frame.costs, frame.bars, each, language) for each in frame.scales]
    chain = critical_chain(frame)
    blocked = blocked_rows(frame)
    return shape.Contents(
        language=language,
        title=_("Staged roadmap report"),
        plan=plan.header.name(language),
        revision=roadmap.revision,
        scenario=_scenario_name(frame),
        dating=str(LABELS["levelled" if frame.levelled else "not_levelled"]),
        hypothetical=bool(scenario and scenario.hypothetical),
        illustrative=plan.header.illustrative,
        scope=pgettext("report", "All stages")
        if frame.is_whole
        else ", ".join(_stage_names(frame)),
        made_on=long_day(at.date(), language),
        made_at=at.isoformat(timespec="seconds"),
        asked_by=asked_by,
        labels={key: str(text) for key, text in LABELS.items()},
        figures=figures(frame),
        summary=findings(frame, years, chain),
        axis=axis_of(frame.bars),
        lanes=lanes(frame),
        gate_marks=gate_marks(frame),
        stages=[stage.name(language) for stage in plan.stages.values()],
        costs=[
            cost_table(plan, frame.costs, frame.stages, each, language) for each in frame.scales
        ],
        chapters=[chapter(frame, stage) for stage in frame.stages],
        gates=gate_rows(frame),
        conditions=condition_rows(frame),
        zones=zone_table(frame),
        industries=industry_table(frame),
        years=years,
        path_points=path_points(frame, chain),
        path=[_step(frame, number, step) for number, step in enumerate(chain, start=1)],
        blocked_points=blocked_points(frame, blocked),
        blocked=blocked,
        notes=_notes(frame),
        sources=_sources(frame),
    )


def _scenario_name(frame: Frame) -> str:
    scenario = frame.plan.scenarios.get(frame.scenario)
    if scenario is None:
        return NONE
    values = {"key": scenario.key, "name": scenario.name(frame.language)}
    return pgettext("report", "Scenario %(key)s: %(name)s") % values


def _stage_names(frame: Frame) -> list[str]:
    return [stage.name(frame.language) for stage in frame.stages]


def _step(frame: Frame, number: int, step: ChainStep) -> shape.Step:
    language = frame.language
    if step.is_gate:
        day = short_day(step.date, language)
        name = frame.plan.gates[step.key].name(language)
        return shape.Step(number, step.key, name, day, day, why(frame, step.key, step.reason))
    found = frame.schedule[step.key]
    sentence = "; ".join(why(frame, step.key, reason) for reason in found.reasons)
    won = gain(found.runner_up)
    return shape.Step(
        number=number,
        project=step.key,
        name=frame.plan.activities[step.key].name(language),
        start=short_day(found.start, language),
        finish=short_day(found.finish, language),
        why=f"{sentence} ({won})" if won else sentence,
    )


def _notes(frame: Frame) -> list[shape.Point]:
    header, language = frame.plan.header, frame.language
    scenario = frame.plan.scenarios.get(frame.scenario)
    korean = language == "ko"
    told = [
        *_withheld(),
        shape.Point(
            _(
                "Dates are computed from durations, links, gates and conditions "
                "(critical path method)"
            ),
            [
                _("What is blocked has no date: none is invented for it"),
                _("A finish is the last day worked; floats count working days of the calendar"),
            ],
        ),
        shape.Point(
            _("Different currencies or price years are never added"),
            [
                _("A project's cost falls evenly on its days; without dates it falls in no year"),
                _("Only sources that have a ceiling are held against one"),
            ],
        ),
        shape.Point(
            _(
                "The column on sanctions reads the plan's conditions; it is no screening "
                "and clears nothing"
            )
        ),
    ]
    if scenario and (note := scenario.note_ko if korean else scenario.note_en):
        told.append(shape.Point(_("On the scenario"), [note]))
    if note := header.note_ko if korean else header.note_en:
        told.append(shape.Point(_("On the plan"), [note]))
    return told


def _withheld() -> list[shape.Point]:
    """What the report leaves out because whoever asked for it may not see it."""
    seen, left_out = sight.here(), []
    if not seen.amounts:
        left_out.append(_("Amounts of money are withheld in this report"))
    if not seen.parties:
        left_out.append(_("Names of parties are withheld in this report"))
    why = _("It tells what the person who asked for it may see in the plan")
    return [shape.Point(each, [why]) for each in left_out]


def _sources(frame: Frame) -> list[shape.SourceRow]:
    """The measures cited, then the documents that conditions and ceilings rest on."""
    language = frame.language
    rows = [
        shape.SourceRow(
            measure_name(each, language),
            each.summary_ko if language == "ko" else each.summary_en,
            confidence_word(each.confidence),
        )
        for each in measures_cited(frame)
    ]
    keys = {key for each in frame.plan.conditions.values() for key in each.source}
    keys |= {key for each in frame.plan.ceilings.values() for key in each.origin}
    rows += [
        shape.SourceRow(each.pk, _described(each), confidence_word(each.reliability))
        for each in Source.objects.filter(pk__in=keys)
    ]
    return rows


def _described(source: Source) -> str:
    """Title and publisher; what limits the source, in its compilers' words."""
    told = f"{source.title}. {source.published}".rstrip(". -")
    return f"{told} ({source.reliability})" if " " in source.reliability else told
