"""What the frame of every page needs to know."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core import sight
from planner.navigation import shell_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """The plan the page is about, if any, and the scenario that was chosen."""
    plan = getattr(request, "plan", None)
    return {
        "plan": plan,
        "scenario_key": chosen_scenario(request),
        "role": getattr(request, "role", ""),
        "shell": shell_of(request, request.GET.get("scenario", "")),
        "withheld_here": _withheld() if plan else (),
        "sees_amounts": sight.here().amounts,
    }


def _withheld() -> list[str]:
    """What every page of the plan leaves out for this visitor, said once at its top."""
    seen, found = sight.here(), []
    if not seen.amounts:
        found.append(_("Amounts withheld"))
    if not seen.parties:
        found.append(_("Party names withheld"))
    return found


def chosen_scenario(request: HttpRequest) -> str:
    """The scenario in the address, or the plan's own."""
    plan = getattr(request, "plan", None)
    return request.GET.get("scenario", "") or (plan.default_scenario if plan else "")
