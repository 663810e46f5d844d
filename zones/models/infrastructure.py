"""What a region can carry today: power, ports, rail, roads, airports, complexes, labour."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zones.models.evidence import Evidenced
from zones.models.industry import Industry
from zones.models.places import Region


class InfrastructureKind(models.TextChoices):
    POWER = "power", _("power")
    PORT = "port", _("ports")
    RAIL = "rail", _("rail")
    ROAD = "road", _("roads")
    AIRPORT = "airport", _("airports")
    COMPLEX = "complex", _("industrial complexes")
    LABOUR = "labour", _("labour and universities")


class InfrastructureItem(Evidenced):
    """One installation or headcount. Where sources disagree, both ends are kept (low, high)."""

    id = models.CharField(primary_key=True, max_length=200)
    region = models.ForeignKey(Region, models.PROTECT, related_name="infrastructure")
    kind = models.CharField(max_length=20, choices=InfrastructureKind.choices)
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    low = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, related_name="complexes"
    )
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    # What only this kind has: fuel, depth_m, gauge_mm, lanes, iata, scale, year …
    particulars = models.JSONField(default=dict, blank=True)
    note_ko = models.TextField(null=True, blank=True)
    note_en = models.TextField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["region", "order"]

    def __str__(self) -> str:
        return self.name_en
