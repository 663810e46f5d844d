"""What a visitor sees when a page can't be shown."""

import pytest
from django.test import Client, RequestFactory

from accounts.models import User
from planner.failures import server_error

ANYBODY = {"accept": "text/html"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "title"), [("ko", "찾을 수 없습니다."), ("en", "There is nothing here.")]
)
def test_an_address_nobody_knows_is_told_in_both_languages(
    client: Client, jin: User, language: str, title: str
) -> None:
    client.force_login(jin)
    client.cookies["django_language"] = language

    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    assert f"<h1>{title}" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_that_is_out_of_date_is_told_and_nothing_is_saved(jin: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(jin)

    answer = strict.post("/account/", {"full_name": "다른 이름", "language": "ko"})

    assert answer.status_code == 403
    assert "양식의 유효 기간이 지났습니다." in answer.content.decode()
    jin.refresh_from_db()
    assert jin.full_name == ""


@pytest.mark.parametrize(
    ("language", "title"),
    [("ko", "서버에 오류가 발생했습니다."), ("en", "The server made a mistake.")],
)
def test_the_page_for_a_mistake_of_ours_needs_no_database(language: str, title: str) -> None:
    # No database mark: a query would fail this test.
    request = RequestFactory().get("/plans/", headers={"accept-language": language})

    answer = server_error(request)

    assert answer.status_code == 500
    assert title in answer.content.decode()
    assert f'<html lang="{language}">' in answer.content.decode()


@pytest.mark.django_db
def test_a_refused_page_says_why_and_leads_back(client: Client, jin: User) -> None:
    answer = client.post("/sign-in/x/y/", headers=ANYBODY)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "이미 사용했거나 기한이 지났거나" in page
    assert 'href="/"' in page
