"""What people answered about a project, and what was signed. Rows are only added."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from roadmaps.models import Roadmap


class Answer(models.Model):
    """An answer to one question about one project; the latest counts, earlier ones stay.

    0: clear evidence, 1: partial, 2: missing or a red flag. None takes an answer back: the
    question is open again.
    """

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="diligence_answers")
    project = models.CharField(max_length=64)
    question = models.CharField(max_length=16)
    answer = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=2_000, blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    illustrative = models.BooleanField(default=False)
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index("plan", "project", name="answer_of_project"),)
        constraints = (
            models.CheckConstraint(
                name="answer_is_0_1_or_2", condition=Q(answer__isnull=True) | Q(answer__lte=2)
            ),
        )

    def __str__(self) -> str:
        return f"{self.project} {self.question}: {self.answer}"


class SignOff(models.Model):
    """A compliance officer's signature under a project's due diligence, as it was shown.

    It is stale once what it `rests_on` differs: an answer, or a red flag of the network.
    """

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="diligence_sign_offs")
    project = models.CharField(max_length=64)
    band = models.CharField(max_length=8)
    score = models.DecimalField(max_digits=5, decimal_places=4)
    stops = models.PositiveSmallIntegerField(help_text="Answers that block approval.")
    flags = models.PositiveSmallIntegerField(help_text="Red flags of the supply network.")
    rests_on = models.CharField(max_length=64, help_text="SHA-256 of what was signed.")
    note = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index("plan", "project", name="sign_off_of_project"),)

    def __str__(self) -> str:
        return f"{self.project}: {self.band}"
