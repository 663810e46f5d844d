"""What was known of the law on a day, against a naive replay; and what the database refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.errors import Invalid
from engine.screening import Case, Line
from sanctions.clocks import first_day, known_day, measures_known
from sanctions.content import as_json, content_of
from sanctions.history import history_of
from sanctions.keeping import keep_shipped
from sanctions.models import Measure, MeasureProposal, MeasureVersion
from sanctions.services import draft_of, propose, reject
from screening import catalogue
from tests.sanctions.small_law import (
    FIRST,
    NAMES,
    at,
    days_after,
    edit,
    noon,
    officer,
    reviewer,
    said_now,
    small_law,
    version_of,
)
from tests.undone import undone

pytestmark = pytest.mark.django_db

#: One thing that happens to the law: to which measure, hours after the last, what it says then.
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(0, 60),
        st.sampled_from(["accepted", "rejected", "shipped", "ended"]),
        st.text("가나다abc ", min_size=1, max_size=6).filter(lambda text: text.strip() != ""),
        st.sets(st.sampled_from(["8452", "8501", "841990"]), max_size=2),
    ),
    max_size=5,
)


@given(events=EVENTS)
def test_the_law_as_known_on_any_day_is_what_a_replay_of_the_events_says(events: Any) -> None:
    with undone():
        small_law()
        one, other = officer(), reviewer()
        log = [(noon(FIRST), said_now())]
        moment = noon(FIRST)
        for name, hours, what, text, codes in events:
            moment += timedelta(hours=hours, minutes=1)
            with at(moment):
                _happen(name, what, text, sorted(codes), one, other)
            log.append((moment, said_now()))
        for number in range((clock.day_of(moment) - FIRST).days + 1):
            day = days_after(number)
            replayed = [said for when, said in log if when < clock.end_of(day)][-1]
            known = {key: as_json(content_of(each)) for key, each in measures_known(day).items()}
            assert known == replayed
        assert _replayed_proposals(log[0][1]) == said_now()


def _happen(name: str, what: str, text: str, codes: list[str], one: Any, other: Any) -> None:
    """The event; one that would change nothing does not take place."""
    said = version_of(name)
    if what == "shipped":
        Measure.objects.filter(pk=name).update(summary_en=text)
        keep_shipped()
    elif what == "ended":
        last = said.effective_from + timedelta(days=len(text))
        if said.effective_to != last:
            edit(name, {"effective_to": last}, one, other, kind="end")
    elif (said.summary_en, said.hs_exclude) != (text.strip(), codes):
        values = {"summary_en": text.strip(), "hs_exclude": codes}
        if what == "accepted":
            edit(name, values, one, other)
        else:
            made = propose("change", name, values, why="w", evidence="e", by=one)
            reject(made, seen=draft_of(made).number, comment="no", by=other)


def _replayed_proposals(first: dict[str, Any]) -> dict[str, Any]:
    """Accepted drafts laid over what was shipped, in the order they were known."""
    found = dict(first)
    for version in MeasureVersion.objects.order_by("known_from"):
        if version.proposal is None:
            found[version.measure] = as_json(content_of(version))
        else:
            found[version.measure] = draft_of(version.proposal).content
    return found


def test_a_day_knows_what_was_accepted_on_it_and_the_day_before_does_not() -> None:
    small_law()
    one, other = officer(), reviewer()
    with at(days_after(10)):
        edit("res-1", {"paragraph": "1 bis"}, one, other)
        edit("res-1", {"paragraph": "1 ter"}, one, other)
    assert measures_known(days_after(9))["res-1"].paragraph == "1"
    assert measures_known(days_after(10))["res-1"].paragraph == "1 ter"
    assert [line.version.paragraph for line in history_of("res-1").lines] == ["1 ter", "1 bis", "1"]


def test_the_clocks_are_apart_in_force_on_one_day_known_on_another() -> None:
    small_law()
    start = date(2026, 6, 1)
    with at(days_after(10)):
        edit("res-1", {"effective_from": start}, officer(), reviewer())
    line = Line(hs="8452")

    def met(known: date | None, day: date) -> bool:
        found = catalogue.screener(law=catalogue.past(known)).screen(Case(day, (line,)))
        return "res-1" in found.cites

    before, on = start - timedelta(days=1), start
    assert (met(None, before), met(None, on)) == (False, True)
    assert (met(days_after(9), before), met(days_after(9), on)) == (True, True)
    assert (met(days_after(10), before), met(days_after(10), on)) == (False, True)


def test_codes_excluded_by_an_edit_are_met_no_more_and_their_neighbours_are() -> None:
    small_law()
    with at(days_after(1)):
        edit("res-1", {"hs_exclude": ["8452"]}, officer(), reviewer())
    screener = catalogue.screener()

    def cites(hs: str) -> set[str]:
        return set(screener.screen(Case(date(2026, 9, 1), (Line(hs=hs),))).cites)

    assert cites("845210") == {"res-2"}
    assert cites("845310") == {"res-1", "res-2"}


def test_a_day_before_the_first_load_or_to_come_has_no_answer() -> None:
    small_law()
    with at(days_after(30)):
        assert first_day() == FIRST
        assert known_day(FIRST.isoformat()) == FIRST
        assert known_day(days_after(30)) is None  # today is now
        assert known_day("2026.03.05") == date(2026, 3, 5)
        for asked, code in (
            (FIRST - timedelta(days=1), "known_too_early"),
            (days_after(31), "known_in_the_future"),
            ("2026-02-30", "not_a_date"),
            ("soon", "not_a_date"),
        ):
            with pytest.raises(Invalid) as refused:
                known_day(asked)
            assert refused.value.problems[0].code == code


def test_a_measure_taken_out_is_known_of_the_days_it_was_there() -> None:
    small_law()
    Measure.objects.filter(pk="res-2").delete()
    with at(days_after(5)):
        keep_shipped()
    assert "res-2" in measures_known(days_after(4))
    assert "res-2" not in measures_known(days_after(5))
    assert history_of("res-2").is_ended


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sanctions_measureversion SET paragraph = 'x'",
        "UPDATE sanctions_measureversion SET known_from = now()",
        "UPDATE sanctions_measureversion SET known_until = now() + interval '9 years', why = 'x'",
        "DELETE FROM sanctions_measureversion",
        "UPDATE sanctions_proposalstep SET comment = 'x'",
        "DELETE FROM sanctions_proposalstep",
        "UPDATE sanctions_measureproposal SET state = 'open'",
        "UPDATE sanctions_measureproposal SET measure = 'x'",
        "DELETE FROM sanctions_measureproposal",
    ],
)
def test_the_database_keeps_history_from_whoever_writes_sql(statement: str) -> None:
    small_law()
    edit("res-1", {"paragraph": "9"}, officer(), reviewer())
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_an_end_of_what_was_known_is_set_once() -> None:
    small_law()
    with at(days_after(1)):
        edit("res-1", {"paragraph": "9"}, officer(), reviewer())
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureVersion.objects.filter(measure="res-1", number=1).update(known_until=None)


def test_two_versions_of_a_measure_are_never_known_at_once() -> None:
    small_law()
    with at(days_after(1)):
        edit("res-1", {"paragraph": "9"}, officer(), reviewer())
    first = MeasureVersion.objects.get(measure="res-1", number=1)
    first.pk, first.number, first.known_until = None, 3, None
    with pytest.raises(IntegrityError, match="known_one_at_a_time"), transaction.atomic():
        first.save(force_insert=True)


def test_a_version_by_one_person_alone_is_refused_by_the_database() -> None:
    small_law()
    one = officer()
    version = edit("res-1", {"paragraph": "9"}, one, reviewer())
    alone = MeasureProposal.objects.create(
        kind="change", measure="res-2", proposed_by=one, proposed_at=noon(FIRST)
    )
    version.pk, version.measure, version.number = None, "res-9", 1
    version.proposal, version.approved_by = alone, one
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        version.save(force_insert=True)
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic():
        MeasureProposal.objects.filter(pk=alone.pk).update(
            state="accepted", decided_by=one, decided_at=noon(FIRST)
        )
