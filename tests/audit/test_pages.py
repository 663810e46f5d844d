"""The log on its pages, as a file and over REST: who may see it, in words, and its own readers."""

import csv
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from audit.models import Event
from audit.queries import Deed
from planner.audit_words import deed_line, in_words
from roadmaps.models import Roadmap
from tests.plans import a_plan, let_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(jin: User, mina: User) -> Roadmap:
    """Jin owns it, Mina plans in it."""
    made = a_plan(jin)
    let_in(made, mina, "planner")
    return made


@pytest.fixture(autouse=True)
def mark(db: None) -> int:
    """The last event before the test: the log outlives the tests that wrote into it."""
    return Event.objects.values_list("id", flat=True).first() or 0


def test_an_edit_through_the_site_is_told_with_who_and_from_where(
    client: Client, mark: int, plan: Roadmap, mina: User, jin: User
) -> None:
    client.force_login(mina)
    answer = client.post(
        f"/api/v1/plans/{plan.pk}/edits/",
        {
            "on_revision": plan.revision,
            "reason": "=조사 지연",
            "changes": [{"kind": "change_activity", "key": "P1.a1", "values": {"duration": 5}}],
        },
        content_type="application/json",
        headers={"X-Request-ID": "proxy-given-name"},
    )
    assert answer.status_code == 201
    assert answer["X-Request-ID"] == "proxy-given-name"
    told = Event.objects.get(id__gt=mark, subject="roadmaps_activity", verb="change")
    assert (told.who_id, told.role, told.request, told.address) == (
        mina.pk, "planner", "proxy-given-name", "127.0.0.1",
    )  # fmt: skip
    client.force_login(jin)
    page = client.get(f"/plans/{plan.pk}/audit/?text=P1.a1").content.decode()
    assert "활동 <b>P1.a1 협의</b> 변경" in page and "2 → 5" in page and "계획 담당" in page
    assert (
        client.get(f"/plans/{plan.pk}/audit/?text=no-such-code&verb=change").context["deeds"] == []
    )


def test_the_file_holds_every_event_and_no_formula(client: Client, plan: Roadmap) -> None:
    client.force_login(User.objects.get(username="jin"))
    Roadmap.objects.filter(pk=plan.pk).update(name_ko="=HYPERLINK(1)")
    said = b"".join(client.get(f"/plans/{plan.pk}/audit/file/")).decode("utf-8-sig")
    rows = list(csv.DictReader(said.splitlines()))
    assert len(rows) == Event.objects.filter(plan=plan.pk).count()
    assert rows[0]["verb"] == "read" and rows[0]["subject"] == "audit_event"
    assert rows[1]["called"] == "'=HYPERLINK(1)"


def test_reading_the_log_is_itself_written_down(
    client: Client, mark: int, plan: Roadmap, jin: User
) -> None:
    client.force_login(jin)
    client.get(f"/plans/{plan.pk}/audit/")
    read = Event.objects.get(id__gt=mark, verb="read")
    assert (read.who_id, read.plan, read.row) == (jin.pk, plan.pk, f"/plans/{plan.pk}/audit/")


def test_over_rest_an_owner_sees_their_plans_and_the_administrator_everything(
    client: Client, mark: int, plan: Roadmap, jin: User, mina: User
) -> None:
    client.force_login(jin)
    rows = client.get("/api/v1/audit-events/?subject=roadmaps_activity").json()["results"]
    assert {row["plan"] for row in rows} == {plan.pk}
    keys = sorted(row["key"] for row in rows if row["id"] > mark)
    assert keys == ["P1.a1", "P1.a2", "P2.a1", "P2.a2"]
    foreign = a_plan(User.objects.create_user("other"))
    client.force_login(mina)
    assert client.get("/api/v1/audit-events/").json()["count"] == 0
    User.objects.filter(pk=mina.pk).update(is_staff=True)
    found = client.get(f"/api/v1/audit-events/?plan={foreign.pk}&subject=roadmaps_gate").json()
    assert [row["key"] for row in found["results"] if row["id"] > mark] == ["G1"]
    assert client.get("/api/v1/audit-events/?who=1").status_code == 400


def test_nobody_finds_a_party_by_a_name_that_is_withheld_from_them(
    client: Client, plan: Roadmap, jin: User
) -> None:
    """An administrator reads what happened in every plan; who its parties are, its members know."""
    boss = User.objects.create_user("boss", is_staff=True)

    def found(person: User, log: str, words: str) -> list[set[str]]:
        """By REST, on the page and in the file."""
        client.force_login(person)
        rows = client.get(f"/api/v1/audit-events/?plan={plan.pk}&search={words}").json()["results"]
        page = client.get(f"{log}?text={words}").context["page"]
        file = b"".join(client.get(f"{log}file/?text={words}").streaming_content).decode()
        lines = csv.DictReader(file.removeprefix("\ufeff").splitlines())
        mine = [each for each in lines if each["plan"] == str(plan.pk)]
        return [
            {row["key"] for row in rows},
            {event.key for event in page if event.plan == plan.pk},
            {line["key"] for line in mine},
        ]

    everything = "/administration/audit/"
    assert found(jin, f"/plans/{plan.pk}/audit/", "공단") == [{"P1:south"}] * 3
    assert found(boss, everything, "공단") == [set()] * 3
    assert found(boss, everything, "개소") == [{"P1.a2", "G1:1"}] * 3
    let_in(plan, boss, "viewer")
    assert found(boss, everything, "공단") == [{"P1:south"}] * 3


def test_values_are_told_as_people_read_them() -> None:
    """Days and moments in the product's own time, and visitors by what they are."""
    assert in_words("2026-11-29T21:23:06.120000+00:00") == "2026.11.30 06:23:06"
    assert in_words(["2026-11-29", "2026-02-31"]) == "2026.11.29, 2026-02-31"
    assert in_words(None) == "—"
    now = datetime(2026, 11, 30, tzinfo=UTC)
    for address, who in (("127.0.0.1", "로그인 전 방문자"), ("", "시스템")):
        with override("ko"):
            assert deed_line(Deed(now, "", "", "", "", address)).who == who
    assert deed_line(Deed(now, "한지우", "owner", "", "", "127.0.0.1")).who == "한지우"


def test_what_one_act_did_at_length_is_folded(client: Client, plan: Roadmap, jin: User) -> None:
    client.force_login(jin)
    deeds = client.get(f"/plans/{plan.pk}/audit/").context["deeds"]
    made = max(deeds, key=lambda deed: len(deed.events))
    assert len(made.first) == 8 and len(made.first) + len(made.rest) == len(made.events)


def test_the_bar_holds_only_what_opens(
    client: Client, plan: Roadmap, jin: User, mina: User
) -> None:
    """The log is the owner's; the law's own pages keep the bar of the plan one came from."""
    log = f"/plans/{plan.pk}/audit/"
    for person, is_shown in ((jin, True), (mina, False)):
        client.force_login(person)
        assert (log in client.get(f"/plans/{plan.pk}/revisions/").content.decode()) is is_shown
    said = client.get("/law/proposals/").content.decode()
    assert f"/plans/{plan.pk}/regimes/" in said
    client.force_login(User.objects.create_user("stranger"))
    assert "/plans/" + str(plan.pk) not in client.get("/law/proposals/").content.decode()
