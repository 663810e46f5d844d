"""By when the snapback of a measure stops a bar of the roadmap."""

from dataclasses import dataclass

from django import template

from engine.screening.snapbacks import Stop
from roadmaps.outlooks import Outlook
from sanctions.models import Measure
from screening.queries.stops import stops_of
from screening.regime_words import stop_sentence, stop_short

register = template.Library()


@dataclass(frozen=True, slots=True)
class StopShown:
    """A stop in short, and in a sentence with its measures."""

    stop: Stop
    short: str
    sentence: str


@register.simple_tag
def stop_of(outlook: Outlook, key: str) -> StopShown | None:
    """The stop of an activity or project; {% stop_of outlook "F1-02.a3" as stop %}."""
    stop = stops_of(outlook.plan, outlook.schedule, outlook.scenario).of(key)
    if stop is None:
        return None
    keys = [each.measure for each in stop.snapbacks]
    measures = Measure.objects.select_related("instrument").in_bulk(keys)
    return StopShown(stop, stop_short(stop), stop_sentence(stop, measures))
