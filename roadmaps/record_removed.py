"""A form whose record somebody removed meanwhile: what was typed stays, and can be added again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from engine.changes import Add
from engine.records import Record
from roadmaps import schedules, vocabulary
from roadmaps.edit_messages import after_edit
from roadmaps.models import Revision
from roadmaps.outlooks import PlanRequest, outlook_for
from roadmaps.past import plan_at, whole_plan_at
from roadmaps.record_editing import Editing, save_change, seen_revision
from roadmaps.record_forms import RecordForm, values_of

#: The name of the button that adds the record again.
AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Removed:
    """The record as the person saw it, and the revision that took it out of the plan."""

    record: Record
    name: str
    by: Revision | None


def keep_what_was_typed(
    request: PlanRequest,
    kind: str,
    key: str,
    back: str,
    *,
    fixed: Mapping[str, Any] | None = None,
) -> HttpResponse | None:
    """The page that still holds what was posted for a record that is gone; None for any other.

    Its button adds the record again with the values typed; who would rather not goes back.
    """
    removed = _removed(request, kind, key) if request.method == "POST" else None
    if removed is None:
        return None
    editing = _editing(request, removed.record, fixed)
    if editing.is_done:
        return after_edit(request, editing, back)
    shown = {"outlook": outlook_for(request), "editing": editing, "back": back, "removed": removed}
    shown |= {"name": removed.name, "key": key}
    return render(request, "roadmaps/record_edit.html", shown, status=editing.status)


def _removed(request: PlanRequest, kind: str, key: str) -> Removed | None:
    """What was removed since the person opened the form."""
    if schedules.plan_of(request.plan).has(kind, key):
        return None
    seen = seen_revision(request)
    before = plan_at(request.plan, seen)
    if not before.has(kind, key):
        return None
    later = request.plan.revisions.filter(number__gt=seen, touched__contains=[f"{kind}:{key}"])
    name = vocabulary.name_of(before, kind, key)
    return Removed(before.find(kind, key), name, later.select_related("by").first())


def _editing(request: PlanRequest, record: Record, fixed: Mapping[str, Any] | None) -> Editing:
    plan = schedules.plan_of(request.plan)
    # The hidden number stays the one the form was opened on: the values are read against it.
    seen = seen_revision(request)
    form = RecordForm(
        record.kind,
        plan,
        shown=values_of(record),
        on_revision=seen,
        posted=request.POST,
        fixed=fixed,
    )
    if not form.is_valid():
        return Editing(form, status=422)
    if AGAIN not in request.POST:
        return Editing(form, status=409)
    # What is withheld from the person comes back as it was: it is not theirs to empty.
    whole = whole_plan_at(request.plan, seen).find(record.kind, record.key)
    again = type(record)(**{**values_of(whole), **form.changed_from(record)})
    now = request.plan.revision
    return save_change(request, form, [Add(again)], on_revision=now, restores=True)
