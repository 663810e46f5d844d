"""Attached files: documents with their versions, and what was done with each. Nothing is deleted.

The bytes lie in the storage called "documents", under names that say nothing; a database trigger
keeps versions and events as they were written.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from accounts.models import User
from roadmaps.models import Roadmap


class Scan(models.TextChoices):
    """What the virus scanner says of a version. Clean and infected are its own words."""

    NONE = "none", pgettext_lazy("scan", "not scanned (no scanner is set up)")
    WAITING = "waiting", pgettext_lazy("scan", "waiting for the scan")
    CLEAN = "clean", pgettext_lazy("scan", "nothing found by the scanner")
    INFECTED = "infected", pgettext_lazy("scan", "infected: kept shut")
    FAILED = "failed", pgettext_lazy("scan", "the scan failed")


class Document(models.Model):
    """A file about something: `kind` and `key` of a plan's record, or of an app's own thing.

    What it is about may go; the document stays and says what it was about.
    """

    plan = models.ForeignKey(Roadmap, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=24)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index("plan", "kind", "key", name="document_about"),)
        constraints = (
            models.CheckConstraint(
                name="document_removed_by_somebody",
                condition=Q(removed_by__isnull=True, removed_at__isnull=True)
                | Q(removed_by__isnull=False, removed_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        return f"{self.kind}:{self.key}"


class DocumentVersion(models.Model):
    """The file as it was given at one time. Only what the scanner says of it is written later."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200, help_text="As it was given, cleaned.")
    stored = models.CharField(max_length=200, unique=True)
    size = models.PositiveBigIntegerField()
    type = models.CharField(max_length=8, help_text="By its content, not by its name.")
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    scan = models.CharField(max_length=8, choices=Scan, default=Scan.NONE)
    scan_said = models.CharField(max_length=200, blank=True)
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("document", "-number")
        indexes = (models.Index("sha256", name="document_version_hash"),)
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="document_version_unique"),
            models.CheckConstraint(name="document_scan_known", condition=Q(scan__in=Scan.values)),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class DocumentEvent(models.Model):
    """Something done with a document: who took it in, read it, took it away, put it back."""

    class What(models.TextChoices):
        ATTACHED = "attached", pgettext_lazy("document event", "attached")
        REPLACED = "replaced", pgettext_lazy("document event", "new version")
        DOWNLOADED = "downloaded", pgettext_lazy("document event", "downloaded")
        REMOVED = "removed", pgettext_lazy("document event", "removed")
        RESTORED = "restored", pgettext_lazy("document event", "restored")
        RESCANNED = "rescanned", pgettext_lazy("document event", "scan asked for")

    document = models.ForeignKey(Document, models.PROTECT, related_name="events")
    version = models.ForeignKey(DocumentVersion, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.document_id} {self.what}"
