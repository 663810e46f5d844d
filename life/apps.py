"""Tells people of deadlines, and of steps that make it their turn."""

from django.apps import AppConfig


class LifeConfig(AppConfig):
    name = "life"

    def ready(self) -> None:
        from talk import topics

        topics.register("life.occasions", "life_deadline", "life_step", due="due")
