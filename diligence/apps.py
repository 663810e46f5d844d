"""Lets evidence files be attached to the questions of the questionnaire."""

from django.apps import AppConfig
from django.utils.translation import pgettext


def _word() -> str:
    return pgettext("document about", "question of due diligence")


def _project_of(key: str) -> str:
    """The project of "F1-02:DD-01"."""
    return key.rpartition(":")[0]


class DiligenceConfig(AppConfig):
    name = "diligence"

    def ready(self) -> None:
        from documents import subjects  # needs the models to be there

        named = "diligence.queries.evidence.question_named"
        subjects.register("dd-answer", _word, named, _project_of)
