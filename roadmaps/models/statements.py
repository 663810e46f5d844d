"""What a person states about a project for the rules to read."""

from django.db import models

from roadmaps.models.project import Activity, Project
from roadmaps.models.rows import NamedRow, Row
from roadmaps.models.structure import keys


class Score(Row):
    """One line of a scorecard of absorptive capacity."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="scores")
    aspect = models.CharField(max_length=16)
    points = models.PositiveSmallIntegerField()
    note_ko = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    evidence = models.CharField(max_length=40, blank=True)


class SelfCheck(Row):
    """An answer to one of the requirements of article 17(1)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="self_checks")
    requirement = models.CharField(max_length=16)
    answer = models.CharField(max_length=8, default="open")
    note_ko = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    evidence = models.CharField(max_length=40, blank=True)


class Topic(NamedRow):
    """A topic of a training project's curriculum."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="topics")
    hours = models.PositiveIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=40, blank=True)


class StandardUse(Row):
    """A technical standard that a project or an activity works by."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="standards")
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="standards"
    )
    standard = models.CharField(max_length=40)
    also = keys()
    evidence = models.CharField(max_length=40, blank=True)
