"""Firm constraints in many runs at once: the latest places they allow, and links held to them."""

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Days
from engine.compiling import Compiled
from engine.network import Activity

Whole = NDArray[np.integer[Any]] | int


def latest_in_runs(
    compiled: Compiled, row: int, more: Whole, one: Whole, drawn: Whole | None
) -> Days | int | None:
    """The latest place a firm constraint allows a row, by run where its length is drawn.

    `more` and `one` are the row's span as in `Spans`; None where nothing firm is asked of it.
    """
    firm = compiled.firm.get(row)
    if firm is None:
        return None
    asked = _finish_asked(compiled.activities[row])
    if drawn is None or asked is None:
        return firm.most
    line, spans, base = compiled.timeline, compiled.spans, int(compiled.spans.base[row])
    over = line.over(asked)
    finish: Days = np.where(np.asarray(drawn) > 0, over, over - line.shown_short)
    if spans.elapsed[row]:
        start = line.nth.take(line.before.take(finish + int(spans.way_back[row])) - more)
        return np.subtract(line.before.take(start + base + 1), 1)
    places: Days = line.before.take(finish + base + 1 - one)
    return places - more - 1


def held_to(compiled: Compiled, edge: int, reached: Days, most: Days | int | None) -> Days:
    """Where an edge leads to once a firm constraint has overruled it; see `firm_place`."""
    if most is None or compiled.forward.number[edge] >= len(compiled.links):
        return reached
    line = compiled.timeline
    held: Days = np.where(line.nth.take(reached) < line.days, np.minimum(reached, most), reached)
    return held


def _finish_asked(activity: Activity) -> date | None:
    constraint = activity.constraint
    kinds = ("finish_no_later_than", "finish_on")
    return constraint.date if constraint and constraint.kind in kinds else None
