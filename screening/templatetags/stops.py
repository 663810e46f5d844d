"""By when the snapback of a measure stops a bar of the roadmap."""

from dataclasses import dataclass

from django import template
from django.template import Context

from engine.screening.snapbacks import Stop
from roadmaps.outlooks import Outlook
from sanctions.models import Measure
from screening.queries.stops import stops_of
from screening.regime_words import stop_sentence, stop_short

register = template.Library()
#: Where a page keeps the stops of its plan while it is drawn.
STOPS = "screening stops"


@dataclass(frozen=True, slots=True)
class StopShown:
    """A stop in short, and in a sentence with its measures."""

    stop: Stop
    short: str
    sentence: str


@register.simple_tag(takes_context=True)
def stop_of(context: Context, outlook: Outlook, key: str) -> StopShown | None:
    """The stop of an activity or project; {% stop_of outlook "F1-02.a3" as stop %}.

    A page asks for hundreds of rows: the stops of its plan are worked out once for it.
    """
    kept = context.render_context
    if STOPS not in kept:
        kept[STOPS] = stops_of(outlook.plan, outlook.schedule, outlook.scenario)
    stop = kept[STOPS].of(key)
    if stop is None:
        return None
    keys = [each.measure for each in stop.snapbacks]
    measures = Measure.objects.select_related("instrument").in_bulk(keys)
    return StopShown(stop, stop_short(stop), stop_sentence(stop, measures))
