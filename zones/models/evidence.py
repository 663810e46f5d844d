"""Where a fact comes from, and how far it can be trusted: every catalogue row carries both."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    HIGH = "high", _("high confidence")
    MEDIUM = "medium", _("medium confidence")
    LOW = "low", _("low confidence")


class Source(models.Model):
    """One document, data set or kind of inference that facts of the catalogue rest on."""

    id = models.CharField(primary_key=True, max_length=40)
    title = models.CharField(max_length=300)
    published = models.CharField(max_length=160)
    locator = models.CharField(max_length=400)
    kind = models.CharField(max_length=120)
    reliability = models.CharField(max_length=160)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class Evidenced(models.Model):
    """A row whose facts name their sources and share one confidence."""

    source = ArrayField(models.CharField(max_length=40))
    confidence = models.CharField(max_length=10, choices=Confidence.choices)

    class Meta:
        abstract = True
