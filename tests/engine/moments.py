"""Moments as a clerk counts them: minutes since the first day of the clerk's time."""

from datetime import date, datetime, timedelta

from engine.worktime import Calendar

EARLIEST, DAY = date(2025, 6, 1), 24 * 60
Period = tuple[int, int]


def periods_on(calendar: Calendar, day: date) -> tuple[Period, ...]:
    own = dict(calendar.hours_on)
    if day in own:
        return own[day]
    weekday = day.isoweekday()
    usual = calendar.hours[weekday - 1]
    if day in calendar.workdays:
        return usual or max(calendar.hours, key=lambda each: sum(b - a for a, b in each))
    is_off = day in calendar.holidays or weekday not in calendar.weekdays
    return () if is_off else usual


def first(when: date) -> int:
    minutes = when.hour * 60 + when.minute if isinstance(when, datetime) else 0
    return (when.toordinal() - EARLIEST.toordinal()) * DAY + minutes


def end(when: date) -> int:
    return first(when) + (0 if isinstance(when, datetime) else DAY)


def shown(moment: int | None) -> datetime | None:
    midnight = datetime.combine(EARLIEST, datetime.min.time())
    return None if moment is None else midnight + timedelta(minutes=moment)


def nearest(amount: float) -> int:
    return int(amount + 0.5) if amount >= 0 else -int(-amount + 0.5)


def add_months(moment: int, months: int) -> int:
    """The same moment of a later month; where it has no such day, the first of the month after."""
    when = shown(moment)
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    try:
        return first(when.replace(year=year, month=month + 1))
    except ValueError:
        return first(date(year + (month == 11), (month + 1) % 12 + 1, 1))
