"""Out, there, and back: a plan travels to another station and its edits come home as a draft."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import User
from audit.models import Event
from core import clock, sight
from core.errors import Forbidden, Invalid
from courier.cards import in_groups
from courier.models import Incoming, KeyRing, Outgoing
from courier.rings import new_ring
from courier.sealing import Envelope, seal
from courier.services import stations
from courier.services.receiving import Arrival, Return, look, take
from courier.services.sending import Order, pack_answer, pack_plan, parcel_for
from drafts.queries.trying import onto_the_plan
from drafts.services import adopt_draft
from engine.changes import Add, Alter, Remove, difference
from engine.codec import encode_changes
from engine.courier import Edit, Reply, write_reply
from engine.lint.running import FALSE_WITHOUT
from engine.masking import Mask
from engine.problems import BrokenPlan
from engine.records import CostLine, FundingSource
from life.queries.standing import life_of
from lint.queries.checking import lint_for
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import schedule_for, whole_plan_of
from roadmaps.services import copy_plan, edit_plan, replace_plan, undo_last
from roadmaps.sights import eyes_of
from tests.courier.conftest import Two, at
from tests.courier.planting import planted
from tests.plans import let_in

pytestmark = pytest.mark.django_db

BOTH = Mask(amounts=True, parties=True)


def longer(months: int, key: str = "P1.a1") -> Alter:
    return Alter("activity", key, {"duration": months})


def sent(plan: Roadmap, two: Two, by: User, mask: Mask = BOTH) -> Outgoing:
    plan.refresh_from_db()
    return pack_plan(plan, two.away_station, Order(plan.revision, "B", mask), by=by)


def arrived(two: Two, file: str, by: User) -> Roadmap:
    """Taken over at the other station."""
    with at(two.away):
        return take(file.encode(), by=by).plan


def answered(two: Two, there: Roadmap, by: User) -> Outgoing:
    with at(two.away):
        return pack_answer(there, "검토했습니다", by=by)


def code_of(file: str | bytes, by: User) -> str:
    """Why the file is refused, both when it is looked at and when it is taken over."""
    raw = file.encode() if isinstance(file, str) else file
    codes = []
    for read in (look, take):
        with pytest.raises((Invalid, BrokenPlan, Forbidden)) as refused:
            read(raw, by=by)
        codes.append(refused.value.problems[0].code)
    assert codes[0] == codes[1]
    return codes[0]


def test_a_plan_goes_out_is_edited_there_and_its_edits_come_home_as_a_signed_draft(
    two: Two, plan: Roadmap, jin: User, mina: User, olga: User
) -> None:
    wanted, values = planted(whole_plan_of(plan))
    replace_plan(plan, wanted, by=jin, reason="")
    package = sent(plan, two, jin)
    assert (package.number, package.revision, package.scenario) == (1, 2, "B")
    assert [value for value in values if value in package.content] == []

    with at(two.away):
        found = look(package.file.encode(), by=olga)
        assert isinstance(found, Arrival)
        assert (found.parcel.by, Incoming.objects.count()) == ("jin", 0)
    there = arrived(two, package.file, olga)
    assert there.packages_in.get().station == two.home_station
    here_dates, there_dates = (schedule_for(each, "B")[1] for each in (plan, there))
    assert {key: here_dates[key] for key in here_dates} == {
        key: there_dates[key] for key in there_dates
    }

    edit_plan(there, [longer(9)], by=olga, on_revision=1, reason="현지 사정")
    edit_plan(there, [longer(3, "P1.a2")], by=olga, on_revision=2)
    undo_last(there, by=olga)
    answer = answered(two, there, olga)
    edit_plan(plan, [longer(8, "P2.a1")], by=jin, on_revision=2)

    back = look(answer.file.encode(), by=jin)
    assert isinstance(back, Return)
    assert (back.package, encode_changes(back.changes)) == (
        package,
        [{"kind": "change_activity", "key": "P1.a1", "values": {"duration": 9}}],
    )
    draft = take(answer.file.encode(), by=jin).draft
    assert draft is not None
    assert whole_plan_of(plan).activities["P1.a1"].duration == 2
    assert onto_the_plan(draft).unsettled(()) == 0
    signature = draft.signature
    assert (signature.person, signature.fingerprint) == ("olga", two.away.fingerprint)
    assert [(each["by"], each["reason"], each["changes"]) for each in signature.edits] == [
        ("olga", "현지 사정", 1), ("olga", "", 1), ("olga", "", 1),
    ]  # fmt: skip

    revision = adopt_draft(draft, "협의대로", version=1, by=mina)
    assert revision.reason.endswith(f"[{signature}]")
    plan.refresh_from_db()
    now = whole_plan_of(plan)
    assert (now.activities["P1.a1"].duration, now.activities["P2.a1"].duration) == (9, 8)
    assert difference(wanted, now) == [longer(9), longer(8, "P2.a1")]
    watched = Event.objects.filter(subject__in=("courier_outgoing", "courier_incoming"))
    assert watched.count() == 4
    assert not any("content" in (each.new or {}) for each in watched)


def test_what_came_without_amounts_and_names_has_none_for_anybody_there(
    two: Two, plan: Roadmap, jin: User, olga: User
) -> None:
    there = arrived(two, sent(plan, two, jin).file, olga)
    assert there.role_of(olga) == Role.OWNER
    assert eyes_of(olga)(there.pk) == sight.NOTHING
    for change in (
        Alter("cost", "P1:fund", {"amount": 1}),
        Alter("partner", "P1:south", {"name_ko": "공단"}),
    ):
        with pytest.raises(Forbidden) as refused:
            edit_plan(there, [change], by=olga, on_revision=1)
        assert refused.value.problems[0].code == "withheld_field"
    assert eyes_of(olga)(copy_plan(there, "사본", by=olga).pk) == sight.NOTHING

    edit_plan(there, [Remove("cost", "P1:fund")], by=olga, on_revision=1)
    with at(two.away), pytest.raises(BrokenPlan) as broken:
        pack_answer(there, by=olga)
    assert broken.value.problems[0].code == "reply_touches_withheld"


def test_amounts_that_stayed_at_home_are_no_zeros_there(
    two: Two, plan: Roadmap, jin: User, olga: User
) -> None:
    """In the route of the fund and in the plan check; and nothing is found for lack of them."""
    grant = CostLine("P1:grant", "P1", "fund_grant", Decimal(10**9), "KRW", 2026)
    added = [Add(FundingSource("fund_grant", "기금", "Fund grant")), Add(grant)]
    edit_plan(plan, added, by=jin, on_revision=plan.revision)
    there = arrived(two, sent(plan, two, jin).file, olga)

    home, away = (
        life_of(each, whole_plan_of(each), "P1", clock.today()).route for each in (plan, there)
    )
    assert (home.needs_council, home.is_withheld) == (True, False)
    assert (away.supports, away.is_withheld, away.asks) == ((), True, True)
    checked = lint_for(there).lint
    gaps = {each.rule for each in checked.gaps if each.need == "withheld_amounts"}
    assert gaps == {"R04", "R05", "R12", "R18", "R22", "R24", "R25", "R26"}
    assert not {each.case for each in checked.findings} & FALSE_WITHOUT
    client = Client()
    client.force_login(olga)
    page = client.get(f"/plans/{there.pk}/projects/P1/procedure/").content.decode()
    assert "기금 지원이 계획되어 있으나 금액이 비공개 상태로 전달되어" in page
    states = client.get(f"/api/v1/life-states/?plan={there.pk}").json()["results"]
    assert {each["project"]: each["needs_council"] for each in states}["P1"] is None
    rows = client.get(f"/api/v1/costs/?plan={there.pk}").json()["results"]
    assert {(each["amount"], *each["withheld"]) for each in rows} == {(None, "amount")}


def test_an_answer_that_reaches_for_what_was_withheld_is_refused_whole(
    two: Two, plan: Roadmap, jin: User, olga: User
) -> None:
    """Made by hand: the product over there would not have packed it."""
    package = sent(plan, two, jin, Mask(amounts=True, projects=frozenset({"P1"})))
    assert (package.projects, "P2" in package.content) == (["P1"], False)

    def forged(*changes: object, number: int = 1, base: str = package.base) -> bytes:
        edits = (Edit("olga", clock.now(), "", list(changes)),)  # type: ignore[arg-type]
        content = write_reply(Reply(number, base, "olga", "", edits))
        envelope = Envelope("answer", 5, clock.now())
        return seal(
            content, envelope, stations.unlocked(two.away), stations.unlocked(two.home).card
        )

    assert code_of(forged(Alter("cost", "P1:fund", {"amount": 1})), jin) == "reply_touches_withheld"
    assert code_of(forged(Remove("project", "P1")), jin) == "reply_touches_withheld"
    assert code_of(forged(longer(3, "P2.a1")), jin) == "unknown_record"
    assert code_of(forged(longer(3), number=9), jin) == "answer_to_nothing"
    assert code_of(forged(longer(3), base="0" * 64), jin) == "answer_other_base"
    assert code_of(forged(longer(3)), olga) == "answer_not_yours"
    assert plan.drafts.count() == 0
    assert isinstance(look(forged(longer(3)), by=jin), Return)


def test_a_package_is_refused_if_anything_about_it_is_wrong(
    two: Two, plan: Roadmap, jin: User, olga: User
) -> None:
    file = sent(plan, two, jin).file
    with at(two.away):
        assert code_of(file[:-30], olga) == "package_cut"
        assert code_of(file.replace("PACKAGE 1", "PACKAGE 9"), olga) == "package_newer"
        middle = len(file) // 2
        flipped = file[:middle] + ("A" if file[middle] != "A" else "B") + file[middle + 1 :]
        assert code_of(flipped, olga) == "package_changed"
        assert code_of(f"{file} ", olga) == "package_cut"
        assert code_of(b"x" * (25 * 1024 * 1024), olga) == "package_size"

        stranger, other = new_ring("모르는 기관"), new_ring("다른 기관")
        home, away = stations.unlocked(two.home), stations.unlocked(two.away)
        envelope = Envelope("plan", 9, clock.now())
        assert code_of(seal(b"{}", envelope, stranger, away.card), olga) == "sender_unknown"
        assert code_of(seal(b"{}", envelope, home, other.card), olga) == "package_for_another"
        assert code_of(seal(b"{}", envelope, home, away.card), olga) == "parcel_unreadable"
        new = stations.add_station(stranger.card_text, by=jin)
        assert code_of(seal(b"{}", envelope, stranger, away.card), olga) == "station_untrusted"
        assert Roadmap.objects.count() == 1
        take(file.encode(), by=olga)
        assert code_of(file, olga) == "package_read_before"
        again = sent_at(two.home, plan, two, jin)
        stations.retire_station(two.home_station, "열쇠 분실", by=jin)
        assert code_of(again, olga) == "sender_retired"
        stations.retire_station(new, "잘못 등록", by=jin)
        assert Roadmap.objects.count() == 2


def sent_at(ring: KeyRing, plan: Roadmap, two: Two, by: User) -> str:
    with at(ring):
        return sent(plan, two, by).file


def test_keys_that_were_retired_open_and_send_nothing(
    two: Two, plan: Roadmap, jin: User, olga: User
) -> None:
    file = sent(plan, two, jin).file
    with at(two.away):
        with pytest.raises(Forbidden):
            stations.make_ring("개성공단 재단", by=jin)
        stations.make_ring("개성공단 재단", by=User.objects.get(username="root"))
        assert code_of(file, olga) == "package_for_retired"
    KeyRing.objects.filter(pk=two.home.pk).update(retired_at=None)
    stations.retire_station(two.away_station, "담당자 교체", by=jin)
    with pytest.raises(Invalid) as refused:
        sent(plan, two, jin)
    assert refused.value.problems[0].code == "station_untrusted"


def test_a_station_is_trusted_once_its_fingerprint_was_heard(
    two: Two, jin: User, mina: User, olga: User
) -> None:
    ring = new_ring("세관")
    with pytest.raises(Forbidden):
        stations.add_station(ring.card_text, by=mina)
    station = stations.add_station(ring.card_text, by=jin)
    assert not station.is_trusted
    groups = in_groups(ring.card.fingerprint)
    for typed, how in ((groups[:-1] + "x", "전화"), (two.away.groups, "전화"), (groups, " ")):
        with pytest.raises(Invalid):
            stations.confirm_station(station, typed, how, by=jin)
    confirmed = stations.confirm_station(station, groups.replace(" ", "-"), "김 과장, 전화", by=jin)
    assert (confirmed.is_trusted, confirmed.confirmed_how) == (True, "김 과장, 전화")
    for text in (ring.card_text, stations.card_text(two.home)):
        with pytest.raises(Invalid):
            stations.add_station(text, by=jin)
    assert bytes(two.home.locked) not in stations.card_text(two.home).encode()
    event = Event.objects.filter(subject="courier_keyring", verb="add").first()
    assert event is not None and event.new is not None
    assert event.new["locked"] == "***"


def test_who_does_not_see_amounts_sends_none(
    two: Two, plan: Roadmap, jin: User, mina: User
) -> None:
    let_in(plan, mina, Role.PLANNER)
    plan.memberships.filter(user=mina).update(sees_amounts=False)
    parcel = parcel_for(plan, Order(1, "", Mask()), by=mina)
    assert (parcel.amounts, parcel.parties) == (True, False)
    for order, code in (
        (Order(9, "", Mask()), "no_such_revision"),
        (Order(1, "Z", Mask()), "no_scenario_sent"),
        (Order(1, "", Mask(projects=frozenset())), "no_project_sent"),
        (Order(1, "", Mask(), answer_by=clock.today() - timedelta(1)), "answer_day_past"),
        (Order(1, "", Mask(), note="x" * 2_001), "package_note"),
    ):
        with pytest.raises(Invalid) as refused:
            parcel_for(plan, order, by=jin)
        assert refused.value.problems[0].code == code
    let_in(plan, mina, Role.VIEWER)
    with pytest.raises(Forbidden):
        parcel_for(plan, Order(1, "", Mask()), by=mina)


def test_what_went_out_stays_as_it_was(two: Two, plan: Roadmap, jin: User) -> None:
    package = sent(plan, two, jin)
    assert sent(plan, two, jin).number == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        Outgoing.objects.filter(pk=package.pk).update(note="나중")
    with pytest.raises(Invalid):
        pack_answer(plan, by=jin)
