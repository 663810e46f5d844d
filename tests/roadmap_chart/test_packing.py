"""Bars of one lane never overlap, and take no more rows than they must."""

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.packing import Span, rows_of

spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda p: Span(p[0], p[0] + p[1]))
)


def test_bars_that_follow_each_other_share_a_row() -> None:
    assert rows_of([Span(0, 10), Span(10, 20), Span(5, 12)]) == ([0, 0, 1], 2)


def test_a_bar_without_length_takes_a_day() -> None:
    assert rows_of([Span(3, 3), Span(3, 3)]) == ([0, 1], 2)


@given(spans)
def test_no_two_bars_of_a_row_overlap(given_spans: list[Span]) -> None:
    rows, _ = rows_of(given_spans)
    taken = [
        (row, day)
        for span, row in zip(given_spans, rows, strict=True)
        for day in range(span.start, max(span.end, span.start + 1))
    ]
    assert len(taken) == len(set(taken))


@given(spans)
def test_there_are_as_many_rows_as_bars_at_the_busiest_day(given_spans: list[Span]) -> None:
    busiest = max(
        (sum(s.start <= day < max(s.end, s.start + 1) for s in given_spans) for day in range(100)),
        default=0,
    )
    assert rows_of(given_spans)[1] == busiest
