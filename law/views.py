"""The queue of proposals, a proposal with what it would change, and the forms to write one."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from accounts.requests import SignedInRequest
from core.errors import Invalid, Refused
from engine.problems import Problem
from law.drafting import Draft, draft_for
from law.forms import DecisionForm
from law.queries.effects import effects_of
from sanctions import services
from sanctions.models import MeasureProposal
from sanctions.review import content_drafted, proposals_of, review_of, waiting_for, with_changes

Kind, State = MeasureProposal.Kind, MeasureProposal.State
DECISIONS: Mapping[str, Callable[..., object]] = {
    "accept": services.accept,
    "send_back": services.send_back,
    "reject": services.reject,
}
DECIDED = {
    "accept": gettext_lazy("Accepted: from now on the law reads so."),
    "send_back": gettext_lazy("Sent back to whoever proposed it."),
    "reject": gettext_lazy("Rejected; the proposal is kept."),
}


@never_cache
def proposals(request: SignedInRequest) -> HttpResponse:
    """Everything ever proposed, what waits for a decision first."""
    wished = request.GET.get("state", "")
    found = list(proposals_of(wished if wished in State.values else ""))
    with_changes(found)
    found.sort(key=lambda each: not each.is_open)
    shown = {"proposals": found, "states": State.choices, "wished": wished}
    return render(request, "law/proposals.html", {**shown, "waiting": waiting_for(request.user)})


@never_cache
def proposal(request: SignedInRequest, proposal_id: int) -> HttpResponse:
    """One proposal: field by field, every step, and the forms of whoever may act."""
    found = get_object_or_404(proposals_of(), pk=proposal_id)
    review = review_of(found, request.user)
    form = DecisionForm(initial={"seen": review.draft.number})
    return render(request, "law/proposal.html", {"review": review, "form": form})


@never_cache
def effects(request: SignedInRequest, proposal_id: int) -> HttpResponse:
    """The plans this person sees, under the law as it is and as it would be."""
    found = get_object_or_404(proposals_of(), pk=proposal_id)
    draft = services.draft_of(found)
    looked = effects_of(found.measure, content_drafted(draft), request.user)
    whole = "law/_effects.html" if request.headers.get("HX-Request") else "law/effects.html"
    return render(request, whole, {"effects": looked, "proposal": found})


def propose_new(request: SignedInRequest) -> HttpResponse:
    """A measure the catalogue has not."""
    return _draft(request, draft_for(request, Kind.NEW, ""))


def propose_change(request: SignedInRequest, measure_id: str) -> HttpResponse:
    """Another content for a measure."""
    return _draft(request, draft_for(request, Kind.CHANGE, measure_id))


def propose_end(request: SignedInRequest, measure_id: str) -> HttpResponse:
    """The end of a measure: superseded or terminated."""
    return _draft(request, draft_for(request, Kind.END, measure_id))


def revise(request: SignedInRequest, proposal_id: int) -> HttpResponse:
    """Another draft of one's own proposal."""
    found = get_object_or_404(proposals_of(), pk=proposal_id)
    return _draft(request, draft_for(request, found.kind, found.measure, found))


def withdraw(request: SignedInRequest, proposal_id: int) -> HttpResponse:
    """Take one's own proposal back."""
    found = get_object_or_404(proposals_of(), pk=proposal_id)
    services.withdraw(found, by=request.user)
    messages.success(request, _("You took the proposal back; it is kept."))
    return redirect("law:proposals")


def decide(request: SignedInRequest, proposal_id: int) -> HttpResponse:
    """Accept, send back or reject what somebody else proposed."""
    found, form = get_object_or_404(proposals_of(), pk=proposal_id), DecisionForm(request.POST)
    verb = request.POST.get("verb", "")
    if not form.is_valid() or verb not in DECISIONS:
        raise Invalid(Problem("not_one_of", ("verb",), {"field": "verb", "found": verb[:20]}))
    DECISIONS[verb](found, by=request.user, **form.cleaned_data)
    messages.success(request, DECIDED[verb])
    return redirect("law:proposal", found.pk)


@never_cache
def _draft(request: SignedInRequest, draft: Draft | None) -> HttpResponse:
    """The form of a draft, or the proposal it became."""
    if draft is None:
        raise Http404
    if request.method == "POST" and draft.form.is_valid():
        try:
            made = draft.save(request.user)
        except Refused as refused:
            draft.form.refuse(refused)
        else:
            messages.success(request, _("Proposed; somebody else decides on it."))
            return redirect("law:proposal", made.pk)
    is_refused = request.method == "POST"
    shown = {"draft": draft, "form": draft.form}
    return render(request, "law/draft.html", shown, status=422 if is_refused else 200)
