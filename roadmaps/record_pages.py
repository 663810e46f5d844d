"""What follows an edit made by a form: the message, the way back, the list of what goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engine.changes import Alter, Remove, expand
from engine.plan import Plan
from engine.records import Record
from roadmaps import vocabulary
from roadmaps.outlooks import PlanRequest
from roadmaps.record_editing import Editing


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that a removal takes along, or that lets go of what is removed."""

    kind: str
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


def after_edit(request: PlanRequest, editing: Editing, to: str) -> HttpResponse:
    """Say what the edit did, and go on."""
    if editing.is_unchanged:
        messages.info(request, _("Nothing was changed."))
    else:
        say_saved(request, editing.moved)
    return redirect(to)


def say_saved(request: PlanRequest, moved: int) -> None:
    saved = _("Saved as revision %(number)s.") % {"number": request.plan.revision}
    dates = ngettext(
        "The dates of %(n)s activity moved.", "The dates of %(n)s activities moved.", moved
    )
    messages.success(request, f"{saved} {dates % {'n': moved}}" if moved else saved)


def _touched(plan: Plan, kind: str, key: str) -> Touched:
    return Touched(vocabulary.kind_name(kind), key, vocabulary.name_of(plan, kind, key))
