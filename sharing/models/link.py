"""A share link: an address that shows a plan to whoever has it, and every visit to it."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy as context

from accounts.models import User
from core import clock
from roadmaps.models import Roadmap


class LinkQuerySet(models.QuerySet["ShareLink"]):
    def holding(self, at: datetime) -> "LinkQuerySet":
        """The links that open at this moment."""
        return self.filter(revoked_at=None, expires_at__gt=at)


class ShareLink(models.Model):
    """What one address shows: the plan as it is, or for ever as one revision was.

    Of the address only the SHA-256 of its secret part is kept. A frozen link keeps what it shows,
    already without what it withholds. No projects and no zones named means all of them.
    """

    class Kind(models.TextChoices):
        FROZEN = "frozen", context("share link", "frozen")
        LIVE = "live", context("share link", "live")

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="share_links")
    label = models.CharField(max_length=200, help_text="For whom it was made.")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    revision = models.PositiveIntegerField(null=True, blank=True)
    scenario = models.CharField(max_length=64, blank=True)
    hide_amounts = models.BooleanField(default=True)
    hide_parties = models.BooleanField(default=True)
    projects = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    zones = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    may_comment = models.BooleanField(default=False)
    contents = models.JSONField(null=True, blank=True)
    prefix = models.CharField(max_length=8, help_text="The first characters, to tell links apart.")
    digest = models.CharField(max_length=64, unique=True)
    password = models.CharField(max_length=128, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[LinkQuerySet] = LinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="share_link_frozen_holds_contents",
                condition=Q(kind="frozen", revision__isnull=False, contents__isnull=False)
                | Q(kind="live", revision__isnull=True, contents__isnull=True),
            ),
            models.CheckConstraint(
                name="share_link_ends", condition=Q(expires_at__gt=F("made_at"))
            ),
            models.CheckConstraint(
                name="share_link_revoked_by_somebody",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix}… ({self.label})"

    @property
    def is_frozen(self) -> bool:
        return self.kind == self.Kind.FROZEN

    @property
    def circle(self) -> str:
        """Whose talk with the plan's people this is: that of whoever has the link."""
        return f"link:{self.pk}"

    @property
    def last_day(self) -> date:
        """The last day on which it holds: it ends with that day."""
        return clock.day_of(self.expires_at - timedelta(microseconds=1))

    def opens_at(self, moment: datetime) -> bool:
        """Whether it shows anything at this moment."""
        return self.revoked_at is None and moment < self.expires_at


class Outcome(models.TextChoices):
    """What a visit came to."""

    SEEN = "seen", context("visit", "seen")
    SAID = "said", context("visit", "commented")
    ASKED = "asked", context("visit", "asked for the password")
    WRONG = "wrong", context("visit", "wrong password")
    SLOWED = "slowed", context("visit", "too many wrong passwords")
    CLOSED = "closed", context("visit", "refused: the link no longer holds")


class ShareVisit(models.Model):
    """One visit to a link. Never altered."""

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="visits")
    at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    revision = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=2, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="share_visit_outcome_known", condition=Q(outcome__in=Outcome.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.link_id} {self.outcome}"
