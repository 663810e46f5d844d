"""The talk of a plan: a page for all of it, and the forms that other pages show.

A form answers with its part of the page where a script asked, and with the page otherwise.
"""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import Invalid
from documents import subjects
from engine.problems import Problem
from roadmaps.outlooks import PlanRequest
from roadmaps.schedules import plan_of
from talk import presence as present
from talk import services
from talk.models import Comment
from talk.parts import comments_part
from talk.places import place_of
from talk.queries.threads import lines_of, threads_in
from talk.telling import members_of

PER_PAGE = 30


@require_GET
def plan(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What is said about the plan and everything in it, or about one thing."""
    about = request.GET.get("about", "").replace("\x00", "")
    kind, _sep, key = about.partition(":")
    is_open = request.GET.get("show") != "all"
    found = threads_in(request.plan, is_open=is_open).order_by("-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    plan = plan_of(request.plan)
    subject = subjects.name_of(request.plan, plan, kind, key) if about else None
    if about and subject is None and not threads_in(request.plan, about=about).exists():
        raise Http404
    lines = lines_of(request.plan, plan, page, request.user)
    shown: dict[str, object] = {"page": page, "lines": lines, "is_open": is_open}
    shown |= {"about": about, "kind": kind, "key": key, "subject": subject}
    return render(request, "talk/plan.html", shown)


@require_GET
def members(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Who can be mentioned."""
    found = [{"username": each.username, "name": str(each)} for each in members_of(request.plan)]
    return JsonResponse({"members": found})


@require_POST
def add(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Say something, or answer. What was typed is shown again if it is refused."""
    given, about = request.POST, request.POST.get("about", "")
    answers = given.get("answers", "")
    text = given.get("text", "")
    try:
        services.add_comment(
            request.plan, about, text, by=request.user,
            answers=int(answers) if answers.isdecimal() else None,
        )  # fmt: skip
    except Invalid as refused:
        typed = {"about": about, "answers": answers, "text": text, "edits": ""}
        return _answer(request, about, refused.problems, typed)
    return _answer(request, about, said=_("The comment is saved."))


@require_POST
def edit(request: PlanRequest, plan_id: int, comment_id: int) -> HttpResponse:
    found, text = _comment(request, comment_id), request.POST.get("text", "")
    try:
        services.edit_comment(found, text, by=request.user)
    except Invalid as refused:
        typed = {"about": found.about, "answers": "", "text": text, "edits": str(comment_id)}
        return _answer(request, found.about, refused.problems, typed)
    return _answer(request, found.about, said=_("The comment is changed."))


@require_POST
def remove(request: PlanRequest, plan_id: int, comment_id: int) -> HttpResponse:
    found = _comment(request, comment_id)
    services.remove_comment(found, by=request.user)
    return _answer(request, found.about, said=_("The comment is removed."))


@require_POST
def resolve(request: PlanRequest, plan_id: int, comment_id: int) -> HttpResponse:
    found = _comment(request, comment_id)
    services.resolve(found, by=request.user)
    return _answer(request, found.about, said=_("The thread is resolved."))


@require_POST
def reopen(request: PlanRequest, plan_id: int, comment_id: int) -> HttpResponse:
    found = _comment(request, comment_id)
    services.reopen(found)
    return _answer(request, found.about, said=_("The thread is open again."))


@require_POST
def watch(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Follow a thing of the plan, or no longer."""
    about, is_on = request.POST.get("about", ""), request.POST.get("on") == "1"
    services.set_watch(request.plan, about, is_on=is_on, by=request.user)
    said = _("You are told of comments and edits.") if is_on else _("You are no longer told.")
    return _answer(request, about, said=said)


@require_POST
def presence(request: PlanRequest, plan_id: int) -> HttpResponse:
    """A heartbeat: where this person is; the answer says who else is here."""
    others = present.beat(request.plan, request.POST.get("about", ""), by=request.user)
    people = [{"id": p.username, "name": p.name, "kind": p.kind, "key": p.key} for p in others]
    return JsonResponse({"people": people})


def _answer(
    request: PlanRequest,
    about: str,
    problems: tuple[Problem, ...] = (),
    typed: dict[str, str] | None = None,
    said: str = "",
) -> HttpResponse:
    """The part for a script, the page it stood on for a plain form."""
    kind, _sep, key = about.partition(":")
    shown = comments_part(request, kind, key, problems=problems, typed=typed, said=said)
    status = 422 if problems else 200
    if request.htmx:
        return render(request, "talk/_comments.html", shown, status=status)
    if problems:
        return render(request, "talk/refused.html", shown, status=status)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return redirect(wanted if safe else place_of(request.plan, kind, key))


def _comment(request: PlanRequest, comment_id: int) -> Comment:
    return get_object_or_404(request.plan.comments, pk=comment_id)
