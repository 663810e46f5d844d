"""Screened by the engine and, plainly, by the letter of its rules: the answers are the same."""

from functools import cache
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.screening import Law, Screener
from engine.screening.matters import DIRECTIONS, FORMS, REGIMES
from engine.screening.reading import read_case, read_measure
from tests.engine.laws import MEASURES, written_cases
from tests.engine.plain_matcher import Row, day_after, plainly

Json = dict[str, Any]


@cache
def _rows() -> list[Row]:
    """The measures, and three that exclude goods: those that are loaded exclude none."""
    rows = yaml.load(MEASURES.read_text(encoding="utf-8"), yaml.CSafeLoader)["measures"]
    by_id = {row["id"]: row for row in rows}
    cut = (
        ("unscr-2397-7", ["84", "8452", "845221", "87"], ["8452", "8703", "87"]),
        ("unscr-2375-16", ["61", "6201", "63"], ["6201", "620193", "6", "6309"]),
        ("kr-524-in", [], ["30", "4901"]),
    )
    return [
        *rows,
        *(
            {**by_id[key], "id": f"{key}-cut", "hs_include": include, "hs_exclude": exclude}
            for key, include, exclude in cut
            if include
        ),
    ]


@cache
def _screener() -> Screener:
    return Screener(Law({row["id"]: read_measure(row) for row in _rows()}))


def _days(row: Row) -> list[str]:
    """The days on both sides of everything a row dates."""
    dated = [row["adopted"], row["effective_from"], row["effective_to"], row["wind_down_until"]]
    return [day_after(day, by) for day in dated if day for by in (-1, 0, 1)]


def _codes(row: Row) -> list[str]:
    """Codes at both edges of every prefix, and beside it."""
    prefixes = [*row["hs_include"], *row["hs_exclude"], *(row.get("hs_review") or ())]
    edges = [each.ljust(6, pad) for each in prefixes for pad in "09"]
    beside = [str(int(each) + 1).zfill(len(each)).ljust(6, "0") for each in prefixes]
    return [each for each in (*edges, *beside) if len(each) == 6] or ["400000"]


@st.composite
def _lines(draw: st.DrawFn, row: Row) -> Json:
    """A line near a measure: it may differ from it in any of its facts."""
    other = draw(st.sampled_from(_rows()))
    tags = [each["requires_tag"] for each in (row, other) if each.get("requires_tag")]
    subject = row["subject"]
    return {
        "subject": subject,
        "direction": draw(st.sampled_from((row["direction"], *DIRECTIONS))),
        "hs": draw(st.sampled_from(_codes(row))) if subject == "goods" else None,
        "tags": draw(st.lists(st.sampled_from(tags), unique=True)) if tags else [],
    }


@st.composite
def _cases(draw: st.DrawFn) -> Json:
    near = draw(st.lists(st.sampled_from(_rows()), min_size=1, max_size=3))
    routes = [
        {"measure": row["id"], "basis": each["basis"], "kind": each["kind"]}
        for row in near
        for each in row["exemptions"]
    ]
    forms = [form for row in near for form in row.get("investment_forms") or ()]
    return {
        "date": draw(st.sampled_from([day for row in near for day in _days(row)])),
        "regimes": draw(
            st.lists(st.sampled_from(REGIMES), min_size=1, unique=True)
            | st.just(sorted({row["regime"] for row in near}))
        ),
        "lines": [draw(_lines(row)) for row in near],
        "investment_form": draw(st.sampled_from((*forms, *FORMS))),
        "uses_dprk_labour_abroad": draw(st.booleans()),
        "contract_date": draw(
            st.none() | st.sampled_from([day for row in near for day in _days(row)])
        ),
        "claimed_route": draw(st.lists(st.sampled_from(routes), max_size=2)) if routes else [],
    }


@settings(max_examples=400, deadline=None)
@given(_cases())
def test_the_engine_answers_as_the_letter_of_the_rules_does(case: Json) -> None:
    found, plain = _screener().screen(read_case(case)), plainly(case, _rows())
    assert found.verdict.word == plain.verdict
    assert frozenset(found.cites) == plain.cites
    assert {measure for _line, measure in found.advice} == plain.advice
    assert (found.verdict.word == "permitted") or found.cites


def test_the_letter_of_the_rules_answers_the_written_cases_too() -> None:
    for case in written_cases():
        lines = [{**each, "tags": each.get("tags") or []} for each in case["lines"]]
        told = {**case, "lines": lines, "claimed_route": case["claimed_route"] or []}
        found = plainly(told, [row for row in _rows() if not row["id"].endswith("-cut")])
        assert (found.verdict, found.cites) == (
            case["expected"]["verdict"],
            frozenset(case["expected"]["cites"]),
        ), case["id"]
