"""What somebody without the permission for amounts or party names reads, and may do."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.services import issue_token
from core import sight
from core.errors import Forbidden
from core.sight import ALL, NOTHING, Sight
from drafts.services import edit_draft, leave_out, open_draft, rebase_draft
from engine.changes import Add, Alter, Remove
from engine.masking import NAMELESS_KO
from engine.merging.threeway import Side
from engine.records import BenefitLine, CostLine, FundingSource, Partner, Threshold
from reports.services import ask_for_report
from roadmaps import schedules
from roadmaps.models import Roadmap
from roadmaps.past import plan_at
from roadmaps.services import edit_plan, set_member, undo_last
from roadmaps.sights import eyes_of
from tests.plans import RECORDS, a_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(jin: User, mina: User, olga: User) -> Roadmap:
    """Jin owns it; Mina plans in it without seeing amounts, Olga without party names."""
    made = a_plan(jin, [*RECORDS, Partner("P2:n", "평양상사", "Pyongyang Trading", "P2", "north")])
    set_member(made, mina, "planner", seen=Sight(parties=True), by=jin)
    set_member(made, olga, "planner", seen=Sight(amounts=True), by=jin)
    return made


def stored(plan: Roadmap) -> CostLine:
    plan.refresh_from_db()
    return schedules.whole_plan_of(plan).costs["P1:fund"]


def the_form(revision: int, **values: Any) -> dict[str, Any]:
    return {"on_revision": revision, "project": "P1", "source": "fund", "currency": "KRW", **values}


def test_with_nobody_looking_nothing_is_seen(plan: Roadmap) -> None:
    with sight.nothing():
        seen = schedules.plan_of(plan)
        assert sight.here() == NOTHING

    assert seen.costs["P1:fund"].amount == 0
    assert seen.partners["P2:n"].name_ko == NAMELESS_KO
    assert stored(plan).amount == 250


def test_what_a_membership_says_is_what_is_seen(plan: Roadmap, jin: User, mina: User) -> None:
    boss = User.objects.create_user("boss", is_staff=True)

    assert eyes_of(jin)(plan.pk) == ALL
    assert eyes_of(mina)(plan.pk) == Sight(amounts=False, parties=True)
    assert eyes_of(boss)(plan.pk) == NOTHING


def test_an_owner_sees_everything_whatever_is_ticked(plan: Roadmap, jin: User, mina: User) -> None:
    set_member(plan, mina, "owner", seen=NOTHING, by=jin)

    assert eyes_of(mina)(plan.pk) == ALL


def test_a_threshold_of_money_is_not_moved_about_by_who_sees_no_amounts(
    plan: Roadmap, mina: User, olga: User
) -> None:
    """What is found against it would tell on which side of it an amount lies, again and again."""
    money = Add(Threshold("R24.grant", Decimal(1)))
    with pytest.raises(Forbidden) as refused:
        edit_plan(plan, [money], by=mina, on_revision=plan.revision)
    assert [each.code for each in refused.value.problems] == ["held_against_withheld"]

    edit_plan(plan, [Add(Threshold("R16.workers", Decimal(9)))], by=mina, on_revision=plan.revision)
    plan.refresh_from_db()
    edit_plan(plan, [money], by=olga, on_revision=plan.revision)


def test_dates_are_the_same_for_everybody(plan: Roadmap, mina: User) -> None:
    _, all_dates = schedules.schedule_for(plan, "B", levelled=True)
    with sight.seeing(eyes_of(mina), plan.pk):
        _, her_dates = schedules.schedule_for(plan, "B", levelled=True)

    assert her_dates.columns() == all_dates.columns()


def test_an_earlier_revision_is_masked_as_well(plan: Roadmap, jin: User, mina: User) -> None:
    change = Alter("cost", "P1:fund", {"amount": Decimal(300)})
    edit_plan(plan, [change], by=jin, on_revision=plan.revision)
    plan.refresh_from_db()

    with sight.seeing(eyes_of(mina), plan.pk):
        assert plan_at(plan, 1).costs["P1:fund"].amount == 0


def test_who_sees_no_amounts_is_told_the_same_route_and_deadlines(
    plan: Roadmap, jin: User, mina: User, client: Client
) -> None:
    """What is judged is the whole plan: nothing withheld is taken for zero."""
    grant = CostLine("P1:grant", "P1", "fund_grant", Decimal(10**9), "KRW", 2026)
    added = [Add(FundingSource("fund_grant", "기금", "Fund grant")), Add(grant)]
    edit_plan(plan, added, by=jin, on_revision=plan.revision)
    at, told = f"/api/v1/life-states/?plan={plan.pk}", []
    for person in (jin, mina):
        client.force_login(person)
        told.append(client.get(at).json()["results"])
        page = client.get(f"/plans/{plan.pk}/projects/P1/procedure/").content.decode()
        assert "교추협 의결 대상입니다." in page
        assert ("<dd>10억 원" in page) == (person == jin)

    assert told[0] == told[1]
    assert told[0][0]["needs_council"] is True


def test_who_cannot_see_an_amount_changes_and_tries_none(plan: Roadmap, mina: User) -> None:
    change = Alter("cost", "P1:fund", {"amount": Decimal(1)})

    with pytest.raises(Forbidden) as refused:
        edit_plan(plan, [change], by=mina, on_revision=plan.revision)
    assert [p.code for p in refused.value.problems] == ["withheld_field"]
    with sight.seeing(eyes_of(mina), plan.pk), pytest.raises(Forbidden):
        schedules.what_if(plan, "B", [change])
    assert stored(plan).amount == 250


def test_other_fields_of_the_record_are_edited_and_the_amount_stays(
    plan: Roadmap, mina: User, client: Client
) -> None:
    client.force_login(mina)
    page = f"/plans/{plan.pk}/projects/P1/costs/P1:fund/"
    shown = client.get(page).content.decode()
    assert 'name="amount"' not in shown

    client.post(page, the_form(plan.revision, price_year="2027"))
    assert (stored(plan).amount, stored(plan).price_year) == (250, 2027)

    client.post(page, the_form(plan.revision, price_year="2028", amount="7"))
    assert (stored(plan).amount, stored(plan).price_year) == (250, 2028)


def test_over_rest_the_field_is_null_and_said_to_be_withheld(plan: Roadmap, mina: User) -> None:
    token = issue_token(name="t", scope="write", by=mina)[1]
    client = Client(headers={"Authorization": f"Bearer {token}"})
    [row] = client.get(f"/api/v1/costs/?plan={plan.pk}").json()["results"]
    assert (row["amount"], row["withheld"]) == (None, ["amount"])

    def patch(**values: Any) -> int:
        at, body = f"/api/v1/costs/{row['id']}/", json.dumps(values)
        headers = {"If-Match": "*"}
        return client.patch(at, body, content_type="application/json", headers=headers).status_code

    assert patch(evidence="KIET") == 200
    assert patch(amount="3") == 403
    assert (stored(plan).amount, stored(plan).evidence) == (250, "KIET")


def test_nobody_sorts_or_searches_by_what_they_may_not_see(
    plan: Roadmap, mina: User, olga: User, client: Client
) -> None:
    client.force_login(mina)
    assert client.get(f"/api/v1/costs/?plan={plan.pk}&ordering=amount").status_code == 403
    assert client.get("/api/v1/costs/?ordering=-amount").json()["count"] == 0
    assert client.get(f"/api/v1/partners/?plan={plan.pk}&search=평양").json()["count"] == 1

    client.force_login(olga)
    assert client.get(f"/api/v1/costs/?plan={plan.pk}&ordering=amount").status_code == 200
    assert client.get(f"/api/v1/partners/?plan={plan.pk}&search=평양").status_code == 403
    assert client.get("/api/v1/partners/?search=평양").json()["count"] == 0


def test_what_was_removed_comes_back_with_its_amount(
    plan: Roadmap, mina: User, client: Client
) -> None:
    edit_plan(plan, [Remove("cost", "P1:fund")], by=mina, on_revision=plan.revision)
    client.force_login(mina)
    client.post(f"/plans/{plan.pk}/removed/", {"kind": "cost", "key": "P1:fund"})
    assert stored(plan).amount == 250

    edit_plan(plan, [Remove("cost", "P1:fund")], by=mina, on_revision=plan.revision)
    undo_last(plan, by=mina)
    assert stored(plan).amount == 250


def test_nobody_takes_back_a_change_they_cannot_see(plan: Roadmap, jin: User, mina: User) -> None:
    change = Alter("cost", "P1:fund", {"amount": Decimal(300)})
    edit_plan(plan, [change], by=jin, on_revision=plan.revision)

    client = Client()
    client.force_login(mina)
    assert client.post(f"/plans/{plan.pk}/revisions/2/undo/").status_code == 403
    assert stored(plan).amount == 300


def test_a_copy_holds_only_what_its_maker_sees(plan: Roadmap, mina: User, client: Client) -> None:
    client.force_login(mina)
    client.post(f"/plans/{plan.pk}/copy/", {"name": "사본"})

    copy = Roadmap.objects.get(name_ko="사본")
    assert eyes_of(mina)(copy.pk) == Sight(amounts=False, parties=True)
    assert copy.role_of(mina) == "owner"
    assert schedules.whole_plan_of(copy).costs["P1:fund"].amount == 0
    assert schedules.whole_plan_of(copy).ceilings["fund:2027"].amount == 0


def test_a_line_without_an_amount_may_be_added(plan: Roadmap, mina: User) -> None:
    line = CostLine("P2:fund", "P2", "fund")
    edit_plan(plan, [Add(line)], by=mina, on_revision=plan.revision)
    plan.refresh_from_db()

    with pytest.raises(Forbidden):
        edit_plan(
            plan,
            [Add(CostLine("P2:more", "P2", "fund", Decimal(5)))],
            by=mina,
            on_revision=plan.revision,
        )


def test_a_report_is_for_those_who_see_what_it_shows(
    plan: Roadmap, jin: User, mina: User, client: Client
) -> None:
    asked = {"scenario": "A", "stages": ["S1"], "language": "ko"}
    whole = ask_for_report(plan, **asked, by=jin)
    hers = ask_for_report(plan, **asked, by=mina)

    assert whole.pk != hers.pk
    assert "0.0000025" in json.dumps(whole.contents["costs"])
    assert "25" not in json.dumps(hers.contents["costs"])
    assert "이 보고서는 금액을 비공개로 처리함" in json.dumps(hers.contents, ensure_ascii=False)
    with sight.seeing(eyes_of(mina)):
        assert (whole.is_open_here, hers.is_open_here) == (False, True)


def test_the_owner_ticks_what_a_member_sees(
    plan: Roadmap, jin: User, mina: User, client: Client
) -> None:
    client.force_login(jin)
    page = f"/plans/{plan.pk}/members/"
    ticked = {"user": "mina", "role": "planner", "tells_sight": "on"}

    client.post(page, {**ticked, "sees_amounts": "on"})
    assert eyes_of(mina)(plan.pk) == Sight(amounts=True, parties=False)

    client.post(page, {"user": "mina", "role": "reviewer"})
    assert eyes_of(mina)(plan.pk) == Sight(amounts=True, parties=False)


def test_nobody_has_shown_what_is_withheld_by_saying_that_it_is_none(
    plan: Roadmap, jin: User, mina: User, olga: User
) -> None:
    """A benefit is money by its currency, an entity somebody by its sort."""
    gain = BenefitLine("P1:won", "P1", "south", "소득", "Income", "", Decimal(9), "", "KRW")
    edit_plan(plan, [Add(gain)], by=jin, on_revision=plan.revision)
    plan.refresh_from_db()
    for change, person in (
        (Alter("benefit", "P1:won", {"currency": ""}), mina),
        (Alter("entity", "P2:firm:1", {"sort": "place"}), olga),
    ):
        with pytest.raises(Forbidden) as refused:
            edit_plan(plan, [change], by=person, on_revision=plan.revision)
        assert [p.code for p in refused.value.problems] == ["uncovers_withheld"]
        with pytest.raises(Forbidden):
            open_draft(plan, "안", changes=[change], by=person)


def test_an_amount_is_not_emptied_by_drawing_its_record_anew(
    plan: Roadmap, jin: User, mina: User
) -> None:
    gone, anew = Remove("cost", "P1:fund"), Add(CostLine("P1:fund", "P1", "fund"))
    with pytest.raises(Forbidden) as refused:
        edit_plan(plan, [gone, anew], by=mina, on_revision=plan.revision)
    assert [p.code for p in refused.value.problems] == ["withheld_field"]

    draft = open_draft(plan, "안", changes=[gone], by=mina)
    with pytest.raises(Forbidden):
        edit_draft(draft, [anew], version=draft.version, by=mina)
    raised = [Alter("cost", "P1:fund", {"amount": Decimal(300)})]
    theirs = open_draft(plan, "증액", changes=raised, by=jin)
    with pytest.raises(Forbidden):
        leave_out(theirs, 1, version=theirs.version, by=mina)


def test_nobody_chooses_between_two_amounts_they_do_not_see(
    plan: Roadmap, jin: User, mina: User
) -> None:
    draft = open_draft(
        plan, "증액", changes=[Alter("cost", "P1:fund", {"amount": Decimal(300)})], by=jin
    )
    other = Alter("cost", "P1:fund", {"amount": Decimal(400)})
    edit_plan(plan, [other], by=jin, on_revision=plan.revision)
    chosen: dict[str, Side] = {"cost:P1:fund:amount": "mine"}

    with pytest.raises(Forbidden) as refused:
        rebase_draft(draft, version=draft.version, by=mina, choices=chosen)
    assert [p.code for p in refused.value.problems] == ["withheld_choice"]
    rebased = rebase_draft(draft, version=draft.version, by=jin, choices=chosen)
    assert [each["values"] for each in rebased.changes] == [{"amount": "300"}]
