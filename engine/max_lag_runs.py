"""Maximum lags in many runs at once: predecessors come later in the runs in which they must."""

from collections.abc import Callable, Mapping

import numpy as np

from engine.calendars import Days
from engine.compiling import Compiled
from engine.courses import Course
from engine.edges import Flags
from engine.max_lags import PATIENCE, MaxLags, movable
from engine.pinning import latest_in_runs

#: By row the earliest place in every run, where that is not the compiled one.
Floors = Mapping[int, Days]


def course_within(
    compiled: Compiled, lags: MaxLags | None, place_all: Callable[[Floors], Course]
) -> Course:
    """The course in which every maximum is kept that can be.

    In runs in which one cannot be kept, or not without ever starting, none moves anything.
    """
    course = place_all({})
    if lags is None or not len(lags):
        return course
    days, floors = compiled.timeline.days, dict[int, Days]()
    came = course.finish[lags.before] < days
    some = np.flatnonzero(movable(compiled, lags)).tolist()
    for _ in range(len(lags) + PATIENCE):
        grown = np.zeros(course.size, bool)
        for at in some:
            grown |= _lift(compiled, course, lags.of(np.array([at])), floors)
        if not grown.any():
            break
        course = place_all(floors)
    lost = grown | (came & (course.finish[lags.before] >= days)).any(axis=0)
    if lost.any():
        back = {row: np.where(lost, compiled.floor[row], floor) for row, floor in floors.items()}
        course = place_all(back)
    return course


def _lift(compiled: Compiled, course: Course, lag: MaxLags, floors: dict[int, Days]) -> Flags:
    """Raises the floor of one predecessor where its successor is too late; the runs in which."""
    line, count, row = compiled.timeline, compiled.count, int(lag.before[0])
    from_finish, after = lag.at[0] >= count, int(lag.after[0])
    stands = (course.finish if lag.stands_at[0] >= count else course.start)[after]
    read = (course.finish if from_finish else course.start)[row].astype(np.int64)
    late: Flags = stands > lag.latest(line, read)
    late &= (course.finish[row] < line.days) & (course.finish[after] < line.days)
    old = floors.get(row)
    if old is None:
        old = np.full(course.size, int(compiled.floor[row]), np.int64)
    if not late.any():
        return late
    base, length = int(compiled.spans.base[row]), course.length(row)
    low = np.full(course.size, line.before[base])
    high = np.full(course.size, line.before[base + line.days - 1])
    while bool((low < high).any()):
        middle = (low + high) // 2
        start, finish = course.span(row, middle.copy(), length)
        enough = stands <= lag.latest(line, finish if from_finish else start)
        high, low = np.where(enough, middle, high), np.where(enough, low, middle + 1)
    most = latest_in_runs(compiled, row, *length)
    asked = low if most is None else np.minimum(low, most)
    floors[row] = np.where(late, np.maximum(old, asked), old)
    grown: Flags = floors[row] > old
    return grown
