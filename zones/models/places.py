"""Where: the regions, belts and zones a plan's projects stand in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from zones.models.evidence import Evidenced
from zones.models.industry import Industry


class Side(models.TextChoices):
    NORTH = "north", _("North")
    SOUTH = "south", _("South")
    BOTH = "both", _("both sides of the border")


class Coast(models.TextChoices):
    WEST = "west", _("west coast")
    EAST = "east", _("east coast")
    DMZ = "dmz", _("DMZ and border")
    CHINA_BORDER = "china_border", _("border with China")
    INLAND = "inland", _("inland")


class ZoneKind(models.TextChoices):
    CITY_REGION = "city_region", _("city region")
    SEZ = "sez", _("special economic zone")
    EDZ_COMPREHENSIVE = "edz_comprehensive", _("economic development zone (comprehensive)")
    EDZ_INDUSTRIAL = "edz_industrial", _("economic development zone (industrial)")
    EDZ_AGRI = "edz_agri", _("economic development zone (agricultural)")
    EDZ_TOURISM = "edz_tourism", _("economic development zone (tourism)")
    EDZ_EXPORT_PROCESSING = "edz_export_processing", _("export processing zone")
    EDZ_HIGHTECH = "edz_hightech", _("high-technology development zone")
    INDUSTRIAL_COMPLEX = "industrial_complex", _("industrial complex")
    MINING_SITE = "mining_site", _("mining site")
    IDEA = "idea", _("idea in declarations")
    BORDER_ZONE_SOUTH = "border_zone_south", _("border zone of the South")
    BORDER_JOINT_CONCEPT = "border_joint_concept", _("joint border zone (concept)")


class SizeClass(models.TextChoices):
    SMALL_MEDIUM = "small_medium", _("small or medium (below 10 km²)")
    LARGE = "large", _("large (10 km² or more)")
    SITE = "site", _("mine or plant")
    REGION = "region", _("city region, not a zone")


class Region(Evidenced):
    """A part of the peninsula as the study divides it; infrastructure is known by region."""

    id = models.CharField(primary_key=True, max_length=40)
    name_ko = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    role_ko = models.CharField(max_length=300)
    role_en = models.CharField(max_length=300)
    summary_ko = models.TextField(null=True, blank=True)
    summary_en = models.TextField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name_en


class Belt(Evidenced):
    """One of the three belts of the initiative."""

    id = models.CharField(primary_key=True, max_length=40)
    name_ko = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name_en


class Zone(models.Model):
    """A zone, city region or site. What is not known is null and shown as unknown."""

    id = models.CharField(primary_key=True, max_length=40)
    name_ko = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    name_ko_south = models.CharField(max_length=120, null=True, blank=True)
    romanized_rr = models.CharField(max_length=120)
    romanized_dprk = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, choices=ZoneKind.choices)
    side = models.CharField(max_length=10, choices=Side.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="zones")
    belts = models.ManyToManyField(Belt, related_name="zones", blank=True)
    priority = models.PositiveSmallIntegerField()
    province_ko = models.CharField(max_length=80)
    province_en = models.CharField(max_length=80)
    coast = models.CharField(max_length=20, choices=Coast.choices)
    lat = models.FloatField()
    lon = models.FloatField()
    coord_precision_km = models.PositiveSmallIntegerField()
    announced = models.CharField(max_length=160, null=True, blank=True)
    legal_basis = models.CharField(max_length=300, null=True, blank=True)
    admin_level = models.CharField(max_length=120, null=True, blank=True)
    decree_location_ko = models.TextField(null=True, blank=True)
    area_km2 = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    planned_investment_usd_m = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True
    )
    lease_years = models.PositiveSmallIntegerField(null=True, blank=True)
    size_class = models.CharField(max_length=20, choices=SizeClass.choices)
    target_industries = models.ManyToManyField(Industry, related_name="target_zones", blank=True)
    announced_industries_ko = models.TextField(null=True, blank=True)
    announced_industries_en = models.TextField(null=True, blank=True)
    nearest_port = models.CharField(max_length=80, null=True, blank=True)
    port_km = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    nearest_rail = models.CharField(max_length=300, null=True, blank=True)
    nearest_road = models.CharField(max_length=300, null=True, blank=True)
    nearest_airport = models.CharField(max_length=300, null=True, blank=True)
    status_ko = models.CharField(max_length=300, null=True, blank=True)
    status_en = models.CharField(max_length=300)
    notes_ko = models.TextField(null=True, blank=True)
    notes_en = models.TextField(null=True, blank=True)
    # Korean renderings of the columns that hold one text only, by the column's name.
    korean = models.JSONField(default=dict, blank=True)
    source = ArrayField(models.CharField(max_length=40))
    # One confidence per group of facts: location, area, investment, overall. Null: not assessed.
    confidence = models.JSONField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name_en
