"""Measures that come back while work runs: the last day of the work, and the wind-down."""

from datetime import date

from engine.screening import Case, Law, Line, Measure, Relief, Screener, spells
from engine.screening.snapbacks import Snapback, snapbacks, stop_of

FIRST, LAST = date(2028, 1, 1), date(2035, 12, 31)
BAN = Measure(
    "ban",
    "un",
    "export_from_dprk",
    "goods",
    date(2017, 9, 11),
    date(2017, 9, 11),
    wind_down_until=date(2017, 12, 10),
    scope="listed",
    include=("62",),
)
PLAIN = Measure("plain", "un", "within", "goods", FIRST, FIRST, scope="all")
CASE = Case(FIRST, (Line("goods", "export_from_dprk", "620193", key="coats"),))


def _eased(*reliefs: Relief, measures: tuple[Measure, ...] = (BAN,)) -> tuple[Snapback, ...]:
    law = Law({each.id: each for each in measures}, reliefs)
    return snapbacks(spells(Screener(law), CASE, FIRST, LAST))


def test_the_end_of_a_suspension_is_a_snapback_and_names_its_condition() -> None:
    relief = Relief("ban", date(2029, 1, 1), date(2031, 6, 30), "suspension", condition="K")
    assert _eased(relief) == (Snapback(date(2031, 7, 1), "ban", ("K",)),)


def test_an_open_end_a_next_window_and_other_goods_snap_nothing_back() -> None:
    opened = Relief("ban", date(2029, 1, 1), None, "suspension")
    assert _eased(opened) == ()
    first = Relief("ban", date(2029, 1, 1), date(2030, 12, 31), "suspension")
    second = Relief("ban", date(2031, 1, 1), None, "lifting")
    assert _eased(first, second) == ()
    other = Relief("ban", date(2029, 1, 1), date(2030, 12, 31), "partial_suspension", ("61",))
    assert _eased(other) == ()


def test_the_end_of_exemptions_is_one_too() -> None:
    relief = Relief("ban", date(2029, 1, 1), date(2030, 12, 31), "humanitarian_exemption")
    assert _eased(relief) == (Snapback(date(2031, 1, 1), "ban"),)


def test_work_stops_the_day_before_and_the_wind_down_counts_from_the_snapback() -> None:
    coming = (Snapback(date(2031, 7, 1), "ban", ("K",)),)
    known = {"ban": BAN, "plain": PLAIN}
    stop = stop_of(date(2031, 1, 1), date(2031, 7, 1), coming, known)
    assert stop is not None
    assert (stop.last, stop.grace) == (date(2031, 6, 30), date(2031, 9, 28))
    assert (stop.grace - stop.last).days == (date(2017, 12, 10) - date(2017, 9, 11)).days
    both = (*coming, Snapback(date(2031, 7, 1), "plain"))
    without = stop_of(date(2031, 1, 1), date(2032, 1, 1), both, known)
    assert without is not None and without.grace is None
    assert [each.measure for each in without.snapbacks] == ["ban", "plain"]


def test_work_that_ends_before_or_starts_on_the_day_has_no_stop() -> None:
    coming = (Snapback(date(2031, 7, 1), "ban"),)
    assert stop_of(date(2031, 1, 1), date(2031, 6, 30), coming, {"ban": BAN}) is None
    assert stop_of(date(2031, 7, 1), date(2031, 9, 1), coming, {"ban": BAN}) is None


def test_a_screener_that_takes_over_what_another_knows_answers_as_a_fresh_one() -> None:
    measures = {"ban": BAN, "plain": PLAIN}
    relief = Relief("ban", date(2029, 1, 1), date(2030, 12, 31), "suspension")
    plain = Screener(Law(measures))
    plain.screen(CASE)
    law = Law(measures, (relief,))
    shared, fresh = Screener(law, like=plain), Screener(law)
    assert shared.base is plain and fresh.base is fresh
    assert spells(shared, CASE, FIRST, LAST) == spells(fresh, CASE, FIRST, LAST)
    assert shared.reliefs_for(CASE) == (relief,)
