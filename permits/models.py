"""Reminders that a permit lapses: made once for each end, and mailed until that works."""

from django.db import models

from roadmaps.models import Roadmap


class Reminder(models.Model):
    """A permit of a plan lapses on a day. Sent once; `attempts` counts the tries."""

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="permit_reminders")
    permit = models.CharField(max_length=64)
    until = models.DateField()
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("until", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "permit", "until"), name="permit_reminded_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.permit} {self.until}"
