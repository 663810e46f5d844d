"""Lists, screenings and decisions: asked once, decided by a person, nothing overwritten."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import User
from core import clock
from core.errors import Forbidden, Invalid
from engine.changes import Alter
from jobs.models import Job
from parties import services
from parties.models import Candidate, Decision, Entry, ListVersion, PartyScreening
from parties.queries.standing import Board, State, board_of
from parties.tasks import rescreen
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan
from tests.api.caller import Caller, codes
from tests.forms import at
from tests.jobs.farm import broker, environment, wait_for, worker
from tests.parties.made_lists import DOCTYPE, OWN, UN

pytestmark = pytest.mark.django_db
Work = Callable[[], None]


def board(plan: Roadmap) -> Board:
    plan.refresh_from_db()
    return board_of(plan, plan_of(plan))


def state(plan: Roadmap) -> State:
    (standing,) = board(plan).standings
    return standing.state


def take(by: User, file: str = OWN) -> ListVersion:
    return services.import_list("list.csv", file.encode(), by=by)


def decide(plan: Roadmap, by: User, verdict: str = "other", seen: int | None = None) -> Decision:
    candidate = Candidate.objects.latest("pk").pk
    reason = "설립일과 소재지가 다름"
    return services.decide(plan, candidate, verdict, reason, seen=seen, by=by)


def test_a_party_goes_from_unscreened_to_a_signed_decision(
    plan: Roadmap, officer: User, work: Work
) -> None:
    assert state(plan) is State.UNSCREENED
    take(officer)
    assert state(plan) is State.UNSCREENED
    work()
    assert state(plan) is State.UNDECIDED
    first = decide(plan, officer, "more")
    assert state(plan) is State.MORE
    decide(plan, officer, "other", first.pk)

    (standing,) = board(plan).standings
    (question,) = standing.questions
    assert (standing.state, standing.undecided) == (State.OTHERS, 0)
    assert [each.verdict for each in question.decisions] == ["other", "more"]
    assert question.features[0].grade.value == "agrees"


def test_no_candidate_is_called_just_that(plan: Roadmap, officer: User, work: Work) -> None:
    take(officer, UN)
    work()

    assert state(plan) is State.NO_CANDIDATE
    assert PartyScreening.objects.get().found == 0


def test_the_same_file_and_the_same_question_count_once(
    plan: Roadmap, officer: User, work: Work
) -> None:
    first = take(officer)
    work()
    ListVersion.objects.update(checked_at=clock.now() - timedelta(days=31))
    assert not board(plan).is_fresh

    assert take(officer) == first
    assert board(plan).is_fresh
    assert services.ask_for_screening(plan, by=officer) == PartyScreening.objects.get()
    rescreen()
    assert (Entry.objects.count(), Job.objects.count()) == (1, 1)


def test_a_new_version_asks_only_what_changed(plan: Roadmap, officer: User, work: Work) -> None:
    take(officer)
    work()
    decide(plan, officer)
    more = take(officer, OWN + "OWN-2,vessel,Sea Breeze,,,,,,\n")
    work()
    assert (more.added, more.dropped) == (1, 0)
    assert state(plan) is State.OTHERS

    changed = take(officer, OWN.replace("2001", "2002"))
    work()

    (standing,) = board(plan).standings
    (earlier,) = standing.earlier
    assert (changed.added, changed.dropped) == (1, 2)
    assert standing.state is State.UNDECIDED
    assert (earlier.stale, earlier.verdict) == ("entry", "other")


def test_a_decision_is_of_the_party_as_it_was(plan: Roadmap, officer: User, work: Work) -> None:
    take(officer)
    work()
    decide(plan, officer)
    key = board(plan).standings[0].party.key

    services.add_facts(plan, key, {"dates": ["2001"], "identifiers": ["9999993"]}, by=officer)
    assert state(plan) is State.UNSCREENED
    work()

    (standing,) = board(plan).standings
    grades = {each.name: each.grade.value for each in standing.questions[0].features}
    assert (standing.state, standing.earlier[0].stale) == (State.UNDECIDED, "party")
    assert (grades["date"], grades["country"]) == ("agrees", "differs")


def test_a_renamed_partner_is_another_party_and_screened_by_itself(
    plan: Roadmap, officer: User, jin: User, work: Work
) -> None:
    take(officer, UN)
    work()
    values = {"name_ko": "금빛무역회사", "name_en": "", "side": "north"}
    edit_plan(plan, [Alter("partner", "P1:south", values)], by=jin, on_revision=plan.revision)
    assert state(plan) is State.UNSCREENED

    rescreen()
    work()

    (standing,) = board(plan).standings
    named = {f.name: f for f in standing.questions[0].features}
    assert standing.state is State.UNDECIDED
    assert (named["alias"].grade.value, named["alias"].theirs) == ("agrees", "Kumbit Muyok Hoesa")


def test_old_lists_are_said_to_be_old(plan: Roadmap, officer: User, work: Work) -> None:
    take(officer, UN)
    work()
    ListVersion.objects.update(checked_at=clock.now() - timedelta(days=31))

    assert state(plan) is State.OLD_LISTS


def test_who_may_do_what(plan: Roadmap, officer: User, jin: User, olga: User, work: Work) -> None:
    with pytest.raises(Forbidden):
        take(jin)
    take(officer)
    work()
    with pytest.raises(Forbidden):
        decide(plan, jin)
    with pytest.raises(Forbidden):
        services.add_facts(plan, board(plan).standings[0].party.key, {}, by=olga)


def test_what_cant_be_decided_is_refused(plan: Roadmap, officer: User, work: Work) -> None:
    take(officer)
    work()
    one = Candidate.objects.get().pk
    first = decide(plan, officer)
    asked: list[tuple[int, str, str, int | None, str]] = [
        (one + 1, "other", "까닭", None, "no_such_candidate"),
        (one, "cleared", "까닭", first.pk, "party_verdict"),
        (one, "other", " ", first.pk, "party_reason"),
        (one, "same", "까닭", None, "party_decided_meanwhile"),
    ]
    for candidate, verdict, reason, seen, code in asked:
        with pytest.raises(Invalid) as refused:
            services.decide(plan, candidate, verdict, reason, seen=seen, by=officer)
        assert refused.value.problems[0].code == code
    assert Decision.objects.count() == 1


def test_an_older_publication_does_not_stand_before_a_newer_one(
    plan: Roadmap, officer: User
) -> None:
    take(officer, UN)
    with pytest.raises(Invalid) as refused:
        take(officer, UN.replace("2026-11-01", "2026-10-01"))
    assert refused.value.problems[0].code == "list_older"


@pytest.mark.parametrize("model", [Decision, Candidate, Entry])
def test_the_database_keeps_what_was_written(
    plan: Roadmap, officer: User, work: Work, model: Any
) -> None:
    take(officer)
    work()
    decide(plan, officer)

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(id=model.objects.get().pk + 1)
    assert model.objects.count() == 1


def test_the_officer_imports_and_decides_on_pages(
    plan: Roadmap, officer: User, work: Work, client: Client
) -> None:
    client.force_login(officer)
    lists = at(plan, "party-lists/")
    bad = client.post(lists, {"file": SimpleUploadedFile("un.xml", DOCTYPE.encode())})
    good = client.post(lists, {"file": SimpleUploadedFile("own.csv", OWN.encode())}, follow=True)
    work()
    key = board(plan).standings[0].party.key
    one = at(plan, f"parties/{key}/")
    shown = client.get(one).content.decode()
    sent = {"candidate": Candidate.objects.get().pk, "verdict": "", "reason": "소재지가 다름"}
    refused = client.post(f"{one}decide/", sent)
    client.post(f"{one}decide/", {**sent, "verdict": "other"})

    assert bad.status_code == 422 and "2행" in bad.content.decode()
    assert "own.csv" in good.content.decode()
    assert "한글 이름" in shown and "일치" in shown
    assert refused.status_code == 422 and "소재지가 다름" in refused.content.decode()
    assert state(plan) is State.OTHERS
    assert "공단" in client.get(at(plan, "parties/")).content.decode()
    assert "금빛무역회사" in client.get(at(plan, "party-lists/template/")).content.decode()
    facts = client.post(f"{one}facts/", {"aliases": "새 이름\n둘째", "dates": "어제"})
    assert facts.status_code == 422 and "둘째" in facts.content.decode()
    client.post(f"{one}facts/", {"aliases": "새 이름", "dates": "2001-05"})
    assert board(plan).standings[0].party.identity.aliases == ("새 이름",)


def test_no_page_says_cleared(plan: Roadmap, officer: User, work: Work, client: Client) -> None:
    client.force_login(officer)
    take(officer, UN)
    work()
    for path in ("parties/", "screening/projects/P1/"):
        shown = client.get(at(plan, path)).content.decode()
        assert "일치 후보 없음(수록 명단 기준)" in shown


def test_programs_read_and_decide(plan: Roadmap, officer: User, jin: User, work: Work) -> None:
    take(officer)
    work()
    call, other = Caller(officer), Caller(jin)
    (row,) = call.get(f"/parties/?plan={plan.pk}").json()["results"]
    (candidate,) = row["candidates"]
    body = {"plan": plan.pk, "candidate": candidate["id"], "verdict": "other", "reason": "다름"}

    made = call.post("/party-decisions/", body)

    assert (row["state"], row["records"]) == ("undecided", ["partner:P1:south"])
    assert candidate["features"][0]["grade"] == "agrees"
    assert made.status_code == 201
    assert codes(call.post("/party-decisions/", body)) == ["party_decided_meanwhile"]
    assert codes(other.post("/party-decisions/", body)) == ["party_officer"]
    assert call.get(f"/party-decisions/?plan={plan.pk}").json()["count"] == 1
    assert call.get("/party-lists/?source=own").json()["results"][0]["name"] == "list.csv"


@pytest.mark.django_db(transaction=True)
def test_a_worker_holds_the_parties_against_the_list(
    tmp_path: Path, plan: Roadmap, officer: User
) -> None:
    take(officer)
    with broker(tmp_path) as bell, worker(environment(bell.url), tmp_path / "worker.log"):
        Celery(broker=bell.url).send_task("jobs.tasks.run", args=(Job.objects.get().pk,))
        wait_for(lambda: PartyScreening.objects.filter(found=1).exists(), 60)

    assert state(plan) is State.UNDECIDED
