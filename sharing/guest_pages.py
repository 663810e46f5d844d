"""The pages of guests: the owner's list of them, and what a guest sees."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from core.errors import Refused
from roadmaps.models import Roadmap
from roadmaps.outlooks import PlanRequest
from roadmaps.schedules import plan_of
from sharing.forms import GuestForm
from sharing.queries.guests import given_to, guests_of, pass_of
from sharing.remarking import Said, remarks_part, try_remark
from sharing.services import guests as services
from sharing.services.remarks import comment_by_guest
from sharing.showing import nothing_given, shown_to_guest
from talk.models import Comment


def guests(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan's guests; a POST lets one in, or says anew what they see."""
    form = GuestForm(request.POST or None, plan=plan_of(request.plan))
    problems: Any = ()
    if request.method == "POST" and form.is_valid():
        try:
            services.let_in_guest(request.plan, **form.given, by=request.user)
        except Refused as refused:
            problems = refused.problems
        else:
            told = _("%(name)s is a guest of this plan.") % {"name": form.given["user"]}
            messages.success(request, told)
            return redirect("sharing:guests", plan_id)
    words = {"form": form, "guests": guests_of(request.plan), "problems": problems}
    status = 422 if form.errors or problems else 200
    return render(request, "sharing/guests.html", words, status=status)


@require_GET
def given(request: SignedInRequest) -> HttpResponse:
    """The plans somebody is a guest of."""
    return render(request, "sharing/given.html", {"given": given_to(request.user)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: SignedInRequest, plan_id: int) -> HttpResponse:
    """The plan as its guest sees it: their projects, and nothing besides. A POST comments."""
    language, person = (translation.get_language() or "ko")[:2], request.user
    words: dict[str, Any] = {"language": language, "plan_id": plan_id, "guest": person}
    held = pass_of(person, plan_id)
    if held is None:
        shown = nothing_given(Roadmap.objects.get(pk=plan_id), language)
        return render(request, "sharing/guest.html", {**words, "shown": shown})
    shown = shown_to_guest(held, request.GET.get("scenario", ""), language)
    part = remarks_part(held, shown)
    if request.method == "POST":

        def say(said: Said) -> Comment:
            return comment_by_guest(
                held, said.about, said.text, seen=said.seen, answers=said.answers, by=person
            )

        refused = try_remark(request, held, shown, say)
        if refused is None:
            return redirect(f"{request.get_full_path()}#remarks")
        part = refused
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/guest.html", {**words, "shown": shown, **part}, status=status)
