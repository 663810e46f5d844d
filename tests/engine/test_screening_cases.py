"""The written cases, and what each of their edges says: a day, a prefix, a route."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.problems import BrokenPlan
from engine.screening import (
    Case,
    Claim,
    Grant,
    Law,
    Line,
    Measure,
    Relief,
    Route,
    Screener,
    Verdict,
    screen,
    spells,
)
from engine.screening.law import NEVER_RELIEVED
from engine.screening.reading import read_case
from tests.engine.laws import case_of, measures, written_cases

DAY = timedelta(days=1)
LAW = Law(measures())
EVERY_MEASURE = pytest.mark.parametrize("measure", measures().values(), ids=lambda each: each.id)


@pytest.mark.parametrize("case", written_cases(), ids=lambda case: case["id"])
def test_a_written_case_gets_its_verdict_its_citations_and_its_review(case: Any) -> None:
    found, expected = screen(read_case(case), LAW), case["expected"]
    assert found.verdict.word == expected["verdict"]
    assert sorted(found.cites) == sorted(expected["cites"])
    assert sorted(found.review) == sorted(expected.get("review", []))


@EVERY_MEASURE
def test_every_measure_binds_from_its_first_day_to_its_last(measure: Measure) -> None:
    met = {day: measure.id in _met(measure, day) for day in _edges(measure)}
    assert met == {day: measure.in_force(day) for day in _edges(measure)}
    assert met[measure.since] and not met[measure.since - DAY]


@EVERY_MEASURE
def test_every_prefix_is_met_at_its_edge_and_not_beside_it(measure: Measure) -> None:
    for prefix in measure.include:
        assert _meets(measure, prefix.ljust(6, "0")) and _meets(measure, prefix.ljust(6, "9"))
        beside = str(int(prefix) + 1).zfill(len(prefix)).ljust(6, "0")
        assert _meets(measure, beside) == beside.startswith(measure.include)


@EVERY_MEASURE
def test_every_exemption_changes_the_verdict_as_its_kind_says(measure: Measure) -> None:
    for route in measure.routes:
        case = _case_for(measure, measure.since)
        case = replace(case, claims=(Claim(measure.id, route.basis, route.kind),))
        (finding,) = screen(case, Law({measure.id: measure})).findings or (None,)
        if measure.force != "binding":
            assert finding is None
        elif route.kind == "carve_out":
            assert finding and (finding.verdict, finding.set_aside) == (0, "carve_out")
        else:
            assert finding and finding.verdict == Verdict.NEEDS_EXEMPTION


@EVERY_MEASURE
def test_a_wind_down_ends_with_its_last_day_and_needs_an_earlier_contract(
    measure: Measure,
) -> None:
    last = measure.wind_down_until
    if last is None or (measure.until and measure.until <= last):
        return
    case = replace(_case_for(measure, last), contract_date=measure.adopted - DAY)
    law = Law({measure.id: measure})
    assert screen(case, law).verdict == Verdict.PERMITTED
    assert screen(case, law).cites == (measure.id,)
    assert screen(replace(case, day=last + DAY), law).verdict == Verdict.PROHIBITED
    late = replace(case, contract_date=measure.adopted)
    assert screen(late, law).verdict == Verdict.PROHIBITED


@EVERY_MEASURE
def test_a_required_tag_is_asked_for_until_somebody_answers(measure: Measure) -> None:
    if not measure.tag:
        return
    law, case = Law({measure.id: measure}), _case_for(measure, measure.since)
    (line,) = case.lines
    asked = screen(replace(case, lines=(replace(line, tags=frozenset()),)), law)
    assert (asked.verdict, asked.questions) == (Verdict.PERMITTED, (measure.tag,))
    answered = replace(line, tags=frozenset(), ruled_out=frozenset({measure.tag}))
    denied = screen(replace(case, lines=(answered,)), law)
    assert (denied.verdict, denied.questions, denied.review) == (Verdict.PERMITTED, (), ())


def test_what_does_not_bind_is_advice_and_changes_no_verdict() -> None:
    measure = measures()["unscr-1874-19"]
    found = screen(_case_for(measure, measure.since), LAW)
    assert (found.verdict, found.advice) == (Verdict.PERMITTED, ((0, "unscr-1874-19"),))


def test_an_exclusion_as_long_as_the_inclusion_wins_and_a_longer_inclusion_beats_it() -> None:
    rule = _rule(include=("84", "845221"), exclude=("8452", "62"))
    verdicts = {hs: _verdict_of(rule, hs) for hs in ("841000", "845210", "845221", "620000")}
    assert verdicts == {
        "841000": Verdict.PROHIBITED,
        "845210": Verdict.PERMITTED,
        "845221": Verdict.PROHIBITED,
        "620000": Verdict.PERMITTED,
    }
    assert _verdict_of(_rule(include=("84",), exclude=("84",)), "8410") == Verdict.PERMITTED
    assert _verdict_of(_rule(scope="all", exclude=("30",)), "300490") == Verdict.PERMITTED


def test_a_code_that_is_too_short_to_tell_is_given_to_a_person() -> None:
    found = screen(_goods("2616", "export_from_dprk"), LAW)
    assert found.verdict == Verdict.PERMITTED
    assert set(found.review) == {"unscr-2321-28", "unscr-2270-30"}


def test_wholly_owned_factories_and_contract_processing_are_given_to_a_person() -> None:
    line = Line("investment", "within")
    for form in ("wholly_foreign_owned", "contract_processing"):
        found = screen(Case(date(2028, 1, 1), (line,), form=form), LAW)
        assert (found.verdict, found.review) == (Verdict.PERMITTED, ("unscr-2375-18",))


def test_a_form_or_work_abroad_that_no_line_carries_is_pointed_out() -> None:
    case = replace(_goods("640411"), form="joint_venture", labour_abroad=True)
    asked = [each.asks for each in screen(case, LAW).reviews if each.code == "line_missing"]
    assert asked == ["investment", "labour"]


def test_a_cap_asks_for_its_running_total_and_forbids_beyond_it() -> None:
    case = _goods("271019", day=date(2019, 6, 1), quantity=Decimal(1000), unit="barrel")
    asked = screen(case, LAW)
    assert asked.verdict == Verdict.CAPPED
    assert [each.code for each in asked.reviews if each.measure == "unscr-2397-5"] == [
        "running_total"
    ]
    for used, verdict in ((499_000, Verdict.CAPPED), (499_001, Verdict.PROHIBITED)):
        told = replace(case, totals=(("unscr-2397-5", Decimal(used)),))
        assert screen(told, LAW).verdict == verdict
    for own, verdict in ((500_000, Verdict.CAPPED), (500_001, Verdict.PROHIBITED)):
        alone = _goods("271019", day=case.day, quantity=Decimal(own), unit="barrel")
        assert screen(alone, LAW).verdict == verdict


def test_a_claim_the_text_does_not_have_changes_nothing_and_is_pointed_out() -> None:
    claim = Claim("unscr-2397-7", "unscr-2397-99", "carve_out")
    found = screen(replace(_goods("845221"), claims=(claim,)), LAW)
    assert found.verdict == Verdict.PROHIBITED
    assert ("unscr-2397-7", "claim_not_in_text") in [(r.measure, r.code) for r in found.reviews]


def test_a_permission_covers_its_lines_and_days_only() -> None:
    days = date(2028, 1, 1), date(2028, 6, 30)
    grant = Grant("S/2028/1", ("unscr-2397-7",), *days, lines=("a",))
    lines = tuple(replace(_goods("845221").lines[0], key=key) for key in ("a", "b"))
    case = replace(_goods("845221", day=days[1]), lines=lines, grants=(grant,))
    found = screen(case, LAW)
    assert found.lines == (Verdict.NEEDS_EXEMPTION, Verdict.PROHIBITED)
    assert [(each.line, each.because, each.until) for each in found.held] == [
        (0, "S/2028/1", days[1])
    ]
    assert screen(replace(case, day=days[1] + DAY), LAW).lines == (Verdict.PROHIBITED,) * 2


def test_relief_by_goods_turns_a_measure_off_for_those_goods_only() -> None:
    relief = Relief(
        "unscr-2397-7", date(2029, 7, 1), None, "partial_suspension", ("8444", "8452"), "K"
    )
    law = Law(measures(), (relief,))
    day = date(2029, 7, 1)
    assert screen(_goods("845221", day=day), law).verdict == Verdict.PERMITTED
    assert screen(_goods("841370", day=day), law).verdict == Verdict.PROHIBITED
    assert screen(_goods("845221", day=day - DAY), law).verdict == Verdict.PROHIBITED


@pytest.mark.parametrize("mode", ["partial_suspension", "humanitarian_exemption", ""])
def test_relief_that_is_no_suspension_leaves_an_exemption_to_be_had(mode: str) -> None:
    law = Law(measures(), (Relief("unscr-2397-7", date(2028, 1, 1), None, mode),))
    assert screen(_goods("845221"), law).verdict == Verdict.NEEDS_EXEMPTION


def test_arms_and_weapons_are_relieved_by_nothing() -> None:
    barred = {key: each for key, each in measures().items() if each.tag in NEVER_RELIEVED}
    assert len(barred) == 10
    reliefs = tuple(Relief(key, date.min, None, "lifting") for key in barred)
    for measure in barred.values():
        case = replace(_case_for(measure, measure.since), regimes=frozenset({measure.regime}))
        grant = Grant("x", (measure.id,), date.min)
        assert screen(replace(case, grants=(grant,)), Law(barred, reliefs)) == screen(
            case, Law(barred)
        )


def test_a_snapback_shows_as_spells_with_the_days_between_them() -> None:
    windows = ((date(2028, 1, 1), date(2033, 3, 31)), (date(2035, 1, 1), None))
    law = Law(measures(), tuple(Relief("unscr-2375-16", *each, "suspension") for each in windows))
    case = _goods("620293", "export_from_dprk")
    found = spells(Screener(law), case, date(2027, 1, 1), date(2036, 1, 1))
    assert [(each.since.isoformat(), each.screening.verdict) for each in found] == [
        ("2027-01-01", Verdict.PROHIBITED),
        ("2028-01-01", Verdict.PERMITTED),
        ("2033-04-01", Verdict.PROHIBITED),
        ("2035-01-01", Verdict.PERMITTED),
    ]
    assert found[1].until == date(2033, 3, 31)


def test_a_case_is_refused_with_every_fault_at_once() -> None:
    line = {"subject": "goods", "direction": "sideways", "hs": "62A1", "colour": "red"}
    raw = {"date": "2028-13-01", "regimes": ["un", "jp"], "lines": [line]}
    with pytest.raises(BrokenPlan) as caught:
        read_case(raw)
    assert {each.about: each.code for each in caught.value.problems} == {
        ("date",): "not_a_date",
        ("regimes",): "not_one_of",
        ("lines.0.direction",): "not_one_of",
        ("lines.0.hs",): "bad_hs",
        ("lines.0.colour",): "unknown_field",
    }


def test_the_same_case_screens_the_same_from_a_used_screener() -> None:
    screener = Screener(LAW)
    for each in written_cases():
        screener.screen(case_of(each["id"]))
    for each in written_cases():
        case = case_of(each["id"])
        assert screener.screen(case) == screen(case, LAW)


def _goods(
    hs: str, direction: str = "import_to_dprk", day: date = date(2028, 3, 1), **rest: Any
) -> Case:
    return Case(day, (Line("goods", direction, hs, **rest),))


def _rule(**rest: Any) -> Measure:
    since = date(2020, 1, 1)
    made = {"scope": "listed", **rest}
    routes = (Route("x", "carve_out"),)
    return Measure("m", "un", "within", "goods", since, since, routes=routes, **made)


def _verdict_of(rule: Measure, hs: str) -> Verdict:
    return screen(_goods(hs), Law({rule.id: rule})).verdict


def _case_for(measure: Measure, day: date) -> Case:
    """A case with one line that this measure is about."""
    hs = "" if measure.subject != "goods" else (measure.include or ("400000",))[0].ljust(6, "0")
    tags = frozenset({measure.tag} - {""})
    return Case(
        day,
        (Line(measure.subject, measure.direction, hs, tags),),
        frozenset({measure.regime}),
        (measure.forms or ("none",))[0],
        measure.subject == "labour",
    )


def _met(measure: Measure, day: date) -> set[str]:
    found = screen(_case_for(measure, day), LAW)
    return {*found.matched, *(each for _, each in found.advice)}


def _meets(measure: Measure, hs: str) -> bool:
    case = _case_for(measure, measure.since)
    line = replace(case.lines[0], hs=hs)
    found = screen(replace(case, lines=(line,)), Law({measure.id: measure}))
    return bool(found.matched or found.advice)


def _edges(measure: Measure) -> tuple[date, ...]:
    last = () if measure.until is None else (measure.until, measure.until + DAY)
    return (measure.since - DAY, measure.since, *last)
