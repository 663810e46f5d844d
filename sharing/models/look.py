"""A look at a plan as one of its members: by an administrator, for a reason, for a short while."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from roadmaps.models import Roadmap


class Look(models.Model):
    """Who looked at which plan as whom, why, and from when to when."""

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="looks")
    by = models.ForeignKey(User, models.PROTECT, related_name="looks_taken")
    person = models.ForeignKey(User, models.PROTECT, related_name="looked_at_as")
    reason = models.CharField(max_length=500)
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="look_has_a_reason", condition=~Q(reason="") & Q(ends_at__gt=F("begun_at"))
            ),
            models.CheckConstraint(name="look_as_another", condition=~Q(by=F("person"))),
        )

    def __str__(self) -> str:
        return f"{self.by_id} as {self.person_id}"

    def lasts_at(self, moment: datetime) -> bool:
        """Whether the look goes on at this moment."""
        return self.ended_at is None and moment < self.ends_at
