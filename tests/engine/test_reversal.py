"""What is stranded if access ends: five projects by hand, and the laws of the curve."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.problems import BrokenPlan
from engine.reversal import Commitment, compared, exposure_on, reversal_curve

SINCE, UNTIL = date(2027, 1, 1), date(2028, 3, 1)

SURVEY = Commitment("survey", date(2027, 1, 1), date(2027, 1, 31), 31.0, 0.0, 3, 12)
ROAD = Commitment("road", date(2027, 2, 1), date(2027, 7, 31), 181.0, 0.0, 20, 60, 90.5)
LOOMS = Commitment("looms", date(2027, 4, 1), date(2027, 4, 30), 300.0, 0.75, 40, 5, 200.0)
TRAINING = Commitment(
    "training", date(2027, 3, 1), date(2027, 12, 31), 306.0, 0.5, 5, 30, until=date(2027, 6, 30)
)
POWER = Commitment("power", date(2028, 1, 1), date(2028, 12, 31), 366.0, 0.2, 90, 80, 36.6)
FIVE = (SURVEY, ROAD, LOOMS, TRAINING, POWER)


def test_five_projects_worked_out_by_hand():
    curve = {each.day: each for each in reversal_curve(FIVE, SINCE, UNTIL)}
    assert len(curve) == 15

    first = curve[date(2027, 1, 1)]
    assert (first.out, first.people, first.goods, first.wind_down) == (0, 0, 0, 0)

    # The survey is over and paid: lost, and nobody left.
    february = curve[date(2027, 2, 1)]
    assert (february.out, february.recoverable, february.people) == (31, 0, 0)
    assert february.wind_down == 0

    # 31 survey + 59 road + 31 of 306 training days, half of which come back.
    april = curve[date(2027, 4, 1)]
    assert april.out == pytest.approx(31 + 59 + 31)
    assert april.recoverable == pytest.approx(15.5)
    assert april.stranded == pytest.approx(105.5)
    assert april.people == 60 + 30
    assert april.goods == pytest.approx(29.5)
    assert april.wind_down == 20

    # The looms stand there; the trainers left on 30 June; the road is 150 of 181 days along.
    july = curve[date(2027, 7, 1)]
    assert july.out == pytest.approx(31 + 150 + 300 + 122)
    assert july.recoverable == pytest.approx(225 + 61)
    assert july.people == 60
    assert july.goods == pytest.approx(200 + 75)
    assert july.wind_down == 40

    march = curve[date(2028, 3, 1)]
    assert march.out == pytest.approx(31 + 181 + 300 + 306 + 60)
    assert march.recoverable == pytest.approx(225 + 153 + 12)
    assert march.people == 80
    assert march.goods == pytest.approx(90.5 + 200 + 6)
    assert march.wind_down == 90


@st.composite
def commitments(draw: st.DrawFn) -> list[Commitment]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        start = SINCE + timedelta(draw(st.integers(0, 300)))
        finish = start + timedelta(draw(st.integers(0, 200)))
        amounts = [draw(st.integers(0, 500)) for _ in range(4)]
        left = draw(
            st.none() | st.integers(0, 300).map(lambda days, at=start: at + timedelta(days))
        )
        share = draw(st.sampled_from([0.0, 0.25, 0.5, 1.0]))
        money, wind_down, people, goods = amounts
        found.append(
            Commitment(f"c{number}", start, finish, money, share, wind_down, people, goods, left)
        )
    return found


@given(commitments())
def test_nothing_exposed_is_ever_negative_and_what_comes_back_is_no_more_than_went_out(several):
    for each in reversal_curve(several, SINCE, UNTIL):
        assert min(each.out, each.recoverable, each.people, each.goods, each.wind_down) >= 0
        assert each.stranded >= -1e-9


@given(commitments(), commitments())
def test_curves_of_independent_projects_add_up(ours, theirs):
    rows = zip(
        *(reversal_curve(each, SINCE, UNTIL) for each in (ours, theirs, [*ours, *theirs])),
        strict=True,
    )
    for a, b, both in rows:
        assert both.out == pytest.approx(a.out + b.out)
        assert both.stranded == pytest.approx(a.stranded + b.stranded)
        assert both.people == a.people + b.people
        assert both.goods == pytest.approx(a.goods + b.goods)
        assert both.wind_down == max(a.wind_down, b.wind_down)


@given(st.integers(1, 400), st.integers(1, 200))
def test_the_reversible_project_first_never_worsens_the_early_part(money, days):
    length = timedelta(days - 1)
    handover = SINCE + timedelta(days)
    fixed = Commitment("fixed", SINCE, SINCE + length, money, 0.0)
    movable = Commitment("movable", handover, handover + length, money, 0.9)
    fixed_first = [fixed, movable]
    movable_first = [
        replace(movable, start=fixed.start, finish=fixed.finish),
        replace(fixed, start=movable.start, finish=movable.finish),
    ]
    curves = [reversal_curve(each, SINCE, UNTIL) for each in (fixed_first, movable_first)]
    assert all(each.stranded <= 1e-9 for each in compared(*curves))
    over = movable.finish + timedelta(1)
    assert exposure_on(fixed_first, over).stranded == pytest.approx(
        exposure_on(movable_first, over).stranded
    )


def test_every_fault_of_a_commitment_is_told():
    wrong = Commitment("X", UNTIL, SINCE, money=-1, recoverable=1.5)
    with pytest.raises(BrokenPlan) as refused:
        reversal_curve([wrong], SINCE, UNTIL)
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["finish_before_start", "not_a_share", "negative_exposure"]
