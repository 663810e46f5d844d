"""Tells the worker who draws the runs of a simulation, and who reads ranges from them."""

from django.apps import AppConfig

from jobs import kinds

DRAW, READ = "ranges-part", "ranges"


class RangesConfig(AppConfig):
    name = "ranges"

    def ready(self) -> None:
        kinds.register(DRAW, "ranges.work.draw_part")
        kinds.register(READ, "ranges.work.read_ranges")
