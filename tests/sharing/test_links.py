"""Share links: what they show, to whom, until when; and that nothing else gets out."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from core.errors import Forbidden, Invalid
from engine.changes import Alter
from engine.problems import Problem
from reports.writing import long_day
from roadmaps.models import Roadmap
from roadmaps.services import edit_plan
from sharing.models import ShareLink, ShareVisit
from sharing.services.links import Wanted, make_link, revoke_link
from tests.plans import let_in
from tests.sharing.conftest import AMOUNT, OTHER, PARTY

SEOUL = ZoneInfo("Asia/Seoul")
NOON = datetime(2026, 11, 30, 12, tzinfo=SEOUL)


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    _at(monkeypatch, NOON)


def _at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)
    monkeypatch.setattr(clock, "today", lambda: moment.astimezone(SEOUL).date())


def _see(secret: str, query: str = "", client: Client | None = None) -> Any:
    return (client or Client()).get(reverse("sharing:shared", args=[secret]) + query)


def _rename(plan: Roadmap, by: User, name: str) -> None:
    change = Alter("project", "mill", {"name_ko": name})
    edit_plan(plan, [change], by=by, on_revision=plan.revision)
    plan.refresh_from_db()


def test_a_frozen_link_shows_the_same_bytes_for_ever(plan: Roadmap, jin: User) -> None:
    _, secret = make_link(plan, Wanted("Ministry"), by=jin)
    before = _see(secret).content
    assert "의류 공장" in before.decode() and "2027.04.04" not in before.decode()
    _rename(plan, jin, "다른 공장")
    assert _see(secret).content == before


def test_a_live_link_shows_the_plan_as_it_is(plan: Roadmap, jin: User) -> None:
    _, secret = make_link(plan, Wanted("Ministry", "live"), by=jin)
    assert "의류 공장" in _see(secret).content.decode()
    _rename(plan, jin, "다른 공장")
    after = _see(secret).content.decode()
    assert "다른 공장" in after and "의류 공장" not in after


def test_a_frozen_link_can_show_an_earlier_revision_under_its_own_day(
    plan: Roadmap, jin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = plan.revision
    _rename(plan, jin, "다른 공장")
    saved = plan.revisions.get(number=first).at.astimezone(SEOUL)
    _at(monkeypatch, saved + timedelta(days=40))
    _, secret = make_link(plan, Wanted("Ministry", revision=first), by=jin)
    told = _see(secret).content.decode()
    assert "의류 공장" in told and long_day(saved.date(), "ko") in told
    assert [visit.revision for visit in ShareVisit.objects.all()] == [first]


def test_what_is_withheld_is_in_no_byte(plan: Roadmap, jin: User) -> None:
    for kind in ShareLink.Kind.values:
        wanted = Wanted("Ministry", kind, projects=("mill",))
        link, secret = make_link(plan, wanted, by=jin)
        for query in ("?language=ko", "?language=en"):
            answer = _see(secret, query)
            told = answer.content.decode() + str(answer.headers)
            for planted in (AMOUNT, PARTY, "Secret Trading", OTHER, "Hidden port", "port.a", "L1",
                            "시범 농장", "Farm", "777"):  # fmt: skip
                assert planted not in told
        kept = str(ShareLink.objects.get(pk=link.pk).contents)
        assert PARTY not in kept and OTHER not in kept and AMOUNT not in kept


def test_a_withheld_name_is_struck_out_of_what_somebody_wrote(plan: Roadmap, jin: User) -> None:
    _, secret = make_link(plan, Wanted("Ministry", projects=("mill",)), by=jin)
    assert "[비공개]의 공장 건설" in _see(secret, "?language=ko").content.decode()
    assert "Build beside [withheld]" in _see(secret, "?language=en").content.decode()


def test_the_dates_of_a_part_are_those_of_the_whole_plan(plan: Roadmap, jin: User) -> None:
    _, secret = make_link(plan, Wanted("Ministry", projects=("mill",)), by=jin)
    told = _see(secret, "?language=en").content.decode()
    assert "5 Apr 2027" in told  # after the port, which the page does not name
    assert "Waits for work that this page does not show" in told


def test_what_is_not_withheld_is_told(plan: Roadmap, jin: User) -> None:
    for kind in ShareLink.Kind.values:
        wanted = Wanted("Ministry", kind, hide_amounts=False, hide_parties=False)
        _, secret = make_link(plan, wanted, by=jin)
        told = _see(secret).content.decode()
        assert f"{AMOUNT}억 원" in told and PARTY in told and OTHER in told


def test_nobody_hands_out_what_they_do_not_see_themselves(plan: Roadmap) -> None:
    admin = User.objects.create_user("admin", is_staff=True)
    wanted = Wanted("Ministry", hide_amounts=False, hide_parties=False)
    link, secret = make_link(plan, wanted, by=admin)
    told = _see(secret).content.decode()
    assert (link.hide_amounts, link.hide_parties) == (True, True)
    assert AMOUNT not in told and PARTY not in told


def test_a_zone_shows_the_projects_in_it(plan: Roadmap, jin: User) -> None:
    _, secret = make_link(plan, Wanted("Ministry", "live", zones=("nampo",)), by=jin)
    told = _see(secret).content.decode()
    assert "의류 공장" in told and "시범 농장" in told and OTHER not in told


def test_a_link_ends_with_its_last_day_to_the_moment(
    plan: Roadmap, jin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, secret = make_link(plan, Wanted("Ministry"), by=jin)
    assert link.expires_at == datetime(2026, 12, 15, tzinfo=SEOUL)
    _at(monkeypatch, link.expires_at - timedelta(microseconds=1))
    assert _see(secret).status_code == 200
    _at(monkeypatch, link.expires_at)
    assert _see(secret).status_code == 404


def test_expired_revoked_and_unknown_links_look_the_same(
    plan: Roadmap, jin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoked, first = make_link(plan, Wanted("Ministry"), by=jin)
    _, second = make_link(plan, Wanted("Ministry", password="correct horse"), by=jin)
    revoke_link(revoked, by=jin)
    gone = _see(first)
    _at(monkeypatch, NOON + timedelta(days=15))
    pages = [_see(first), _see(second), _see("never-made")]
    assert {page.content for page in pages} == {gone.content}
    assert {page.status_code for page in pages} == {404}
    names = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")
    assert {tuple(page[name] for name in names) for page in [gone, *pages]} == {
        ("no-store, private", "no-referrer", "noindex, nofollow, noarchive")
    }


def test_a_password_is_asked_for_and_guessing_is_slow(plan: Roadmap, jin: User) -> None:
    link, secret = make_link(plan, Wanted("Ministry", password="correct horse"), by=jin)
    at, client = reverse("sharing:shared", args=[secret]), Client()
    assert "의류 공장" not in client.get(at).content.decode()
    statuses = [client.post(at, {"password": f"wrong {n}"}).status_code for n in range(6)]
    assert statuses == [422] * 5 + [429]
    assert client.post(at, {"password": "correct horse"}).status_code == 429
    other = Client(REMOTE_ADDR="10.0.0.9")
    assert "의류 공장" in other.post(at, {"password": "correct horse"}).content.decode()
    assert "의류 공장" in other.get(at).content.decode()
    assert [cookie["path"] for cookie in other.cookies.values()] == [at]
    told = list(link.visits.order_by("pk").values_list("outcome", "address"))
    assert told == [
        ("asked", "127.0.0.1"), *[("wrong", "127.0.0.1")] * 5, *[("slowed", "127.0.0.1")] * 2,
        ("seen", "10.0.0.9"), ("seen", "10.0.0.9"),
    ]  # fmt: skip


def test_the_secret_and_the_password_are_kept_as_hashes_only(plan: Roadmap, jin: User) -> None:
    link, secret = make_link(plan, Wanted("Ministry", password="correct horse"), by=jin)
    kept = str(ShareLink.objects.filter(pk=link.pk).values().get())
    assert secret not in kept and "correct horse" not in kept


def test_a_visit_opens_no_other_door_and_leaves_no_session(plan: Roadmap, jin: User) -> None:
    _, secret = make_link(plan, Wanted("Ministry"), by=jin)
    client = Client()
    assert not _see(secret, client=client).cookies
    assert client.get(plan.get_absolute_url()).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(" "), "share_without_label"),
        (Wanted("M", until=NOON.date() + timedelta(days=366)), "share_until_when"),
        (Wanted("M", until=NOON.date() - timedelta(days=1)), "share_until_when"),
        (Wanted("M", password="short"), "share_password_short"),
        (Wanted("M", projects=("mil",)), "shared_unknown_project"),
        (Wanted("M", zones=("nowhere",)), "shared_unknown_zone"),
        (Wanted("M", scenario="Z"), "shared_unknown_scenario"),
        (Wanted("M", "live", revision=1), "share_live_has_no_revision"),
        (Wanted("M", revision=99), "no_such_revision"),
        (Wanted("M", "mirror"), "not_one_of"),
    ],
)
def test_a_link_that_makes_no_sense_is_refused(
    plan: Roadmap, jin: User, wanted: Wanted, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        make_link(plan, wanted, by=jin)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert not ShareLink.objects.exists()


def test_only_the_owner_shares(plan: Roadmap, jin: User, mina: User) -> None:
    let_in(plan, mina)
    link, _ = make_link(plan, Wanted("Ministry"), by=jin)
    with pytest.raises(Forbidden):
        make_link(plan, Wanted("Friend"), by=mina)
    with pytest.raises(Forbidden):
        revoke_link(link, by=mina)


def test_the_owner_makes_reads_and_revokes_in_pages(plan: Roadmap, jin: User) -> None:
    client = Client()
    client.force_login(jin)
    at = reverse("sharing:links", args=[plan.pk])
    body = {"label": "장관실", "kind": "frozen", "scenario": "A", "until": "2026-12-24",
            "hide_amounts": "on", "hide_parties": "on"}  # fmt: skip
    made = client.post(at, body)
    link = ShareLink.objects.get()
    assert made.status_code == 201
    address = made.context["address"]
    assert address not in client.get(at).content.decode()
    assert "장관실" in Client().get(address).content.decode()
    log = client.get(reverse("sharing:visits", args=[plan.pk, link.pk])).content.decode()
    assert "127.0.0.1" in log
    client.post(reverse("sharing:revoke", args=[plan.pk, link.pk]))
    assert Client().get(address).status_code == 404
    slip = client.post(at, {**body, "until": "2029-01-01", "label": "총리실"})
    assert slip.status_code == 422 and "총리실" in slip.content.decode()


def test_links_over_rest(plan: Roadmap, jin: User) -> None:
    client = Client()
    client.force_login(jin)
    at = reverse("api-share-links-list")
    body = {"plan": plan.pk, "label": "Ministry", "projects": ["mill"], "until": "2026-12-24"}
    made = client.post(at, body, content_type="application/json")
    assert made.status_code == 201
    told = made.json()
    assert Client().get(told["address"]).status_code == 200
    (listed,) = client.get(f"{at}?plan={plan.pk}").json()["results"]
    assert "address" not in listed
    assert (listed["kind"], listed["revision"], listed["state"], listed["seen"]) == (
        "frozen", plan.revision, "open", 1,
    )  # fmt: skip
    assert listed["expires_at"] == "2026-12-25T00:00:00+09:00"
    visits = client.get(reverse("api-share-links-visits", args=[told["id"]])).json()["results"]
    assert [(v["outcome"], v["revision"]) for v in visits] == [("seen", plan.revision)]
    ended = client.post(reverse("api-share-links-revoke", args=[told["id"]]))
    assert (ended.status_code, ended.json()["state"]) == (200, "revoked")
    assert Client().get(told["address"]).status_code == 404
    refused = client.post(at, {"plan": plan.pk, "label": ""}, content_type="application/json")
    assert refused.status_code == 422
    assert [p["code"] for p in refused.json()["problems"]] == ["share_without_label"]


def test_a_mistake_is_told_by_its_place(plan: Roadmap, jin: User) -> None:
    with pytest.raises(Invalid) as refused:
        make_link(plan, Wanted("Ministry", projects=("mil",)), by=jin)
    assert refused.value.problems == (Problem("shared_unknown_project", ("mil",)),)
