"""Pages about a plan as a whole: the list, a new one, a copy, its members and its history."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from engine.plan import Plan
from roadmaps import history, moves, schedules, services
from roadmaps.models import EDITORS, Revision, Roadmap, Role
from roadmaps.plan_forms import CopyPlanForm, HistoryFilter, MemberForm, NewPlanForm
from roadmaps.plan_queries import member_lines, plan_lines

PER_PAGE = 20
#: More changes than this are not read on one page; the revision's JSON over REST has them all.
MOST_CHANGES = 500


def home(request: HttpRequest) -> HttpResponse:
    """Somebody with one plan goes straight to it."""
    plans = list(Roadmap.objects.visible_to(_me(request))[:2])
    return redirect(plans[0] if len(plans) == 1 else "roadmaps:plans")


def plans(request: HttpRequest) -> HttpResponse:
    """The plans this person sees."""
    lines = plan_lines(_me(request), get_language() or "ko")
    return render(request, "roadmaps/plans.html", {"lines": lines})


def new_plan(request: HttpRequest) -> HttpResponse:
    """A new plan; whoever makes it owns it."""
    form = NewPlanForm(request.POST or None, user=_me(request))
    if request.method == "POST" and form.is_valid():
        plan = services.create_plan(form.header(), form.records(), by=_me(request))
        messages.success(request, _("The plan “%(name)s” is there.") % {"name": plan.name})
        return redirect(plan)
    status = 422 if form.errors else 200
    return render(request, "roadmaps/plan_new.html", {"form": form}, status=status)


def copy_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan under another name, without its history; whoever copies it owns the copy."""
    plan = _plan(request)
    name = _("%(name)s (copy)") % {"name": plan.name}
    form = CopyPlanForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        copy = services.copy_plan(plan, form.cleaned_data["name"], by=_me(request))
        messages.success(request, _("The plan “%(name)s” is there.") % {"name": copy.name})
        return redirect(copy)
    status = 422 if form.errors else 200
    return render(request, "roadmaps/plan_copy.html", {"form": form}, status=status)


def members(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Who is in the plan, and as what; owners and administrators change it."""
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = services.set_member(_plan(request), **form.cleaned_data, by=_me(request))
        values = {"name": found.user, "role": found.get_role_display()}
        messages.success(request, _("%(name)s: %(role)s") % values)
        return redirect("roadmaps:members", plan_id)
    user = _me(request)
    words = {
        "form": form,
        "lines": member_lines(_plan(request), user),
        "roles": Role.choices,
        "may_change": user.is_staff or _role(request) == Role.OWNER,
    }
    return render(request, "roadmaps/members.html", words, status=422 if form.errors else 200)


def remove_member(request: HttpRequest, plan_id: int, username: str) -> HttpResponse:
    """Somebody leaves the plan."""
    user = get_object_or_404(User, memberships__plan=_plan(request), username=username)
    services.remove_member(_plan(request), user, by=_me(request))
    messages.success(request, _("%(name)s is no longer in this plan.") % {"name": user})
    return redirect("roadmaps:members", plan_id)


def revisions(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan's history, newest first, of everybody or of one person, of all or of one record."""
    plan = schedules.plan_of(_plan(request))
    people = [(each.pk, str(each)) for each in history.people_of(_plan(request))]
    form = HistoryFilter(request.GET or None, people=people)
    page = _history_page(request, plan, form)
    words = {
        "form": form,
        "page": page,
        "lines": history.revision_lines(plan, page.object_list),
        "may_undo": _role(request) in EDITORS,
    }
    return render(request, "roadmaps/revisions.html", words)


def revision(request: HttpRequest, plan_id: int, number: int) -> HttpResponse:
    """One revision with all its changes, and the dates it moved."""
    found = _revision(request, number)
    plan = schedules.plan_of(_plan(request))
    [line] = history.revision_lines(plan, [found], most=MOST_CHANGES)
    words = {
        "line": line,
        "may_undo": _role(request) in EDITORS,
        **_shifts(request, plan, number),
    }
    return render(request, "roadmaps/revision.html", words)


def shifts(request: HttpRequest, plan_id: int, number: int) -> HttpResponse:
    """The dates a revision moved, as a part of the history page."""
    plan = schedules.plan_of(_plan(request))
    _revision(request, number)
    return render(request, "roadmaps/_shifts.html", _shifts(request, plan, number))


def undo_revision(request: HttpRequest, plan_id: int, number: int) -> HttpResponse:
    """Take a revision back by a new one."""
    made = services.undo_revision(_plan(request), number, by=_me(request))
    values = {"number": number, "new": made.number}
    text = _("Revision %(number)s is taken back by revision %(new)s.")
    messages.success(request, text % values)
    return redirect("roadmaps:revisions", plan_id)


def _history_page(request: HttpRequest, plan: Plan, form: HistoryFilter) -> "Page[Revision]":
    words = form.cleaned_data if form.is_valid() else {}
    text = words.get("record", "").strip()
    found = history.revisions_of(
        _plan(request),
        by=int(words["by"]) if words.get("by") else None,
        about=history.names_matching(plan, text) if text else None,
    )
    return Paginator(found, PER_PAGE).get_page(request.GET.get("page"))


def _shifts(request: HttpRequest, plan: Plan, number: int) -> dict[str, object]:
    scenario = schedules.scenario_of(plan, request.GET.get("scenario", ""))
    moved = moves.shifts_of(_plan(request), number, scenario)
    language = get_language() or "ko"
    named = [(plan.activities.get(each.key), each) for each in moved]
    return {
        "number": number,
        "moved": named,
        "scenario": plan.scenarios[scenario].name(language) if scenario else "",
    }


def _revision(request: HttpRequest, number: int) -> Revision:
    found = history.revisions_of(_plan(request)).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _plan(request: HttpRequest) -> Roadmap:
    """The plan the guard at the door found."""
    plan: Roadmap = request.plan  # type: ignore[attr-defined]
    return plan


def _role(request: HttpRequest) -> str:
    role: str = request.role  # type: ignore[attr-defined]
    return role


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
