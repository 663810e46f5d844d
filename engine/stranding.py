"""Reversal of a network at the command line: its activities as commitments, their curve as JSON."""

from datetime import date, datetime
from typing import Any

from engine.network import Activity, Network
from engine.reversal import Commitment, reversal_curve
from engine.schedule import Schedule, solve

FORMAT = "plan-reversal/1"


def write_reversal(network: Network, scenario: str | None) -> dict[str, Any]:
    """What is on the other side if access ends, on the first day of every month of a schedule.

    Money is the cost of an activity from all sources together. Activities without dates are named
    in `undated` and are in no month. `BrokenPlan` for shares beyond 0 to 1 and negative amounts.
    """
    schedule = solve(network, scenario)
    commitments = [made for each in network.activities if (made := _commitment(each, schedule))]
    dated = {each.key for each in commitments}
    first, last = _day(network.start), max((each.finish for each in commitments), default=None)
    curve = reversal_curve(commitments, first, _next_month(last or first))
    return {
        "format": FORMAT,
        "scenario": schedule.scenario,
        "undated": sorted(each.id for each in network.activities if each.id not in dated),
        "months": [
            {
                "day": each.day.isoformat(),
                "out": each.out,
                "recoverable": each.recoverable,
                "stranded": each.stranded,
                "people": each.people,
                "goods": each.goods,
                "wind_down": each.wind_down,
            }
            for each in curve
        ],
    }


def _commitment(activity: Activity, schedule: Schedule) -> Commitment | None:
    placed, across = schedule[activity.id], activity.across
    if placed.start is None or placed.finish is None:
        return None
    return Commitment(
        activity.id,
        _day(placed.start),
        _day(placed.finish),
        sum(activity.cost.values()),
        across.recoverable,
        across.wind_down,
        across.people,
        across.goods,
        across.until,
    )


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
