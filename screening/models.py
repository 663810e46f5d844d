"""What a person has said about a screening: signed, dated, and tied to what it was about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from roadmaps.models import Roadmap


class Confirmation(models.Model):
    """A person's word on one goods code, or on a project's verdict under one scenario.

    Rows are only added: the latest one counts, and it is stale once what it `rests_on` differs.
    """

    class Kind(models.TextChoices):
        CODE = "code", _("goods code")
        VERDICT = "verdict", _("verdict")

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="confirmations")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    project = models.CharField(max_length=64)
    line = models.CharField(max_length=64, blank=True)
    scenario = models.CharField(max_length=64, blank=True)
    said = models.CharField(max_length=40, help_text="The code, or the verdict.")
    rests_on = models.CharField(max_length=64, help_text="SHA-256 of what was confirmed.")
    revision = models.PositiveIntegerField()
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index("plan", "project", name="confirmation_of_project"),)

    def __str__(self) -> str:
        return f"{self.project} {self.line}: {self.said}"


class DataRequest(models.Model):
    """A fact that whoever screens misses: asked of the planners, open until one answers."""

    class About(models.TextChoices):
        TAG = "tag", _("nature of the goods")
        END_USER = "end_user", _("end user")
        QUANTITY = "quantity", _("quantity or value")
        CONTRACT = "contract", _("contract and its date")
        OTHER = "other", _("something else")

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="data_requests")
    project = models.CharField(max_length=64)
    line = models.CharField(max_length=64, blank=True)
    about = models.CharField(max_length=10, choices=About.choices)
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index("plan", "project", name="data_request_of_project"),)

    def __str__(self) -> str:
        return f"{self.project} {self.line}: {self.text}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
