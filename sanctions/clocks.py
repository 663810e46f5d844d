"""The law on its second clock: which measures were known on a day, and how they read then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min

from core import clock
from core.errors import Invalid
from core.templatetags.ui import day as written
from engine.problems import Problem
from sanctions.content import measure_from
from sanctions.models import Measure, MeasureVersion


@dataclass(frozen=True, slots=True)
class LawClock:
    """When the law a page shows was known: on a past day, or now (None)."""

    known: date | None
    first: date
    today: date

    @property
    def is_past(self) -> bool:
        return self.known is not None


def law_clock(asked: Any) -> LawClock:
    """The clock an address asks for; raises Invalid as `known_day` does."""
    known, today = known_day(asked), clock.today()
    return LawClock(known, first_day() or today, today)


def known_day(asked: Any) -> date | None:
    """The day in an address or a request; None is now. Raises Invalid for a day without an answer.

    Today is the same as now. Nothing is recorded from before the first load, and nobody knows the
    law of a day to come: such a day is refused, since an empty law would read as permission.
    """
    if asked in (None, ""):
        return None
    day = asked if isinstance(asked, date) else _read(asked)
    today, first = clock.today(), first_day()
    if day > today:
        raise Invalid(Problem("known_in_the_future", ("known",), {"today": written(today)}))
    if first is None or day < first:
        values = {"first": written(first or today)}
        raise Invalid(Problem("known_too_early", ("known",), values))
    return None if day == today else day


def first_day() -> date | None:
    """The first day of which it is recorded what was known."""
    moment = MeasureVersion.objects.aggregate(first=Min("known_from"))["first"]
    return clock.day_of(moment) if moment else None


def measures_known(known: date | None) -> Mapping[str, Measure]:
    """The measures by name as they were known on a day, in the order of the catalogue."""
    if known is None:
        rows = Measure.objects.select_related("instrument", "superseded_by__instrument")
        return {each.pk: each for each in rows}
    versions = MeasureVersion.objects.known_on(known).select_related("instrument")
    return {each.measure: measure_from(each) for each in versions.order_by("order", "measure")}


def _read(text: Any) -> date:
    try:
        return date.fromisoformat(str(text).replace(".", "-"))
    except ValueError:
        values = {"field": "known", "found": str(text)[:40]}
        raise Invalid(Problem("not_a_date", ("known",), values)) from None
