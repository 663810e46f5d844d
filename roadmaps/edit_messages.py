"""What follows an edit made by a form: the message, and the way back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmaps.outlooks import PlanRequest
from roadmaps.record_editing import Editing


def after_edit(request: PlanRequest, editing: Editing, to: str) -> HttpResponse:
    """Say what the edit did, and go on."""
    if editing.draft:
        messages.success(request, _("Kept as a draft. The plan stands as it was."))
        return redirect(editing.draft)
    if editing.is_unchanged:
        messages.info(request, _("Nothing was changed."))
    else:
        say_saved(request, editing.moved)
    return redirect(to)


def say_saved(request: PlanRequest, moved: int) -> None:
    saved = _("Saved as revision %(number)s.") % {"number": request.plan.revision}
    told = ngettext(
        "The dates of %(count)s activity moved.", "The dates of %(count)s activities moved.", moved
    ) % {"count": moved}
    messages.success(request, f"{saved} {told}" if moved else saved)
