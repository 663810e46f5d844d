"""The revisions that touched a project, its rows, or what joins its activities."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q

from engine.plan import Plan
from roadmaps.history import RevisionLine, names_of_project, revision_lines, revisions_of
from roadmaps.models import Revision, Roadmap

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class HistoryPage:
    lines: list[RevisionLine]
    page: "Page[Revision]"


def history_page(roadmap: Roadmap, plan: Plan, project: str, page: str) -> HistoryPage:
    """One page of them, newest first, in words."""
    # A row that is gone is found by what added or, undone, would add it again.
    own = [{"record": {"project": project}}]
    touched = Q(touched__overlap=list(names_of_project(plan, project)))
    revisions = revisions_of(roadmap).filter(
        touched | Q(changes__contains=own) | Q(undo__contains=own)
    )
    found = Paginator(revisions, PER_PAGE).get_page(page)
    return HistoryPage(revision_lines(plan, found.object_list), found)
