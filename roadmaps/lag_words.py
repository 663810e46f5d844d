"""What a link's lag is called: how long, and on whose calendar where it has one of its own."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engine.plan import Plan
from engine.records import Link

_SPANS: Mapping[str, Callable[[int], str]] = {
    "workdays": lambda n: ngettext("%(count)s working day", "%(count)s working days", n),
    "days": lambda n: ngettext("%(count)s day", "%(count)s days", n),
    "months": lambda n: ngettext("%(count)s month", "%(count)s months", n),
    "years": lambda n: ngettext("%(count)s year", "%(count)s years", n),
    "percent": lambda n: _("%(count)s%% of the duration"),
}


def lag_words(plan: Plan, link: Link, language: str) -> str:
    """The lag with its sign, and its calendar; empty where there is no lag."""
    if not link.lag:
        return ""
    sign = "+" if link.lag > 0 else "−"
    return sign + lag_span(link, abs(link.lag)) + on_calendar(plan, link, language)


def lag_span(link: Link, count: int) -> str:
    """So many of the link's units."""
    return _SPANS[link.unit](count) % {"count": f"{count:,}"}


def on_calendar(plan: Plan, link: Link, language: str) -> str:
    """Whose days are counted, where not those of what follows; begins with a comma."""
    calendar = plan.calendars.get(link.lag_calendar)
    if calendar is None:
        return ""
    return _(", counted on %(calendar)s") % {"calendar": calendar.name(language)}
