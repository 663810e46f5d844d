"""Who gets in: by password, by a one-time link, and not by guessing."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import throttling
from accounts.models import FailedSignIn, User
from accounts.services import sign_in_path, use_link
from core import clock
from core.errors import Forbidden

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"


@pytest.fixture
def jin(db: None) -> User:
    return User.objects.create_user("jin", password="right-horse", full_name="진", language="en")


def try_password(client: Client, password: str, *, name: str = "jin", address: str = "10.0.0.1"):
    words = {"username": name, "password": password}
    return client.post(SIGN_IN, words, REMOTE_ADDR=address)


def link_of(user: User) -> str:
    return reverse("accounts:sign-in-link", args=sign_in_path(user))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_lets_in_and_leads_to_the_page_asked_for(
    client: Client, jin: User
) -> None:
    words = {"username": "jin", "password": "right-horse", "next": "/account/"}

    answer = client.post(SIGN_IN, words)

    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert is_in(client)


def test_another_site_is_never_the_page_asked_for(client: Client, jin: User) -> None:
    words = {"username": "jin", "password": "right-horse", "next": "https://elsewhere.example/"}

    assert client.post(SIGN_IN, words)["Location"] == "/plans/"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(client: Client, jin: User) -> None:
    wrong = try_password(client, "wrong").content.decode()
    unknown = try_password(client, "wrong", name="nobody").content.decode()

    assert "아이디 또는 비밀번호가 맞지 않습니다." in wrong
    assert "아이디 또는 비밀번호가 맞지 않습니다." in unknown


def test_after_five_failures_even_the_right_password_must_wait(client: Client, jin: User) -> None:
    for _ in range(throttling.FROM_ONE_ADDRESS):
        try_password(client, "wrong")

    answer = try_password(client, "right-horse")

    assert not is_in(client)
    assert re.search(r"15분 뒤에 다시 시도", answer.content.decode())


def test_failures_from_one_address_do_not_shut_out_another(client: Client, jin: User) -> None:
    for _ in range(throttling.FROM_ONE_ADDRESS):
        try_password(client, "wrong", address="10.9.9.9")

    try_password(client, "right-horse", address="10.0.0.1")

    assert is_in(client)


def test_a_name_guessed_from_many_addresses_must_wait_everywhere(client: Client, jin: User) -> None:
    for number in range(throttling.FROM_ANYWHERE):
        try_password(client, "wrong", address=f"10.1.0.{number}")

    try_password(client, "right-horse", address="10.0.0.1")

    assert not is_in(client)


def test_the_wait_ends_and_success_forgives(client: Client, jin: User) -> None:
    for _ in range(throttling.FROM_ONE_ADDRESS):
        try_password(client, "wrong")
    FailedSignIn.objects.update(at=clock.now() - throttling.WINDOW - timedelta(seconds=1))

    try_password(client, "right-horse")

    assert is_in(client)
    assert FailedSignIn.objects.count() == 0


def test_the_case_of_a_name_is_no_way_round_the_wait(client: Client, jin: User) -> None:
    for name in ("jin", "JIN", "Jin", "jIn", "jiN"):
        try_password(client, "wrong", name=name)

    try_password(client, "right-horse")

    assert not is_in(client)


def test_a_closed_account_does_not_let_in(client: Client, jin: User) -> None:
    jin.is_active = False
    jin.save()

    try_password(client, "right-horse")

    assert not is_in(client)


def test_signing_in_speaks_the_persons_language_on_a_new_device(client: Client, jin: User) -> None:
    answer = try_password(client, "right-horse")

    assert answer.cookies["django_language"].value == "en"


def test_signing_in_keeps_the_language_chosen_on_this_device(client: Client, jin: User) -> None:
    client.cookies["django_language"] = "ko"

    assert "django_language" not in try_password(client, "right-horse").cookies


def test_looking_at_a_link_does_not_use_it_up(client: Client, jin: User) -> None:
    link = link_of(jin)

    assert client.get(link).status_code == client.get(link).status_code == 200
    assert not is_in(client)
    assert client.post(link)["Location"] == "/plans/"
    assert is_in(client)


def test_a_link_lets_in_once(client: Client, jin: User) -> None:
    link = link_of(jin)
    client.post(link)

    again = Client().post(link)

    assert again.status_code == 403
    assert "이미 사용했거나" in again.content.decode()
    assert Client().get(link).status_code == 403


def test_a_link_dies_even_when_used_within_the_second_of_the_sign_in_before(jin: User) -> None:
    jin.last_login = clock.now().replace(microsecond=1)
    jin.save()
    words = sign_in_path(jin)
    User.objects.filter(pk=jin.pk).update(last_login=jin.last_login.replace(microsecond=2))

    with pytest.raises(Forbidden):
        use_link(*words)


def test_a_link_of_a_closed_account_lets_nobody_in(client: Client, jin: User) -> None:
    link = link_of(jin)
    User.objects.update(is_active=False)

    assert client.post(link).status_code == 403


@pytest.mark.parametrize("words", [("x", "y"), ("MQ", "abc-def"), ("////", "a-b"), ("77yM", "a-b")])
def test_nonsense_for_a_link_is_refused_not_a_mistake(
    client: Client, jin: User, words: tuple[str, str]
) -> None:
    with pytest.raises(Forbidden):
        use_link(*words)


def test_whoever_came_by_a_link_may_choose_a_new_password(client: Client, jin: User) -> None:
    client.post(link_of(jin))
    words = {"new_password1": "a-longer-horse", "new_password2": "a-longer-horse"}

    answer = client.post("/account/password/", words)

    assert answer["Location"] == "/account/"
    assert is_in(client)
    jin.refresh_from_db()
    assert jin.check_password("a-longer-horse")


def test_whoever_came_by_a_password_must_name_it_to_change_it(client: Client, jin: User) -> None:
    client.force_login(jin)
    words = {"new_password1": "a-longer-horse", "new_password2": "a-longer-horse"}

    assert client.post("/account/password/", words).status_code == 422
    answer = client.post("/account/password/", {**words, "old_password": "right-horse"})

    assert answer.status_code == 302


def test_a_new_password_signs_out_everywhere_else(client: Client, jin: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(jin)
    client.force_login(jin)
    words = {"new_password1": "a-longer-horse", "new_password2": "a-longer-horse"}
    client.post("/account/password/", {**words, "old_password": "right-horse"})

    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


def test_signing_out_is_a_form_and_leads_to_the_sign_in_page(client: Client, jin: User) -> None:
    client.force_login(jin)

    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert not is_in(client)
