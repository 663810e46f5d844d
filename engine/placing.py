"""Puts spans on their calendars: as early as a bound allows, or as late, and into windows."""

import numpy as np

from engine.calendars import Days, Timeline
from engine.compiling import Compiled
from engine.rows import Spans
from engine.weather import Weather

Rows = slice | Days


def place(
    timeline: Timeline, spans: Spans, start: Days, finish: Days, elapsed: Rows | None
) -> tuple[Days, Days]:
    """The earliest starts at or after `start` whose spans are over no sooner than `finish`.

    `elapsed` says which of the spans do not count worked days.
    """
    before, nth = timeline.before, timeline.nth
    place = before.take(spans.base + start)
    by_finish = before.take(spans.base_less_one + finish)
    by_finish -= spans.more
    if elapsed is not None:
        back = before.take(spans.way_back[elapsed] + finish[elapsed] - 1) - spans.more[elapsed]
        by_finish[elapsed] = before.take(spans.base_more[elapsed] + nth.take(back))
    np.maximum(place, by_finish, out=place)
    placed = nth.take(place)
    if elapsed is not None:
        place[elapsed] = before.take(spans.way[elapsed] + placed[elapsed])
    place += spans.more
    over = nth.take(place)
    over += spans.one
    return placed, over


def place_latest(
    timeline: Timeline, spans: Spans, start: Days, finish: Days, elapsed: Rows | None
) -> tuple[Days, Days]:
    """The latest starts at or before `start` whose spans are over no later than `finish`."""
    before, nth = timeline.before, timeline.nth
    place = before.take(spans.base_more + start)
    place -= 1
    by_finish = before.take(spans.base_more_less_one + finish)
    by_finish -= spans.more_more
    if elapsed is not None:
        back = before.take(spans.way_back[elapsed] + finish[elapsed]) - spans.more[elapsed]
        by_finish[elapsed] = before.take(spans.base_more[elapsed] + nth.take(back)) - 1
    np.minimum(place, by_finish, out=place)
    placed = nth.take(place)
    if elapsed is not None:
        place[elapsed] = before.take(spans.way[elapsed] + placed[elapsed])
    place += spans.more
    over = nth.take(place)
    over += spans.one
    return placed, over


def fit(compiled: Compiled, weather: Weather, first: int, start: Days, finish: Days) -> None:
    """Moves the spans of rows from `first` on, in place, to the first piece that holds them."""
    pieces = weather.pieces
    piece = pieces.at_or_after(weather.set_key[first : first + len(start)], start)
    inside = start >= pieces.since.take(piece)
    inside &= finish <= pieces.limit.take(piece)
    if inside.all():
        return
    out = np.flatnonzero(~inside)
    row, piece = out + first, piece[out]
    floor, bound = start[out], np.zeros(len(out), np.int64)
    while len(out):
        spans, begin = compiled.spans.of(row), np.maximum(floor, pieces.since.take(piece))
        moved, over = place(compiled.timeline, spans, begin, bound, _elapsed(spans))
        fits = (moved < pieces.until.take(piece)) & (over <= pieces.limit.take(piece))
        start[out[fits]], finish[out[fits]] = moved[fits], over[fits]
        left = ~fits
        out, row, floor, bound = out[left], row[left], floor[left], bound[left]
        piece = piece[left] + 1


def fit_latest(compiled: Compiled, weather: Weather, rows: Rows, start: Days, finish: Days) -> None:
    """Moves spans back, in place, into the last piece that holds them.

    Where no piece lies before them they stay: the date asked for cannot be kept at all, and the
    float says by how much.
    """
    pieces = weather.pieces
    sets = compiled.requirement_set[rows]
    first = pieces.first.take(sets)
    piece = pieces.at_or_before(weather.set_key[rows], start)
    known = np.maximum(piece, first)
    outside = start >= pieces.until.take(known)
    outside |= finish > pieces.limit.take(known)
    outside &= piece >= first
    if not outside.any():
        return
    out = np.flatnonzero(outside)
    row = out + rows.start if isinstance(rows, slice) else rows[out]
    piece, first, latest, end = piece[out], first[out], start[out], finish[out]
    while len(out):
        spans, until = compiled.spans.of(row), pieces.until.take(piece)
        moved, over = place_latest(
            compiled.timeline,
            spans,
            np.minimum(latest, until - 1),
            np.minimum(end, pieces.limit.take(piece)),
            _elapsed(spans),
        )
        fits = moved >= pieces.since.take(piece)
        start[out[fits]], finish[out[fits]] = moved[fits], over[fits]
        left = ~fits & (piece > first)
        out, row, latest, end = out[left], row[left], latest[left], end[left]
        piece, first = piece[left] - 1, first[left]


def _elapsed(spans: Spans) -> Days | None:
    found = np.flatnonzero(spans.elapsed)
    return found if len(found) else None
