"""Steps are recorded once: by those who may, one at a time, never changed, only taken back."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from core.clock import today
from core.errors import Forbidden, Invalid, Outdated, Refused
from life import services
from life.models import LifeStep
from roadmaps.models import Roadmap
from tests.life.conftest import Clerk

pytestmark = pytest.mark.django_db(transaction=True)
TO_FILED = (
    "file_contact_report", "accept_contact", "letter_of_intent", "sign_in_third_country",
    "file_project",
)  # fmt: skip


def _codes(act: Callable[[], Any]) -> tuple[type[Refused], list[str]]:
    with pytest.raises(Refused) as refused:
        act()
    return type(refused.value), [each.code for each in refused.value.problems]


def test_a_step_says_who_when_and_on_what_papers(clerk: Clerk, jin: User) -> None:
    made = clerk.take("file_contact_report", note="첫 접촉")
    far = (today() + timedelta(20)).isoformat()
    assert (made.number, made.from_state, made.to_state) == (1, "idea", "contact_filed")
    assert (made.by_name, made.by_role, made.revision, made.note) == ("jin", "owner", 1, "첫 접촉")
    assert made.facts == {"planned_on": far, "counterpart": "1호"}
    assert made.documents == {"contact_report": "제1호", "personal_data": "제1호"}
    assert (made.project_name, clerk.state()) == ("사무소", "contact_filed")
    jin.full_name = "진"
    jin.save()
    assert LifeStep.objects.get().by_name == "jin"


def test_a_step_needs_the_role_of_its_actor(clerk: Clerk, jin: User, mina: User) -> None:
    clerk.take("file_contact_report")
    assert _codes(lambda: clerk.take("accept_contact", by=jin)) == (Forbidden, ["life_wrong_role"])
    assert clerk.take("accept_contact", by=mina).by_role == "approver"


def test_everything_that_speaks_against_a_step_is_told_at_once(clerk: Clerk) -> None:
    def bare() -> None:
        clerk.take("file_contact_report", facts={"counterpart": ""}, documents={"plan": "x"})

    kind, found = _codes(bare)
    missing = ["life_document_missing"] * 2
    assert (kind, sorted(found)) == (
        Invalid,
        [*missing, "life_fact_missing", "life_unknown_document"],
    )
    assert LifeStep.objects.count() == 0


def test_what_cannot_be_read_is_refused(clerk: Clerk) -> None:
    for facts, code in (
        ({"planned_on": "soon"}, "life_fact_unreadable"),
        ({"luck": "1"}, "life_unknown_fact"),
        ({"counterpart": 5}, "life_fact_unreadable"),
        ({"unavoidable_case": "rain"}, "life_fact_unreadable"),
    ):
        given = {"facts": facts}
        assert _codes(lambda given=given: clerk.take("file_contact_report", **given)) == (
            Invalid,
            [code],
        )


def test_a_step_that_does_not_follow_names_those_that_do(clerk: Clerk, jin: User) -> None:
    nothing: dict[str, Any] = {"on": today(), "facts": {}, "documents": {}, "note": "", "seen": 0}
    for event, code in (("file_project", "life_not_from_here"), ("fly", "life_no_such_event")):
        act = services.take_step
        with pytest.raises(Invalid) as refused:
            act(clerk.roadmap, "P1", "procedure", event, by=jin, **nothing)
        (problem,) = refused.value.problems
        assert (problem.code, str(problem.values["ways"])) == (code, "접촉신고서 제출")


def test_the_last_step_is_taken_back_by_another_with_a_reason(clerk: Clerk, mina: User) -> None:
    clerk.to("file_contact_report", "accept_contact")
    back: dict[str, Any] = {"seen": 2, "by": mina}

    def take_back(reason: str) -> LifeStep:
        return services.take_back(clerk.roadmap, "P1", "procedure", reason=reason, **back)

    assert _codes(lambda: take_back(" ")) == (Invalid, ["life_no_reason"])
    made = take_back("문서번호 오기")
    assert (made.number, made.event, made.reverses_id) == (3, "take_back", made.pk - 1)
    assert (clerk.state(), LifeStep.objects.count()) == ("contact_filed", 3)
    back["seen"] = 3
    # What is left is Jin's step, and an approver does not take it back.
    assert _codes(lambda: take_back("again")) == (Forbidden, ["life_wrong_role"])
    clerk.take("accept_contact")
    assert clerk.state() == "contact_ok"


def test_a_record_seen_before_somebody_elses_step_is_outdated(clerk: Clerk) -> None:
    clerk.take("file_contact_report")
    assert _codes(lambda: clerk.take("accept_contact", seen=0)) == (Outdated, ["life_step_taken"])


def test_of_two_people_pressing_at_once_exactly_one_wins(
    clerk: Clerk, mina: User, lena: User
) -> None:
    clerk.take("file_contact_report")
    ready, won, lost = Barrier(2), [], []

    def press(person: User) -> None:
        try:
            ready.wait(10)
            clerk.take("accept_contact", by=person, seen=1)
            won.append(person)
        except Outdated as outdated:
            lost.extend(each.code for each in outdated.problems)
        except ValueError:  # the clerk found the state moved on before it could ask
            lost.append("life_step_taken")
        finally:
            connection.close()

    threads = [Thread(target=press, args=(each,)) for each in (mina, lena)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), lost) == (1, ["life_step_taken"])
    assert LifeStep.objects.filter(event="accept_contact").count() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE life_lifestep SET note = 'better'",
        "UPDATE life_lifestep SET to_state = 'approved'",
        "DELETE FROM life_lifestep",
    ],
)
def test_the_database_changes_and_removes_no_step(clerk: Clerk, sql: str) -> None:
    clerk.take("file_contact_report")
    with (
        pytest.raises(IntegrityError, match="only added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert LifeStep.objects.get().to_state == "contact_filed"


@pytest.mark.parametrize(("number", "source"), [(3, "contact_filed"), (2, "idea")])
def test_the_database_takes_no_step_that_does_not_follow(
    clerk: Clerk, jin: User, number: int, source: str
) -> None:
    first = clerk.take("file_contact_report")
    first.pk, first.number, first.from_state, first.to_state = None, number, source, "contact_ok"
    with pytest.raises(IntegrityError, match="does not follow"), transaction.atomic():
        first.save(force_insert=True)


def test_another_project_and_another_track_have_records_of_their_own(
    clerk: Clerk, roadmap: Roadmap, jin: User, mina: User
) -> None:
    clerk.take("begin_study", "feasibility")
    other = Clerk(roadmap, "P2", jin, mina)
    other.take("file_contact_report")
    assert (clerk.state(), clerk.state("feasibility"), other.state()) == (
        "idea",
        "desk",
        "contact_filed",
    )


def test_a_project_goes_from_idea_to_running(clerk: Clerk) -> None:
    clerk.to(*TO_FILED, "start_consultation", "approve", "all_preconditions_met", "report_start")
    assert clerk.state() == "running"
    assert [each.by_role for each in LifeStep.objects.order_by("number")] == [
        "owner", "approver", "owner", "owner", "owner", "approver", "approver", "compliance",
        "owner",
    ]  # fmt: skip
