"""A simulation that was asked for, the parts it is drawn in, and the ranges read from it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from accounts.models import User
from roadmaps.models import Roadmap


class RangesRun(models.Model):
    """One simulation of one revision of a plan; asking again for the same gives the same row.

    `answer` is its ranges as compressed JSON, `sha256` the hash of that JSON: the same question has
    the same answer, byte for byte, however many workers drew it.
    """

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="ranges_runs")
    revision = models.PositiveIntegerField()
    scenario = models.CharField(max_length=64, blank=True)
    draws = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    correlation = models.DecimalField(
        max_digits=3, decimal_places=2, help_text="Of durations inside a zone, 0 to 1."
    )
    shortest = models.PositiveSmallIntegerField(
        help_text="Percent of the duration, for activities without a range of their own."
    )
    longest = models.PositiveSmallIntegerField(help_text="Likewise.")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())

    answer = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "plan",
                    "revision",
                    "scenario",
                    "draws",
                    "seed",
                    "correlation",
                    "shortest",
                    "longest",
                ),
                name="ranges_asked_once",
            ),
            models.CheckConstraint(
                name="ranges_correlation_possible",
                condition=Q(correlation__gte=0, correlation__lte=1),
            ),
            models.CheckConstraint(
                name="ranges_hold_the_duration", condition=Q(shortest__lte=100, longest__gte=100)
            ),
            models.CheckConstraint(
                name="ranges_read_wholly",
                condition=Q(answer__isnull=True, sha256="", read_at__isnull=True)
                | (Q(answer__isnull=False, read_at__isnull=False) & ~Q(sha256="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.revision} {self.scenario} {self.draws} #{self.seed}"

    def get_absolute_url(self) -> str:
        return f"{reverse('ranges:ranges', args=[self.plan_id])}?run={self.pk}"


class RangesPart(models.Model):
    """Some chunks of a simulation, drawn by one job; `drawn` is empty once the ranges are read."""

    run = models.ForeignKey(RangesRun, models.CASCADE, related_name="parts")
    first = models.PositiveIntegerField(help_text="The number of its first chunk.")
    past = models.PositiveIntegerField(help_text="The number of the first chunk after it.")
    drawn = models.BinaryField(null=True)

    class Meta:
        ordering = ("first",)
        constraints = (
            models.UniqueConstraint(fields=("run", "first"), name="ranges_part_once"),
            models.CheckConstraint(
                name="ranges_part_not_empty", condition=Q(past__gt=models.F("first"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.run_id} [{self.first}, {self.past})"
