"""A draft: changes on a revision of the plan; and its steps, which are never altered."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy as context

from accounts.models import User
from roadmaps.models import Revision, Roadmap


class State(models.TextChoices):
    """What has become of a draft."""

    OPEN = "open", context("draft", "open")
    ADOPTED = "adopted", context("draft", "adopted")
    DROPPED = "dropped", context("draft", "dropped")


class Draft(models.Model):
    """Changes that lead from the plan at `base_revision` to what somebody proposes.

    `version` counts its edits: who edits says which one they saw. `merged_from` are the drafts it
    was made of, and those these were made of.
    """

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="drafts")
    name = models.CharField(max_length=200)
    purpose = models.TextField(max_length=2_000, blank=True)
    base_revision = models.PositiveIntegerField()
    changes = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    merged_from = ArrayField(models.BigIntegerField(), default=list, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())

    adopted_as = models.OneToOneField(
        Revision, models.PROTECT, null=True, blank=True, related_name="draft"
    )
    decision = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(name="draft_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="draft_adopted_by_a_decision",
                condition=Q(state=State.ADOPTED, adopted_as__isnull=False)
                & ~Q(decision="")
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                | ~Q(state=State.ADOPTED) & Q(adopted_as__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.name


class AdoptionRule(models.Model):
    """How drafts of a plan are adopted. Without a row, by a decision alone."""

    plan = models.OneToOneField(Roadmap, models.CASCADE, related_name="adoption_rule")
    needs_approval = models.BooleanField(default=False)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.plan_id} {self.needs_approval}"


class DraftStep(models.Model):
    """One thing done to a draft: who, when, the changes it brought, and what was said about it.

    `note` of a merge or a rebase holds what was accepted knowingly, too.
    """

    class Sort(models.TextChoices):
        MADE = "made", context("step of a draft", "made")
        EDITED = "edited", context("step of a draft", "edited")
        LEFT_OUT = "left_out", context("step of a draft", "left a change out")
        REBASED = "rebased", context("step of a draft", "brought onto a newer revision")
        MERGED = "merged", context("step of a draft", "merged from two drafts")
        ADOPTED = "adopted", context("step of a draft", "adopted")
        DROPPED = "dropped", context("step of a draft", "dropped")

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="steps")
    version = models.PositiveIntegerField()
    sort = models.CharField(max_length=8, choices=Sort)
    changes = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    accepted = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("draft", "version"), name="draft_step_unique"),
        )

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.version} {self.sort}"


class DraftSignature(models.Model):
    """Who signed a draft that came from another station, as named there; never altered.

    `edits` says who made which over there: {"by", "at", "reason", "changes": how many}.
    """

    draft = models.OneToOneField(Draft, models.CASCADE, related_name="signature")
    station = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=40)
    person = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    package = models.PositiveIntegerField(help_text="The number of the package it answers.")
    sha256 = models.CharField(max_length=64, help_text="Of the file it came in.")
    edits = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.person}, {self.station} ({self.fingerprint[:5]}…)"

    @property
    def groups(self) -> str:
        """The fingerprint in groups of five, as people read it aloud."""
        return " ".join(self.fingerprint[at : at + 5] for at in range(0, 40, 5))

    @property
    def told_edits(self) -> list[dict[str, Any]]:
        """The edits, with their times as times."""
        return [{**each, "at": datetime.fromisoformat(each["at"])} for each in self.edits]
