"""When a period of the law ends: the first day is not counted, months end as the calendar has them.

Civil Act, articles 157 and 160: a period of months or years that does not begin with the day of the
event is counted from the next day, and ends on the eve of the day that corresponds to that; where
the last month has no such day, with the month's last.
"""

from calendar import monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def last_day(since: date, months: int) -> date:
    """The last day of a period of so many months that an event of this day sets off."""
    counted = since + ONE_DAY
    years, month = divmod(counted.year * 12 + counted.month - 1 + months, 12)
    most = monthrange(years, month + 1)[1]
    if counted.day > most:
        return date(years, month + 1, most)
    return date(years, month + 1, counted.day) - ONE_DAY


def days_until(today: date, due: date) -> int:
    """How many days are left; negative once it is over."""
    return (due - today).days
