"""Pages that add, edit and remove one record of any kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from engine.changes import Alter, Remove, expand
from engine.plan import Plan
from engine.records import KINDS, Record
from roadmaps import vocabulary
from roadmaps.edit_messages import after_edit, say_saved
from roadmaps.outlooks import Outlook, PlanRequest, outlook_for
from roadmaps.record_editing import (
    open_new,
    open_record,
    remove_record,
    save_new,
    save_record,
)
from roadmaps.record_removed import keep_what_was_typed


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that a removal takes along, or that lets go of what is removed."""

    kind: str
    kind_key: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Removal:
    """What would go: the record, what can't be without it, and what would point at it no more."""

    record: Record
    name: str
    gone: Sequence[Touched]
    let_go: Sequence[Touched]

    @property
    def kind(self) -> str:
        return self.record.kind


def removal_of(plan: Plan, kind: str, key: str) -> Removal:
    """What removing the record would take along; it is worked out, not done."""
    record = plan.find(kind, key)
    steps = expand(plan, [Remove(kind, key)])
    gone = [s for s in steps if isinstance(s, Remove) and s.about != (kind, key)]
    let_go = {s.about for s in steps if isinstance(s, Alter)}
    return Removal(
        record,
        vocabulary.record_name(plan, record),
        [_touched(plan, *step.about) for step in gone],
        [_touched(plan, *about) for about in sorted(let_go)],
    )


def show_add(request: PlanRequest, kind: str, back: str) -> HttpResponse:
    """A page that adds a record of the kind, and then goes back."""
    editing = (save_new if request.method == "POST" else open_new)(request, kind)
    if editing.is_done:
        return after_edit(request, editing, back)
    shown = {"outlook": outlook_for(request), "editing": editing, "back": back, "is_new": True}
    return render(request, "roadmaps/record_edit.html", shown, status=editing.status)


def show_edit(request: PlanRequest, kind: str, key: str, back: str) -> HttpResponse:
    """A page that edits one record, and then goes back."""
    if kept := keep_what_was_typed(request, kind, key, back):
        return kept
    outlook = outlook_with(request, kind, key)
    editing = (save_record if request.method == "POST" else open_record)(request, kind, key)
    if editing.is_done:
        return after_edit(request, editing, back)
    name = vocabulary.name_of(outlook.plan, kind, key)
    shown = {"outlook": outlook, "editing": editing, "back": back, "name": name, "key": key}
    return render(request, "roadmaps/record_edit.html", shown, status=editing.status)


def show_remove(request: PlanRequest, kind: str, key: str, back: str) -> HttpResponse:
    """A page that says what goes with a record, and removes it."""
    outlook = outlook_with(request, kind, key)
    if request.method == "POST":
        say_saved(request, remove_record(request, kind, key))
        return redirect(back)
    shown = {"outlook": outlook, "removal": removal_of(outlook.plan, kind, key), "back": back}
    return render(request, "roadmaps/record_remove.html", shown)


def outlook_with(request: PlanRequest, kind: str, key: str) -> Outlook:
    """The outlook, if the plan has the record."""
    outlook = outlook_for(request)
    if key not in outlook.plan.of(KINDS[kind]):
        raise Http404
    return outlook


def _touched(plan: Plan, kind: str, key: str) -> Touched:
    return Touched(vocabulary.kind_name(kind), kind, key, vocabulary.name_of(plan, kind, key))
