"""Rows of one plan, or of the plans a person sees: the doors read through these alone."""

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from approvals.models import Baseline, Delegation, Submission, Version
from drafts.models import Draft
from roadmaps.models import Roadmap

JOINED = ("plan", "version", "since", "drafter", "draft__plan")


def submissions_of(plan: Roadmap) -> "QuerySet[Submission]":
    return Submission.objects.filter(plan=plan).select_related(*JOINED)


def versions_of(plan: Roadmap) -> "QuerySet[Version]":
    return Version.objects.filter(plan=plan).select_related("made_by")


def baselines_of(plan: Roadmap) -> "QuerySet[Baseline]":
    return Baseline.objects.filter(plan=plan).select_related("version", "by")


def delegations_in(plan: Roadmap) -> "QuerySet[Delegation]":
    return Delegation.objects.filter(plan=plan).select_related("giver", "taker")


def submission_in(plan: Roadmap, submission_id: int) -> Submission:
    """Http404 where the plan has no such submission."""
    found = submissions_of(plan).filter(pk=submission_id).first()
    if found is None:
        raise Http404
    return found


def submission_seen_by(person: User, submission_id: int) -> Submission:
    """Http404 where no plan this person sees has it."""
    plans = Roadmap.objects.visible_to(person)
    rows = Submission.objects.filter(plan__in=plans, pk=submission_id)
    found = rows.select_related(*JOINED).first()
    if found is None:
        raise Http404
    return found


def delegation_seen_by(person: User, delegation_id: int) -> Delegation:
    """Http404 where no plan this person sees has it."""
    plans = Roadmap.objects.visible_to(person)
    rows = Delegation.objects.filter(plan__in=plans, pk=delegation_id)
    found = rows.select_related("plan", "giver", "taker").first()
    if found is None:
        raise Http404
    return found


def member_called(plan: Roadmap, username: str) -> User | None:
    """The member with this user name, if any."""
    return User.objects.filter(memberships__in=plan.insiders, username=username).first()


def draft_of(plan: Roadmap, number: int) -> Draft | None:
    """The plan's draft with this id, if any."""
    return Draft.objects.select_related("plan").filter(plan=plan, pk=number).first()
