"""The page "find plans": asked for, watched, read and adopted; strangers see nothing."""

import pytest
from django.test import Client

from accounts.models import User
from jobs.models import Job
from jobs.running import run_job
from roadmaps.models import Membership, Roadmap, Role
from search.models import PlanSearch

pytestmark = pytest.mark.django_db(transaction=True)
WISH = {
    "goal": "benefit,finish",
    "scenario": "A",
    "stages": ["S1", "S2"],
    "optional": ["yard"],
    "worth-yard": "2.5",
    "finish_by": "",
    "seconds": "20",
    "number": "1",
    "seed": "1",
}


@pytest.fixture
def page(client: Client, jin: User) -> Client:
    client.force_login(jin)
    client.cookies["django_language"] = "ko"
    return client


def test_a_search_is_asked_for_watched_and_adopted(page: Client, plan: Roadmap) -> None:
    at = f"/plans/{plan.pk}/search/"
    answer = page.post(at, WISH)
    search = PlanSearch.objects.get()
    assert answer["Location"] == f"{at}#search-{search.pk}"
    assert search.weights == {"yard": 2.5}
    assert "작업자 대기 중" in page.get(at).content.decode()

    run_job(Job.objects.get(kind="search").pk, "here")
    shown = page.get(f"{at}{search.pk}/state/", headers={"HX-Request": "true"}).content.decode()
    assert "최적 확인" in shown

    assert "계획 1: 2027.01.22 완료" in shown

    adopted = page.post(f"{at}{search.pk}/adopt/1/", {"reason": ""}, follow=True)
    assert "개정 2으로 반영했습니다" in adopted.content.decode()
    assert plan.revisions.get(number=2).reason == f"대안 찾기 {search.pk}번에서 찾은 계획"


def test_a_worth_that_is_no_number_comes_back_as_it_was_typed(page: Client, plan: Roadmap) -> None:
    answer = page.post(f"/plans/{plan.pk}/search/", {**WISH, "worth-yard": "많음"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="많음"' in text
    assert "“많음”은(는) 숫자가 아닙니다" in text
    assert PlanSearch.objects.count() == 0


def test_a_reader_sees_no_button_to_adopt(client: Client, plan: Roadmap, mina: User) -> None:
    Membership.objects.create(plan=plan, user=mina, role=Role.VIEWER)
    client.force_login(mina)
    client.post(f"/plans/{plan.pk}/search/", WISH)
    run_job(Job.objects.get(kind="search").pk, "here")
    text = client.get(f"/plans/{plan.pk}/search/").content.decode()
    assert "/adopt/" not in text
    search = PlanSearch.objects.get()
    assert client.post(f"/plans/{plan.pk}/search/{search.pk}/adopt/1/").status_code == 403


def test_a_stranger_finds_nothing(client: Client, plan: Roadmap, olga: User) -> None:
    client.force_login(olga)
    assert client.get(f"/plans/{plan.pk}/search/").status_code == 404
