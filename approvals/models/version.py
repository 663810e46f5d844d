"""A plan as it stood, under a name; and which of them a plan is measured against."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from roadmaps.models import Roadmap


class Version(models.Model):
    """One revision of a plan, named and bound to its content. Never altered, never removed."""

    class Origin(models.TextChoices):
        ASKED = "asked", _("made on demand")
        SUBMITTED = "submitted", _("made by a submission")

    plan = models.ForeignKey(Roadmap, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=120)
    why = models.CharField(_("reason"), max_length=500, blank=True)
    changes = models.JSONField(
        default=list, help_text="Of a draft: what it changes in the revision."
    )
    content_hash = models.CharField(max_length=64)
    origin = models.CharField(max_length=9, choices=Origin.choices)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="version_number_unique"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Baseline(models.Model):
    """From when on a version is what the plan is measured against: the latest row counts."""

    plan = models.ForeignKey(Roadmap, models.PROTECT, related_name="baselines")
    version = models.ForeignKey(Version, models.PROTECT, related_name="baselines")
    submission = models.ForeignKey(
        "approvals.Submission", models.PROTECT, null=True, blank=True, related_name="baselines"
    )
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.version_id}"
