"""Documents about a thing, all of a plan, one with its history; where the same file lies too."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from documents import subjects
from documents.models import Document, DocumentEvent, DocumentVersion
from documents.scans import is_shut
from engine.plan import Plan
from roadmaps.models import Roadmap


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version, and whether the file may be had."""

    version: DocumentVersion
    is_shut: bool


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document with its newest version and the earlier ones, and what it is about."""

    document: Document
    last: VersionLine
    earlier: Sequence[VersionLine]
    kind: str
    subject: str | None


def documents_about(roadmap: Roadmap, abouts: Iterable[str]) -> list[Document]:
    """The documents, not the removed ones, about any of these ("kind:key"); the newest first."""
    wanted = Q(pk__in=())
    for about in abouts:
        kind, _, key = about.partition(":")
        wanted |= Q(kind=kind, key=key)
    return list(_with_versions(roadmap.documents.filter(wanted, removed_at=None)))


def counts_of(roadmap: Roadmap) -> Counter[str]:
    """How many documents there are about each thing of the plan that has any."""
    standing = roadmap.documents.filter(removed_at=None).values_list("kind", "key")
    return Counter(f"{kind}:{key}" for kind, key in standing)


def documents_in(
    roadmap: Roadmap, *, kind: str = "", about: str = "", removed: bool = False
) -> "QuerySet[Document]":
    """All documents of a plan, or some. Those about what is gone are among them."""
    found = _with_versions(roadmap.documents.filter(removed_at__isnull=not removed))
    if kind:
        found = found.filter(kind=kind)
    if about:
        of, _, key = about.partition(":")
        found = found.filter(kind=of, key=key)
    return found


def all_documents(plans: "QuerySet[Roadmap]") -> "QuerySet[Document]":
    """The documents of these plans, removed ones too."""
    return _with_versions(Document.objects.filter(plan__in=plans).select_related("plan"))


def lines_of(roadmap: Roadmap, plan: Plan, found: Iterable[Document]) -> list[DocumentLine]:
    """Documents as a page shows them."""
    return [_line(roadmap, plan, document) for document in found]


def events_of(document: Document, most: int = 200) -> "QuerySet[DocumentEvent]":
    """Who did what with it, the latest first."""
    return document.events.select_related("by", "version")[:most]


def same_file(version: DocumentVersion) -> Document | None:
    """Another document of the plan that holds the very same file; None if it is the only one."""
    others = Document.objects.filter(plan=version.document.plan_id, removed_at=None)
    others = others.exclude(pk=version.document_id)
    return others.filter(versions__sha256=version.sha256).first()


def _with_versions(found: "QuerySet[Document]") -> "QuerySet[Document]":
    versions = DocumentVersion.objects.select_related("by").order_by("-number")
    return found.select_related("added_by", "removed_by").prefetch_related(
        Prefetch("versions", versions)
    )


def _line(roadmap: Roadmap, plan: Plan, document: Document) -> DocumentLine:
    last, *earlier = [VersionLine(each, is_shut(each)) for each in document.versions.all()]
    subject = subjects.name_of(roadmap, plan, document.kind, document.key)
    return DocumentLine(document, last, earlier, subjects.kind_word(document.kind), subject)
