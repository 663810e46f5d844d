"""Pages of exemptions and licences: the list, one of them, its moves, adding and editing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import today
from core.errors import Invalid
from engine.problems import BrokenPlan, Problem
from permits.forms import MoveForm, WishForm
from permits.queries.listing import listing
from permits.queries.one_permit import PermitPage, moves_of, permit_page
from roadmaps.edit_messages import after_edit
from roadmaps.outlooks import Outlook, PlanRequest, outlook_for
from roadmaps.reach import reach_of
from roadmaps.record_editing import open_record, save_record
from roadmaps.record_pages import outlook_with, show_add, show_remove
from roadmaps.services import move_permit


def permits(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Every permit of the plan, and what lapses soon."""
    outlook = outlook_for(request)
    form = WishForm(request.GET, outlook.plan)
    wish = form.wish(request.GET.get("sort", "code"))
    found = listing(outlook.plan, today(), wish)
    shown = {"outlook": outlook, "form": form, "page": found, "sort": wish.sort}
    return render(request, "permits/permits.html", shown)


def permit(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """One permit, and the moves the reader may make."""
    outlook = outlook_with(request, "permit", key)
    page = _page(request, outlook, key)
    forms = [MoveForm(page.permit, to, request.plan.revision) for to in page.moves]
    shown = {"outlook": outlook, "page": page, "moves": forms, **_acts(outlook, page)}
    return render(request, "permits/permit.html", shown)


def move(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Bring a permit to its next state."""
    outlook = outlook_with(request, "permit", key)
    found = outlook.plan.permits[key]
    to = request.POST.get("to", "")
    allowed = {state: state for state in moves_of(found, reach_of(request.plan, request.user))}
    if to not in allowed:
        values = {"since": found.state, "to": to}
        raise Invalid(Problem("no_such_move", (key,), values))
    form = MoveForm(found, allowed[to], request.plan.revision, request.POST)
    if form.is_valid():
        return _moved(request, form, outlook.query)
    return _again(request, key, form)


def add(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Add a permit; links from a screening fill it in."""
    return show_add(request, "permit", _list(request))


def edit(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Edit a permit's facts; its state is changed by a move."""
    outlook = outlook_with(request, "permit", key)
    fixed = {"state": outlook.plan.permits[key].state}
    act = save_record if request.method == "POST" else open_record
    editing = act(request, "permit", key, fixed=fixed)
    back = reverse("permits:permit", args=[plan_id, key]) + outlook.query
    if editing.is_done:
        return after_edit(request, editing, back)
    name = outlook.plan.permits[key].name(request.LANGUAGE_CODE)
    shown = {"outlook": outlook, "editing": editing, "back": back, "name": name, "key": key}
    return render(request, "roadmaps/record_edit.html", shown, status=editing.status)


def remove(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Remove a permit."""
    return show_remove(request, "permit", key, _list(request))


def _moved(request: PlanRequest, form: MoveForm, query: str) -> HttpResponse:
    try:
        move_permit(
            request.plan,
            form.change,
            by=request.user,
            on_revision=form.cleaned_data["on_revision"],
            reason=form.cleaned_data["reason"],
        )
    except (BrokenPlan, Invalid) as refused:
        return _again(request, form.permit.key, form, refused.problems)
    messages.success(request, _("The permit is now: %(state)s.") % {"state": form.label})
    return redirect(reverse("permits:permit", args=[request.plan.pk, form.permit.key]) + query)


def _again(
    request: PlanRequest, key: str, form: MoveForm, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    """The permit's page with what was typed, and why it can't be."""
    outlook = outlook_with(request, "permit", key)
    page = _page(request, outlook, key)
    forms = [
        form if to == form.goal else MoveForm(page.permit, to, request.plan.revision)
        for to in page.moves
    ]
    shown = {"outlook": outlook, "page": page, "moves": forms, "refused": form}
    shown |= {"problems": problems, **_acts(outlook, page)}
    return render(request, "permits/permit.html", shown, status=422)


def _page(request: PlanRequest, outlook: Outlook, key: str) -> PermitPage:
    reach = reach_of(request.plan, request.user)
    return permit_page(request.plan, outlook.plan, outlook.schedule, key, today(), reach)


def _acts(outlook: Outlook, page: PermitPage) -> dict[str, bool]:
    """Whether the reader edits all that the permit is about."""
    projects = {each.key for each in page.projects}
    return {"may_edit": outlook.may_edit or (bool(projects) and projects <= outlook.edits)}


def _list(request: PlanRequest) -> str:
    return reverse("permits:permits", args=[request.plan.pk]) + outlook_for(request).query
