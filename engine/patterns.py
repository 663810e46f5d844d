"""Which minutes of each day a calendar works: a number per day, and a mask per number."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.calendars import Days, Worked, closed_days
from engine.worktime import DAY, EVERY_WEEKDAY, Calendar, Periods, parties_of

Masks = NDArray[np.bool_]


@lru_cache(maxsize=128)
def patterns_of(calendar: Calendar, first: int, days: int) -> tuple[Days, Masks]:
    """Of each day the number of its mask, and the masks of worked minutes."""
    found = [_own_patterns(party, first, days) for party in parties_of(calendar)]
    if len(found) == 1:
        return found[0]
    columns = np.stack([day for day, _ in found], axis=1)
    combined, day = np.unique(columns, axis=0, return_inverse=True)
    masks = np.ones((len(combined), DAY), bool)
    for at, (_, own) in enumerate(found):
        masks &= own[combined[:, at]]
    return day.reshape(-1).astype(np.int64), masks


def _own_patterns(calendar: Calendar, first: int, days: int) -> tuple[Days, Masks]:
    """What one calendar says, without those that must work as well."""
    weekday = (np.arange(days) + (first - 1) % 7) % 7 + 1
    is_open = np.isin(weekday, calendar.weekdays) & ~closed_days(calendar, first, days)
    day = np.where(is_open, weekday, 0)
    masks = [_mask(())]
    masks += [_mask(calendar.periods(each)) for each in EVERY_WEEKDAY]
    masks += [_mask(calendar.extra_periods(each)) for each in EVERY_WEEKDAY]

    def places(dates: Sequence[date]) -> Days:
        numbers = np.array([each.toordinal() - first for each in dates], np.int64)
        return numbers[(numbers >= 0) & (numbers < days)]

    day[places(list(calendar.holidays))] = 0
    extra = places(list(calendar.workdays))
    day[extra] = weekday[extra] + len(EVERY_WEEKDAY)
    for when, periods in calendar.hours_on:
        day[places([when])] = len(masks)
        masks.append(_mask(periods))
    return day, np.array(masks)


def _mask(periods: Periods) -> Worked:
    mask = np.zeros(DAY, bool)
    for since, until in periods:
        mask[since:until] = True
    return mask


def with_ends(day: Days, masks: Masks) -> tuple[Days, Masks]:
    """The same days with the minute after each period; after one to midnight, the next day's."""
    ended = masks.copy()
    ended[:, 1:] |= masks[:, :-1]
    from_midnight = ended.copy()
    from_midnight[:, 0] = True
    into_night = masks[:, -1][day]
    after_night = np.concatenate([[False], into_night[:-1]])
    return day + len(masks) * after_night, np.concatenate([ended, from_midnight])
