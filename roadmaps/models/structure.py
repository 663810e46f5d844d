"""Stages, conditions, scenarios, gates: what holds a plan's work back, and when it lets go."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roadmaps.models.rows import NamedRow, Row


def keys() -> "ArrayField[list[str], list[str]]":
    """A list of keys or source ids."""
    return ArrayField(models.CharField(max_length=64), default=list, blank=True)


def share(**rest: Any) -> models.DecimalField:  # type: ignore[type-arg]
    """A part of a whole, or a probability: 0 to 1."""
    return models.DecimalField(max_digits=5, decimal_places=4, **rest)


def is_share(name: str) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0, f"{name}__lte": 1})


class Calendar(NamedRow):
    """Which days are worked."""

    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list)
    holidays = ArrayField(models.DateField(), default=list, blank=True)
    workdays = ArrayField(models.DateField(), default=list, blank=True)
    source = keys()
    confidence = models.CharField(max_length=12, blank=True)
    closures = keys()
    all_of = keys()
    zones = keys()
    reference = models.CharField(max_length=16, blank=True)
    version = models.CharField(max_length=32, blank=True)


class Stage(NamedRow):
    """When: a part of the roadmap."""

    position = models.PositiveIntegerField(default=0)

    class Meta(NamedRow.Meta):
        ordering = ("position", "key")


class Condition(NamedRow):
    """Something outside the plan that has to hold."""

    class Sort(models.TextChoices):
        POLITICAL = "political", _("political")
        SANCTIONS = "sanctions", _("sanctions")
        PHYSICAL = "physical", _("physical")
        LEGAL = "legal", _("legal")

    sort = models.CharField(_("kind"), max_length=12, choices=Sort.choices)
    measures = keys()
    min_scenario = models.CharField(max_length=8, blank=True)
    source = keys()
    confidence = models.CharField(max_length=12, blank=True)


class Scenario(NamedRow):
    """A named assumption about when conditions hold."""

    relief = models.CharField(max_length=8, blank=True)
    hypothetical = models.BooleanField(default=True)
    note_ko = models.TextField(blank=True)
    note_en = models.TextField(blank=True)


class Threshold(Row):
    """This plan's own threshold of a rule."""

    value = models.DecimalField(max_digits=24, decimal_places=6)


class Window(Row):
    """A stretch of days in which a condition holds in a scenario, both ends included."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="windows")
    condition = models.ForeignKey(Condition, models.CASCADE, related_name="windows")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=40, blank=True)
    mode = models.CharField(max_length=24, blank=True)
    goods = keys()
    low = models.DateField(null=True, blank=True)
    high = models.DateField(null=True, blank=True)
    never = share(default=0)

    class Meta(Row.Meta):
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="window_upright",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_code="window_upside_down",
            ),
            models.CheckConstraint(
                name="window_range_holds_its_date",
                condition=(Q(low__isnull=True) | Q(low__lte=F("since")))
                & (Q(high__isnull=True) | Q(high__gte=F("since"))),
                violation_error_code="range_excludes_date",
            ),
            models.CheckConstraint(name="window_never_is_a_chance", condition=is_share("never")),
        )


class Gate(NamedRow):
    """Opens when enough of its criteria are met."""

    stage = models.ForeignKey(Stage, models.SET_NULL, null=True, blank=True, related_name="gates")
    at_least = models.PositiveIntegerField(null=True, blank=True)
    opens = keys()
