"""Findings that somebody accepted for a time: who, why, until when. Rows are never taken away."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from roadmaps.models import Roadmap


class Waiver(models.Model):
    """One finding accepted until a day, by whom and why. `excess` is how bad it was then.

    It stops counting after `until`, when somebody ends it, or when the finding gets worse; the
    row stays, so that the history of what was accepted does.
    """

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="waivers")
    finding = models.CharField(max_length=16, help_text="The finding's code.")
    rule = models.CharField(max_length=8)
    case = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=64)
    detail = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(help_text="The revision it was seen in.")
    scenario = models.CharField(max_length=64, blank=True)
    excess = models.DecimalField(max_digits=30, decimal_places=6)
    reason = models.CharField(max_length=500)
    until = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="waiver_ended_by_somebody",
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.rule} {self.kind}:{self.key} until {self.until}"
