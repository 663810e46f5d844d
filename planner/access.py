"""The permission table, complete, and the one guard that enforces it.

A door that is not in the table lets nobody through, and fails the tests. What a visitor may not
see does not exist (404); what they may see but not do is refused (403).
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from accounts import services
from accounts.models import User
from audit.acting import standing_behind
from core import sight
from core.access import READ, WRITE, Rule, Table, Who
from core.errors import Forbidden
from courier.queries.standing import keeps_stations
from planner import looking
from planner.last_plan import remember
from planner.refusals import respond
from roadmaps.models import DECIDERS, EDITORS, OFFICERS, SCREENERS, Membership, Roadmap, Role
from roadmaps.parts import scopes_of, takes_the_whole
from roadmaps.sights import eyes_of, parties_withheld

API = "/api/"
#: Doors of a plan that some roles only go through.
ROLES = {
    Who.EDITOR: EDITORS,
    Who.WHOLE_EDITOR: EDITORS,
    Who.SCREENER: SCREENERS,
    Who.OFFICER: OFFICERS,
    Who.DECIDER: DECIDERS,
}
#: Doors of what belongs to no plan: the catalogue of measures, the stations.
OF_NO_PLAN: dict[Who, Callable[[User], bool]] = {
    Who.LAW_OFFICER: lambda user: user.proposes_law,
    Who.LAW_REVIEWER: lambda user: user.decides_law,
    Who.KEEPER: keeps_stations,
}
#: The doors that open for a guest's account: nothing else does.
FOR_GUESTS = frozenset({Who.ACCOUNT, Who.GUEST})
#: Doors behind which there is a plan.
OF_A_PLAN = frozenset({Who.MEMBER, Who.OWNER, *ROLES})


@cache
def table() -> Table:
    """Every app's doors in one table."""
    rules: dict[str, Rule] = {}
    for app in settings.OUR_APPS:
        try:
            module = import_module(f"{app}.permissions")
        except ModuleNotFoundError as error:
            if error.name != f"{app}.permissions":
                raise
            continue
        twice = rules.keys() & module.TABLE.keys()
        if twice:
            raise ValueError(f"in two permission tables: {sorted(twice)}")
        rules.update(module.TABLE)
    return rules


def opens_for(who: Who, role: str, user: User) -> bool:
    """Whether a door of a plan opens for one of its members, in the role they have."""
    if who in ROLES:
        return role in ROLES[who]
    if who is Who.STAFF:
        return user.is_staff
    return who is not Who.OWNER or role == Role.OWNER or user.is_staff


class AccessMiddleware:
    """Asks the table before every view. Plan pages find `request.plan` and `request.role` set.

    A role in one project or zone opens the same doors, but those to the plan as a whole; the
    services ask what it reaches.

    An address under /api/ that names a record instead of its plan (`/activities/7/`) is opened
    by its view: it looks among the records of the plans this visitor sees, and the services ask
    who edits.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with sight.nothing(), standing_behind(None):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        door = match.view_name if match else ""
        rule = table().get(door)
        if rule is None:
            raise PermissionDenied("this door is in no permission table")
        who = rule.who(request.method or "GET")
        if who is None:
            return None if _is_api(request) else HttpResponseNotAllowed(_methods(rule))
        if who is Who.ANYONE:
            if door == looking.SIGN_OUT:
                looking.leave(request)
            return None
        look = looking.enter(request, door)
        user = _visitor(request)
        request.visitor = user  # type: ignore[attr-defined]
        if user is None:
            return None if _is_api(request) else redirect_to_login(request.get_full_path())
        if look is not None:
            refused = looking.refusal_in(request, look, door, kwargs.get("plan_id"))
            if refused is not None:
                return refused
        sight.look_with(eyes_of(user))
        if user.is_guest and who not in FOR_GUESTS:
            raise Http404
        if who is Who.STAFF and not user.is_staff:
            raise Http404
        if who is Who.GUEST:
            _require_guest(user, kwargs["plan_id"])
        if who in OF_NO_PLAN and not OF_NO_PLAN[who](user):
            raise PermissionDenied
        if who in OF_A_PLAN and ("plan_id" in kwargs or not _is_api(request)):
            too_much = _open_plan(request, user, kwargs["plan_id"], who)
            if too_much is not None:
                return respond(request, too_much)
            if rule.names_parties and not sight.here().parties:
                return respond(request, parties_withheld())
        if look is not None:
            looking.write_down(request, look, door)
        return None


def _methods(rule: Rule) -> list[str]:
    return sorted((READ if rule.read else frozenset()) | (WRITE if rule.write else frozenset()))


def _open_plan(request: HttpRequest, user: User, plan_id: int, who: Who) -> Forbidden | None:
    """Let somebody in. Who edits a part only is told that this takes the whole plan."""
    plan = Roadmap.objects.visible_to(user).filter(pk=plan_id).first()
    if plan is None:
        raise Http404
    role = plan.role_of(user)
    if not opens_for(who, role, user):
        if not scopes_of(plan, user, ROLES.get(who, ())):
            raise PermissionDenied
        if who is Who.WHOLE_EDITOR:
            return takes_the_whole(plan)
    request.plan, request.role = plan, role  # type: ignore[attr-defined]
    sight.step_into(plan.pk)
    if not _is_api(request):
        remember(request, plan)
    return None


def _require_guest(user: User, plan_id: int) -> None:
    """A guest of the plan goes in; a member has the plan's own pages, to others it is not there."""
    if Membership.objects.filter(plan=plan_id, user=user, role=Role.GUEST).exists():
        return
    if Roadmap.objects.visible_to(user).filter(pk=plan_id).exists():
        raise PermissionDenied
    raise Http404


def _visitor(request: HttpRequest) -> User | None:
    """Who is asking: by session, or by bearer token under /api/. A bad token is DRF's to refuse."""
    if _is_api(request):
        scheme, _, text = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() == "bearer":
            token = services.token_of(text.strip())
            return token.user if token else None
    return request.user if isinstance(request.user, User) else None


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith(API)
