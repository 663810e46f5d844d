"""Pages of approvals: the inbox, one submission with its decision, the form to submit, deputies."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from approvals import services
from approvals.attempts import Tried, attempt
from approvals.forms import ActForm, DelegationForm, PointForm, SubmitForm
from approvals.models import Submission
from approvals.queries.lookups import submission_in
from approvals.queries.pages import delegations_of, inbox, submission_page
from approvals.queries.standing import baseline_of, standing_of
from approvals.services.delegating import GIVES
from core.errors import Invalid
from engine.approving import Verb
from engine.problems import Problem
from roadmaps.models import EDITORS
from roadmaps.outlooks import PlanRequest
from roadmaps.schedules import plan_of

DONE = {
    Verb.SUBMIT: gettext_lazy("Submitted: the first of the route has it now."),
    Verb.RESUBMIT: gettext_lazy("Submitted again, as the plan stands now."),
    Verb.WITHDRAW: gettext_lazy("Withdrawn; the submission is kept."),
    Verb.AGREE: gettext_lazy("Agreed: the next of the route has it now."),
    Verb.APPROVE: gettext_lazy("Approved."),
    Verb.CONDITION: gettext_lazy("Approved with conditions."),
    Verb.ACCEPT: gettext_lazy("Accepted."),
    Verb.SEND_BACK: gettext_lazy("Sent back; its points are a checklist now."),
    Verb.REJECT: gettext_lazy("Rejected; the submission is kept."),
}


@never_cache
def approvals(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What waits for the reader, and every submission of the plan."""
    shown = {
        "inbox": inbox(request.plan, request.user),
        "standing": standing_of(request.plan),
        "baseline": baseline_of(request.plan),
        "may_submit": request.role in EDITORS,
    }
    return render(request, "approvals/approvals.html", shown)


@never_cache
def submit(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Put the plan as it stands to approval, or prepare that."""
    asked = {"draft": request.GET.get("draft", "")}
    form = SubmitForm(request.plan, request.user, request.POST or None, initial=asked)
    tried = Tried(200 if request.method == "GET" else 422)
    if form.is_valid():
        tried = attempt(lambda: _hand_in(request, form))
        if isinstance(tried.made, Submission):
            return redirect("approvals:submission", plan_id, tried.made.pk)
    shown = {"form": form, "problems": tried.problems, "may_submit": request.role in EDITORS}
    return render(request, "approvals/submit.html", shown, status=tried.status)


@never_cache
def submission(request: PlanRequest, plan_id: int, submission_id: int) -> HttpResponse:
    """One submission: what changed first, then the route, the checklist and the decision."""
    return _page(request, submission_in(request.plan, submission_id))


@require_POST
def act(request: PlanRequest, plan_id: int, submission_id: int) -> HttpResponse:
    """Take a step, or the drafter's part; refused, everything typed is still there."""
    found, form = submission_in(request.plan, submission_id), ActForm(request.POST)
    if not form.is_valid():
        problems = tuple(Problem("invalid_submission", (name,)) for name in form.errors)
        return _page(request, found, form, Tried(422, problems))
    values = form.values
    tried = attempt(lambda: services.act(found, by=request.user, **values))
    if tried.problems:
        return _page(request, submission_in(request.plan, submission_id), form, tried)
    messages.success(request, DONE[values["verb"]])
    return redirect("approvals:submission", plan_id, submission_id)


@require_POST
def point(request: PlanRequest, plan_id: int, submission_id: int) -> HttpResponse:
    """An answer to a point, or that it is settled or open again."""
    found, form = submission_in(request.plan, submission_id), PointForm(request.POST)
    if not form.is_valid():
        raise Invalid(*(Problem("invalid_submission", (name,)) for name in form.errors))
    values = form.cleaned_data
    services.answer_point(
        found, values["point"], values["verb"], by=request.user, text=values["text"]
    )
    messages.success(request, _("The checklist is up to date."))
    return redirect("approvals:submission", plan_id, submission_id)


@never_cache
def delegations(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Who decides in whose place; one's own are made and revoked here."""
    if request.POST.get("revoke", "").isdecimal():
        services.revoke(request.plan, int(request.POST["revoke"]), by=request.user)
        messages.success(request, _("Revoked: it counts no more."))
        return redirect("approvals:delegations", plan_id)
    form = DelegationForm(request.plan, request.user, request.POST or None)
    tried = Tried(200 if request.method == "GET" else 422)
    if form.is_valid():
        tried = attempt(lambda: services.delegate(request.plan, by=request.user, **form.values))
        if tried.made:
            messages.success(request, _("Delegated."))
            return redirect("approvals:delegations", plan_id)
    return _delegations(request, form, tried)


def _hand_in(request: PlanRequest, form: SubmitForm) -> Submission:
    values = {name: form.cleaned_data[name] for name in ("title", "note")}
    values["of"] = form.cleaned_data["draft"]
    if "draft" in request.POST:
        return services.draft(request.plan, route=form.route, by=request.user, **values)
    made = services.propose(request.plan, route=form.route, by=request.user, **values)
    messages.success(request, DONE[Verb.SUBMIT])
    return made


def _delegations(request: PlanRequest, form: DelegationForm, tried: Tried) -> HttpResponse:
    shown = {
        "form": form,
        "problems": tried.problems,
        "lines": delegations_of(request.plan),
        "may_delegate": request.role in GIVES,
    }
    return render(request, "approvals/delegations.html", shown, status=tried.status)


def _page(
    request: PlanRequest, found: Submission, form: ActForm | None = None, tried: Tried | None = None
) -> HttpResponse:
    seen = found.version.content_hash if found.version else ""
    counted = plan_of(request.plan)
    shown = {
        "page": submission_page(found, request.user),
        "form": form or ActForm(initial={"seen": seen}),
        "problems": tried.problems if tried else (),
        "counts": {"projects": len(counted.projects), "activities": len(counted.activities)},
    }
    return render(
        request, "approvals/submission.html", shown, status=tried.status if tried else 200
    )
