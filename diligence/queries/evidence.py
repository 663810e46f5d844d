"""Evidence files: which question of which project a document is about."""

from diligence.reference import reference
from documents.models import Document
from documents.queries.reading import documents_about
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of

KIND = "dd-answer"


def about(project: str, question: str) -> str:
    """What a document about a question is attached to."""
    return f"{KIND}:{project}:{question}"


def question_named(roadmap: Roadmap, key: str) -> str | None:
    """What "F1-02:DD-01" is called; None for a project or a question that is not there."""
    project, _, question = key.rpartition(":")
    is_known = project in plan_of(roadmap).projects and question in reference().questions
    return f"{project} {question}" if is_known else None


def evidence_files(roadmap: Roadmap, project: str, question: str) -> list[Document]:
    """The files attached to a question as evidence, not the removed ones."""
    return documents_about(roadmap, [about(project, question)])
