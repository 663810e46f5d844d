"""Every clock the law sets off, computed from the steps that stand and the goods of the plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from engine.life.terms import days_until, last_day
from engine.life.values import MAIN, Procedure, Standing, Step
from engine.records import Permit

ClockState = Literal["running", "due", "breached"]
#: States of the project in which it is approved, and years without performance count.
APPROVED = frozenset(
    {"approved", "reported", "gates_open", "running", "change_pending", "adjusting"}
)
#: Until which state a contact or a visit is still used; later the approval of the project is.
BEFORE_APPROVAL = frozenset(
    {"contact_ok", "partner_found", "visit_ok", "agreed", "filed", "supplement", "consulting"}
    | {"council"}
)


@dataclass(frozen=True, slots=True)
class Clock:
    """One period that runs: since when, until which day, and how it stands today.

    `limit` names the limit of the law behind it; `step` is the track and number that set it off.
    A clock of amounts has no `due`: `measured` is how far the plan is from what was approved.
    """

    key: str
    limit: str
    since: date
    due: date | None
    state: ClockState
    days: int | None
    step: tuple[str, int]
    measured: Decimal | None = None

    @property
    def identity(self) -> str:
        """Stays the same while the same period runs, so that each is reminded of once."""
        return f"{self.key}:{self.step[0]}:{self.step[1]}:{self.due or ''}"


def clocks(
    procedure: Procedure,
    states: Mapping[str, str],
    standing: Standing,
    totals: Mapping[str, Mapping[str, Decimal]],
) -> list[Clock]:
    """Every clock of a project that runs, the nearest first.

    `totals` are the values of the plan's goods today, by direction ("into", "out") and currency.
    """
    found = [
        *_validities(procedure, states, standing),
        *_idle_years(procedure, states, standing),
        *_reports(procedure, states, standing),
        *_amounts(procedure, states, standing, totals),
    ]
    return sorted(found, key=lambda each: (each.due or date.min, each.key))


def permit_clocks(
    procedure: Procedure, permits: Iterable[Permit], project: str, today: date
) -> list[Clock]:
    """The last days of the permits granted to a project, as the plan records them."""
    return [
        Clock(
            "permit",
            "",
            permit.valid_from or permit.applied or today,
            until,
            state_on(procedure, today, until),
            days_until(today, until),
            (f"permit:{permit.key}", 0),
        )
        for permit in permits
        if project in permit.projects and permit.state == "granted"
        if (until := permit.valid_until) is not None
    ]


def state_on(procedure: Procedure, today: date, due: date) -> ClockState:
    """Breached from the day after the last, due within the days of notice, else running."""
    left = days_until(today, due)
    if left < 0:
        return "breached"
    return "due" if left <= procedure.limit("notice_days") else "running"


def _clock(
    procedure: Procedure, standing: Standing, key: str, limit: str, step: Step, due: date
) -> Clock:
    state = state_on(procedure, standing.today, due)
    left = days_until(standing.today, due)
    since = step.facts.get("valid_from", step.on)
    return Clock(key, limit, since, due, state, left, (step.track, step.number))


def _validities(
    procedure: Procedure, states: Mapping[str, str], standing: Standing
) -> Iterator[Clock]:
    """Acceptances, approvals and suspensions that end on a day that was recorded with them."""
    main = states[MAIN]
    watched: Sequence[tuple[str, str, str, bool, tuple[str, ...]]] = (
        ("contact", MAIN, "contact_months", main in BEFORE_APPROVAL, ("accept_contact",)),
        ("visit", MAIN, "visit_months", main in BEFORE_APPROVAL, ("approve_visit",)),
        ("approval", MAIN, "", main in APPROVED, ("approve", "resolve_and_approve")),
        ("carry", "carry", "carry_months", states.get("carry") == "approved", ("approve_carry",)),
        (
            "transport_irregular",
            "transport",
            "transport_irregular_months",
            states.get("transport") in {"irregular_approved", "five_runs_done"},
            ("approve_irregular",),
        ),
        (
            "transport_regular",
            "transport",
            "transport_regular_months",
            states.get("transport") == "regular_approved",
            ("approve_regular",),
        ),
    )
    for key, track, limit, counts, events in watched:
        step = standing.last(track, *events) if counts else None
        if step is None:
            continue
        due = step.facts.get("valid_until")
        if not isinstance(due, date) and limit:
            due = last_day(step.on, int(procedure.limit(limit)))
        if isinstance(due, date):
            yield _clock(procedure, standing, key, limit, step, due)
    stopped = standing.last(MAIN) if main == "suspended" else None
    if stopped:
        most = last_day(stopped.on, int(procedure.limit("suspension_months")))
        due = stopped.facts.get("suspended_until", most)
        yield _clock(procedure, standing, "suspension", "suspension_months", stopped, due)
    called = standing.last(MAIN) if main == "council" else None
    if called and isinstance(called.facts.get("meeting_on"), date):
        meeting = called.facts["meeting_on"]
        yield _clock(procedure, standing, "council", "council_notice_days", called, meeting)


def _idle_years(
    procedure: Procedure, states: Mapping[str, str], standing: Standing
) -> Iterator[Clock]:
    """Years since the approval, the last step after it or the last work the plan has as done."""
    granted = standing.last(MAIN, "approve", "resolve_and_approve", "report_small_project")
    last = standing.last(MAIN)
    if states[MAIN] not in APPROVED or granted is None or last is None:
        return
    since = max(day for day in (granted.on, last.on, standing.performed) if day)
    due = last_day(since, int(procedure.limit("idle_months")))
    state, left = state_on(procedure, standing.today, due), days_until(standing.today, due)
    yield Clock("idle", "idle_months", since, due, state, left, (MAIN, granted.number))


def _reports(
    procedure: Procedure, states: Mapping[str, str], standing: Standing
) -> Iterator[Clock]:
    """Reports that a condition of an acceptance or approval asks for, until they are handed in."""
    for event, answered in (
        ("accept_contact", ("letter_of_intent",)),
        ("approve_visit", ("sign_contract",)),
        ("approve", ("report_start",)),
        ("resolve_and_approve", ("report_start",)),
        ("report_start", ("report_completion",)),
    ):
        step = standing.last(MAIN, event)
        done = standing.last(MAIN, *answered)
        due = step.facts.get("report_due") if step else None
        ended = procedure.tracks[MAIN].states[states[MAIN]].is_final
        if step is None or ended or (done and done.number > step.number):
            continue
        if isinstance(due, date):
            yield _clock(procedure, standing, f"report_{event}", "", step, due)


def _amounts(
    procedure: Procedure,
    states: Mapping[str, str],
    standing: Standing,
    totals: Mapping[str, Mapping[str, Decimal]],
) -> Iterator[Clock]:
    """Approval to carry covers its total up to a tenth more or less; beyond, it is asked anew."""
    step = standing.last("carry", "approve_carry")
    if step is None or states.get("carry") != "approved":
        return
    currency = step.facts.get("carry_currency", "")
    for way in ("into", "out"):
        approved = step.facts.get(f"total_{way}")
        if approved is None:
            continue
        share = changed_share(approved, totals.get(way, {}).get(currency, Decimal(0)))
        state: ClockState = "running"
        if share is None or abs(share) > procedure.limit("amount_share"):
            state = "breached"
        place = ("carry", step.number)
        yield Clock(f"amount_{way}", "amount_share", step.on, None, state, None, place, share)


def changed_share(approved: Decimal, now: Decimal) -> Decimal | None:
    """By which part of the approved total it differs now; None where nothing was approved."""
    if not approved:
        return None if now else Decimal(0)
    return (now - approved) / approved
