"""A role in one part of a plan: a project, or all that lies in a zone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from engine.belonging import Scope
from roadmaps.models.roadmap import Roadmap, Role
from zones.models import Zone


class Grant(models.Model):
    """One person's role in one project or zone; of the rest of the plan they are a viewer."""

    class GrantRole(models.TextChoices):
        PLANNER = Role.PLANNER.value, Role.PLANNER.label
        COMPLIANCE = Role.COMPLIANCE.value, Role.COMPLIANCE.label

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="grants")
    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=12, choices=GrantRole.choices)
    project = models.CharField(max_length=64, blank=True)
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("user__username", "project", "zone_id")
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "user", "role", "project", "zone"),
                name="grant_unique",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="grant_role_known", condition=Q(role__in=["planner", "compliance"])
            ),
            models.CheckConstraint(
                name="grant_of_one_part",
                condition=Q(project="", zone__isnull=False) | (~Q(project="") & Q(zone=None)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role} ({self.project or self.zone_id})"

    @property
    def scope(self) -> Scope:
        return Scope(project=self.project, zone=self.zone_id or "")
