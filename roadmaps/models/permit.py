"""Permissions a plan needs from somebody: exemptions, licences, approvals, decisions."""

from django.db import models
from django.db.models import F, Q

from roadmaps.models.rows import NamedRow
from roadmaps.models.structure import keys


class Permit(NamedRow):
    """A permission: who asks whom for it, by which route, for what, and how far it has come."""

    sort = models.CharField(max_length=20, default="exemption")
    state = models.CharField(max_length=12, default="draft")
    applicant = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=12, default="un_1718")
    measures = keys()
    route = models.CharField(max_length=40, blank=True)
    projects = keys()
    whole_project = models.BooleanField(default=False)
    lines = keys()
    zones = keys()
    opens = keys()
    lead_low = models.PositiveIntegerField(null=True, blank=True)
    lead_likely = models.PositiveIntegerField(null=True, blank=True)
    lead_high = models.PositiveIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=40, blank=True)
    applied = models.DateField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    forecast = models.BooleanField(default=False)
    terms_ko = models.TextField(blank=True)
    terms_en = models.TextField(blank=True)
    document = models.CharField(max_length=200, blank=True)

    class Meta(NamedRow.Meta):
        constraints = (
            *NamedRow.Meta.constraints,
            models.CheckConstraint(
                name="permit_upright",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                violation_error_code="permit_upside_down",
            ),
        )
