"""Adding, editing and removing one record in a draft, with the forms the plan is edited with."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid, Refused
from drafts import services
from drafts.forms import number_in
from drafts.models import Draft
from drafts.queries.trying import drafted_plan
from drafts.views import draft_in
from engine.changes import Add, Alter, Change, Remove
from engine.plan import HEADER, Plan
from engine.problems import BrokenPlan, Problem
from engine.records import KINDS, Record
from roadmaps import vocabulary
from roadmaps.outlooks import PlanRequest, outlook_for
from roadmaps.record_editing import Editing
from roadmaps.record_forms import RecordForm, defaults_of, values_of
from roadmaps.record_keys import STEMS, free_key

MOST_FOUND = 100


def record(request: PlanRequest, plan_id: int, draft_id: int) -> HttpResponse:
    """A record's form in the draft: of a `kind`, by `find`, `key` or `new`."""
    draft = draft_in(request, draft_id)
    back = reverse("drafts:draft", args=[plan_id, draft.pk])
    kind = request.GET.get("kind", "")
    if not kind:
        return redirect(back)
    if kind not in KINDS:
        raise Http404
    plan = drafted_plan(draft)
    if kind == HEADER:
        return _edited(request, draft, plan, plan.header, back)
    key = request.GET.get("key", "")
    if key:
        return _edited(request, draft, plan, _found(plan, kind, key), back)
    if "new" in request.GET:
        return _added(request, draft, plan, kind, back)
    return _searched(request, draft, plan, kind)


@require_POST
def remove(request: PlanRequest, plan_id: int, draft_id: int) -> HttpResponse:
    """Remove a record in the draft, with what can't be without it."""
    draft = draft_in(request, draft_id)
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    if kind == HEADER or not drafted_plan(draft).has(kind, key):
        raise Invalid(Problem("record_not_in_draft", (key,)))
    version = number_in(request.POST, "version")
    services.edit_draft(draft, [Remove(kind, key)], version=version, by=request.user)
    messages.success(request, _("Noted in the draft. The plan stands as it was."))
    return redirect(reverse("drafts:draft", args=[plan_id, draft.pk]) + "#changes")


def _edited(
    request: PlanRequest, draft: Draft, plan: Plan, found: Record, back: str
) -> HttpResponse:
    form = RecordForm(
        found.kind,
        plan,
        shown=values_of(found),
        on_revision=draft.version,
        posted=request.POST if request.method == "POST" else None,
    )
    editing = Editing(form)
    if request.method == "POST":
        if not form.is_valid():
            editing = Editing(form, status=422)
        elif not (changed := form.changed_from(found)):
            messages.info(request, _("Nothing was changed."))
            return redirect(back)
        else:
            kept = _kept(request, draft, form, [Alter(found.kind, found.key, changed)], back)
            if isinstance(kept, HttpResponse):
                return kept
            editing = kept
    name = vocabulary.record_name(plan, found)
    shown = {"name": name, "found": found, "is_header": found.kind == HEADER}
    return _show(request, draft, editing, back, shown)


def _added(request: PlanRequest, draft: Draft, plan: Plan, kind: str, back: str) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = RecordForm(
        kind,
        plan,
        shown=defaults_of(kind),
        on_revision=draft.version,
        posted=posted,
        asks_key=kind not in STEMS,
    )
    editing = Editing(form)
    if posted is not None and not form.is_valid():
        editing = Editing(form, status=422)
    elif posted is not None:
        values: dict[str, Any] = form.values()
        if "key" not in values:
            values["key"] = free_key(plan, kind, values)
        kept = _kept(request, draft, form, [Add(KINDS[kind](**values))], back)
        if isinstance(kept, HttpResponse):
            return kept
        editing = kept
    return _show(request, draft, editing, back, {"is_new": True})


def _kept(
    request: PlanRequest, draft: Draft, form: RecordForm, changes: list[Change], back: str
) -> HttpResponse | Editing:
    """The way back once it is in the draft; refused, the form again with what was typed."""
    seen, note = form.cleaned_data["on_revision"], form.cleaned_data["reason"]
    try:
        services.edit_draft(draft, changes, version=seen, by=request.user, note=note)
    except Refused as refused:
        if refused.status == 403:
            raise
        draft.refresh_from_db()
        shown = {**form.values(), "reason": note}
        again = RecordForm(
            form.kind,
            form.plan,
            shown=shown,
            on_revision=draft.version,
            asks_key="key" in form.names,
        )
        return Editing(again, refused.status, refused.problems)
    except BrokenPlan as broken:
        return Editing(form, 422, broken.problems)
    messages.success(request, _("Noted in the draft. The plan stands as it was."))
    return redirect(f"{back}#changes")


def _show(
    request: PlanRequest, draft: Draft, editing: Editing, back: str, more: dict[str, Any]
) -> HttpResponse:
    shown = {"outlook": outlook_for(request), "draft": draft, "editing": editing, "back": back}
    return render(request, "drafts/record.html", {**shown, **more}, status=editing.status)


def _searched(request: PlanRequest, draft: Draft, plan: Plan, kind: str) -> HttpResponse:
    text = request.GET.get("find", "").strip()
    found = list(_matching(plan, kind, text))
    at = reverse("drafts:record", args=[request.plan.pk, draft.pk])
    shown = {
        "outlook": outlook_for(request),
        "draft": draft,
        "kind": kind,
        "find": text,
        "found": found[:MOST_FOUND],
        "more": max(0, len(found) - MOST_FOUND),
        "at": at,
    }
    return render(request, "drafts/found.html", shown)


def _matching(plan: Plan, kind: str, text: str) -> Iterator[tuple[str, str]]:
    wanted = text.casefold()
    for key, each in plan.of(KINDS[kind]).items():
        name = vocabulary.record_name(plan, each)
        if wanted in key.casefold() or wanted in name.casefold():
            yield key, name


def _found(plan: Plan, kind: str, key: str) -> Record:
    if kind not in KINDS or kind == HEADER or not plan.has(kind, key):
        raise Http404
    return plan.find(kind, key)
