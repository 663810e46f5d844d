"""When the reference data last changed. The data itself belongs to zones and sanctions."""

from django.db import models


class ReferenceLoad(models.Model):
    """One load of the files in data/reference that changed something, and how much."""

    at = models.DateTimeField(auto_now_add=True)
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} +{self.added} ~{self.changed} -{self.removed}"
