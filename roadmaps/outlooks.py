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

    `edits` are the projects whose rows the reader may edit; `may_edit` is about the whole plan, or
    on the pages of one project about that one. `levelled` dates count capacities and ceilings:
    only the pages that say so show them.
    """

    plan: Plan
    schedule: Schedule
    scenario: str
    query: str
    may_edit: bool
    edits: frozenset[str]
    levelled: bool = False

    @property
    def edited(self) -> str:
        """The projects that the reader edits, by their keys."""
        return ", ".join(sorted(self.edits))


def outlook_for(request: PlanRequest, *, levelled: bool = False) -> Outlook:
    wanted = request.GET.get("scenario", "")
    plan, schedule = schedule_for(request.plan, wanted, levelled=levelled)
    chosen = schedule.scenario or ""
    is_whole = request.role in EDITORS
    edits = frozenset(plan.projects) if is_whole else _edited(request)
    may_edit = is_whole or _project_of(request) in edits
    return Outlook(plan, schedule, chosen, kept_query(request), may_edit, edits, levelled)


def _edited(request: PlanRequest) -> frozenset[str]:
    """The projects that somebody edits who does not edit the whole plan."""
    return reach_of(request.plan, request.user).projects(EDITORS)


def _project_of(request: PlanRequest) -> str:
    """The project that a page is about; its door's name says of which kind the key is."""
    match = request.resolver_match
    if match is None:
        return ""
    is_of_one = match.app_name == "projects" or (match.url_name or "").endswith("-project")
    return str(match.kwargs.get("key", "")) if is_of_one else ""


def asks_levelled(request: HttpRequest) -> bool:
    """Whether the address asks for dates that count capacities and ceilings: ?supply=1."""
    return request.GET.get("supply") == "1"


def kept_query(request: PlanRequest) -> str:
    """The scenario in the address, to be carried along by links: "?scenario=B", or nothing."""
    scenario = request.GET.get("scenario", "")
    return f"?{urlencode({'scenario': scenario})}" if scenario else ""
