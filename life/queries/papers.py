"""The files behind a project's papers: a paper that is called like an attached document is that."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from documents.queries.reading import documents_about
from roadmaps.models import Roadmap


def files_of(roadmap: Roadmap, project: str, conditions: Iterable[str] = ()) -> Mapping[str, str]:
    """What is attached to the project and to what it waits for: titles, each with its address."""
    abouts = [f"project:{project}", *(f"condition:{key}" for key in conditions)]
    return {
        each.title: reverse("documents:document", args=[roadmap.pk, each.pk])
        for each in documents_about(roadmap, abouts)
    }
