"""What has happened to a project, step by step.

Steps are only added. The database itself refuses to change or remove one, and to add one that does
not follow on the last (migrations/0002); a step is taken back by another that says why.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from roadmaps.models import Roadmap


class LifeStepQuerySet(models.QuerySet["LifeStep"]):
    def visible_to(self, user: User) -> "LifeStepQuerySet":
        """The steps of the plans this person sees."""
        return self.filter(plan__in=Roadmap.objects.visible_to(user))


class LifeStep(models.Model):
    """One step of one track of a project: who, named as they were then, when, and on what papers.

    `on` is the day it took effect; `revision` is the plan's when it was recorded.
    """

    plan = models.ForeignKey(Roadmap, models.PROTECT, related_name="life_steps")
    project = models.CharField(max_length=64)
    project_name = models.CharField(max_length=400, help_text="As it was called then.")
    track = models.CharField(max_length=16)
    number = models.PositiveIntegerField(help_text="From 1 in each track of each project.")
    event = models.CharField(max_length=40)
    from_state = models.CharField(max_length=24)
    to_state = models.CharField(max_length=24)
    on = models.DateField()
    facts = models.JSONField(default=dict)
    documents = models.JSONField(default=dict)
    note = models.CharField(max_length=1000, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=12)
    revision = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())

    objects: ClassVar[LifeStepQuerySet] = LifeStepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("plan", "project", "pk")
        constraints = (
            models.UniqueConstraint(
                "plan", "project", "track", "number", name="life_step_numbered"
            ),
            models.CheckConstraint(
                name="life_step_taken_back_with_a_reason",
                condition=Q(reverses=None) | ~Q(note=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.project} {self.track} {self.number}: {self.to_state}"
