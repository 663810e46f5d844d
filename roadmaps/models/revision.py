"""History: the numbered lists of changes that made a plan what it is."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import User
from roadmaps.models.roadmap import Roadmap


class Revision(models.Model):
    """Changes that were applied to a plan together: by whom, when, why, and what would undo them.

    `touched` names the records concerned as "kind:key". `undoes` is set on a revision that takes
    another one back; `is_undo` tells an undo from a redo (the undo of an undo).
    """

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="revisions")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500, blank=True)
    changes = models.JSONField()
    undo = models.JSONField()
    touched = ArrayField(models.CharField(max_length=80))
    is_undo = models.BooleanField(default=False)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="revision_number_unique"),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number}"
