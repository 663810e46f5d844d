"""A request for a plan's page, and the plan and dates as it looks at them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from engine.plan import Plan
from engine.schedule import Schedule
from roadmaps.models import EDITORS, Roadmap
from roadmaps.reach import reach_of
from roadmaps.schedules import schedule_for


class PlanRequest(HttpRequest):
    """What the guard at the door lets through; `role` is "" for an administrator without one."""

    user: User
    plan: Roadmap
    role: str
    htmx: HtmxDetails


@dataclass(frozen=True, slots=True)
class Outlook:
    """The plan and its dates under one scenario; `query` carries the choice along in links.

    `levelled` dates count capacities and ceilings: only the pages that say so show them.
    """

    plan: Plan
    schedule: Schedule
    scenario: str
    query: str
    may_edit: bool
    levelled: bool = False


def outlook_for(request: PlanRequest, *, levelled: bool = False) -> Outlook:
    wanted = request.GET.get("scenario", "")
    plan, schedule = schedule_for(request.plan, wanted, levelled=levelled)
    chosen = schedule.scenario or ""
    may_edit = request.role in EDITORS or _edits_here(request, plan)
    return Outlook(plan, schedule, chosen, kept_query(request), may_edit, levelled)


def _edits_here(request: PlanRequest, plan: Plan) -> bool:
    """On a project's own pages: whether the person edits the part of the plan it lies in."""
    match = request.resolver_match
    if match is None or not (match.app_name == "projects" or _names_project(match.url_name)):
        return False
    key = str(match.kwargs.get("key", ""))
    return key in plan.projects and reach_of(request.plan, request.user).has(EDITORS, {key})


def _names_project(door: str | None) -> bool:
    """A door's name says of which kind the key in its address is."""
    return (door or "").endswith("-project")


def asks_levelled(request: HttpRequest) -> bool:
    """Whether the address asks for dates that count capacities and ceilings: ?supply=1."""
    return request.GET.get("supply") == "1"


def kept_query(request: PlanRequest) -> str:
    """The scenario in the address, to be carried along by links: "?scenario=B", or nothing."""
    scenario = request.GET.get("scenario", "")
    return f"?{urlencode({'scenario': scenario})}" if scenario else ""
