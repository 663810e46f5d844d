"""A search that was asked for: the question, and once it is over the plans that were found."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from roadmaps.models import Roadmap


class Goal(models.TextChoices):
    """What a search is after; the values are the engine's objectives, in their order."""

    FINISH = "finish", _("The earliest finish")
    BENEFIT = "benefit,finish", _("The most worthwhile projects, then the earliest finish")
    SMOOTH = "finish,cost_smoothness", _("The earliest finish, then the lowest peak of yearly cost")


class Outcome(models.TextChoices):
    """What is known once a search is over."""

    OPTIMAL = "optimal", pgettext_lazy("search", "proven best")
    FEASIBLE = "feasible", pgettext_lazy("search", "found, not proven best")
    INFEASIBLE = "infeasible", pgettext_lazy("search", "no plan possible")
    UNKNOWN = "unknown", pgettext_lazy("search", "none found in time")


class PlanSearch(models.Model):
    """One search on one revision of one plan. How far it is, is told by its job (kind "search").

    `weights` names the projects that may be left out and what each is worth; `stages` those whose
    activities may move: the others stay where they are. `answers` are the plans found, each with
    its changes.
    """

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="searches")
    revision = models.PositiveIntegerField()
    scenario = models.CharField(max_length=64)
    goal = models.CharField(max_length=40, choices=Goal)
    weights = models.JSONField(default=dict)
    stages = models.JSONField(default=list)
    finish_by = models.DateField(null=True, blank=True)
    seconds = models.PositiveSmallIntegerField(default=60)
    plans = models.PositiveSmallIntegerField(default=1)
    seed = models.PositiveIntegerField(default=1)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())

    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answers = models.JSONField(default=list)
    set_aside = models.JSONField(default=list)
    found_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(name="search_goal_known", condition=Q(goal__in=Goal.values)),
            models.CheckConstraint(
                name="search_over_or_not",
                condition=Q(outcome="", found_at__isnull=True)
                | (~Q(outcome="") & Q(found_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.revision} {self.scenario} {self.goal}"
