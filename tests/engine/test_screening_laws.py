"""Laws that hold for every case: relief is never worse, another line or measure never milder."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.screening import Case, Law, Line, Measure, Relief, Screener, Verdict, screen, spells
from engine.screening.law import NEVER_RELIEVED
from engine.screening.matters import DIRECTIONS, FORMS, REGIMES, SUBJECTS
from tests.engine.laws import measures

ALL = measures()
TAGS = sorted({each.tag for each in ALL.values() if each.tag})
CODES = sorted({code for each in ALL.values() for code in (*each.include, *each.review)})
MODES = ("suspension", "lifting", "partial_suspension", "humanitarian_exemption")
DAYS = st.dates(date(2006, 1, 1), date(2045, 12, 31))

codes = st.one_of(
    st.sampled_from(CODES).map(lambda code: code.ljust(6, "0")),
    st.from_regex(r"[0-9]{6}", fullmatch=True),
)
lines = st.builds(
    Line,
    st.sampled_from(SUBJECTS),
    st.sampled_from(DIRECTIONS),
    codes,
    st.frozensets(st.sampled_from(TAGS), max_size=3),
)
cases = st.builds(
    Case,
    DAYS,
    st.lists(lines, min_size=1, max_size=4).map(tuple),
    st.frozensets(st.sampled_from(REGIMES), min_size=1),
    st.sampled_from(FORMS),
    st.booleans(),
    st.none() | DAYS,
)
reliefs = st.builds(
    Relief,
    st.sampled_from(sorted(ALL)),
    DAYS,
    st.none(),
    st.sampled_from(MODES),
    st.lists(st.sampled_from(CODES), max_size=2).map(tuple),
)
some_law = st.frozensets(st.sampled_from(sorted(ALL)), max_size=40).map(
    lambda keys: Law({key: ALL[key] for key in sorted(keys)})
)
quick = settings(max_examples=200, deadline=None)


@quick
@given(cases)
def test_suspending_everything_that_can_be_leaves_only_arms_and_weapons(case: Case) -> None:
    off = tuple(Relief(key, date.min, None, "suspension") for key in ALL)
    found = screen(case, Law(ALL, off))
    assert {ALL[each.measure].tag for each in found.findings if not each.set_aside} <= (
        NEVER_RELIEVED
    )
    plain = replace(
        case, lines=tuple(replace(each, tags=each.tags - NEVER_RELIEVED) for each in case.lines)
    )
    assert screen(plain, Law(ALL, off)).verdict == Verdict.PERMITTED


@quick
@given(cases, st.lists(reliefs, max_size=6), reliefs)
def test_one_more_relief_never_makes_anything_less_lawful(
    case: Case, some: list[Relief], more: Relief
) -> None:
    before, after = (screen(case, Law(ALL, tuple(each))) for each in (some, [*some, more]))
    assert all(new <= old for old, new in zip(before.lines, after.lines, strict=True))


@quick
@given(cases, some_law, st.sampled_from(sorted(ALL)))
def test_one_more_measure_never_makes_a_verdict_milder(case: Case, law: Law, more: str) -> None:
    after = screen(case, Law({**law.measures, more: ALL[more]}))
    before = screen(case, law)
    assert all(new >= old for old, new in zip(before.lines, after.lines, strict=True))


@quick
@given(cases, lines)
def test_one_more_line_never_makes_a_project_more_lawful(case: Case, line: Line) -> None:
    law = Law(ALL)
    wider = replace(case, lines=(*case.lines, line))
    assert screen(wider, law).verdict >= screen(case, law).verdict
    assert screen(wider, law).lines[:-1] == screen(case, law).lines


@quick
@given(cases)
def test_every_verdict_but_permitted_cites_a_measure_in_force_that_day(case: Case) -> None:
    found = screen(case, Law(ALL))
    deciding = [each for each in found.findings if each.verdict == found.verdict]
    if found.verdict != Verdict.PERMITTED:
        assert deciding
        assert all(ALL[each.measure].in_force(case.day) for each in deciding)
        assert {each.measure for each in deciding} <= set(found.cites)


@quick
@given(cases, st.lists(reliefs, max_size=4), st.integers(-400, 400))
def test_restoring_the_dates_restores_the_verdicts_exactly(
    case: Case, some: list[Relief], days: int
) -> None:
    moved = [replace(each, since=each.since + timedelta(days)) for each in some]
    back = [replace(each, since=each.since - timedelta(days)) for each in moved]
    screen(case, Law(ALL, tuple(moved)))
    assert screen(case, Law(ALL, tuple(back))) == screen(case, Law(ALL, tuple(some)))


@settings(max_examples=30, deadline=None)
@given(cases, st.lists(reliefs, max_size=3), st.integers(0, 1500))
def test_between_its_turning_days_a_case_screens_the_same(
    case: Case, some: list[Relief], offset: int
) -> None:
    screener = Screener(Law(ALL, tuple(some)))
    first, last = date(2016, 1, 1), date(2020, 12, 31)
    day = first + timedelta(offset)
    (spell,) = (
        each for each in spells(screener, case, first, last) if each.since <= day <= each.until
    )
    found = screener.screen(replace(case, day=day))
    assert replace(found, day=spell.screening.day) == spell.screening


@quick
@given(cases, st.sampled_from(sorted(ALL.values(), key=lambda each: each.id)))
def test_excluding_a_code_frees_that_code_and_nothing_else(case: Case, measure: Measure) -> None:
    if not measure.include:
        return
    prefix = measure.include[0]
    narrower = replace(measure, exclude=(prefix,))
    before, after = (screen(case, Law({measure.id: each})) for each in (measure, narrower))
    for line, old, new in zip(case.lines, before.lines, after.lines, strict=True):
        longest = max((p for p in measure.include if line.hs.startswith(p)), default="", key=len)
        assert new == (Verdict.PERMITTED if longest == prefix else old)
