"""What is done about one project by people with a role there alone: every act is a row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from core.clock import today
from core.errors import Forbidden
from diligence import services as diligence
from diligence.queries.standing import standing_of
from documents.services import attach
from engine import records
from engine.belonging import Scope
from engine.changes import Alter
from engine.lint import Finding
from engine.records import GoodsLine, Project
from life import services as life
from life.models import LifeStep
from lint import services as lint
from lint.models import Waiver
from lint.queries.checking import code_of, lint_for
from roadmaps import schedules
from roadmaps.models import OFFICERS, Roadmap
from roadmaps.parts import grant
from roadmaps.reach import people_acting, reach_of
from roadmaps.services import move_permit
from screening import grounds
from screening import services as screening
from screening.models import Confirmation
from screening.queries.plan_page import screened_project
from tests.api.caller import Caller, codes
from tests.plans import RECORDS, a_plan, forget_plans
from tests.undone import undone

NOTHING: Mapping[str, Any] = {"on": today(), "facts": {}, "documents": {}, "note": ""}
SCENARIO = "B"


@dataclass(frozen=True)
class Part:
    """A plan whose P2 lies in Nampo, its owner, and two people with a role in P2 alone."""

    plan: Roadmap
    owner: User
    planner: User
    compliance: User


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Once for all acts; pytest-django makes a test database for whoever asks for this name."""
    with django_db_blocker.unblock(), undone():
        call_command("load_reference", verbosity=0)
        yield


@pytest.fixture(scope="module")
def part(db: None) -> Part:
    forget_plans()
    people = {name: User.objects.create_user(name) for name in ("owner", "planner", "compliance")}
    rows = [
        replace(each, zone="nampo") if isinstance(each, Project) and each.key == "P2" else each
        for each in RECORDS
    ]
    goods = next(each for each in rows if isinstance(each, GoodsLine))
    rows.append(replace(goods, key="P1:1", project="P1"))
    rows += [
        records.Permit(key, "반출 승인", "Carrying approval", "carrying_out", projects=(key,))
        for key in ("P1", "P2")
    ]
    plan = a_plan(people["owner"], rows)
    grant(plan, people["planner"], "planner", Scope(project="P2"), by=people["owner"])
    grant(plan, people["compliance"], "compliance", Scope(zone="nampo"), by=people["owner"])
    return Part(plan, **people)


def confirm_code(part: Part, project: str, by: User) -> object:
    line = f"{project}:1"
    seen = grounds.of_code(schedules.plan_of(part.plan).goods[line])
    return screening.confirm_code(part.plan, line, seen=seen, by=by)


def sign_verdict(part: Part, project: str, by: User) -> object:
    seen = _verdict(part.plan, project)
    return screening.confirm_verdict(part.plan, project, SCENARIO, seen=seen, note="", by=by)


def ask(part: Part, project: str, by: User) -> Any:
    return screening.request_data(part.plan, project, about="end_user", text="누구?", by=by)


def answer(part: Part, project: str, by: User) -> object:
    asked = part.plan.data_requests.get(project=project)
    return screening.answer_request(part.plan, asked.pk, answer="공단", by=by)


def answer_question(part: Part, project: str, by: User) -> object:
    return diligence.answer_question(part.plan, project, "DD-01", 1, note="봄", by=by)


def sign_diligence(part: Part, project: str, by: User) -> object:
    found = standing_of(part.plan, schedules.plan_of(part.plan), project, today())
    return diligence.sign_off(part.plan, project, seen=found.rests_on, note="", by=by)


def step_of_the_applicant(part: Part, project: str, by: User) -> object:
    place = (project, "feasibility", "begin_study")
    return life.take_step(part.plan, *place, **NOTHING, seen=0, by=by)


def step_of_the_authority(part: Part, project: str, by: User) -> object:
    facts = {"valid_until": (today() + timedelta(30)).isoformat()}
    given = {**NOTHING, "facts": facts | {"reference": "1호"}}
    return life.take_step(part.plan, project, "procedure", "accept_contact", **given, seen=1, by=by)


def take_back(part: Part, project: str, by: User) -> object:
    return life.take_back(part.plan, project, "procedure", reason="오기", seen=1, by=by)


def waive(part: Part, project: str, by: User) -> object:
    found = code_of(_finding(part.plan, "R18", f"{project}:1"))
    return lint.waive_finding(part.plan, found, scenario="", reason="진행 중", until=today(), by=by)


def attach_file(part: Part, project: str, by: User) -> object:
    about = f"dd-answer:{project}:DD-01"
    return attach(part.plan, about, "", ContentFile(b"evidence", name="evidence.txt"), by=by)


def file_permit(part: Part, project: str, by: User) -> object:
    values = {"state": "applied", "applied": today()}
    return move_permit(
        part.plan, Alter("permit", project, values), by=by, on_revision=part.plan.revision
    )


def refuse_permit(part: Part, project: str, by: User) -> object:
    values = {"state": "refused"}
    return move_permit(
        part.plan, Alter("permit", project, values), by=by, on_revision=part.plan.revision
    )


#: Every act about one project, and the roles in which it is done there.
ACTS: Mapping[Callable[[Part, str, User], object], frozenset[str]] = {
    confirm_code: frozenset({"planner", "compliance"}),
    sign_verdict: frozenset({"compliance"}),
    ask: frozenset({"compliance"}),
    answer: frozenset({"planner", "compliance"}),
    answer_question: frozenset({"planner", "compliance"}),
    sign_diligence: frozenset({"compliance"}),
    step_of_the_applicant: frozenset({"planner"}),
    step_of_the_authority: frozenset({"compliance"}),
    take_back: frozenset({"planner"}),
    waive: frozenset({"compliance"}),
    attach_file: frozenset({"planner", "compliance"}),
    file_permit: frozenset({"planner"}),
    refuse_permit: frozenset({"compliance"}),
}


@pytest.mark.parametrize("project", ["P1", "P2"])
@pytest.mark.parametrize("role", ["planner", "compliance"])
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_an_act_is_done_in_the_role_it_takes_and_only_where_the_role_was_given(
    part: Part, act: Callable[[Part, str, User], object], role: str, project: str
) -> None:
    by = getattr(part, role)
    with undone():
        _prepare(part, act, project)
        if role in ACTS[act] and project == "P2":
            assert act(part, project, by) is not None
        else:
            with pytest.raises(Forbidden) as refused:
                act(part, project, by)
            assert [each.code for each in refused.value.problems] in (
                ["not_your_part"], ["may_not_waive"], ["life_wrong_role"], ["not_your_move"],
                ["not_an_editor"], ["document_role"],
            )  # fmt: skip
    part.plan.refresh_from_db()


def test_a_step_is_recorded_in_the_role_it_was_taken_in(part: Part) -> None:
    with undone():
        step_of_the_applicant(part, "P2", part.planner)
        assert LifeStep.objects.get().by_role == "planner"


def test_a_finding_about_two_projects_is_waived_by_nobody_with_one_of_them(part: Part) -> None:
    reach = reach_of(part.plan, part.compliance)
    assert reach.has(OFFICERS, {"P2"})
    assert not reach.has(OFFICERS, {"P1", "P2"})
    assert not reach.has(OFFICERS, ())


def test_who_waits_for_a_step_is_told_also_with_a_role_in_that_project_alone(part: Part) -> None:
    assert people_acting(part.plan, ["compliance"], "P2") == [part.compliance]
    assert people_acting(part.plan, ["compliance"], "P1") == []


def test_pages_offer_what_works_and_refuse_the_rest_in_words(part: Part) -> None:
    page, plan = Client(headers={"Accept-Language": "en"}), part.plan
    page.force_login(part.compliance)

    def offered(at: str, what: str) -> bool:
        return what in page.get(f"/plans/{plan.pk}/{at}").content.decode()

    with undone():
        _file(part, "P2")
        _file(part, "P1")
        for project, here in (("P2", True), ("P1", False)):
            law = f"screening/projects/{project}/?scenario={SCENARIO}"
            assert offered(law, f"{law.partition('?')[0]}confirm/") == here, project
            assert offered(law, f"screening/lines/{project}:1/confirm/") == here, project
            assert offered("screening/codes/", f'value="{project}:1"') == here, project
            elsewhere = "A compliance officer of the plan signs here."
            assert offered(f"diligence/projects/{project}/", elsewhere) != here, project
            step = f"procedure/projects/{project}/procedure/accept_contact/"
            assert offered(step, "Record this step") == here, project
            finding = code_of(_finding(plan, "R18", f"{project}:1"))
            assert offered("lint/?rule=R18", f'value="{finding}"') == here, project

        sent = {"finding": finding, "reason": "why", "until": today().isoformat()}
        refused = page.post(f"/plans/{plan.pk}/lint/waivers/", sent)
        assert refused.status_code == 403
        assert "that takes one of the roles compliance officer" in refused.content.decode()
        at = f"/plans/{plan.pk}/screening/projects/P1/confirm/?scenario={SCENARIO}"
        refused = page.post(at, {"seen": _verdict(plan, "P1"), "note": ""})
        told = "In project P1 you have none of the roles that do this: compliance officer."
        assert refused.status_code == 403 and told in refused.content.decode()
        assert not Confirmation.objects.exists() and not Waiver.objects.exists()


def test_rest_says_the_same(part: Part) -> None:
    program, plan = Caller(part.compliance), part.plan

    def tries(project: str) -> list[tuple[int, list[str]]]:
        at = f"/screenings/plans/{plan.pk}/confirmations/?scenario={SCENARIO}"
        rests = _verdict(plan, project)
        signed = program.post(at, {"kind": "verdict", "project": project, "rests_on": rests})
        finding = code_of(_finding(plan, "R18", f"{project}:1"))
        until = today().isoformat()
        wish = {"plan": plan.pk, "finding": finding, "reason": "why", "until": until}
        accept = {"plan": plan.pk, "project": project, "track": "procedure", "seen": 1}
        valid = (today() + timedelta(30)).isoformat()
        accept |= {"event": "accept_contact", "on": until}
        accept |= {"facts": {"reference": "1", "valid_until": valid}}
        answers = [signed, program.post("/waivers/", wish), program.post("/life-steps/", accept)]
        return [
            (each.status_code, codes(each) if each.status_code > 201 else []) for each in answers
        ]

    with undone():
        _file(part, "P2")
        _file(part, "P1")
        assert tries("P2") == [(201, [])] * 3
        assert tries("P1") == [
            (403, ["not_your_part"]), (403, ["may_not_waive"]), (403, ["life_wrong_role"]),
        ]  # fmt: skip


def _prepare(part: Part, act: Callable[[Part, str, User], object], project: str) -> None:
    """What has to be there before the act can be done at all."""
    if act is answer:
        officer = part.owner
        part.plan.memberships.filter(user=officer).update(role="compliance")
        ask(part, project, officer)
        part.plan.memberships.filter(user=officer).update(role="owner")
    if act is sign_diligence:
        found = standing_of(part.plan, schedules.plan_of(part.plan), project, today())
        for open_one in found.questionnaire.score.stops_open:
            asked = (project, open_one.question.id, 2)
            diligence.answer_question(part.plan, *asked, note="봄", by=part.owner)
    if act is refuse_permit:
        file_permit(part, project, part.owner)
        part.plan.refresh_from_db()
    if act in (step_of_the_authority, take_back):
        _file(part, project)


def _file(part: Part, project: str) -> None:
    facts = {"planned_on": (today() + timedelta(20)).isoformat(), "counterpart": "1"}
    papers = {"contact_report": "1", "personal_data": "1"}
    given = {**NOTHING, "facts": facts, "documents": papers}
    place = (project, "procedure", "file_contact_report")
    life.take_step(part.plan, *place, **given, seen=0, by=part.owner)


def _finding(plan: Roadmap, rule: str, key: str) -> Finding:
    found = lint_for(plan).lint.findings
    return next(each for each in found if each.rule == rule and each.about[1] == key)


def _verdict(plan: Roadmap, project: str) -> str:
    """What a signature of the project's verdict rests on now."""
    found, schedule = schedules.whole_schedule_for(plan, SCENARIO)
    screened = screened_project(found, schedule, SCENARIO, project)
    return grounds.of_verdict(screened.case, screened.spells)
