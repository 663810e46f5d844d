"""Courses and stops in words: the states of a measure, and by when work has to stop."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy as context

from core.templatetags.ui import day
from engine.plan import Plan
from engine.screening.courses import State, Stretch
from engine.screening.snapbacks import Stop
from roadmaps.templatetags.plan_words import called, cited
from sanctions.models import Measure, Regime

STATES: Mapping[State, Promise | str] = {
    "not_yet": context("course", "not yet in force"),
    "in_force": context("course", "in force"),
    "exempted": context("course", "exemptions, case by case"),
    "partly_suspended": context("course", "off for some goods"),
    "suspended": context("course", "suspended or lifted"),
    "ended": context("course", "ended"),
}
#: Regimes as the narrow room of the strip calls them.
BRIEF: Mapping[str, Promise] = {
    Regime.UN: context("regime, in brief", "UN"),
    Regime.US: context("regime, in brief", "US"),
    Regime.EU: context("regime, in brief", "EU"),
    Regime.KR: context("regime, in brief", "ROK"),
}
#: For the narrow room of the strip.
SHORT: Mapping[State, Promise | str] = {
    "not_yet": context("short course", "not yet"),
    "in_force": context("short course", "in force"),
    "exempted": context("short course", "exempted"),
    "partly_suspended": context("short course", "partly off"),
    "suspended": context("short course", "suspended"),
    "ended": context("short course", "ended"),
}


def stretch_sentence(plan: Plan, measure: Measure, stretch: Stretch) -> str:
    """The measure, its state, the days, and the assumption of the scenario behind it."""
    values = {
        "measure": cited(measure),
        "state": STATES[stretch.state],
        "since": day(stretch.since),
        "until": day(stretch.until),
    }
    sentence = _("%(measure)s: %(state)s from %(since)s to %(until)s.") % values
    names = [called(plan.conditions[key]) for key in stretch.conditions]
    if not names:
        return sentence
    because = _("Hypothetical, by the condition %(names)s.") % {"names": ", ".join(names)}
    return f"{sentence} {because}"


def stop_short(stop: Stop) -> str:
    """By when, for a mark on a bar."""
    return _("stop by %(day)s") % {"day": day(stop.last)}


def stop_sentence(stop: Stop, measures: Mapping[str, Measure]) -> str:
    """By when, which measure comes back, and the wind-down its text once gave."""
    behind = ", ".join(
        cited(measures[each.measure]) if each.measure in measures else each.measure
        for each in stop.snapbacks
    )
    values = {"day": day(stop.last), "measures": behind}
    sentence = _("Stop by %(day)s: then %(measures)s applies again in this scenario.") % values
    if stop.grace is None:
        return sentence + " " + _("No wind-down is in its text.")
    grace = _(
        "Its text once gave contracts a wind-down; if it did again, to %(day)s. Have it confirmed."
    )
    return sentence + " " + grace % {"day": day(stop.grace)}
