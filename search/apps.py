"""Tells the worker who searches."""

from django.apps import AppConfig

from jobs import kinds

JOB = "search"


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        kinds.register(JOB, "search.searching_job.search_plan")
