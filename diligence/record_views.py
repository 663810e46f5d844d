"""Adding and editing what is found in a network and planned against a channel: one record each.

A form shows only the fields that its sort tells; what of the plan may be named is of that project.
"""

from dataclasses import MISSING, fields
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.clock import today
from diligence.controls import suggested
from diligence.queries.standing import standing_of
from engine.diligence.kinds import NAMES, TIES, fields_of
from engine.plan import Plan
from engine.records import KINDS, Control, Entity, Relation
from roadmaps import vocabulary
from roadmaps.edit_messages import after_edit, say_saved
from roadmaps.outlooks import PlanRequest, kept_query, outlook_for
from roadmaps.past import plan_at
from roadmaps.record_editing import (
    Editing,
    commit,
    open_new,
    open_record,
    save_new,
    save_record,
    seen_revision,
)
from roadmaps.record_pages import outlook_with, show_remove
from roadmaps.record_removed import keep_what_was_typed

SORTS = {Entity.kind: tuple(vocabulary.choices("entity", "sort")), Relation.kind: tuple(TIES)}


def add(request: PlanRequest, plan_id: int, kind: str) -> HttpResponse:
    """A new record of a sort; the address names the project and the sort."""
    project, sort = _asked(request, kind)
    fixed = _fixed(kind, project, sort)
    editing = (save_new if request.method == "POST" else open_new)(request, kind, fixed=fixed)
    back = _back(request, kind, project)
    if editing.is_done:
        return after_edit(request, editing, back)
    shown = {"is_new": True, "sorts": _sorts(kind), "sort": sort, "project": project}
    return _show(request, editing, project, sort, back, shown)


def edit(request: PlanRequest, plan_id: int, kind: str, key: str) -> HttpResponse:
    """One record of a network, with the fields of its sort."""
    if kept := _kept(request, kind, key):
        return kept
    outlook = outlook_with(request, kind, key)
    record = outlook.plan.find(kind, key)
    project, sort = project_of(outlook.plan, record), getattr(record, "sort", "")
    fixed = _fixed(kind, project, sort)
    editing = (save_record if request.method == "POST" else open_record)(
        request, kind, key, fixed=fixed
    )
    back = _back(request, kind, project)
    if editing.is_done:
        return after_edit(request, editing, back)
    name = vocabulary.name_of(outlook.plan, kind, key)
    shown = {"name": name, "key": key, "sort": sort, "project": project, "kind": kind}
    return _show(request, editing, project, sort, back, shown)


def remove(request: PlanRequest, plan_id: int, kind: str, key: str) -> HttpResponse:
    outlook = outlook_with(request, kind, key)
    project = project_of(outlook.plan, outlook.plan.find(kind, key))
    return show_remove(request, kind, key, _back(request, kind, project))


def project_of(plan: Plan, record: Any) -> str:
    """The project whose network, or whose controls, a record belongs to."""
    if isinstance(record, Relation):
        return plan.entities[record.source].project
    return str(record.project)


def _asked(request: PlanRequest, kind: str) -> tuple[str, str]:
    project = request.GET.get("project", "")
    sorts = SORTS.get(kind, ("",))
    sort = request.GET.get("sort", "")
    if project not in outlook_for(request).plan.projects:
        raise Http404
    return project, sort if sort in sorts else sorts[0]


def _fixed(kind: str, project: str, sort: str) -> dict[str, Any]:
    """What the form does not ask for: project, sort, and the fields of other sorts."""
    if kind == Control.kind:
        return {"project": project}
    told = set(fields_of(kind, sort)) - {"sort", "project"}
    others = {
        each.name: "" if each.default is MISSING else each.default
        for each in fields(KINDS[kind])
        if each.name not in told and each.name != "key"
    }
    given = {"sort": sort, "project": project}
    return {name: given.get(name, empty) for name, empty in others.items()}


def _sorts(kind: str) -> list[tuple[str, str]]:
    return [(each, vocabulary.sort_name(each)) for each in SORTS.get(kind, ())]


def _show(
    request: PlanRequest,
    editing: Editing,
    project: str,
    sort: str,
    back: str,
    shown: dict[str, Any],
) -> HttpResponse:
    outlook = outlook_for(request)
    _narrow(editing, outlook.plan, project, sort)
    shown |= {"outlook": outlook, "editing": editing, "back": back}
    return render(request, "diligence/record.html", shown, status=editing.status)


def _narrow(editing: Editing, plan: Plan, project: str, sort: str) -> None:
    """Only what fits is on offer: entities of this project, of the right sort."""
    offered: dict[str, tuple[str, ...]] = {name: (each,) for name, each in NAMES.items()}
    if sort in TIES:
        offered |= {"source": TIES[sort].sources, "target": TIES[sort].targets}
    for name, field in editing.form.fields.items():
        if name in offered:
            choices: Any = field
            choices.choices = [("", "—"), *_entities(plan, project, offered[name])]


def _entities(plan: Plan, project: str, sorts: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (key, f"{vocabulary.name_of(plan, 'entity', key)} ({key})")
        for key, each in plan.entities.items()
        if each.project == project and each.sort in sorts
    ]


def _back(request: PlanRequest, kind: str, project: str) -> str:
    page = "exposure" if kind == Control.kind else "network"
    to = reverse(f"diligence:{page}-project", args=[request.plan.pk, project])
    return to + kept_query(request)


def _list(request: PlanRequest) -> str:
    return reverse("diligence:desk", args=[request.plan.pk]) + kept_query(request)


def _kept(request: PlanRequest, kind: str, key: str) -> HttpResponse | None:
    """The page that keeps what was typed for a record that somebody removed meanwhile."""
    plan = outlook_for(request).plan
    if request.method != "POST" or plan.has(kind, key):
        return None
    before = plan_at(request.plan, seen_revision(request))
    if not before.has(kind, key):
        return None
    record = before.find(kind, key)
    fixed = _fixed(kind, project_of(before, record), getattr(record, "sort", ""))
    return keep_what_was_typed(request, kind, key, _list(request), fixed=fixed)


def plan_controls(request: PlanRequest, plan_id: int, key: str) -> HttpResponse:
    """The controls the reference file suggests, for the channels that apply and have none."""
    outlook = outlook_with(request, "project", key)
    standing = standing_of(request.plan, outlook.plan, key, today())
    changes = suggested(outlook.plan, standing)
    if changes:
        say_saved(request, commit(request, changes, reason=_("Suggested controls planned")))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(_back(request, Control.kind, key))
