"""Lets evidence files be attached to the questions of the questionnaire."""

from django.apps import AppConfig
from django.utils.translation import pgettext

from documents import subjects


def _word() -> str:
    return pgettext("document about", "question of due diligence")


class DiligenceConfig(AppConfig):
    name = "diligence"

    def ready(self) -> None:
        subjects.register("dd-answer", _word, "diligence.queries.evidence.question_named")
