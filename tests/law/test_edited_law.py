"""A change of the law: proposed, looked at, accepted, and at once in force in every plan."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from roadmaps.models import Roadmap, Role
from roadmaps.schedules import schedule_for
from sanctions.models import Measure
from screening.models import Confirmation
from screening.queries.desk import desk
from screening.services import confirm_verdict
from tests.api.caller import Caller
from tests.plans import let_in
from tests.sanctions.small_law import at, officer, reviewer

pytestmark = pytest.mark.usefixtures("db")
CASE = {
    "date": "2026-01-01",
    "lines": [{"direction": "import_to_dprk", "subject": "goods", "hs": "845210"}],
}
DRAFT = {"why": "Sewing machines are read out", "evidence": "S/RES/2397 (2017), OP 7"}
CHANGE = {
    "kind": "change",
    "measure": "unscr-2397-7",
    "values": {"hs_exclude": ["8452"]},
    **DRAFT,
}


def cites(caller: Caller, **more: Any) -> list[str]:
    answer = caller.post("/screenings/", {**CASE, **more})
    assert answer.status_code == 200, answer.json()
    return [each for each in answer.json()["cites"] if each == "unscr-2397-7"]


def test_an_edit_over_rest_counts_at_once_and_the_day_before_is_still_known(
    nkpei: Roadmap,
) -> None:
    one, other = Caller(officer()), Caller(reviewer())
    loaded_on, later = clock.today(), clock.now() + timedelta(days=3)
    assert cites(one) == ["unscr-2397-7"]
    with at(later):
        made = one.post("/measure-proposals/", CHANGE).json()
        assert (made["state"], made["changed"]) == ("open", ["hs_exclude"])
        assert cites(one) == ["unscr-2397-7"]
        own = one.post(f"/measure-proposals/{made['id']}/accept/", {"seen": 1})
        assert (own.status_code, own.json()["problems"][0]["code"]) == (403, "own_proposal")
        done = other.post(f"/measure-proposals/{made['id']}/accept/", {"seen": 1}).json()
        assert (done["state"], done["decided_by"], done["version"]) == ("accepted", "reviewer", 2)
        assert cites(one) == []
        assert cites(one, known_on=loaded_on.isoformat()) == ["unscr-2397-7"]
        assert cites(one, known_on=clock.today().isoformat()) == []
        early = one.post("/screenings/", {**CASE, "known_on": "2001-01-01"})
        assert (early.status_code, early.json()["problems"][0]["code"]) == (422, "known_too_early")
        versions = one.get("/measures/unscr-2397-7/versions/").json()["results"]
        assert [each["hs_exclude"] for each in versions] == [[], ["8452"]]
        assert versions[0]["known_until"] == versions[1]["known_from"]
        past = one.get(f"/measures/unscr-2397-7/?known={loaded_on}").json()
        now = one.get("/measures/unscr-2397-7/").json()
        assert (past["hs_exclude"], now["hs_exclude"]) == ([], ["8452"])
        assert past.keys() == now.keys()
        order = "ordering=-id&page_size=500"
        then, today = (
            [each["id"] for each in one.get(address).json()["results"]]
            for address in (f"/measures/?known={loaded_on}&{order}", f"/measures/?{order}")
        )
        assert (len(then), then) == (101, today)


def test_a_signature_goes_out_of_date_where_what_it_rests_on_changed(nkpei: Roadmap) -> None:
    signer = let_in(nkpei, officer(), Role.COMPLIANCE)
    plan, schedule = schedule_for(nkpei, "A")

    def rows() -> dict[str, Any]:
        return {each.screened.project.key: each for each in desk(nkpei, plan, schedule, "A").rows}

    before = rows()
    met = next(key for key, each in before.items() if _met_by(each, "unscr-2397-7"))
    free = next(key for key, each in before.items() if not _met_by(each, "unscr-2397-7"))
    for key in (met, free):
        seen = before[key].signature.rests_on
        confirm_verdict(nkpei, key, "A", seen=seen, note="", by=signer)
    assert Confirmation.objects.count() == 2
    caller, other = Caller(signer), Caller(reviewer())
    values = {"effect": "committee_approval"}
    made = caller.post("/measure-proposals/", {**CHANGE, "values": values}).json()
    other.post(f"/measure-proposals/{made['id']}/accept/", {"seen": 1})
    after = rows()
    assert (after[met].signature.is_stale, after[free].signature.stands) == (True, True)


def _met_by(row: Any, measure: str) -> bool:
    return any(measure in spell.screening.matched for spell in row.screened.spells)


def test_pages_propose_show_what_would_change_and_decide(nkpei: Roadmap, client: Client) -> None:
    one, other = officer(), reviewer()
    for person in (one, other):
        let_in(nkpei, person, Role.VIEWER)
    client.force_login(one)
    address = "/law/measures/unscr-2397-7/end/"
    typed = {"effective_to": "2020-01-01", "superseded_by": "", **DRAFT}
    refused = client.post(address, {**typed, "why": ""})
    assert (refused.status_code, b"2020-01-01" in refused.content) == (422, True)
    made = client.post(address, typed)
    assert made.status_code == 302
    proposal = made.headers["Location"]
    assert client.get("/law/measures/unscr-2397-7/change/").status_code == 200
    assert client.get("/law/proposals/new/").status_code == 200
    client.force_login(other)
    effects = client.get(f"{proposal}effects/").content.decode()
    plan, schedule = schedule_for(nkpei, "A")
    rows = desk(nkpei, plan, schedule, "A").rows
    met = [each.screened.project.key for each in rows if _met_by(each, "unscr-2397-7")]
    assert met
    assert [key for key in met if f"<code>{key}</code>" not in effects] == []
    assert client.get(proposal).status_code == 200
    done = client.post(f"{proposal}decide/", {"seen": 1, "verb": "accept", "comment": ""})
    assert done.status_code == 302
    assert str(Measure.objects.get(pk="unscr-2397-7").effective_to) == "2020-01-01"
    assert client.get("/law/proposals/").status_code == 200
    base = f"/plans/{nkpei.pk}"
    history = client.get(f"{base}/measures/unscr-2397-7/history/").content.decode()
    assert "2020.01.01" in history


def test_pages_say_plainly_of_which_day_their_law_is(nkpei: Roadmap, client: Client) -> None:
    client.force_login(let_in(nkpei, User.objects.create_user("seer"), Role.VIEWER))
    day = clock.today()
    base = f"/plans/{nkpei.pk}"
    pages = (
        "/measures/",
        "/measures/unscr-2397-7/",
        "/screening/",
        "/screening/projects/F1-02/",
        "/regimes/",
    )
    with at(clock.now() + timedelta(days=2)):
        for page in pages:
            told = client.get(f"{base}{page}?known={day}").content.decode()
            assert f"{day:%Y.%m.%d} 기준으로 알려진 법령" in told
            assert "기준으로 알려진 법령" not in client.get(f"{base}{page}").content.decode()
            assert client.get(f"{base}{page}?known=1999-01-01").status_code == 422
