"""Lets evidence files be attached to the questions of the questionnaire."""

from django.apps import AppConfig
from django.utils.translation import pgettext


def _word() -> str:
    return pgettext("document about", "question of due diligence")


class DiligenceConfig(AppConfig):
    name = "diligence"

    def ready(self) -> None:
        from documents import subjects  # needs the models to be there

        subjects.register("dd-answer", _word, "diligence.queries.evidence.question_named")
