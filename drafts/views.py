"""Pages of drafts: their list, one draft, its dry run, and what is decided about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import Forbidden, Invalid, Refused
from core.templatetags.ui import day
from drafts import services
from drafts.adoption_rules import set_adoption_rule
from drafts.forms import NewDraftForm, choices_in, number_in
from drafts.grounds import Ground, approving, ground_of
from drafts.models import Draft, State
from drafts.queries import pages
from drafts.queries.copies import revision_when_copied
from drafts.queries.drawing import needs_approval
from drafts.queries.trying import DryRun, onto_the_plan, with_another
from engine.problems import BrokenPlan, Problem
from engine.records import KINDS
from roadmaps import vocabulary
from roadmaps.models import DECIDERS, EDITORS
from roadmaps.outlooks import PlanRequest, outlook_for


def drafts(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The plan's drafts; a POST makes one."""
    form = NewDraftForm(request.POST or None, plan=request.plan, user=request.user)
    problems: Any = ()
    if request.method == "POST" and form.is_valid():
        try:
            draft = _made(request, form.cleaned_data)
        except (Refused, BrokenPlan) as refused:
            problems = refused.problems
        else:
            messages.success(request, _("The draft was made. The plan stands as it was."))
            return redirect("drafts:draft", plan_id, draft.pk)
    shown = {
        "outlook": outlook_for(request),
        "drafts": pages.drafts_of(request.plan),
        "form": form,
        "problems": problems,
        "may_edit": request.role in EDITORS,
        "may_decide": request.role in DECIDERS,
        "needs_approval": needs_approval(request.plan),
    }
    status = 422 if form.errors or problems else 200
    return render(request, "drafts/drafts.html", shown, status=status)


@require_GET
def show_draft(request: PlanRequest, plan_id: int, draft_id: int) -> HttpResponse:
    """A draft: its changes in words, and what can be done with it."""
    draft = draft_in(request, draft_id)
    kinds = sorted((vocabulary.kind_name(kind), kind) for kind in KINDS)
    shown = {
        "outlook": outlook_for(request),
        "draft": draft,
        "lines": pages.lines_of_draft(draft),
        "steps": pages.steps_of(draft),
        "others": pages.others_of(draft),
        "signatures": services.signatures_of(draft),
        "kinds": kinds,
        **_approvals(draft),
        "may_edit": request.role in EDITORS and draft.state == State.OPEN,
    }
    return render(request, "drafts/draft.html", shown)


@require_GET
def preview(request: PlanRequest, plan_id: int, draft_id: int) -> HttpResponse:
    """The dry run on the plan as it stands, or with another draft (`with`). Writes nothing."""
    draft = draft_in(request, draft_id)
    other_id = number_in(request.GET, "with")
    other = draft_in(request, other_id) if other_id else None
    return _show_run(request, draft, other, choices_in(request.GET), ())


@require_POST
def rebase(request: PlanRequest, plan_id: int, draft_id: int) -> HttpResponse:
    """Bring the draft onto the present revision."""
    draft = draft_in(request, draft_id)
    choices, accepted = choices_in(request.POST), request.POST.getlist("accept")
    if "look" in request.POST:
        return _show_run(request, draft, None, choices, accepted)
    try:
        services.rebase_draft(
            draft,
            version=number_in(request.POST, "version"),
            by=request.user,
            choices=choices,
            accepted=accepted,
            scenario=outlook_for(request).scenario,
        )
    except (Refused, BrokenPlan) as refused:
        return _show_run(request, draft, None, choices, accepted, refused)
    words = _("The draft now rests on revision %(number)s.")
    messages.success(request, words % {"number": request.plan.revision})
    return redirect("drafts:draft", plan_id, draft.pk)


@require_POST
def merge(request: PlanRequest, plan_id: int, draft_id: int) -> HttpResponse:
    """A new draft of this one and another."""
    draft = draft_in(request, draft_id)
    number = number_in(request.POST, "with")
    other = request.plan.drafts.select_related("plan").filter(pk=number).first()
    if other is None:
        raise Invalid(Problem("no_such_draft", (str(number),)))
    choices, accepted = choices_in(request.POST), request.POST.getlist("accept")
    if "look" in request.POST:
        return _show_run(request, draft, other, choices, accepted)
    try:
        made = services.merge_drafts(
            draft,
            other,
            request.POST.get("name", ""),
            version=number_in(request.POST, "version"),
            other_version=number_in(request.POST, "other_version"),
            by=request.user,
            choices=choices,
            accepted=accepted,
            scenario=outlook_for(request).scenario,
        )
    except (Refused, BrokenPlan) as refused:
        return _show_run(request, draft, other, choices, accepted, refused)
    messages.success(request, _("The two drafts were merged into this one; both stay as they are."))
    return redirect("drafts:draft", plan_id, made.pk)


@require_POST
def adopt(request: PlanRequest, plan_id: int, draft_id: int) -> HttpResponse:
    """Make the draft the plan, with the decision kept."""
    draft = draft_in(request, draft_id)
    decision = request.POST.get("decision", "")
    try:
        revision = services.adopt_draft(
            draft,
            decision,
            version=number_in(request.POST, "version"),
            by=request.user,
            scenario=outlook_for(request).scenario,
        )
    except (Refused, BrokenPlan) as refused:
        return _show_run(request, draft, None, {}, (), refused, decision)
    words = _("Adopted as revision %(number)s. It can be undone like any edit.")
    messages.success(request, words % {"number": revision.number})
    return redirect("drafts:draft", plan_id, draft.pk)


@require_POST
def drop(request: PlanRequest, plan_id: int, draft_id: int) -> HttpResponse:
    """Put the draft aside for good."""
    draft, version = draft_in(request, draft_id), number_in(request.POST, "version")
    services.drop_draft(draft, request.POST.get("why", ""), version=version, by=request.user)
    messages.success(request, _("The draft was dropped. It stays to be read."))
    return redirect("drafts:drafts", plan_id)


@require_POST
def rule(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Say whether only approved drafts are adopted in this plan."""
    wanted = request.POST.get("needs_approval") == "1"
    set_adoption_rule(request.plan, needs_approval=wanted, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("drafts:drafts", plan_id)


@require_POST
def leave_out(request: PlanRequest, plan_id: int, draft_id: int) -> HttpResponse:
    """Take one change out of the draft."""
    draft, number = draft_in(request, draft_id), number_in(request.POST, "number")
    version = number_in(request.POST, "version")
    services.leave_out(draft, number, version=version, by=request.user)
    messages.success(request, _("The change was taken out of the draft."))
    return redirect(reverse("drafts:draft", args=[plan_id, draft.pk]) + "#changes")


def draft_in(request: PlanRequest, draft_id: int) -> Draft:
    """The draft of the plan in the address."""
    found = request.plan.drafts.select_related("plan", "made_by", "decided_by", "adopted_as")
    return get_object_or_404(found, pk=draft_id)


def _made(request: PlanRequest, asked: dict[str, Any]) -> Draft:
    named = asked["name"], asked["purpose"]
    copy = asked["copy"]
    if copy is None:
        return services.open_draft(request.plan, *named, by=request.user)
    since = asked["since"] or revision_when_copied(request.plan, copy)
    return services.draft_from_copy(request.plan, copy, *named, since=since, by=request.user)


def _show_run(
    request: PlanRequest,
    draft: Draft,
    other: Draft | None,
    choices: Any,
    accepted: Any,
    refused: Refused | BrokenPlan | None = None,
    decision: str = "",
) -> HttpResponse:
    outlook = outlook_for(request)
    draft.refresh_from_db()
    ground = ground_of(draft) if draft.state == State.OPEN else None
    scenario = outlook.scenario
    run: DryRun = (
        with_another(draft, other, scenario, choices)
        if other
        else onto_the_plan(draft, scenario, choices)
    )
    shown = {
        "outlook": outlook,
        "draft": draft,
        "other": other,
        "run": run,
        "collisions": pages.collision_lines(run, choices),
        "joint": pages.joint_lines(request.plan, run, accepted, outlook.query),
        "outcome": pages.outcome_of(request.plan, run, outlook.query),
        "unsettled": run.unsettled(accepted),
        "is_behind": draft.base_revision != request.plan.revision,
        "may_edit": request.role in EDITORS and draft.state == State.OPEN,
        "refusal": _why_not(draft, request) if draft.state == State.OPEN else None,
        "problems": refused.problems if refused else (),
        "decision": decision or _said(ground),
        "ground": ground,
        "name": request.POST.get("name", ""),
    }
    status = getattr(refused, "status", 422) if refused else 200
    return render(request, "drafts/preview.html", shown, status=status)


def _why_not(draft: Draft, request: PlanRequest) -> Any:
    """Why this person may not adopt the draft; None if they may."""
    try:
        services.refuse_adoption(draft, request.user)
    except (Forbidden, Invalid) as refused:
        return refused.problems
    return None


def _approvals(draft: Draft) -> dict[str, Any]:
    """What put the draft to approval, and the approval that covers it now."""
    found = [line for each in approving() for line in each.put_to_approval(draft)]
    ground = ground_of(draft) if draft.state == State.OPEN else None
    return {"submissions": found, "ground": ground, "demanded": needs_approval(draft.plan)}


def _said(ground: Ground | None) -> str:
    """The decision as the approval has it; whoever adopts may say more."""
    if ground is None:
        return ""
    values = {"title": ground.title, "who": ground.by, "day": day(ground.at)}
    return _("Approved as “%(title)s” by %(who)s on %(day)s.") % values
