"""Edits of the law on their way: proposed by one person, decided by another, every step kept."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy as context

from accounts.models import User


class MeasureProposal(models.Model):
    """A new measure, a change of one or its end. Nothing counts until somebody else accepts it."""

    class Kind(models.TextChoices):
        NEW = "new", context("proposal", "new measure")
        CHANGE = "change", context("proposal", "change")
        END = "end", context("proposal", "end")

    class State(models.TextChoices):
        OPEN = "open", context("proposal", "waiting for a decision")
        SENT_BACK = "sent_back", context("proposal", "sent back")
        ACCEPTED = "accepted", context("proposal", "accepted")
        REJECTED = "rejected", context("proposal", "rejected")
        WITHDRAWN = "withdrawn", context("proposal", "withdrawn")

    kind = models.CharField(max_length=6, choices=Kind.choices)
    measure = models.CharField(max_length=40)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="measure_proposal_four_eyes",
                condition=~Q(state__in=("accepted", "rejected"))
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="measure_proposal_decided_at_once",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.measure}"

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.OPEN, self.State.SENT_BACK}


class ProposalStep(models.Model):
    """One thing done about a proposal; a row is never altered. Drafts hold the whole content."""

    class Verb(models.TextChoices):
        PROPOSE = "propose", context("step", "proposed")
        REVISE = "revise", context("step", "revised")
        SEND_BACK = "send_back", context("step", "sent back")
        ACCEPT = "accept", context("step", "accepted")
        REJECT = "reject", context("step", "rejected")
        WITHDRAW = "withdraw", context("step", "withdrawn")

    proposal = models.ForeignKey(MeasureProposal, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    verb = models.CharField(max_length=9, choices=Verb.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    comment = models.TextField(blank=True, help_text="Why, in the words of whoever did it.")
    evidence = models.TextField(blank=True)
    content = models.JSONField(null=True, help_text="What the measure is to say; drafts only.")
    on_version = models.PositiveIntegerField(
        null=True, help_text="The version a draft was written against; none for a new measure."
    )

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("proposal", "number"), name="proposal_step_number"),
            models.CheckConstraint(
                name="proposal_step_draft_has_content",
                condition=Q(verb__in=("propose", "revise"), content__isnull=False)
                | (~Q(verb__in=("propose", "revise")) & Q(content__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.proposal_id}.{self.number} {self.verb}"
