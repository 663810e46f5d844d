"""Walks along the worked periods of calendars, one by one: what the minute clerk counts with."""

from datetime import timedelta
from functools import cache

from engine.network import Network
from engine.worktime import Calendar
from tests.engine.moments import DAY, EARLIEST, Period, periods_on

DAYS = 1360
WORKED = ("workdays", "hours", "minutes")
ELAPSED = {"days": DAY, "elapsed_hours": 60, "elapsed_minutes": 1}


class Walks:
    """The calendars of a network as lists of periods, from the clerk's first day on."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.periods = cache(self._periods)

    def after(self, calendar: Calendar, moment: int, minutes: int) -> int:
        """The end of the last of so many worked minutes from a moment on."""
        for since, until in self.periods(calendar):
            inside = until - max(since, moment)
            if inside > 0:
                if minutes <= inside:
                    return max(since, moment) + minutes
                minutes -= inside
        raise AssertionError("the clerk's calendar has ended")

    def ahead(self, calendar: Calendar, moment: int, minutes: int) -> int:
        """So many worked minutes earlier."""
        if not minutes:
            return moment
        for since, until in reversed(self.periods(calendar)):
            inside = min(until, moment) - since
            if inside > 0:
                if minutes <= inside:
                    return min(until, moment) - minutes
                minutes -= inside
        raise AssertionError("the clerk's calendar begins too late")

    def worked(self, calendar: Calendar, since: int, until: int) -> int:
        return sum(
            max(min(b, until) - max(a, since), 0) for a, b in self.periods(calendar) if b > since
        )

    def size(self, unit: str, calendar: Calendar) -> int:
        return {"hours": 60, "minutes": 1, **ELAPSED}.get(unit) or calendar.minutes_per_day

    def calendar(self, name: str | None) -> Calendar:
        return self.network.calendars[name or self.network.default_calendar]

    def _periods(self, calendar: Calendar) -> list[Period]:
        """Every period worked in the clerk's time, joined where one goes on into the next."""
        found: list[Period] = []
        for at in range(DAYS):
            for since, until in periods_on(calendar, EARLIEST + timedelta(at)):
                if found and found[-1][1] == at * DAY + since:
                    found[-1] = (found[-1][0], at * DAY + until)
                else:
                    found.append((at * DAY + since, at * DAY + until))
        return found
