"""Guests comment where they may, to the plan's people; of all other talk they read nothing."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.errors import Invalid
from roadmaps.models import Roadmap, Role
from sharing.models import GuestPass, ShareLink, ShareVisit
from sharing.services.guests import let_in_guest
from sharing.services.links import Wanted, let_comment, make_link, revoke_link
from sharing.services.remarks import MOST, comment_by_guest, comment_by_link
from talk.models import Comment, Notice
from talk.queries.inbox import lines_of
from talk.services import add_comment, remove_comment
from tests.plans import let_in
from tests.sharing.conftest import AMOUNT, OTHER, PARTY

SEEN = frozenset({"mill"})


def _open_link(plan: Roadmap, by: User, label: str = "통일부") -> tuple[ShareLink, str]:
    wanted = Wanted(label, "live", projects=("mill",), may_comment=True)
    link, secret = make_link(plan, wanted, by=by)
    return link, reverse("sharing:shared", args=[secret])


def _say(at: str, client: Client | None = None, **told: Any) -> Any:
    body = {"says": "1", "name": "손영민", "about": "project:mill", "text": "언제 착공합니까?"}
    return (client or Client()).post(at, {**body, **told})


def test_who_has_the_link_comments_and_the_plans_people_answer(
    plan: Roadmap, jin: User, mina: User
) -> None:
    let_in(plan, mina, Role.VIEWER)
    _link, at = _open_link(plan, jin)

    said = _say(at)
    assert (said.status_code, said.headers["Location"]) == (302, f"{at}#remarks")
    assert said.cookies == {}
    head = Comment.objects.get()
    assert (head.by, head.author, head.about) == (None, "손영민(외부 열람자)", "project:mill")
    [notice] = Notice.objects.all()
    assert notice.user == jin
    assert "손영민(외부 열람자)" in lines_of([notice])[0].sentence
    assert "said" in {each.outcome for each in ShareVisit.objects.all()}

    secret_words = f"{PARTY}와 협의 후 착공. {OTHER} 다음입니다."
    add_comment(plan, "project:mill", secret_words, answers=head.pk, by=mina)
    add_comment(plan, "project:mill", "우리끼리 하는 말", by=jin)
    told = Client().get(at).content.decode()
    assert "언제 착공합니까?" in told and "[비공개]와 협의 후 착공. [비공개] 다음입니다." in told
    for hidden in (PARTY, OTHER, AMOUNT, "우리끼리"):
        assert hidden not in told

    client = Client()
    client.force_login(mina)
    page = client.get(f"/plans/{plan.pk}/talk/?about=project:mill").content.decode()
    assert "손영민(외부 열람자)" in page and "외부 열람자와 공유" in page
    [row] = client.get(f"/api/v1/comments/?plan={plan.pk}&ordering=id").json()["results"][:1]
    assert (row["by"], row["guest"], row["is_shared"]) == (None, "손영민", True)


def test_a_link_shows_the_talk_of_no_other_link(plan: Roadmap, jin: User) -> None:
    first, at = _open_link(plan, jin)
    second, other = _open_link(plan, jin, "수출입은행")
    _say(at)
    head = Comment.objects.get()

    assert "언제 착공합니까?" not in Client().get(other).content.decode()
    assert _say(other, answers=str(head.pk)).status_code == 422
    assert _say(other, text="우리 은행은요?").status_code == 302
    assert "우리 은행은요?" not in Client().get(at).content.decode()
    assert {each.circle for each in Comment.objects.all()} == {first.circle, second.circle}


def test_nobody_comments_where_it_is_not_open(plan: Roadmap, jin: User) -> None:
    link, at = _open_link(plan, jin)
    for slip in ({"name": " "}, {"text": " "}, {"about": "project:port"}, {"about": "cost:mill:c"}):
        answer = _say(at, **slip)
        assert answer.status_code == 422
        typed = "언제 착공합니까?" if "text" not in slip else "손영민"
        assert typed in answer.content.decode()
    let_comment(link, may_comment=False, by=jin)
    assert _say(at).status_code == 422
    let_comment(link, may_comment=True, by=jin)
    revoke_link(link, by=jin)
    assert _say(at).status_code == 404
    _, shut = make_link(plan, Wanted("국회"), by=jin)
    page = reverse("sharing:shared", args=[shut])
    assert _say(page).status_code == 422
    assert 'id="remarks"' not in Client().get(page).content.decode()
    assert not Comment.objects.exists()


def test_a_link_that_got_about_is_no_way_to_flood_the_plan(plan: Roadmap, jin: User) -> None:
    link, _at = _open_link(plan, jin)
    for number in range(MOST):
        comment_by_link(link, "손", "plan:plan", f"{number}", seen=SEEN)
    with pytest.raises(Invalid) as refused:
        comment_by_link(link, "손", "plan:plan", "더", seen=SEEN)
    assert refused.value.problems[0].code == "guest_comments_pause"


def test_a_guest_comments_in_pages_and_over_rest_where_they_may(
    plan: Roadmap, jin: User, mina: User
) -> None:
    guest = User.objects.create_user("guest", full_name="박손님", is_guest=True)
    given = let_in_guest(plan, guest, projects=("mill",), by=jin)
    client, at = Client(), reverse("sharing:guest", args=[plan.pk])
    client.force_login(guest)
    rest = "/api/v1/guest-comments/"
    body = {"plan": plan.pk, "about": "project:mill", "text": "자료를 보냈습니다."}

    def post(**told: Any) -> Any:
        return client.post(rest, json.dumps({**body, **told}), content_type="application/json")

    assert (_say(at, client).status_code, post().status_code) == (422, 422)
    let_in_guest(plan, guest, projects=("mill",), may_comment=True, by=jin)
    assert _say(at, client).status_code == 302
    head = Comment.objects.get()
    assert (head.by, head.guest, head.circle) == (guest, "박손님", given.circle)
    add_comment(plan, "project:mill", "다음 달입니다.", answers=head.pk, by=jin)
    assert post(answers=head.pk).status_code == 201
    assert post(about="project:port").status_code == 422
    [thread] = client.get(f"{rest}?plan={plan.pk}").json()
    assert [each["author"] for each in thread["answers"]] == [str(jin), "박손님(외부 열람자)"]
    assert "다음 달입니다." in client.get(at).content.decode()

    remove_comment(head, by=jin)
    assert "언제 착공합니까?" not in client.get(at).content.decode()
    let_in(plan, mina)
    client.force_login(mina)
    assert client.get(f"{rest}?plan={plan.pk}").status_code == 422
    with pytest.raises(Invalid):
        comment_by_guest(given, "plan:plan", "남의 이름으로", seen=SEEN, by=mina)


def test_the_owner_looks_at_the_page_as_a_guest_does(plan: Roadmap, jin: User) -> None:
    link, _at = _open_link(plan, jin)
    guest = User.objects.create_user("guest", full_name="박손님", is_guest=True)
    given = let_in_guest(plan, guest, projects=("mill",), may_comment=True, by=jin)
    client = Client()
    client.force_login(jin)
    for page in (
        reverse("sharing:preview", args=[plan.pk, link.pk]),
        reverse("sharing:preview-guest", args=[plan.pk, given.pk]),
    ):
        told = client.get(page).content.decode()
        assert "미리보기" in told and "의류 공장" in told and "<form" not in told.split("<main")[1]
        for hidden in (AMOUNT, PARTY, OTHER):
            assert hidden not in told
    assert not ShareVisit.objects.exists()

    admin = User.objects.create_user("admin", is_staff=True)
    client.force_login(admin)
    whole, _ = make_link(plan, Wanted("국회", hide_amounts=False), by=jin)
    assert client.get(reverse("sharing:preview", args=[plan.pk, link.pk])).status_code == 200
    assert client.get(reverse("sharing:preview", args=[plan.pk, whole.pk])).status_code == 403
    GuestPass.objects.filter(pk=given.pk).delete()
    assert client.get(reverse("sharing:preview-guest", args=[plan.pk, given.pk])).status_code == 404
