"""The plan list, new plans and copies."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from engine.changes import Alter
from roadmaps.models import Roadmap
from roadmaps.plan_queries import plan_lines
from roadmaps.schedules import plan_of
from roadmaps.services import edit_plan

pytestmark = pytest.mark.django_db

NEW = {"name_ko": "새 계획", "name_en": "", "start": "2028-01-03", "based_on": ""}
STAGES = {"stage_1_ko": "기반", "stage_1_en": "Basis", "stage_2_ko": "확대"}


def test_a_line_tells_role_dates_and_who_edited_last(shared_plan: Roadmap, mina: User) -> None:
    [line] = plan_lines(mina, "en")

    assert (line.name, line.role, line.revision) == ("작은 계획", "열람자", 1)
    assert (line.start, line.finish) == (date(2027, 1, 4), date(2028, 6, 3))
    assert (line.projects, line.activities, line.blocked) == (1, 3, 0)
    assert (line.scenario, line.edited_by) == ("A · Base", "jin")


def test_an_edit_shows_in_the_list(shared_plan: Roadmap, jin: User) -> None:
    change = Alter("activity", "P-01.a3", {"duration": 6})
    edit_plan(shared_plan, [change], by=jin, on_revision=1)

    [line] = plan_lines(jin, "ko")

    assert (line.revision, line.finish) == (2, date(2027, 12, 3))


def test_a_stranger_sees_no_plan(shared_plan: Roadmap, olga: User, client: Client) -> None:
    client.force_login(olga)

    assert plan_lines(olga, "ko") == []
    assert "참여 중인 로드맵이 없습니다." in client.get("/plans/").content.decode()


def test_an_administrator_sees_every_plan_but_has_no_role(shared_plan: Roadmap) -> None:
    boss = User.objects.create_user("boss", is_staff=True)

    [line] = plan_lines(boss, "ko")

    assert (line.pk, line.role) == (shared_plan.pk, "")


def test_the_start_leads_to_the_only_plan_or_to_the_list(
    shared_plan: Roadmap, mina: User, olga: User, client: Client
) -> None:
    client.force_login(mina)
    assert client.get("/")["Location"] == f"/plans/{shared_plan.pk}/"

    client.force_login(olga)
    assert client.get("/")["Location"] == "/plans/"


def test_a_new_plan_has_its_stages_and_an_owner(olga: User, client: Client) -> None:
    client.force_login(olga)

    answer = client.post("/plans/new/", {**NEW, **STAGES})

    plan = Roadmap.objects.get()
    stages = plan_of(plan).stages
    assert answer["Location"] == f"/plans/{plan.pk}/"
    assert (plan.start, plan.role_of(olga)) == (date(2028, 1, 3), "owner")
    assert [(s.key, s.name_ko, s.name_en, s.position) for s in stages.values()] == [
        ("S1", "기반", "Basis", 1),
        ("S2", "확대", "확대", 2),
    ]


def test_a_plan_without_anything_in_it_still_opens(olga: User, client: Client) -> None:
    client.force_login(olga)
    client.post("/plans/new/", NEW)

    [line] = plan_lines(olga, "ko")

    assert (line.finish, line.activities, line.blocked) == (None, 0, 0)
    assert "미정" in client.get("/plans/").content.decode()


def test_a_new_plan_takes_over_what_another_depends_on_but_not_its_work(
    small_plan: Roadmap, jin: User, client: Client
) -> None:
    client.force_login(jin)

    client.post("/plans/new/", {**NEW, "based_on": small_plan.pk})

    made = plan_of(Roadmap.objects.exclude(pk=small_plan.pk).get())
    assert (list(made.scenarios), made.header.default_scenario) == (["A"], "A")
    assert (len(made.projects), len(made.activities)) == (0, 0)


def test_nobody_takes_over_from_a_plan_they_do_not_see(
    small_plan: Roadmap, olga: User, client: Client
) -> None:
    client.force_login(olga)

    assert client.post("/plans/new/", {**NEW, "based_on": small_plan.pk}).status_code == 422
    assert Roadmap.objects.count() == 1


def test_a_plan_without_a_start_is_refused_and_keeps_what_was_typed(
    olga: User, client: Client
) -> None:
    client.force_login(olga)

    answer = client.post("/plans/new/", {**NEW, "start": ""})

    assert answer.status_code == 422
    assert 'value="새 계획"' in answer.content.decode()


def test_a_copy_is_the_plan_without_its_history_and_belongs_to_who_made_it(
    shared_plan: Roadmap, jin: User, mina: User, client: Client
) -> None:
    change = Alter("activity", "P-01.a1", {"duration": 4})
    edit_plan(shared_plan, [change], by=jin, on_revision=1)
    client.force_login(mina)

    client.post(f"/plans/{shared_plan.pk}/copy/", {"name": "사본"})

    copy = Roadmap.objects.get(name_ko="사본")
    assert list(plan_of(copy).all()) == list(plan_of(shared_plan).all())
    assert (copy.revision, copy.role_of(mina), copy.role_of(jin)) == (1, "owner", "")
