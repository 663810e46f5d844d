"""Trade figures as they were published: who reported them, about which flow, in which upload."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Flow(models.TextChoices):
    IMPORT = "import", _("import")
    EXPORT = "export", _("export")


class Basis(models.TextChoices):
    REPORTED = "reported", _("reported by the country")
    PUBLISHED = "published", _("published second-hand")
    DERIVED = "derived", _("derived from a share")


class Upload(models.Model):
    """One file of figures. Figures are never changed: a later upload stands before an earlier."""

    name = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """What one country says of its trade with another, in US dollars at current prices.

    `goods` is "TOTAL", "TEXTILES" (a product group of a published series) or a code of the
    Harmonized System. Without a month the figure is of the whole year.
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="figures")
    reporter = models.CharField(max_length=3)
    partner = models.CharField(max_length=3)
    flow = models.CharField(max_length=6, choices=Flow)
    goods = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True)
    value = models.DecimalField(max_digits=18, decimal_places=2)
    basis = models.CharField(max_length=9, choices=Basis, default=Basis.REPORTED)
    confidence = models.CharField(max_length=6, blank=True)
    method = models.TextField(blank=True)
    sources = ArrayField(models.TextField(), default=list)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("upload", "reporter", "partner", "flow", "goods", "year", "month"),
                name="trade_figure_unique",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(month__isnull=True) | models.Q(month__range=(1, 12)),
                name="trade_figure_month",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reporter} {self.flow} {self.partner} {self.goods} {self.year}"
