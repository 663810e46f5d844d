"""What is made, and to which end: industries with their codes, strategies of the study."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from zones.models.evidence import Evidenced


class Intensity(models.TextChoices):
    LABOR = "labor", _("labour-intensive")
    TECHNOLOGY = "technology", _("technology-intensive")
    MIXED = "mixed", _("labour and technology mixed")
    CAPITAL = "capital", _("capital-intensive")


class Industry(Evidenced):
    """A branch of industry with its ISIC, KSIC and HS codes."""

    id = models.CharField(primary_key=True, max_length=40)
    name_ko = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    intensity = models.CharField(max_length=20, choices=Intensity.choices)
    # Lists of {"code", "name"}: codes of a foreign classification, never joined on.
    isic = models.JSONField()
    ksic = models.JSONField()
    # Lists of {"hs", "name"} in the nomenclature of 2022.
    hs_inputs = models.JSONField()
    hs_outputs = models.JSONField()
    # Keys of the plan's conditions ("SAN-2375-16") that goods of this kind usually meet.
    input_conditions = ArrayField(models.CharField(max_length=40))
    output_conditions = ArrayField(models.CharField(max_length=40))
    suited_zones = models.ManyToManyField("zones.Zone", related_name="suited_industries")
    why_ko = models.TextField(null=True, blank=True)
    why_en = models.TextField()
    notes_ko = models.TextField(null=True, blank=True)
    notes_en = models.TextField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "industries"

    def __str__(self) -> str:
        return self.name_en


class Strategy(Evidenced):
    """Why: a heading of the study. When is the stage, a separate field of the project."""

    id = models.CharField(primary_key=True, max_length=10)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name_ko = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "strategies"

    def __str__(self) -> str:
        return f"{self.id} {self.name_en}"
