"""Stations and their keys, packages that went out, packages that were read.

Nothing here is undone: keys are retired and never deleted, a package that went out or was read
stays on the list; a trigger in the database keeps it so.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy as context

from accounts.models import User
from courier.cards import in_groups
from drafts.models import Draft
from roadmaps.models import Roadmap


class KeyRing(models.Model):
    """This installation's own keys: one set in use, and those that were retired before it.

    `locked` holds the private ones, sealed under the installation's secret key.
    """

    name = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=40, unique=True)
    locked = models.BinaryField()
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    retired_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                models.Value(1), name="courier_one_ring_in_use", condition=Q(retired_at=None)
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def groups(self) -> str:
        return in_groups(self.fingerprint)


class Station(models.Model):
    """Another installation: its card, and whether a person has confirmed whose it is."""

    name = models.CharField(max_length=100)
    signs = models.CharField(max_length=64)
    seals = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=40, unique=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_how = models.CharField(max_length=300, blank=True)
    retired_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)
    retired_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def groups(self) -> str:
        return in_groups(self.fingerprint)

    @property
    def is_trusted(self) -> bool:
        return self.confirmed_at is not None and self.retired_at is None


class Sort(models.TextChoices):
    """What a package carries."""

    PLAN = "plan", context("package", "plan")
    ANSWER = "answer", context("package", "answer")


class Outgoing(models.Model):
    """A package that went out: the file itself, and what was sent and withheld.

    `content` is what was sealed, kept to bring an answer home by; its SHA-256 is `base`. Of an
    answer, `revision` is the last one it tells about.
    """

    number = models.PositiveIntegerField()
    sort = models.CharField(max_length=6, choices=Sort)
    ring = models.ForeignKey(KeyRing, models.PROTECT, related_name="packages")
    station = models.ForeignKey(Station, models.PROTECT, related_name="sent")
    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="packages_out")
    revision = models.PositiveIntegerField()
    scenario = models.CharField(max_length=64, blank=True)
    amounts_withheld = models.BooleanField(default=False)
    parties_withheld = models.BooleanField(default=False)
    projects = ArrayField(models.CharField(max_length=64), null=True)
    note = models.TextField(blank=True)
    answer_by = models.DateField(null=True)
    content = models.TextField()
    base = models.CharField(max_length=64)
    file = models.TextField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("ring", "number"), name="courier_number_unique"),
            models.CheckConstraint(name="courier_out_sort", condition=Q(sort__in=Sort.values)),
        )

    def __str__(self) -> str:
        return f"{self.number} → {self.station}"

    @property
    def file_name(self) -> str:
        """A text file: that is what it is, and what the transfer between networks takes."""
        return f"courier-{self.number:04}-{self.sort}.txt"


class Incoming(models.Model):
    """A package that was read: a plan became a plan of its own here, an answer a draft.

    `person` and `signed_at` are as named over there. `base` is the SHA-256 of its content.
    """

    number = models.PositiveIntegerField()
    sort = models.CharField(max_length=6, choices=Sort)
    station = models.ForeignKey(Station, models.PROTECT, related_name="received")
    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="packages_in")
    answers = models.ForeignKey(Outgoing, models.PROTECT, null=True, related_name="answers")
    draft = models.OneToOneField(Draft, models.PROTECT, null=True, related_name="package")
    revision = models.PositiveIntegerField(help_text="The sender's; of an answer, the base's.")
    arrived_as = models.PositiveIntegerField(
        default=0, help_text="Of a plan: the revision it has been here since."
    )
    amounts_withheld = models.BooleanField(default=False)
    parties_withheld = models.BooleanField(default=False)
    is_partial = models.BooleanField(default=False)
    person = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    answer_by = models.DateField(null=True)
    base = models.CharField(max_length=64)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("station", "number"), name="courier_read_once"),
            models.UniqueConstraint(
                fields=("plan",), name="courier_one_origin", condition=Q(sort=Sort.PLAN)
            ),
            models.CheckConstraint(name="courier_in_sort", condition=Q(sort__in=Sort.values)),
        )

    def __str__(self) -> str:
        return f"{self.number} ← {self.station}"
