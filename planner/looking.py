"""A look at a plan as one of its members: the request has the member's eyes, and only reads.

Nothing opens in a look but what lies under its plan, pages and REST; every reading is in the audit
log under the administrator's name.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from audit.acting import Acting, stand_behind
from audit.services import record_reading
from core.access import READ
from core.errors import Forbidden
from engine.problems import Problem
from planner.refusals import respond
from sharing.look_pages import KEY, close, look_in
from sharing.models import Look
from sharing.queries.looks import SUBJECT

END, SIGN_OUT = "sharing:end-look", "accounts:sign-out"
#: Asked every few seconds by an open page.
UNTOLD = frozenset({"roadmaps:pulse"})
#: The administrator's own pages about a plan.
OF_ADMINISTRATORS = frozenset({"sharing:looks"})
#: Reading these writes down who took something away; nobody takes anything away in a look.
HANDS_OUT = frozenset({"documents:download", "reports:download", "log:plan-file"})


def enter(request: HttpRequest, door: str) -> Look | None:
    """The look this request is part of; it then has the member's eyes. None outside of looks."""
    if KEY not in request.session or request.headers.get("Authorization"):
        return None
    look = look_in(request)
    if look is None:
        del request.session[KEY]
        messages.info(request, _("The look has ended; you are yourself again."))
        return None
    if door == END:
        return None
    request.look = look  # type: ignore[attr-defined]
    request.user = look.person
    stand_behind(_acting(request, look))
    return look


def leave(request: HttpRequest) -> None:
    """Whoever signs out ends their look."""
    if KEY in request.session:
        close(request)


def refusal_in(
    request: HttpRequest, look: Look, door: str, plan_id: int | None
) -> HttpResponse | None:
    """What a look refuses: to write, to take away, and whatever is not a page of its plan."""
    if request.method not in READ:
        code = "look_only_reads"
    elif door in HANDS_OUT:
        code = "look_hands_nothing_out"
    elif plan_id != look.plan_id or door in OF_ADMINISTRATORS:
        code = "look_at_one_plan"
    else:
        return None
    names = {"name": str(look.person), "plan": look.plan.name}
    return respond(request, Forbidden(Problem(code, (), names)))


def write_down(request: HttpRequest, look: Look, door: str) -> None:
    """The page is read: by the administrator, as the member."""
    if door not in UNTOLD:
        at = _acting(request, look)
        record_reading(SUBJECT, look.pk, by=look.by, plan=look.plan_id, called=request.path, on=at)


def _acting(request: HttpRequest, look: Look) -> Acting:
    return Acting(
        who=look.by.get_full_name(),
        who_id=look.by_id,
        request=getattr(request, "name", ""),
        address=request.META.get("REMOTE_ADDR", ""),
        reason=look.reason,
    )
