"""Pages about a plan as a whole: the list, a new one, a copy, its members and its history."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from engine.codec import decode_changes
from engine.plan import HEADER, Plan
from roadmaps import history, moves, schedules, services
from roadmaps.edit_messages import after_edit
from roadmaps.models import EDITORS, Revision, Roadmap
from roadmaps.outlooks import PlanRequest, kept_query, outlook_for
from roadmaps.plan_forms import CopyPlanForm, HistoryFilter, NewPlanForm
from roadmaps.plan_queries import plan_lines
from roadmaps.reach import reach_of
from roadmaps.record_editing import open_record, save_record

PER_PAGE = 20
#: More changes than this are not read on one page; the revision's JSON over REST has them all.
MOST_CHANGES = 500


def home(request: SignedInRequest) -> HttpResponse:
    """Somebody with one plan goes straight to it."""
    if request.user.is_guest:
        return redirect("sharing:given")
    plans = list(Roadmap.objects.visible_to(request.user)[:2])
    return redirect(plans[0] if len(plans) == 1 else "roadmaps:plans")


def plans(request: SignedInRequest) -> HttpResponse:
    """The plans this person sees; a guest's own page is elsewhere."""
    if request.user.is_guest:
        return redirect("sharing:given")
    lines = plan_lines(request.user, get_language() or "ko")
    return render(request, "roadmaps/plans.html", {"lines": lines})


def new_plan(request: SignedInRequest) -> HttpResponse:
    """A new plan; whoever makes it owns it."""
    form = NewPlanForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        plan = services.create_plan(form.header(), form.records(), by=request.user)
        messages.success(request, _("The plan “%(name)s” is there.") % {"name": plan.name})
        return redirect(plan)
    status = 422 if form.errors else 200
    return render(request, "roadmaps/plan_new.html", {"form": form}, status=status)


def copy_plan(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan under another name, without its history; whoever copies it owns the copy."""
    plan = request.plan
    name = _("%(name)s (copy)") % {"name": plan.name}
    form = CopyPlanForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        copy = services.copy_plan(plan, form.cleaned_data["name"], by=request.user)
        messages.success(request, _("The plan “%(name)s” is there.") % {"name": copy.name})
        return redirect(copy)
    status = 422 if form.errors else 200
    return render(request, "roadmaps/plan_copy.html", {"form": form}, status=status)


def settings(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan's own record: its name, start, status date, calendar and default scenario."""
    back = reverse("roadmaps:roadmap", args=[plan_id]) + kept_query(request)
    editing = (save_record if request.method == "POST" else open_record)(request, HEADER, HEADER)
    if editing.is_done:
        return after_edit(request, editing, back)
    shown = {"outlook": outlook_for(request), "editing": editing, "back": back}
    return render(request, "roadmaps/plan_settings.html", shown, status=editing.status)


def revisions(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan's history, newest first, of everybody or of one person, of all or of one record."""
    plan = schedules.plan_of(request.plan)
    people = [(each.pk, str(each)) for each in history.people_of(request.plan)]
    form = HistoryFilter(request.GET or None, people=people)
    page = _history_page(request, plan, form)
    words = {
        "form": form,
        "page": page,
        "lines": history.revision_lines(plan, page.object_list),
        "undoable": _undoable(request, page.object_list),
    }
    return render(request, "roadmaps/revisions.html", words)


def revision(request: PlanRequest, plan_id: int, number: int) -> HttpResponse:
    """One revision with all its changes, and the dates it moved."""
    found = _revision(request, number)
    plan = schedules.plan_of(request.plan)
    [line] = history.revision_lines(plan, [found], most=MOST_CHANGES)
    words = {
        "line": line,
        "undoable": _undoable(request, [found]),
        "moves": _moves(request, number),
    }
    return render(request, "roadmaps/revision.html", words)


def _undoable(request: PlanRequest, shown: Iterable[Revision]) -> set[int]:
    """The numbers of the revisions that lie where the reader edits."""
    reach = reach_of(request.plan, request.user)
    if not reach.has_somewhere(EDITORS):
        return set()
    return {
        each.number
        for each in shown
        if reach.role in EDITORS or reach.may_make(decode_changes(each.undo), EDITORS)
    }


def shifts(request: PlanRequest, plan_id: int, number: int) -> HttpResponse:
    """The dates a revision moved, as a part of the history page."""
    _revision(request, number)
    return render(request, "roadmaps/_shifts.html", {"moves": _moves(request, number)})


def undo_revision(request: PlanRequest, plan_id: int, number: int) -> HttpResponse:
    """Take a revision back by a new one."""
    made = services.undo_revision(request.plan, number, by=request.user)
    values = {"number": number, "new": made.number}
    text = _("Revision %(number)s is taken back by revision %(new)s.")
    messages.success(request, text % values)
    return redirect("roadmaps:revisions", plan_id)


def _history_page(request: PlanRequest, plan: Plan, form: HistoryFilter) -> "Page[Revision]":
    words = form.cleaned_data if form.is_valid() else {}
    text = words.get("record", "").strip()
    found = history.revisions_of(
        request.plan,
        by=int(words["by"]) if words.get("by") else None,
        about=history.names_matching(plan, text) if text else None,
    )
    return Paginator(found, PER_PAGE).get_page(request.GET.get("page"))


def _moves(request: PlanRequest, number: int) -> moves.Moves:
    scenario, language = request.GET.get("scenario", ""), get_language() or "ko"
    return moves.moves_of(request.plan, number, scenario, language)


def _revision(request: PlanRequest, number: int) -> Revision:
    found = history.revisions_of(request.plan).filter(number=number).first()
    if found is None:
        raise Http404
    return found
