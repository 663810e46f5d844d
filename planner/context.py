"""What the frame of every page needs to know."""

from typing import Any

from django.http import HttpRequest

from planner.navigation import shell_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """The plan the page is about, if any, and the scenario that was chosen."""
    plan = getattr(request, "plan", None)
    return {
        "plan": plan,
        "scenario_key": chosen_scenario(request),
        "role": getattr(request, "role", ""),
        "shell": shell_of(request, request.GET.get("scenario", "")),
    }


def chosen_scenario(request: HttpRequest) -> str:
    """The scenario in the address, or the plan's own."""
    plan = getattr(request, "plan", None)
    return request.GET.get("scenario", "") or (plan.default_scenario if plan else "")
