"""Pictures as numbers."""

from datetime import date
from decimal import Decimal

from engine.records import Window
from scenarios.drawing import CHART_HEIGHT, cumulative, strip

YEARS = range(2027, 2037)


def window(since: date, until: date | None = None) -> Window:
    return Window("w", "B", "C1", since, until)


def test_an_open_window_runs_to_the_edge() -> None:
    [span] = strip([window(date(2032, 1, 1))], YEARS).spans

    assert (span.x, span.x + span.width) == (120.0, 240.0)


def test_a_window_outside_the_years_is_not_drawn() -> None:
    assert strip([window(date(2020, 1, 1), date(2021, 1, 1))], YEARS).spans == []


def test_a_suspension_with_snapback_is_two_spans() -> None:
    both = [window(date(2028, 1, 1), date(2029, 12, 31)), window(date(2033, 1, 1))]

    assert len(strip(both, YEARS).spans) == 2


def test_cumulative_cost_never_falls_and_ends_at_the_total() -> None:
    chart = cumulative({"A": {2027: Decimal(30), 2029: Decimal(50)}, "B": {}})

    [a, b] = chart.lines
    heights = [float(point.split()[1]) for point in a.path[1:].split(" L")]
    assert heights == sorted(heights, reverse=True)
    assert (a.total, b.total) == (Decimal(80), Decimal(0))
    assert chart.levels[-1].amount == Decimal(80)
    assert all(0 <= height <= CHART_HEIGHT for height in heights)


def test_no_cost_at_all_is_still_a_chart() -> None:
    assert cumulative({"A": {}, "B": {}}).lines == []
