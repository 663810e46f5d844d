"""What every row of a plan has: its plan, its key in that plan, and when it last changed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from roadmaps.models.roadmap import Roadmap


class Row(models.Model):
    """One record of one plan. `changed_on` is the number of the revision that wrote it last."""

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="%(class)s_rows")
    key = models.CharField(_("code"), max_length=64)
    changed_on = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("key",)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=("plan", "key"), name="%(class)s_key_unique"),
        )

    def __str__(self) -> str:
        return self.key


class NamedRow(Row):
    """A row with a name in both languages."""

    name_ko = models.TextField(_("name in Korean"), blank=True)
    name_en = models.TextField(_("name in English"), blank=True)

    class Meta(Row.Meta):
        abstract = True
