"""A report that was asked for: what it says, frozen, and the document once it is drawn."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import sight
from core.sight import Sight
from roadmaps.models import Roadmap


class Kind(models.TextChoices):
    """Which document it is."""

    STAGED_ROADMAP = "staged-roadmap", _("Staged roadmap report")


class Language(models.TextChoices):
    """The language a report is written in; each is called by its own name."""

    KOREAN = "ko", "한국어"
    ENGLISH = "en", "English"


class Report(models.Model):
    """One document about one revision of one plan; asking again for the same gives the same row.

    `contents` is all that the worker reads. How far it is, is told by its job (kind "report").
    """

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="reports")
    revision = models.PositiveIntegerField()
    scenario = models.CharField(max_length=64)
    levelled = models.BooleanField(default=False, help_text="Whether supply and ceilings count.")
    stages = ArrayField(models.CharField(max_length=64), help_text="Keys, in the plan's order.")
    kind = models.CharField(max_length=32, choices=Kind, default=Kind.STAGED_ROADMAP)
    language = models.CharField(max_length=2, choices=Language)
    contents = models.JSONField()
    shows_amounts = models.BooleanField(default=True)
    shows_parties = models.BooleanField(default=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())

    file = models.FileField(upload_to="reports", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "plan",
                    "revision",
                    "scenario",
                    "levelled",
                    "stages",
                    "kind",
                    "language",
                    "shows_amounts",
                    "shows_parties",
                ),
                name="report_asked_once",
            ),
            models.CheckConstraint(
                name="report_language_known", condition=Q(language__in=Language.values)
            ),
            models.CheckConstraint(
                name="report_drawn_wholly",
                condition=Q(file="", sha256="", pages__isnull=True, drawn_at__isnull=True)
                | (~Q(file="") & ~Q(sha256="") & Q(pages__gt=0, drawn_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.revision} {self.kind} {self.scenario} {self.language}"

    @property
    def sight(self) -> Sight:
        """What whoever asked for it could see: no less is needed to read it."""
        return Sight(self.shows_amounts, self.shows_parties)

    @property
    def is_open_here(self) -> bool:
        """Whether the current visitor may see all that it shows."""
        return sight.of_plan(self.plan_id).covers(self.sight)

    def get_absolute_url(self) -> str:
        return reverse("reports:download", args=[self.plan_id, self.pk])
