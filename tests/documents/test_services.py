"""Attaching, versions, removal, downloads: kept once, never overwritten, shut to those outside."""

import stat
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from core.errors import Forbidden, Invalid, Refused
from documents import services
from documents.models import Document, DocumentEvent, DocumentVersion
from documents.queries.reading import documents_about, documents_in, lines_of, same_file
from engine.changes import Remove
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan
from tests.documents.made_files import PDF, docx
from tests.plans import let_in

pytestmark = pytest.mark.django_db


def upload(name: str = "확인서.pdf", file: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, file)


def attach(plan: Roadmap, by: User, about: str = "condition:C1", **rest: Any) -> Document:
    values = {"title": "", "upload": upload(), **rest}
    return services.attach(plan, about, by=by, **values)


def code_of(refused: Any) -> str:
    return str(refused.value.problems[0].code)


def test_a_file_is_kept_with_its_hash_under_a_name_that_says_nothing(
    plan: Roadmap, jin: User, shelf: Path
) -> None:
    document = attach(plan, jin, title="면제 결정문", note="원본 대조필")

    version = document.versions.get()
    (path,) = (each for each in shelf.rglob("*") if each.is_file())
    assert (document.title, document.about) == ("면제 결정문", "condition:C1")
    assert (version.number, version.type, version.size) == (1, "pdf", len(PDF))
    assert (version.name, version.note, version.scan) == ("확인서.pdf", "원본 대조필", "none")
    assert version.sha256 == sha256(PDF).hexdigest()
    assert path.read_bytes() == PDF
    assert "확인서" not in version.stored and version.stored.startswith(f"{plan.pk}/")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_files_lie_where_no_web_server_looks() -> None:
    from planner.document_settings import document_storage

    options = document_storage(site.DATA_DIR)["OPTIONS"]
    place = Path(options["location"])
    served = [Path(site.STATIC_ROOT), *map(Path, site.STATICFILES_DIRS)]
    assert options["base_url"] is None
    assert not any(place.is_relative_to(root) or root.is_relative_to(place) for root in served)


def test_a_newer_version_leaves_the_older_one_as_it_was(plan: Roadmap, jin: User) -> None:
    document = attach(plan, jin)

    services.add_version(document, upload("둘째.docx", docx()), by=jin, note="보완")

    second, first = document.versions.all()
    assert (second.number, second.type, second.note) == (2, "docx", "보완")
    assert storages["documents"].open(first.stored).read() == PDF


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE documents_documentversion SET name = 'x'",
        "UPDATE documents_documentversion SET sha256 = repeat('0', 64)",
        "DELETE FROM documents_documentversion",
        "DELETE FROM documents_document",
        "UPDATE documents_documentevent SET what = 'removed'",
        "DELETE FROM documents_documentevent",
    ],
)
def test_the_database_itself_keeps_what_was_written(plan: Roadmap, jin: User, sql: str) -> None:
    attach(plan, jin)

    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(sql)

    assert DocumentVersion.objects.get().name == "확인서.pdf"


def test_what_a_scanner_answered_stands(plan: Roadmap, jin: User) -> None:
    attach(plan, jin)
    row = DocumentVersion.objects.all()
    row.update(scan="infected", scan_said="EICAR")

    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(scan="clean")


def test_a_removed_document_stays_and_comes_back(plan: Roadmap, jin: User) -> None:
    document = attach(plan, jin)

    services.remove(document, by=jin)
    services.remove(document, by=jin)
    assert documents_about(plan, ["condition:C1"]) == []
    assert list(documents_in(plan, removed=True)) == [document]
    with pytest.raises(Invalid) as refused:
        services.add_version(document, upload(), by=jin)
    assert code_of(refused) == "document_removed"

    services.restore(document, by=jin)
    assert documents_about(plan, ["condition:C1", "project:P1"]) == [document]
    assert [e.what for e in document.events.all()] == ["restored", "removed", "attached"]


def test_documents_of_a_removed_record_are_still_found(plan: Roadmap, jin: User) -> None:
    document = attach(plan, jin, "activity:P1.a1")

    edit_plan(plan, [Remove("activity", "P1.a1")], by=jin, on_revision=plan.revision)

    plan.refresh_from_db()
    (line,) = lines_of(plan, plan_of(plan), documents_in(plan, kind="activity"))
    assert line.document == document
    assert line.subject is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"about": "condition:C9"}, "document_about"),
        ({"about": "nonsense:1"}, "document_about"),
        ({"about": "plan"}, "document_about"),
        ({"upload": upload("a.exe", b"MZ\0")}, "document_type"),
        ({"title": "가" * 201}, "document_words"),
        ({"note": "a\x00"}, "document_words"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    plan: Roadmap, jin: User, shelf: Path, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        attach(plan, jin, **changed)

    assert code_of(refused) == code
    assert not Document.objects.exists()
    assert not [path for path in shelf.rglob("*") if path.is_file()]


def test_a_file_fails_whole_with_its_rows(
    plan: Roadmap, jin: User, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(DocumentEvent.objects, "create", broken)
    with pytest.raises(DatabaseError):
        attach(plan, jin)

    assert not Document.objects.exists()
    assert not [path for path in shelf.rglob("*") if path.is_file()]


def test_the_same_file_is_said_to_be_the_same(plan: Roadmap, jin: User) -> None:
    first = attach(plan, jin)
    with pytest.raises(Invalid) as here:
        attach(plan, jin)
    with pytest.raises(Invalid) as again:
        services.add_version(first, upload("anew.pdf"), by=jin)
    elsewhere = attach(plan, jin, "project:P1")

    assert (code_of(here), code_of(again)) == ("document_twice", "document_same")
    assert same_file(elsewhere.versions.get()) == first


def test_sizes_are_bounded_for_one_file_and_for_all(
    plan: Roadmap, jin: User, settings: Any
) -> None:
    settings.DOCUMENT_BYTES = len(PDF) - 1
    with pytest.raises(Invalid) as one:
        attach(plan, jin)
    settings.DOCUMENT_BYTES = settings.PLAN_DOCUMENT_BYTES = len(PDF)
    document = attach(plan, jin)
    with pytest.raises(Invalid) as all_of_them:
        services.add_version(document, upload("b.txt", b"b"), by=jin)

    assert (code_of(one), code_of(all_of_them)) == ("document_size", "document_room")


@pytest.mark.parametrize("role", Role.values)
def test_planners_and_compliance_officers_attach(
    plan: Roadmap, jin: User, mina: User, role: str
) -> None:
    let_in(plan, mina, role)
    if role in {"planner", "owner", "compliance"}:
        document = attach(plan, mina)
    else:
        with pytest.raises(Forbidden) as refused:
            attach(plan, mina)
        assert code_of(refused) == "document_role"
        document = attach(plan, jin)

    version = document.versions.get()
    if role == Role.GUEST:
        with pytest.raises(Forbidden) as refused:
            services.open_version(version, by=mina)
        assert code_of(refused) == "document_not_yours"
    else:
        assert services.open_version(version, by=mina).read() == PDF


def test_strangers_get_nothing_and_members_are_written_down(
    plan: Roadmap, jin: User, olga: User
) -> None:
    document = attach(plan, jin)
    version = document.versions.get()

    with pytest.raises(Refused) as refused:
        services.open_version(version, by=olga)
    services.open_version(version, by=jin).close()

    assert code_of(refused) == "document_not_yours"
    last = document.events.all()[0]
    assert (last.what, last.by, last.version) == ("downloaded", jin, version)
