"""Links and gates as the courses of many runs read them: one row after the other."""

from typing import NamedTuple

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled
from engine.network import Link


class Step(NamedTuple):
    """An edge as one row after the other reads it: see `Edges.places`.

    `end` is what it reads of its source: 0 the start, 1 the finish, 2 where the rest goes on.
    `share` is the link whose lag is a share of its predecessor's duration; `is_plain` says that
    nothing need be counted on. `last` is a lag added once the duration has been taken off.
    """

    source: int
    end: int
    to_finish: bool
    way: tuple[Days | int, Days | int, Days | int]
    onto: int
    share: Link | None
    is_plain: bool
    last: int | None = None


def steps_of(compiled: Compiled) -> list[Step]:
    """Every forward edge, laid out once for all runs."""
    edges, links, spans = compiled.forward, compiled.links, compiled.spans
    target = spans.of(edges.row)
    kinds = [link.kind for link in links] + ["FS"] * len(compiled.gates)
    ends = np.array([kind in ("FF", "SF") for kind in kinds], bool)[edges.number]
    short = ends * target.one * compiled.timeline.shown_short
    laid = np.where(ends & target.elapsed, target.way_back - 1, target.base - short)
    found = []
    columns = (edges.at, edges.base, edges.count, edges.into - laid, edges.onto, edges.number, ends)
    for at, base, count, at_end, onto, number, to_finish in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        link = links[number] if number < len(links) else None
        share = link if link and link.unit == "percent" and link.lag else None
        is_plain = not (share or count or at_end) and base == compiled.timeline.every_day
        end, source = divmod(at, compiled.count)
        way = (base, count, at_end)
        last = at_end if number in compiled.lag_comes_last else None
        found.append(Step(source, end, to_finish, way, onto, share, is_plain, last))
    return found
