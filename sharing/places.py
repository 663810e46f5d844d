"""Where days stand in the chart of a shared page, as shares of its width."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports.frame import first_day, last_day
from roadmaps.bars import Bar
from sharing.shape import Stretch, Year

#: No bar is drawn thinner than this share of the width.
THINNEST = 0.4
#: So many years have their names; of more, every second or fifth.
NAMED = 12


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years, from the first day to the one after the last."""

    first: date
    end: date

    def at(self, day: date) -> str:
        return _share(self._of(day))

    def holds(self, day: date) -> bool:
        return self.first <= day < self.end

    def stretch(self, start: date, finish: date) -> Stretch:
        """From a first to a last day, both included."""
        x = self._of(start)
        until = 100 * (finish.toordinal() + 1 - self.first.toordinal()) / self._days
        return Stretch(_share(x), _share(max(THINNEST, until - x)))

    def years(self) -> list[Year]:
        count = self.end.year - self.first.year
        every = 1 if count <= NAMED else 2 if count <= 2 * NAMED else 5
        return [
            Year(f"{year}", self.at(date(year, 1, 1)))
            for year in range(self.first.year, self.end.year)
            if (year - self.first.year) % every == 0
        ]

    @property
    def _days(self) -> int:
        return self.end.toordinal() - self.first.toordinal()

    def _of(self, day: date) -> float:
        return 100 * (day.toordinal() - self.first.toordinal()) / self._days


def axis_of(bars: Iterable[Bar]) -> Axis | None:
    """The years these bars span; None where nothing has a date."""
    days = [day for bar in bars for day in (first_day(bar), last_day(bar)) if day]
    if not days:
        return None
    return Axis(date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1))


def _share(value: float) -> str:
    return f"{value:.2f}%"
