"""Puts spans on their calendars, from places, and into the windows of their conditions."""

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled
from engine.edges import Some
from engine.rows import Spans
from engine.weather import Weather


def spread(spans: Spans, place: Days, elapsed: Some | None) -> tuple[Days, Days]:
    """The starts and finishes of spans at these places of their calendars; uses up `place`.

    `elapsed` says which of the spans do not count worked days.
    """
    timeline = spans.timeline
    start = timeline.nth.take(place)
    if elapsed is not None:
        place[elapsed] = timeline.before.take(spans.way[elapsed] + start[elapsed])
    place += spans.more
    finish = timeline.nth.take(place)
    finish += spans.one
    return start, finish


def fit(compiled: Compiled, weather: Weather, rows: slice, start: Days, finish: Days) -> None:
    """Moves the spans of some rows on, in place, to the first piece that holds them."""
    if not np.count_nonzero(start < weather.open_from[rows]):
        return
    pieces = weather.pieces
    piece = pieces.at_or_after(weather.set_key[rows], start)
    outside = start < pieces.since.take(piece)
    outside |= finish > pieces.limit.take(piece)
    out = np.flatnonzero(outside)
    row, floor, piece = out + rows.start, start[out], piece[out]
    while len(out):
        spans = compiled.spans.of(row)
        begin = np.maximum(floor, pieces.since.take(piece)) + spans.base
        moved, over = _spread_some(spans, compiled.timeline.before.take(begin))
        fits = (moved < pieces.until.take(piece)) & (over <= pieces.limit.take(piece))
        start[out[fits]], finish[out[fits]] = moved[fits], over[fits]
        left = ~fits
        out, row, floor, piece = out[left], row[left], floor[left], piece[left] + 1


def fit_latest(compiled: Compiled, weather: Weather, rows: Days, start: Days, finish: Days) -> None:
    """Moves the spans of some rows back, in place, into the last piece that holds them.

    Where no piece lies before them they stay: the date asked for cannot be kept at all, and the
    float says by how much.
    """
    pieces, before = weather.pieces, compiled.timeline.before
    first = pieces.first.take(compiled.requirement_set[rows])
    piece = pieces.at_or_before(weather.set_key[rows], start)
    known = np.maximum(piece, first)
    outside = start >= pieces.until.take(known)
    outside |= finish > pieces.limit.take(known)
    outside &= piece >= first
    out = np.flatnonzero(outside)
    row, piece, first, latest, end = rows[out], piece[out], first[out], start[out], finish[out]
    while len(out):
        spans, until = compiled.spans.of(row), pieces.until.take(piece)
        place = before.take(spans.base + np.minimum(latest + 1, until)) - 1
        by_finish = np.minimum(end, pieces.limit.take(piece))
        np.minimum(place, spans.latest_places(by_finish), out=place)
        moved, over = _spread_some(spans, place)
        fits = moved >= pieces.since.take(piece)
        start[out[fits]], finish[out[fits]] = moved[fits], over[fits]
        left = ~fits & (piece > first)
        out, row, latest, end = out[left], row[left], latest[left], end[left]
        piece, first = piece[left] - 1, first[left]


def _spread_some(spans: Spans, place: Days) -> tuple[Days, Days]:
    return spread(spans, place, np.flatnonzero(spans.elapsed))
