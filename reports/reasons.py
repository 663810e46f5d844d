"""Why something does not start earlier, in the clipped sentences of a report.

Each sentence is made from the engine's terms alone: the kind of the bound, what it is, its date.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engine.answer import Reason
from engine.networks import relief_level
from engine.records import Activity, Link
from reports.frame import Frame
from reports.writing import long_day, quoted
from roadmaps.lag_words import lag_span, lag_words, on_calendar


def why(frame: Frame, key: str, reason: Reason) -> str:
    """The sentence for one bound on the activity or gate `key`."""
    if reason.kind == "link" and reason.source:
        return _link(frame, frame.plan.links[reason.source])
    if reason.kind == "max_lag" and reason.source:
        return _max_lag(frame, frame.plan.links[reason.source])
    if reason.kind == "gate" and reason.source:
        return _gate(frame, reason.source)
    if reason.kind == "condition" and reason.source:
        return _condition(frame, reason)
    if reason.kind == "need" and reason.source:
        name = _activity_name(frame, reason.source)
        return _("Opens when %(name)s has finished") % {"name": name}
    if reason.kind == "constraint":
        return _constraint(frame, frame.plan.activities[key])
    if reason.kind == "actual":
        return _("As it actually happened")
    if reason.kind == "status_date":
        when = long_day(frame.plan.header.status_date, frame.language)
        return _("No work is placed before the status date, %(date)s") % {"date": when}
    when = long_day(frame.plan.header.start, frame.language)
    return _("The plan starts on %(date)s") % {"date": when}


def gain(reason: Reason | None) -> str:
    """What would be won if the reasons fell: the way to the runner-up."""
    if reason is None or not reason.gain_days:
        return ""
    return ngettext(
        "without it %(days)s day earlier", "without it %(days)s days earlier", reason.gain_days
    ) % {"days": f"{reason.gain_days:,}"}


def _link(frame: Frame, link: Link) -> str:
    sentence = {
        "FS": _("Starts after %(name)s finishes%(lag)s"),
        "SS": _("Starts after %(name)s starts%(lag)s"),
        "FF": _("Finishes no earlier than %(name)s finishes%(lag)s"),
        "SF": _("Finishes no earlier than %(name)s starts%(lag)s"),
    }[link.type]
    return sentence % {"name": _activity_name(frame, link.before), "lag": _lag(frame, link)}


def _max_lag(frame: Frame, link: Link) -> str:
    span = lag_span(link, link.max_lag or 0)
    span += on_calendar(frame.plan, link, frame.language)
    values = {"name": _activity_name(frame, link.after), "span": span}
    return _("Not earlier, for %(name)s must follow within %(span)s") % values


def _lag(frame: Frame, link: Link) -> str:
    lag = lag_words(frame.plan, link, frame.language)
    return f" ({lag})" if lag else ""


def _gate(frame: Frame, key: str) -> str:
    when = frame.schedule.gates[key].date
    name = f"{key} {quoted(frame.plan.gates[key].name(frame.language), frame.language)}"
    if when is None:
        return _("Gate %(name)s does not open in this scenario") % {"name": name}
    return _("Gate %(name)s opens on %(date)s") % {
        "name": name,
        "date": long_day(when, frame.language),
    }


def _condition(frame: Frame, reason: Reason) -> str:
    source = reason.source or ""
    name = quoted(frame.condition_name(source), frame.language)
    if relief_level(source):
        return _("Presupposes relief as in %(name)s") % {"name": name}
    if reason.date is None:
        return _("Condition %(name)s does not hold in this scenario") % {"name": name}
    when = long_day(reason.date, frame.language)
    return _("Condition %(name)s lets it start on %(date)s") % {"name": name, "date": when}


def _constraint(frame: Frame, activity: Activity) -> str:
    sentences = {
        "start_no_earlier_than": _("Set not to start before %(date)s"),
        "start_no_later_than": _("Set to start by %(date)s"),
        "start_on": _("Set to start on %(date)s"),
        "finish_no_earlier_than": _("Set not to finish before %(date)s"),
        "finish_no_later_than": _("Set to finish by %(date)s"),
        "finish_on": _("Set to finish on %(date)s"),
        "as_late_as_possible": _("Set as late as possible"),
    }
    when = long_day(activity.constraint_date, frame.language)
    return sentences.get(activity.constraint, _("Set by the planner")) % {"date": when}


def _activity_name(frame: Frame, key: str) -> str:
    name = frame.plan.activities[key].name(frame.language)
    return f"{key} {quoted(name, frame.language)}"
