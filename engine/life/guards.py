"""What must be so for a step, each as one function named in the table.

A problem with `asks` in its values is about what is still to be filled in; without, it speaks
against the step however the form is filled in.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from engine.life.terms import last_day
from engine.life.values import (
    MAIN,
    REPORTED_REQUIREMENTS,
    REQUIREMENTS,
    Attempt,
    Procedure,
    Standing,
    Transition,
)
from engine.problems import Problem

Guard = Callable[[Procedure, Transition, Attempt, Standing], Iterator[Problem]]
SOUTH_ONLY = "south_only"
ASKS = {"asks": True}


def under_the_act(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """What is done under domestic law of the South only has no such procedure."""
    if s.legal_path == SOUTH_ONLY:
        yield Problem("life_domestic_only", (t.key,))


def filed_in_time(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """So many days before what is planned; a contact in the five cases, within as many after."""
    planned, days = a.facts.get("planned_on"), t.lead_days or 0
    if not isinstance(planned, date):
        return
    filed = a.facts.get("filed_on", a.on)
    if a.facts.get("unavoidable_case"):
        if filed > planned + timedelta(days=days):
            yield Problem("life_reported_late", ("facts.planned_on",), {"days": days, **ASKS})
    elif filed > planned - timedelta(days=days):
        values = {"days": days, "day": planned - timedelta(days=days), **ASKS}
        yield Problem("life_filed_late", ("facts.planned_on",), values)


def valid_within(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """No acceptance or approval is valid longer than the law lets it, nor before it is given."""
    until, months = a.facts.get("valid_until"), t.months
    if not isinstance(until, date):
        return
    since = a.facts.get("valid_from", a.on)
    if until < since:
        yield Problem("life_ends_before_it_begins", ("facts.valid_until",), {"day": since, **ASKS})
    elif months and until > last_day(since, months):
        values = {"months": months, "day": last_day(since, months), **ASKS}
        yield Problem("life_valid_too_long", ("facts.valid_until",), values)


def five_answered(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    yield from _answered(a.facts.get("requirements") or {}, REQUIREMENTS)


def two_answered(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """A report under article 17-2 is held against the second and the fifth requirement only."""
    found = a.facts.get("requirements") or {}
    yield from _answered(found, REPORTED_REQUIREMENTS)
    yield from _unmet(found, REPORTED_REQUIREMENTS, ASKS)


def five_met(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """An approval needs all five as met in the application as it was filed last."""
    filed = s.last(MAIN, "file_project", "resubmit")
    yield from _unmet((filed.facts if filed else {}).get("requirements") or {}, REQUIREMENTS, {})


def small_project(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """Article 17-2: in Kaesong or a notified zone, and up to a total investment."""
    if s.zone not in p.notified_zones:
        yield Problem("life_zone_not_notified", (t.key,), {"zones": sorted(p.notified_zones)})
    most, found = p.limit("small_investment_usd"), a.facts.get("investment_usd")
    if found is not None and found > most:
        values = {"most": most, "found": found, **ASKS}
        yield Problem("life_investment_too_large", ("facts.investment_usd",), values)


def council_asked(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """Only important matters and support above the thresholds go to the Council."""
    if not _needs_council(p, s) and not a.facts.get("important_matter"):
        yield Problem("life_council_not_needed", ("facts.important_matter",), ASKS)


def council_passed_by(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """What the Council decides is not decided without it."""
    if _needs_council(p, s):
        yield Problem("life_council_needed", (t.key,))


def notice_given(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """Written notice so many days before the meeting or the hearing."""
    days = t.notice_days or 0
    noticed = a.facts.get("noticed_on", a.on)
    held = a.facts.get("meeting_on") or a.facts.get("hearing_on")
    if isinstance(held, date) and noticed > held - timedelta(days=days):
        values = {"days": days, "day": held - timedelta(days=days), **ASKS}
        yield Problem("life_notice_too_short", ("facts.noticed_on",), values)
    hearing = a.facts.get("hearing_on")
    if isinstance(hearing, date) and hearing > a.on:
        yield Problem("life_before_hearing", ("on",), {"day": hearing, **ASKS})


def meeting_held(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    called = s.last(MAIN, "submit_to_council")
    day = called.facts.get("meeting_on") if called else None
    if isinstance(day, date) and a.on < day:
        yield Problem("life_before_meeting", ("on",), {"day": day})


def preconditions_evidenced(
    p: Procedure, t: Transition, a: Attempt, s: Standing
) -> Iterator[Problem]:
    """Every condition the project waits for has a day and a document that shows it holds."""
    given: Mapping[str, Any] = a.facts.get("preconditions") or {}
    for key in s.conditions:
        found = given.get(key, {})
        place = (f"facts.preconditions.{key}",)
        if not found.get("text") or not found.get("on"):
            yield Problem("life_condition_without_evidence", place, {"condition": key, **ASKS})
        elif found["on"] > a.on:
            yield Problem("life_evidence_ahead", place, {"condition": key, **ASKS})
    for key in sorted(set(given) - set(s.conditions)):
        values = {"condition": key, **ASKS}
        yield Problem("life_not_a_condition", (f"facts.preconditions.{key}",), values)


def validity_over(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """An approval lapses after its last day, not before, and never one without an end."""
    granted = s.last(t.track)
    until = granted.facts.get("valid_until") if granted else None
    if not isinstance(until, date):
        yield Problem("life_no_end_recorded", (t.key,))
    elif a.on <= until:
        yield Problem("life_still_valid", ("on",), {"day": until})


def idle_for_years(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """Three years without performance: no step of the project, no work recorded as done."""
    last = s.last(MAIN)
    since = max((day for day in (last and last.on, s.performed) if day), default=a.on)
    due = last_day(since, int(p.limit("idle_months")))
    if a.on <= due:
        yield Problem("life_not_idle_yet", ("on",), {"day": due})


def suspended_within(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    until, months = a.facts.get("suspended_until"), t.months or 0
    if isinstance(until, date) and not a.on <= until <= last_day(a.on, months):
        values = {"months": months, "day": last_day(a.on, months), **ASKS}
        yield Problem("life_suspended_too_long", ("facts.suspended_until",), values)


def suspension_over(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    ordered = s.last(MAIN)
    until = ordered.facts.get("suspended_until") if ordered else None
    if isinstance(until, date) and a.on <= until:
        yield Problem("life_still_suspended", ("on",), {"day": until})


def regular_service(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    """A regular service needs its runs in the months before, and no cancellation in a year."""
    runs, least = a.facts.get("runs"), int(p.limit("regular_runs"))
    if runs is not None and runs < least:
        values = {"least": least, "months": int(p.limit("runs_months")), **ASKS}
        yield Problem("life_too_few_runs", ("facts.runs",), values)
    cancelled = s.last("transport", "cancel")
    if cancelled and a.on <= last_day(cancelled.on, int(p.limit("cancelled_months"))):
        yield Problem("life_cancelled_lately", (t.key,), {"day": cancelled.on})


def no_fund_money(p: Procedure, t: Transition, a: Attempt, s: Standing) -> Iterator[Problem]:
    if s.fund_money:
        yield Problem("life_fund_money_planned", (t.key,))


def _needs_council(p: Procedure, s: Standing) -> bool:
    """By the money in the plan, or by what was filed about a guarantee or an important matter."""
    filed = s.last(MAIN, "file_project", "resubmit")
    facts = filed.facts if filed else {}
    guarantee = facts.get("guarantee_krw") or 0
    important = bool(facts.get("important_matter"))
    return s.needs_council or important or guarantee >= p.limit("guarantee")


def _answered(given: Mapping[str, Any], asked: tuple[str, ...]) -> Iterator[Problem]:
    for name in asked:
        found = given.get(name, {})
        if not found.get("answer") or not found.get("note"):
            values = {"requirement": name, **ASKS}
            yield Problem("life_requirement_open", (f"facts.requirements.{name}",), values)


def _unmet(
    given: Mapping[str, Any], asked: tuple[str, ...], more: Mapping[str, Any]
) -> Iterator[Problem]:
    for name in asked:
        if given.get(name, {}).get("answer") == "not_met":
            values = {"requirement": name, **more}
            yield Problem("life_requirement_unmet", (f"facts.requirements.{name}",), values)


GUARDS: Mapping[str, Guard] = {
    guard.__name__: guard
    for guard in (
        under_the_act,
        filed_in_time,
        valid_within,
        five_answered,
        two_answered,
        five_met,
        small_project,
        council_asked,
        council_passed_by,
        notice_given,
        meeting_held,
        preconditions_evidenced,
        validity_over,
        idle_for_years,
        suspended_within,
        suspension_over,
        regular_service,
        no_fund_money,
    )
}
