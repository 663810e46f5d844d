"""An administrator looks at a plan as a member: only to read, for a reason, written down."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from core import clock
from core.errors import Forbidden, Invalid
from roadmaps.models import Roadmap, Role
from sharing.models import Look
from sharing.services.guests import let_in_guest
from sharing.services.looks import begin_look
from tests.plans import let_in

NOON = datetime(2026, 11, 30, 12, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    _at(monkeypatch, NOON)


def _at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def admin(db: None) -> User:
    return User.objects.create_user("admin", full_name="관리자", is_staff=True)


@pytest.fixture
def client(admin: User) -> Client:
    made = Client()
    made.force_login(admin)
    return made


def _begin(client: Client, plan: Roadmap, person: User) -> Look:
    at = reverse("sharing:looks", args=[plan.pk])
    answer = client.post(at, {"person": person.pk, "reason": "화면 문의 확인"})
    assert answer.status_code == 302
    return Look.objects.first()  # the latest


def test_a_look_has_the_members_eyes_and_only_reads(
    client: Client, plan: Roadmap, admin: User, mina: User
) -> None:
    let_in(plan, mina, Role.VIEWER)
    plan.memberships.filter(user=mina).update(sees_amounts=False)
    look = _begin(client, plan, mina)
    page = client.get(plan.get_absolute_url(), headers={"Accept": "text/html"})
    told = page.content.decode()
    assert page.context["role"] == "viewer" and page.context["user"] == mina
    assert "끝내기" in told and "mina" in told
    costs = client.get(reverse("projects:lines", args=[plan.pk, "mill", "costs"])).content.decode()
    assert "777" not in costs
    for at in (reverse("roadmaps:edit", args=[plan.pk, "dates"]), reverse("accounts:account")):
        refused = client.post(at, {}, headers={"Accept": "text/html"})
        assert refused.status_code == 403 and "변경할 수 없습니다" in refused.content.decode()
    for at in ("/account/", "/administration/", "/inbox/", "/api/v1/projects/",
               reverse("sharing:looks", args=[plan.pk])):  # fmt: skip
        assert client.get(at).status_code == 403
    assert (look.by, look.person, look.ends_at) == (admin, mina, NOON + timedelta(minutes=30))


def test_a_look_is_written_down_with_its_pages_under_the_administrators_name(
    client: Client, plan: Roadmap, admin: User, mina: User
) -> None:
    let_in(plan, mina, Role.OWNER)
    look = _begin(client, plan, mina)
    client.get(plan.get_absolute_url())
    client.get(reverse("log:plan", args=[plan.pk]))
    client.post(reverse("sharing:end-look"))
    events = Event.objects.filter(subject="sharing_look", row=str(look.pk)).order_by("id")
    assert [(e.verb, e.who, e.called, e.reason) for e in events] == [
        ("add", "관리자", "", "화면 문의 확인"),
        ("read", "관리자", plan.get_absolute_url(), "화면 문의 확인"),
        ("read", "관리자", reverse("log:plan", args=[plan.pk]), "화면 문의 확인"),
        ("change", "관리자", "", "화면 문의 확인"),
    ]
    (log_read,) = Event.objects.filter(subject="audit_event", verb="read")
    assert (log_read.who_id, log_read.reason) == (admin.pk, "화면 문의 확인")
    told = client.get(reverse("sharing:looks", args=[plan.pk])).content.decode()
    assert "화면 문의 확인" in told and plan.get_absolute_url() in told
    member = Client()
    member.force_login(mina)
    assert "화면 문의 확인" in member.get("/account/").content.decode()


def test_a_look_ends_by_button_by_time_and_with_the_session(
    client: Client, plan: Roadmap, admin: User, mina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in(plan, mina, Role.VIEWER)
    _begin(client, plan, mina)
    client.post(reverse("sharing:end-look"))
    assert client.get("/administration/").status_code == 200
    by_time = _begin(client, plan, mina)
    _at(monkeypatch, by_time.ends_at - timedelta(microseconds=1))
    assert client.get("/administration/").status_code == 403
    _at(monkeypatch, by_time.ends_at)
    assert client.get("/administration/").status_code == 200
    last = _begin(client, plan, mina)
    client.post(reverse("accounts:sign-out"))
    last.refresh_from_db()
    assert last.ended_at == by_time.ends_at
    client.force_login(admin)
    assert client.get("/administration/").status_code == 200


def test_a_look_as_a_guest_sees_the_guests_page(client: Client, plan: Roadmap, jin: User) -> None:
    guest = User.objects.create_user("guest", is_guest=True)
    let_in_guest(plan, guest, projects=("mill",), by=jin)
    _begin(client, plan, guest)
    told = client.get(reverse("sharing:guest", args=[plan.pk])).content.decode()
    assert "의류 공장" in told and "시범 농장" not in told and "끝내기" in told
    assert client.get(plan.get_absolute_url()).status_code == 404


def test_a_look_needs_an_administrator_a_member_and_a_reason(
    plan: Roadmap, admin: User, jin: User, mina: User
) -> None:
    with pytest.raises(Forbidden):
        begin_look(plan, mina, "why", by=jin)
    for person, reason, code in (
        (jin, " ", "look_without_reason"),
        (jin, "x" * 501, "too_long"),
        (admin, "why", "look_as_oneself"),
        (mina, "why", "look_as_a_stranger"),
    ):
        with pytest.raises(Invalid) as refused:
            begin_look(plan, person, reason, by=admin)
        assert [each.code for each in refused.value.problems] == [code]


def test_a_member_who_leaves_is_looked_as_no_more(
    client: Client, plan: Roadmap, mina: User
) -> None:
    let_in(plan, mina, Role.VIEWER)
    _begin(client, plan, mina)
    plan.memberships.filter(user=mina).delete()
    assert client.get("/administration/").status_code == 200
