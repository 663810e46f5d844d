"""Pages of a plan's projects: the list, a project with its tabs, and the forms that edit them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.clock import today
from engine.records import KINDS
from life.queries.project_page import life_page
from projects.forms import WishForm
from projects.queries.history import history_page
from projects.queries.life import life_line, with_life
from projects.queries.lines import SORTS, project_lines
from projects.queries.page import head_of, project_page
from projects.queries.rows import rows_of
from projects.tabs import TABS
from roadmaps.edit_messages import after_edit, say_saved
from roadmaps.outlooks import Outlook, PlanRequest, outlook_for
from roadmaps.reach import reach_of
from roadmaps.record_editing import (
    Editing,
    open_new,
    open_record,
    remove_record,
    save_new,
    save_record,
)
from roadmaps.record_pages import removal_of
from roadmaps.record_removed import keep_what_was_typed

PROJECT = "project"
LIST = "projects:projects"


def projects(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The list, with what was asked of it in the address."""
    outlook = outlook_for(request)
    form, sort = WishForm(request.GET, outlook), request.GET.get("sort", "code")
    found = project_lines(outlook.plan, outlook.schedule, outlook.scenario, form.wish(sort))
    lived = with_life(request.plan, found, *form.of_life())
    shown = {"outlook": outlook, "form": form, "lines": lived, "sort": sort, "sorts": SORTS}
    return render(request, "projects/projects.html", shown)


def add_project(request: PlanRequest, plan_id: int) -> HttpResponse:
    outlook = outlook_for(request)
    editing = (save_new if request.method == "POST" else open_new)(request, PROJECT)
    if editing.is_done:
        key = str(editing.form.cleaned_data["key"])
        return after_edit(request, editing, _to("project", outlook, plan_id, key))
    shown = {"outlook": outlook, "editing": editing}
    return render(request, "projects/add.html", shown, status=editing.status)


def project(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Overview: dates and why, verdict, facts with their evidence, cost by source."""
    outlook = _outlook_with(request, key)
    return _show(request, outlook, key, "overview", page=project_page(outlook, key))


def edit_project(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    if kept := keep_what_was_typed(request, PROJECT, key, reverse(LIST, args=[plan_id])):
        return kept
    outlook = _outlook_with(request, key)
    editing = (save_record if request.method == "POST" else open_record)(request, PROJECT, key)
    if editing.is_done:
        return after_edit(request, editing, _to("project", outlook, plan_id, key))
    return _show(request, outlook, key, "edit", editing=editing)


def remove_project(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """A page that says what goes with the project, and the button that does it."""
    outlook = _outlook_with(request, key)
    if request.method == "POST":
        say_saved(request, remove_record(request, PROJECT, key))
        return _redirect("projects", outlook, plan_id)
    removal = removal_of(outlook.plan, PROJECT, key)
    return _show(request, outlook, key, "remove", removal=removal)


def history(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    outlook = _outlook_with(request, key)
    page = history_page(request.plan, outlook.plan, key, request.GET.get("page", "1"))
    return _show(request, outlook, key, "history", page=page)


def procedure(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """Where the project stands in its procedure, what may come next, its record and deadlines."""
    outlook = _outlook_with(request, key)
    mine = reach_of(request.plan, request.user).roles_in(key)
    page = life_page(request.plan, outlook.plan, key, mine, today())
    return _show(request, outlook, key, "procedure", page=page)


def lines(request: PlanRequest, plan_id: int, key: str, tab: str) -> HttpResponse:
    """One tab: the rows of one kind that belong to the project."""
    return _show_lines(request, _outlook_with(request, key), key, tab)


def add_line(request: PlanRequest, plan_id: int, key: str, tab: str) -> HttpResponse:
    outlook = _outlook_with(request, key)
    act = save_new if request.method == "POST" else open_new
    editing = act(request, TABS[tab].kind, fixed=_fixed(tab, key))
    if editing.is_done:
        return after_edit(request, editing, _to("lines", outlook, plan_id, key, tab))
    return _show_lines(request, outlook, key, tab, opened="+", editing=editing)


def edit_line(request: PlanRequest, plan_id: int, key: str, tab: str, line: str) -> HttpResponse:
    kind, back, fixed = TABS[tab].kind, reverse(LIST, args=[plan_id]), _fixed(tab, key)
    if kept := keep_what_was_typed(request, kind, line, back, fixed=fixed):
        return kept
    outlook = _outlook_with(request, key, tab, line)
    act = save_record if request.method == "POST" else open_record
    editing = act(request, kind, line, fixed=fixed)
    if editing.is_done:
        return after_edit(request, editing, _to("lines", outlook, plan_id, key, tab))
    return _show_lines(request, outlook, key, tab, opened=line, editing=editing)


def remove_line(request: PlanRequest, plan_id: int, key: str, tab: str, line: str) -> HttpResponse:
    outlook = _outlook_with(request, key, tab, line)
    if request.method == "POST":
        say_saved(request, remove_record(request, TABS[tab].kind, line))
        return _redirect("lines", outlook, plan_id, key, tab)
    removal = removal_of(outlook.plan, TABS[tab].kind, line)
    return _show(request, outlook, key, "remove", removal=removal, line=line, line_tab=TABS[tab])


def _show_lines(
    request: PlanRequest,
    outlook: Outlook,
    key: str,
    tab: str,
    *,
    opened: str = "",
    editing: Editing | None = None,
) -> HttpResponse:
    shown = {"rows": rows_of(outlook, key, tab), "opened": opened, "editing": editing}
    shown |= {"kind": TABS[tab], "row_template": f"projects/_{tab}_row.html"}
    return _show(request, outlook, key, tab, **shown)


def _show(request: PlanRequest, outlook: Outlook, key: str, tab: str, **shown: Any) -> HttpResponse:
    editing = shown.get("editing")
    frame = {"outlook": outlook, "head": head_of(outlook, key), "tab": tab, "tabs": TABS.values()}
    frame["life"] = life_line(request.plan, outlook.plan, key)
    status = editing.status if editing else 200
    return render(request, f"projects/{tab}.html", {**frame, **shown}, status=status)


def _outlook_with(request: PlanRequest, key: str, tab: str = "", line: str = "") -> Outlook:
    """The outlook, if the plan has the project, and the project the line."""
    outlook = outlook_for(request)
    if key not in outlook.plan.projects:
        raise Http404
    if line and line not in _keys_of(outlook, tab, key):
        raise Http404
    return outlook


def _keys_of(outlook: Outlook, tab: str, key: str) -> set[str]:
    plan = outlook.plan
    if TABS[tab].kind == "link":
        own = {each.key for each in plan.activities.values() if each.project == key}
        return {k for k, link in plan.links.items() if {link.before, link.after} & own}
    rows = plan.of(KINDS[TABS[tab].kind])
    return {k for k, row in rows.items() if getattr(row, "project", "") == key}


def _fixed(tab: str, key: str) -> dict[str, str]:
    """A line belongs to its project; a link to the activities it joins."""
    return {} if TABS[tab].kind == "link" else {PROJECT: key}


def _to(name: str, outlook: Outlook, *place: Any) -> str:
    return reverse(f"projects:{name}", args=place) + outlook.query


def _redirect(name: str, outlook: Outlook, *place: Any) -> HttpResponse:
    return HttpResponse(status=302, headers={"Location": _to(name, outlook, *place)})
