"""Statutory clocks at the edges of their days, and the ten percent."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.life.clocks import Clock, changed_share, clocks
from engine.life.replay import states_of
from engine.life.terms import last_day
from engine.life.values import Step
from tests.life.table import TODAY, approved, nothing, standing, step, table


def _clocks(steps: list[Step], today: date = TODAY, **values: Any) -> dict[str, Clock]:
    found = standing(steps, today, **values)
    return {c.key: c for c in clocks(table(), states_of(table(), steps), found, nothing())}


@pytest.mark.parametrize(
    ("since", "months", "last"),
    [
        (date(2027, 3, 1), 36, date(2030, 3, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 29)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 1, 30), 1, date(2027, 2, 28)),
        (date(2027, 12, 31), 12, date(2028, 12, 31)),
    ],
)
def test_a_period_ends_as_the_civil_act_counts_it(since: date, months: int, last: date) -> None:
    assert last_day(since, months) == last


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 60), st.integers(0, 400))
def test_a_later_event_never_ends_earlier(since: date, months: int, later: int) -> None:
    assert last_day(since, months) <= last_day(since + timedelta(later), months)
    assert last_day(since, months) < last_day(since, months + 1)
    assert abs((last_day(since, months) - since).days - months * 30.44) < 3.5


@pytest.mark.parametrize(
    ("left", "state"),
    [(61, "running"), (60, "due"), (59, "due"), (0, "due"), (-1, "breached")],
)
def test_a_clock_is_due_from_sixty_days_before_and_missed_the_day_after(
    left: int, state: str
) -> None:
    until = date(2029, 3, 1)
    steps = [step(1, "file_contact_report", date(2026, 3, 1))]
    steps.append(step(2, "accept_contact", date(2026, 3, 1), valid_until=until))
    clock = _clocks(steps, until - timedelta(left))["contact"]
    assert (clock.due, clock.days, clock.state, clock.limit) == (
        until,
        left,
        state,
        "contact_months",
    )


def test_three_years_without_performance_begin_anew_with_work_that_is_done() -> None:
    steps = approved(date(2024, 2, 29))
    assert _clocks(steps, date(2027, 2, 28))["idle"].state == "due"
    assert _clocks(steps, date(2027, 3, 1))["idle"].state == "breached"
    worked = _clocks(steps, date(2027, 3, 1), performed=date(2025, 7, 1))["idle"]
    assert (worked.since, worked.due) == (date(2025, 7, 1), date(2028, 7, 1))


def test_contact_and_visit_count_until_the_project_is_approved() -> None:
    before = approved(TODAY)[:3]
    before[1] = step(2, "accept_contact", TODAY, valid_until=date(2030, 6, 1))
    assert set(_clocks(before)) == {"contact"}
    visit = {"valid_from": date(2027, 7, 1), "valid_until": date(2028, 7, 1)}
    before.append(step(4, "approve_visit", TODAY, **visit))
    assert _clocks(before)["visit"].since == date(2027, 7, 1)
    after = approved(TODAY, valid_until=date(2032, 1, 1), report_due=date(2027, 9, 1))
    assert {(k, c.due) for k, c in _clocks(after).items()} == {
        ("approval", date(2032, 1, 1)),
        ("idle", date(2030, 6, 1)),
        ("report_approve", date(2027, 9, 1)),
    }


def test_a_report_is_due_until_it_is_handed_in() -> None:
    steps = [step(1, "file_contact_report", TODAY)]
    facts = {"valid_until": date(2030, 1, 1), "report_due": date(2027, 7, 1)}
    steps.append(step(2, "accept_contact", TODAY, **facts))
    assert _clocks(steps)["report_accept_contact"].days == 30
    steps.append(step(3, "letter_of_intent", TODAY))
    assert "report_accept_contact" not in _clocks(steps)


def test_a_transport_approval_lasts_two_years_or_five() -> None:
    one = step(1, "approve_irregular", TODAY, "transport", "none")
    assert _clocks([one])["transport_irregular"].due == date(2029, 6, 1)
    two = step(2, "log_runs", TODAY, "transport")
    three = step(3, "approve_regular", TODAY, "transport", valid_until=date(2032, 6, 1))
    assert set(_clocks([one, two])) == {"transport_irregular"}
    assert _clocks([one, two, three])["transport_regular"].due == date(2032, 6, 1)


def test_a_suspension_and_a_meeting_of_the_council_are_clocks_too() -> None:
    called = step(7, "submit_to_council", TODAY, meeting_on=date(2027, 6, 8))
    assert _clocks([*approved(TODAY)[:6], called])["council"].days == 7
    steps = [*approved(TODAY), step(8, "all_preconditions_met", TODAY, source="approved")]
    steps += [step(9, "report_start", TODAY), step(10, "suspend_after_hearing", TODAY)]
    assert _clocks(steps)["suspension"].due == date(2027, 12, 1)


@pytest.mark.parametrize(
    ("now", "state"),
    [("110", "running"), ("110.01", "breached"), ("90", "running"), ("89.99", "breached")],
)
def test_totals_may_change_by_a_tenth(now: str, state: str) -> None:
    granted = {"valid_until": date(2028, 6, 1), "carry_currency": "USD", "total_into": Decimal(100)}
    steps = [step(1, "apply_carry", TODAY, "carry")]
    steps.append(step(2, "approve_carry", TODAY, "carry", **granted))
    totals = {"into": {"USD": Decimal(now), "KRW": Decimal(5)}, "out": {}}
    found = clocks(table(), states_of(table(), steps), standing(steps), totals)
    assert {each.key: each.state for each in found} == {"carry": "running", "amount_into": state}


def test_a_total_of_nothing_allows_nothing() -> None:
    assert changed_share(Decimal(0), Decimal(0)) == 0
    assert changed_share(Decimal(0), Decimal(1)) is None
    assert changed_share(Decimal(200), Decimal(180)) == Decimal("-0.1")
