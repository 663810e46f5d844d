"""Every state a measure has been known in, on the second clock: from when until when we knew it.

The first clock is in the content: from when until when the measure is in force. Rows are written
once. The database refuses to alter or remove one (only the end of what was known is set, once),
and two versions of one measure that overlap in time: see migration 0003.
"""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import clock
from sanctions.models.catalogue import MeasureContent
from sanctions.models.proposals import MeasureProposal


class VersionQuerySet(models.QuerySet["MeasureVersion"]):
    """Versions by when they were known."""

    def current(self) -> Self:
        """What is known now."""
        return self.filter(known_until=None)

    def known_on(self, day: date) -> Self:
        """What was known when the day ended: of several in one day, the last."""
        end = clock.end_of(day)
        still = Q(known_until=None) | Q(known_until__gte=end)
        return self.filter(still, known_from__lt=end)


class MeasureVersion(MeasureContent):
    """A measure as it was known for a time, who said so, who agreed, and why."""

    class Origin(models.TextChoices):
        SHIPPED = "shipped", _("shipped data")
        REVIEWED = "reviewed", _("reviewed edit")

    measure = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    # A word, no foreign key: a version outlives the measure it names.
    superseded_by_id = models.CharField(max_length=40, null=True, blank=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    why = models.TextField(blank=True)
    evidence = models.TextField(blank=True, help_text="Where the official text is to be found.")
    proposal = models.OneToOneField(
        MeasureProposal, models.PROTECT, null=True, blank=True, related_name="version"
    )
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[VersionQuerySet] = VersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("measure", "number")
        indexes = (models.Index("known_from", "known_until", name="measure_version_known"),)
        constraints = (
            models.UniqueConstraint(fields=("measure", "number"), name="measure_version_number"),
            models.CheckConstraint(
                name="measure_version_known_for_a_time",
                condition=Q(known_until__isnull=True) | Q(known_until__gt=F("known_from")),
            ),
            models.CheckConstraint(
                name="measure_version_four_eyes",
                condition=Q(
                    origin="shipped",
                    proposal__isnull=True,
                    proposed_by__isnull=True,
                    approved_by__isnull=True,
                )
                | (
                    Q(
                        origin="reviewed",
                        proposal__isnull=False,
                        proposed_by__isnull=False,
                        approved_by__isnull=False,
                    )
                    & ~Q(proposed_by=F("approved_by"))
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.number}"


class WithheldMeasure(models.Model):
    """What newly shipped data say of a measure that a person has edited: told, and not applied.

    `content` None: the data do not have the measure any more.
    """

    measure = models.CharField(primary_key=True, max_length=40)
    content = models.JSONField(null=True)
    at = models.DateTimeField()
    settled = models.BooleanField(default=False, help_text="Somebody has decided since.")

    class Meta:
        ordering = ("measure",)

    def __str__(self) -> str:
        return self.measure
