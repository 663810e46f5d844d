"""What might bring a date forward: small changes worth a try, and what each would do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from engine.answer import Reason
from engine.changes import Alter, Change
from engine.plan import Plan
from engine.schedule import Schedule
from roadmaps import schedules
from roadmaps.models import Roadmap
from roadmaps.reasons import span_words

MONTHS_EARLIER = 3
FEWEST_MONTHS = 2
MOST = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """A change to try, named by a code that an address can carry. An assumption is no edit."""

    code: str
    sentence: str
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trial would do: the new start, how much earlier, and how much else moves."""

    start: date | None
    gain: str
    finish_gain: str
    moved: int


def trials(plan: Plan, schedule: Schedule, key: str, scenario: str, language: str) -> list[Trial]:
    """What the engine's reasons offer, those nearest to the activity first."""
    found: dict[str, Trial] = {}
    for at, reason in _driving(schedule, key):
        for trial in _of_reason(plan, at, reason, scenario, language):
            found.setdefault(trial.code, trial)
        if len(found) >= MOST:
            break
    return list(found.values())[:MOST]


def changes_of(plan: Plan, code: str) -> list[Change]:
    """The changes a code stands for; none where the plan no longer has what it names."""
    verb, _colon, key = code.partition(":")
    if verb == "shorten" and key in plan.activities:
        return [Alter("activity", key, {"duration": plan.activities[key].duration - 1})]
    if verb == "lag" and key in plan.links:
        return [Alter("link", key, {"lag": plan.links[key].lag - 1})]
    if verb == "free" and key in plan.activities:
        return [Alter("activity", key, {"constraint": "", "constraint_date": None})]
    if verb == "sooner" and key in plan.windows:
        return [Alter("window", key, {"since": _earlier(plan.windows[key].since)})]
    return []


def try_out(
    roadmap: Roadmap, scenario: str, key: str, changes: list[Change], *, levelled: bool = False
) -> Outcome:
    """The dates under these changes, against today's. Writes nothing."""
    _plan, before = schedules.schedule_for(roadmap, scenario, levelled=levelled)
    shifts = schedules.what_if(roadmap, scenario, changes, levelled=levelled)
    own = next((shift for shift in shifts if shift.key == key), None)
    start = own.start if own else before[key].start
    latest = {shift.key: shift.finish for shift in shifts}
    columns = before.columns()
    now, then = [], []
    for each, finish in zip(columns["key"], columns["finish"], strict=True):
        if finish is not None:
            now.append(date.fromisoformat(finish))
        later = latest[each] if each in latest else _day(finish)
        if later is not None:
            then.append(later)
    gained = (max(now) - max(then)).days if now and then else 0
    return Outcome(start, _gain(before[key].start, start), _words(gained), len(shifts))


def _driving(schedule: Schedule, key: str) -> Iterator[tuple[str, Reason]]:
    for reason in schedule[key].reasons:
        yield key, reason
    for step in schedule.chain(key)[1:]:
        yield step.key, step.reason


def _of_reason(
    plan: Plan, at: str, reason: Reason, scenario: str, language: str
) -> Iterator[Trial]:
    source = reason.source or ""
    if reason.kind == "constraint" and at in plan.activities:
        yield Trial(f"free:{at}", _("Without the date set by hand"), False)
    elif reason.kind == "link" and source in plan.links:
        link = plan.links[source]
        if link.lag > 0 and link.unit == "months":
            yield Trial(f"lag:{source}", _("With the waiting time one month shorter"), False)
        if link.type.startswith("F"):
            yield from _shorter(plan, link.before, language)
    elif reason.kind == "need" and source in plan.activities:
        yield from _shorter(plan, source, language)
    elif reason.kind == "condition":
        yield from _sooner(plan, reason, scenario, language)


def _shorter(plan: Plan, key: str, language: str) -> Iterator[Trial]:
    activity = plan.activities[key]
    can_shrink = activity.unit == "months" and activity.duration >= FEWEST_MONTHS
    if can_shrink and activity.actual_finish is None:
        text = _("With “%(name)s” one month shorter") % {"name": activity.name(language)}
        yield Trial(f"shorten:{key}", text, False)


def _sooner(plan: Plan, reason: Reason, scenario: str, language: str) -> Iterator[Trial]:
    """The window that holds the date, assumed to open sooner: a look at the assumption, no more."""
    key = reason.source or ""
    if key not in plan.conditions or reason.date is None:
        return
    opening = [
        window
        for window in plan.windows.values()
        if (window.scenario, window.condition) == (scenario, key) and window.since <= reason.date
    ]
    if opening:
        window = max(opening, key=lambda each: each.since)
        name = plan.conditions[key].name(language)
        text = _("Assuming that “%(name)s” holds %(months)d months sooner")
        words = {"name": name, "months": MONTHS_EARLIER}
        yield Trial(f"sooner:{window.key}", text % words, True)


def _earlier(day: date) -> date:
    months = day.year * 12 + day.month - 1 - MONTHS_EARLIER
    return date(months // 12, months % 12 + 1, min(day.day, 28))


def _gain(before: date | None, after: date | None) -> str:
    return _words((before - after).days) if before and after else ""


def _words(days: int) -> str:
    return span_words(days) if days > 0 else ""


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
