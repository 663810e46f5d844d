"""The owner's pages of share links: make one, see who looked, revoke it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from core import clock
from core.errors import Refused
from engine.problems import BrokenPlan
from roadmaps.outlooks import PlanRequest
from roadmaps.schedules import plan_of
from sharing.forms import LinkForm, link_form
from sharing.models import ShareLink
from sharing.queries.links import link_lines, state_of, visits_of
from sharing.services import links as services


@sensitive_post_parameters("password")
@never_cache
def links(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan's share links; a POST makes one. Its address is in that one answer only."""
    form = link_form(request.plan, plan_of(request.plan), request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if form.errors else 200)
    try:
        link, secret = services.make_link(request.plan, form.wanted, by=request.user)
    except (Refused, BrokenPlan) as refused:
        return _page(request, form, problems=refused.problems, status=422)
    address = request.build_absolute_uri(reverse("sharing:shared", args=[secret]))
    fresh = link_form(request.plan, plan_of(request.plan))
    return _page(request, fresh, made=link, address=address, status=201)


@require_GET
def visits(request: PlanRequest, plan_id: int, link_id: int) -> HttpResponse:
    """Who looked at a link, when, from where, and what they were shown."""
    link = _link(request, link_id)
    shown = {"link": link, "state": state_of(link, clock.now()), "visits": visits_of(link)}
    said = request.plan.comments.filter(circle=link.circle, removed_at=None)
    shown["said"] = said.exclude(guest="").count()
    return render(request, "sharing/visits.html", shown)


@require_POST
def revoke(request: PlanRequest, plan_id: int, link_id: int) -> HttpResponse:
    """The link shows nothing any more."""
    link = _link(request, link_id)
    services.revoke_link(link, by=request.user)
    messages.success(request, _("The link for %(label)s is revoked.") % {"label": link.label})
    return redirect("sharing:links", plan_id)


@require_POST
def let_comment(request: PlanRequest, plan_id: int, link_id: int) -> HttpResponse:
    """Open a link to comments, or close it."""
    link, may_comment = _link(request, link_id), request.POST.get("on") == "1"
    services.let_comment(link, may_comment=may_comment, by=request.user)
    told = _("Comments are open.") if may_comment else _("Comments are closed.")
    messages.success(request, told)
    return redirect("sharing:visits", plan_id, link_id)


def _page(request: PlanRequest, form: LinkForm, *, status: int, **words: Any) -> HttpResponse:
    shown = {"form": form, "lines": link_lines(request.plan), **words}
    return render(request, "sharing/links.html", shown, status=status)


def _link(request: PlanRequest, link_id: int) -> ShareLink:
    return get_object_or_404(request.plan.share_links.defer("contents"), pk=link_id)
