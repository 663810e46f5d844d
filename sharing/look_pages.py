"""The pages of looks: begin one, end it, and read which were taken."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from core.errors import Refused
from roadmaps.models import Roadmap, Role
from sharing.forms import LookForm
from sharing.models import Look
from sharing.queries.looks import looks_at_plan
from sharing.services import looks as services

#: Where the session keeps the number of the look that is going on.
KEY = "look"


def looks(request: SignedInRequest, plan_id: int) -> HttpResponse:
    """Who looked at the plan as whom; a POST begins a look."""
    plan = get_object_or_404(Roadmap, pk=plan_id)
    request.plan = plan  # type: ignore[attr-defined]
    form = LookForm(request.POST or None, plan=plan, by=request.user)
    problems: Any = ()
    if request.method == "POST" and form.is_valid():
        try:
            look = services.begin_look(plan, **form.cleaned_data, by=request.user)
        except Refused as refused:
            problems = refused.problems
        else:
            request.session[KEY] = look.pk
            return redirect(start_of(look))
    words = {"form": form, "lines": looks_at_plan(plan), "problems": problems}
    status = 422 if form.errors or problems else 200
    return render(request, "sharing/looks.html", words, status=status)


@require_POST
def end_look(request: SignedInRequest) -> HttpResponse:
    """Back to being oneself."""
    look = look_in(request)
    close(request)
    if look is None:
        return redirect("roadmaps:home")
    told = _("You no longer look as %(name)s.") % {"name": look.person}
    messages.success(request, told)
    return redirect("sharing:looks", look.plan_id)


def start_of(look: Look) -> Any:
    """Where a look begins: a guest has a page of their own."""
    is_guest = look.plan.role_of(look.person) == Role.GUEST
    return redirect("sharing:guest", look.plan_id).url if is_guest else look.plan


def look_in(request: HttpRequest) -> Look | None:
    """The look that is going on in this session."""
    number = request.session.get(KEY)
    if number is None or not request.user.is_authenticated:
        return None
    return services.look_going_on(number, request.user)


def close(request: HttpRequest) -> None:
    """End the look of this session, if there is one."""
    look = look_in(request)
    if look is not None:
        services.end_look(look)
    request.session.pop(KEY, None)
