"""Tells people of permits that lapse."""

from django.apps import AppConfig


class PermitsConfig(AppConfig):
    name = "permits"

    def ready(self) -> None:
        from talk import topics

        topics.register("permits.occasions", "permit_lapses", due="due")
