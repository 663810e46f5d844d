"""What is done with documents: attached, given a new version, removed, put back, downloaded.

The file is stored under a name of its own first and its rows are written then; what fails takes
the file with it. A stored file is never written to again.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Sum

from accounts.models import User
from core import clock
from core.errors import Forbidden, Invalid
from documents import scans, subjects
from documents.contents import Content
from documents.filenames import clean_name, stem_of
from documents.models import Document, DocumentEvent, DocumentVersion, Scan
from documents.refusing import Unacceptable
from documents.sniffing import sniff
from engine.problems import Problem
from roadmaps.models import Roadmap
from roadmaps.reach import reach_of
from roadmaps.schedules import plan_of

MEGABYTE = 1024 * 1024
LONGEST_TITLE, LONGEST_NOTE = 200, 500
What = DocumentEvent.What


def attach(
    roadmap: Roadmap, about: str, title: str, upload: "File[bytes]", *, by: User, note: str = ""
) -> Document:
    """Attach a file to `about`, "kind:key" of what the plan holds. Without a title its own name.

    Raises Forbidden, or Invalid where the file is not one that is taken, is too big or already
    there, or where the plan has no such thing. May be part of a larger commit.
    """
    kind, _, key = about.partition(":")
    require_role(roadmap, kind, key, by)
    if subjects.name_of(roadmap, plan_of(roadmap), kind, key) is None:
        raise Invalid(Problem("document_about", ("about",), {"found": about}))
    content = _read(upload, title, note)
    with _stored(roadmap, content) as stored:
        known = DocumentVersion.objects.filter(
            document__plan=roadmap, document__kind=kind, document__key=key, sha256=content.sha256
        ).filter(document__removed_at=None)
        if there := known.select_related("document").first():
            raise Invalid(Problem("document_twice", ("file",), {"title": there.document.title}))
        named = title.strip() or stem_of(content.name)
        document = Document.objects.create(
            plan=roadmap, kind=kind, key=key, title=named[:LONGEST_TITLE], added_by=by
        )
        _add(document, 1, content, stored, note, by, What.ATTACHED)
    return document


def add_version(
    document: Document, upload: "File[bytes]", *, by: User, note: str = ""
) -> DocumentVersion:
    """Give the document a newer version; the earlier ones stay."""
    require_role(document.plan, document.kind, document.key, by)
    content = _read(upload, "", note)
    with _stored(document.plan, content) as stored:
        locked = Document.objects.select_for_update().get(pk=document.pk)
        if locked.removed_at:
            raise Invalid(Problem("document_removed", ("document",), {"title": locked.title}))
        last = locked.versions.first()
        if last and last.sha256 == content.sha256:
            raise Invalid(Problem("document_same", ("file",), {"number": last.number}))
        number = last.number + 1 if last else 1
        return _add(locked, number, content, stored, note, by, What.REPLACED)


@transaction.atomic
def remove(document: Document, *, by: User) -> None:
    """Take the document out of sight. Nothing is deleted; removing twice changes nothing."""
    require_role(document.plan, document.kind, document.key, by)
    standing = Document.objects.filter(pk=document.pk, removed_at=None)
    if standing.update(removed_by=by, removed_at=clock.now()):
        DocumentEvent.objects.create(document=document, what=What.REMOVED, by=by)
    document.refresh_from_db()


@transaction.atomic
def restore(document: Document, *, by: User) -> None:
    """Put a removed document back."""
    require_role(document.plan, document.kind, document.key, by)
    removed = Document.objects.filter(pk=document.pk, removed_at__isnull=False)
    if removed.update(removed_by=None, removed_at=None):
        DocumentEvent.objects.create(document=document, what=What.RESTORED, by=by)
    document.refresh_from_db()


@transaction.atomic
def scan_again(version: DocumentVersion, *, by: User) -> None:
    """Ask for the scan of a version that has none, or whose scan failed."""
    require_role(version.document.plan, version.document.kind, version.document.key, by)
    scans.ask_again(version, by=by)
    DocumentEvent.objects.create(
        document=version.document, version=version, what=What.RESCANNED, by=by
    )


def require_role(roadmap: Roadmap, kind: str, key: str, by: User) -> None:
    """Refuse who attaches no files to a thing, and takes none away from it."""
    if not subjects.may_attach(reach_of(roadmap, by), kind, key):
        raise Forbidden(Problem("document_role", (roadmap.name,)))


def open_version(version: DocumentVersion, *, by: User) -> "File[bytes]":
    """The file, for one of those who see the plan. Kept shut until the scanner has seen it."""
    if not Roadmap.objects.visible_to(by).filter(pk=version.document.plan_id).exists():
        raise Forbidden(Problem("document_not_yours", ("document",)))
    if scans.is_shut(version):
        code = f"document_shut_{version.scan}"
        raise Forbidden(Problem(code, ("version",), {"name": version.name}))
    opened = storages["documents"].open(version.stored, "rb")
    DocumentEvent.objects.create(
        document=version.document, version=version, what=What.DOWNLOADED, by=by
    )
    return opened


def _add(
    document: Document,
    number: int,
    content: Content,
    stored: str,
    note: str,
    by: User,
    what: DocumentEvent.What,
) -> DocumentVersion:
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        name=content.name,
        stored=stored,
        size=len(content.bytes),
        type=content.type,
        sha256=content.sha256,
        note=note.strip(),
        by=by,
        scan=Scan.WAITING if scans.has_scanner() else Scan.NONE,
    )
    DocumentEvent.objects.create(document=document, version=version, what=what, by=by)
    scans.ask(version, by=by)
    return version


def _read(upload: "File[bytes]", title: str, note: str) -> Content:
    """The file, looked at. Nothing is stored yet."""
    for field, text, longest in (("title", title, LONGEST_TITLE), ("note", note, LONGEST_NOTE)):
        if len(text) > longest or "\x00" in text:
            raise Invalid(Problem("document_words", (field,), {"field": field, "most": longest}))
    most = settings.DOCUMENT_BYTES
    if (upload.size or 0) > most:
        raise Invalid(Problem("document_size", ("file",), {"most": most // MEGABYTE}))
    name = clean_name(upload.name or "")
    read = upload.read()
    try:
        return Content(name, sniff(name, read), hashlib.sha256(read).hexdigest(), read)
    except Unacceptable as fault:
        raise Invalid(fault.problem) from fault


@contextmanager
def _stored(roadmap: Roadmap, content: Content) -> Iterator[str]:
    """Where the file lies while its rows are written, all in one transaction."""
    shelf = storages["documents"]
    with transaction.atomic():
        _require_room(roadmap, len(content.bytes))
        wanted = f"{roadmap.pk}/{uuid4().hex}"
        stored = shelf.save(wanted, ContentFile(content.bytes))
        try:
            yield stored
        except BaseException:
            shelf.delete(stored)
            raise


def _require_room(roadmap: Roadmap, size: int) -> None:
    """Two uploads at once must not fill the last room twice, so the plan's row is held."""
    Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    kept = DocumentVersion.objects.filter(document__plan=roadmap).aggregate(Sum("size"))
    most = settings.PLAN_DOCUMENT_BYTES
    if (kept["size__sum"] or 0) + size > most:
        raise Invalid(Problem("document_room", ("file",), {"most": most // MEGABYTE}))
