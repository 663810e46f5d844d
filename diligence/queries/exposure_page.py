"""A project's exposure to informal channels under a scenario, with the controls planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from diligence.queries.showing import LinkTo, link_to, measures_by_id
from diligence.queries.standing import Standing
from diligence.reference import Told, reference
from diligence.sentences import CHANNEL_STATES, WHILE, closing_sentence, reason_sentence
from engine.diligence.closing import Closing, closings
from engine.diligence.exposure import Exposure
from engine.plan import Plan
from engine.records import Control
from engine.schedule import Schedule
from engine.screening.undertakings import reliefs_of
from roadmaps.models import Roadmap
from roadmaps.templatetags.plan_words import cited
from sanctions.models import Measure
from screening import catalogue
from screening.queries.plan_page import dates_of
from zones.facts import Evidence, Evidences


@dataclass(frozen=True, slots=True)
class Warned:
    """A dated warning: the lawful road closes, so this channel becomes likelier."""

    closing: Closing
    sentence: str
    when: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A planned control, and whether it is late on the day of the page."""

    control: Control
    is_late: bool


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A channel with its reasons, warnings and controls."""

    exposure: Exposure
    told: Told
    reasons: Sequence[tuple[str, LinkTo]]
    warnings: Sequence[Warned]
    controls: Sequence[ControlRow]
    road: Sequence[Measure]
    evidence: Evidence

    @property
    def state_word(self) -> str:
        return str(CHANNEL_STATES[self.exposure.state])


def channel_lines(
    roadmap: Roadmap,
    plan: Plan,
    schedule: Schedule,
    standing: Standing,
    on: date,
    query: str,
) -> list[ChannelLine]:
    """Every channel; those that apply first, each group in the order of the file."""
    measures, words, evidences = measures_by_id(), reference().channel_words, Evidences()
    lines = [
        ChannelLine(
            each,
            words[each.channel.id],
            [
                (reason_sentence(plan, reason), link_to(roadmap, plan, reason.about, query))
                for reason in each.reasons
            ],
            [
                Warned(
                    found,
                    closing_sentence(found, cited(measures[found.measure])),
                    str(WHILE[found.while_project]),
                    measures[found.measure],
                )
                for found in closings_of(plan, schedule, standing, each)
            ],
            [ControlRow(c, not c.done and c.due is not None and c.due < on) for c in each.controls],
            [measures[key] for key in each.channel.road if key in measures],
            evidences.of(
                words[each.channel.id].words.source, words[each.channel.id].words.confidence
            ),
        )
        for each in standing.exposures
    ]
    order = {"applies": 0, "unknown": 1, "not_found": 2}
    return sorted(lines, key=lambda line: order[line.exposure.state])


def closings_of(
    plan: Plan, schedule: Schedule, standing: Standing, exposure: Exposure
) -> tuple[Closing, ...]:
    """When the scenario closes the lawful road of a channel that applies; else nothing."""
    if exposure.state != "applies":
        return ()
    law = {
        key: each
        for key, each in catalogue.measures().items()
        if each.regime in plan.header.regimes
    }
    runs = dates_of(plan, schedule)[standing.project.key]
    return closings(
        exposure.channel.road,
        law,
        reliefs_of(plan, schedule.scenario or ""),
        plan.header.start,
        (runs.start, runs.finish),
    )
