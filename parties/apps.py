"""Tells the worker who screens parties."""

from django.apps import AppConfig
from django.utils.translation import gettext as _

from jobs import kinds


class PartiesConfig(AppConfig):
    name = "parties"

    def ready(self) -> None:
        from documents import subjects  # it reads models, which are loaded by now

        kinds.register("party-screening", "parties.screening_job.screen_parties")
        subjects.register("party", lambda: _("party"), "parties.gathering.name_of")
