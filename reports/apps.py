"""Tells the worker who draws reports."""

from django.apps import AppConfig

from jobs import kinds

JOB = "report"


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        kinds.register(JOB, "reports.drawing_job.draw_report")
