"""Why a condition is open to a project's work although no scenario says so: the permit, by name."""

from datetime import date

from django.utils.translation import gettext as _

from core.templatetags.ui import day as shown
from engine.permits import Opening, behind
from engine.plan import Plan


def permitted(
    plan: Plan, scenario: str, project: str, condition: str, on: date | None, language: str
) -> str:
    """The permits that open the condition on the day, with their ends; "" where none has to.

    Where the scenario itself has the condition hold on that day, permits decide nothing.
    """
    if on is None or not project or _holds_anyway(plan, scenario, condition, on):
        return ""
    openings = behind(plan, project, condition, on)
    return "; ".join(_told(each, language) for each in openings)


def _told(opening: Opening, language: str) -> str:
    permit, window = opening.permit, opening.window
    values = {"name": permit.name(language) or permit.key, "until": shown(window.until)}
    if not opening.is_forecast:
        return _("permit “%(name)s”, until %(until)s") % values
    ends = {"low": shown(window.low), "high": shown(window.high)}
    text = _("forecast: decision on “%(name)s” between %(low)s and %(high)s, until %(until)s")
    return text % {**values, **ends}


def _holds_anyway(plan: Plan, scenario: str, condition: str, on: date) -> bool:
    return any(
        window.scenario == scenario
        and window.condition == condition
        and window.since <= on
        and (window.until is None or on <= window.until)
        for window in plan.windows.values()
    )
