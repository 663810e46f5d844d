"""Talk on pages and over REST: what was typed stays, what may not be seen is not there."""

import pytest
from django.test import Client

from accounts.models import User
from roadmaps.models import Roadmap
from talk import services
from talk.models import Comment
from tests.api.caller import Caller, codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, jin: User) -> Client:
    client.force_login(jin)
    return client


def test_a_comment_is_written_on_the_page_of_a_condition(page: Client, plan: Roadmap) -> None:
    at, add = f"/plans/{plan.pk}/conditions/C1/", f"/plans/{plan.pk}/talk/add/"
    sent = {"about": "condition:C1", "text": "<script>P1</script>\n@mina", "next": at}
    assert page.post(add, sent)["Location"] == at
    html = page.get(at).content.decode()
    assert "&lt;script&gt;" in html and "<script>P1" not in html
    assert f'<a href="/plans/{plan.pk}/projects/P1/">P1</a>' in html
    assert '<b class="mention" title="mina">@mina</b>' in html
    refused = page.post(add, {**sent, "about": "condition:C1", "text": "가" * 4001})
    assert refused.status_code == 422 and "가" * 4001 in refused.content.decode()
    part = page.post(add, {**sent, "text": "둘"}, headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith("<section")


def test_the_inbox_shows_marks_and_counts(
    page: Client, plan: Roadmap, jin: User, mina: User
) -> None:
    services.add_comment(plan, "condition:C1", "@jin 검토 요청", by=mina)
    html = page.get("/inbox/").content.decode()
    assert "mina 님이" in html and "검토 요청" in html
    page.post(f"/inbox/read/?plan={plan.pk}", {"all": "1"})
    assert "검토 요청" not in page.get("/inbox/").content.decode()
    assert "검토 요청" in page.get("/inbox/?show=all").content.decode()
    refused = page.post("/inbox/settings/", {"when": "daily", "email": ""})
    assert refused.status_code == 422
    assert page.post("/inbox/settings/", {"when": "none", "email": ""}).status_code == 302


def test_programs_comment_watch_and_read(plan: Roadmap, jin: User, mina: User, olga: User) -> None:
    caller, other, stranger = Caller(jin), Caller(mina), Caller(olga)
    sent = {"plan": plan.pk, "about": "gate:G1", "text": "@mina 확인"}
    made = caller.post("/comments/", sent)
    assert made.status_code == 201 and made.json()["by"] == "jin"
    at = f"/comments/{made.json()['id']}/"
    assert (
        stranger.get(at).status_code == 404 and stranger.post("/comments/", sent).status_code == 404
    )
    assert codes(other.post(f"{at}edit/", {"text": "x"})) == ["comment_not_yours"]
    notice = other.get("/inbox/?read=false").json()["results"][0]
    assert (notice["what"], notice["about"], notice["by"]) == ("mention", "gate:G1", "jin")
    assert other.post("/inbox/read/", {"ids": [notice["id"]]}).json() == {"read": 1}
    watch = {"plan": plan.pk, "about": "gate:G1", "is_on": False}
    assert other.post("/watches/", watch).json()["is_on"] is False
    assert other.get("/watches/").json()["results"] == []
    assert caller.post(f"{at}remove/", {}).json()["text"] == ""
    assert Comment.objects.get().text == "@mina 확인"
