"""Documents on pages and over REST: the forms keep what was typed, files leave to be saved only."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from documents.models import Document
from documents.services import remove
from roadmaps.models import Roadmap, Role
from tests.api.caller import Caller, codes
from tests.documents.made_files import EXE, PDF, docx
from tests.forms import at
from tests.plans import let_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, jin: User) -> Client:
    client.force_login(jin)
    return client


def upload(name: str = "확인서.pdf", file: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, file)


def sent(plan: Roadmap, about: str = "condition:C1", **rest: Any) -> dict[str, Any]:
    back = at(plan, "conditions/C1/")
    return {"about": about, "file": upload(), "title": "", "note": "", "next": back, **rest}


def test_evidence_is_attached_on_the_page_of_a_condition(page: Client, plan: Roadmap) -> None:
    shown = page.get(at(plan, "conditions/C1/"))
    assert 'name="about" value="condition:C1"' in shown.content.decode()

    answer = page.post(at(plan, "documents/attach/"), sent(plan), follow=True)

    assert answer.redirect_chain == [(at(plan, "conditions/C1/"), 302)]
    assert "확인서.pdf" in answer.content.decode()
    assert Document.objects.get().about == "condition:C1"


@pytest.mark.parametrize(
    ("about", "where"),
    [
        ("project:P1", "projects/P1/"),
        ("activity:P1.a1", "projects/P1/activities/"),
        ("criterion:G1:1", "stages/"),
        ("gate:G1", "stages/"),
    ],
)
def test_other_records_show_theirs(page: Client, plan: Roadmap, about: str, where: str) -> None:
    page.post(at(plan, "documents/attach/"), sent(plan, about))

    shown = page.get(at(plan, where)).content.decode()
    assert "확인서.pdf" in shown or "문서 1건" in shown


def test_a_refused_file_keeps_what_was_typed(page: Client, plan: Roadmap) -> None:
    typed = {"title": "면제 결정문", "note": "원본", "file": upload("a.pdf", EXE)}
    answer = page.post(at(plan, "documents/attach/"), sent(plan, **typed))

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "실행 파일" in shown
    assert 'value="면제 결정문"' in shown and 'value="원본"' in shown
    assert f'value="{at(plan, "conditions/C1/")}"' in shown


def test_a_form_without_a_file_says_so(page: Client, plan: Roadmap) -> None:
    answer = page.post(at(plan, "documents/attach/"), {**sent(plan), "file": ""})

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_nobody_is_sent_to_another_site(page: Client, plan: Roadmap) -> None:
    answer = page.post(at(plan, "documents/attach/"), sent(plan, next="https://evil.example/"))

    assert answer.headers["Location"] == at(plan, "documents/")


def test_a_file_leaves_only_to_be_saved(page: Client, plan: Roadmap) -> None:
    page.post(at(plan, "documents/attach/"), sent(plan))
    document = Document.objects.get()

    answer = page.get(at(plan, f"documents/{document.pk}/versions/1/"))

    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert page.get(at(plan, f"documents/{document.pk}/versions/2/")).status_code == 404


def test_a_document_shows_its_versions_and_who_did_what(page: Client, plan: Roadmap) -> None:
    page.post(at(plan, "documents/attach/"), sent(plan))
    one = at(plan, f"documents/{Document.objects.get().pk}/")
    refused = page.post(f"{one}versions/", {"file": upload("b.pdf", EXE), "note": "둘째"})
    page.post(f"{one}versions/", {"file": upload("b.docx", docx()), "note": "둘째"})
    page.get(f"{one}versions/1/")
    page.post(f"{one}remove/")

    shown = page.get(one)
    assert refused.status_code == 422 and 'value="둘째"' in refused.content.decode()
    assert [event.what for event in shown.context["events"]] == [
        "removed",
        "downloaded",
        "replaced",
        "attached",
    ]
    assert "복원" in shown.content.decode()


def test_all_documents_of_a_plan_are_on_one_page(page: Client, plan: Roadmap, jin: User) -> None:
    page.post(at(plan, "documents/attach/"), sent(plan, title="남은 것"))
    page.post(at(plan, "documents/attach/"), sent(plan, "project:P1", title="지운 것"))
    remove(Document.objects.get(title="지운 것"), by=jin)

    def titles(query: str) -> list[str]:
        lines = page.get(at(plan, f"documents/{query}")).context["lines"]
        return [line.document.title for line in lines]

    assert titles("") == titles("?kind=condition") == ["남은 것"]
    assert titles("?kind=project") == []
    assert titles("?removed=on") == ["지운 것"]
    assert "첨부" in page.get(at(plan, "documents/?about=condition:C2")).content.decode()


def test_programs_attach_list_and_download(plan: Roadmap, jin: User, olga: User) -> None:
    call = Caller(jin).client
    body = {"plan": plan.pk, "about": "condition:C1", "title": "결정문", "file": upload()}

    made = call.post("/api/v1/documents/", body)
    one = f"/api/v1/documents/{made.json()['id']}/"
    newer = call.post(f"{one}versions/", {"file": upload("b.docx", docx()), "note": "보완"})
    listed = call.get(f"/api/v1/documents/?plan={plan.pk}&about=condition:C1&removed=false")
    first = call.get(f"{one}download/?version=1")

    assert made.status_code == newer.status_code == 201
    assert made.headers["Location"].endswith(one)
    (row,) = listed.json()["results"]
    assert [v["type"] for v in row["versions"]] == ["docx", "pdf"]
    assert (row["about"], row["title"], row["versions"][1]["scan"]) == (
        "condition:C1",
        "결정문",
        "none",
    )
    assert b"".join(first.streaming_content) == PDF
    assert call.post(f"{one}remove/").json()["removed_at"]
    assert call.post(f"{one}restore/").json()["removed_at"] is None
    assert Caller(olga).get(one.removeprefix("/api/v1")).status_code == 404


def test_programs_are_told_why(plan: Roadmap, jin: User, mina: User) -> None:
    let_in(plan, mina, Role.VIEWER)
    call, viewer = Caller(jin).client, Caller(mina).client
    body = {"plan": plan.pk, "about": "condition:C1"}

    assert codes(call.post("/api/v1/documents/", body)) == ["document_file"]
    assert codes(call.post("/api/v1/documents/", {})) == ["missing_field"]
    wrong = {**body, "file": upload("a.pdf", EXE)}
    assert codes(call.post("/api/v1/documents/", wrong)) == ["document_program"]
    assert codes(viewer.post("/api/v1/documents/", {**body, "file": upload()})) == ["document_role"]
