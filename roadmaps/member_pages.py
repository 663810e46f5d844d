"""Who is in a plan: their roles, what they see, and roles in one project or zone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from roadmaps import parts, schedules, services
from roadmaps.models import Role
from roadmaps.outlooks import PlanRequest
from roadmaps.plan_forms import ROLES, GrantForm, MemberForm
from roadmaps.plan_queries import grant_lines, member_lines

#: What a new member sees unless somebody says otherwise.
USUAL = {"sees_amounts": True, "sees_parties": True, "tells_sight": True}


def members(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Who is in the plan, and as what; owners and administrators change it."""
    form = MemberForm(request.POST or None, initial=USUAL)
    if request.method == "POST" and form.is_valid():
        found = services.set_member(request.plan, **form.meant, by=request.user)
        values = {"name": found.user, "role": found.get_role_display()}
        messages.success(request, _("%(name)s: %(role)s") % values)
        return redirect("roadmaps:members", plan_id)
    return _page(request, form, _grant_form(request))


def remove_member(request: PlanRequest, plan_id: int, username: str) -> HttpResponse:
    """Somebody leaves the plan."""
    user = get_object_or_404(User, memberships__plan=request.plan, username=username)
    services.remove_member(request.plan, user, by=request.user)
    messages.success(request, _("%(name)s is no longer in this plan.") % {"name": user})
    return redirect("roadmaps:members", plan_id)


def grant(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Somebody gets a role in one project or zone."""
    form = _grant_form(request, posted=True)
    if not form.is_valid():
        return _page(request, MemberForm(initial=USUAL), form)
    found = parts.grant(request.plan, **form.meant, by=request.user)
    values = {"name": found.user, "role": found.get_role_display()}
    messages.success(request, _("%(name)s: %(role)s") % values)
    return redirect("roadmaps:members", plan_id)


def revoke(request: PlanRequest, plan_id: int, number: int) -> HttpResponse:
    """A role in one project or zone is taken back."""
    parts.revoke(request.plan, number, by=request.user)
    messages.success(request, _("The role is taken back."))
    return redirect("roadmaps:members", plan_id)


def _grant_form(request: PlanRequest, *, posted: bool = False) -> GrantForm:
    plan, language = schedules.plan_of(request.plan), get_language() or "ko"
    given = request.POST if posted else None
    return GrantForm(given, auto_id="grant_%s", plan=plan, language=language)


def _page(request: PlanRequest, form: MemberForm, granting: GrantForm) -> HttpResponse:
    user, language = request.user, get_language() or "ko"
    shown = {
        "form": form,
        "granting": granting,
        "lines": member_lines(request.plan, user),
        "grants": grant_lines(request.plan, schedules.plan_of(request.plan), language),
        "roles": ROLES,
        "may_change": user.is_staff or request.role == Role.OWNER,
    }
    status = 422 if form.errors or granting.errors else 200
    return render(request, "roadmaps/members.html", shown, status=status)
