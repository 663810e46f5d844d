"""One's own account: name, language and the tokens of one's programs."""

import pytest
from django.test import Client

from accounts import services
from accounts.models import ApiToken, User
from core.errors import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_home(client: Client, jin: User) -> Client:
    client.force_login(jin)
    client.cookies["django_language"] = "en"
    return client


def test_a_name_and_a_language_are_saved_and_spoken(at_home: Client, jin: User) -> None:
    answer = at_home.post("/account/", {"full_name": "김진", "language": "ko"})

    jin.refresh_from_db()
    assert (jin.full_name, jin.language) == ("김진", "ko")
    assert answer.cookies["django_language"].value == "ko"


def test_a_language_nobody_speaks_here_is_refused(at_home: Client, jin: User) -> None:
    answer = at_home.post("/account/", {"full_name": "김진", "language": "xx"})

    jin.refresh_from_db()
    assert (answer.status_code, jin.full_name) == (422, "")


def test_a_token_is_shown_once_and_only_its_digest_is_kept(at_home: Client) -> None:
    answer = at_home.post("/account/tokens/", {"name": "loader", "scope": "write"})

    token = ApiToken.objects.get()
    text = answer.context["text"]
    assert answer.status_code == 201
    assert text in answer.content.decode()
    assert services.token_of(text) == token
    assert (token.name, token.scope, token.prefix) == ("loader", "write", text[:10])
    assert text not in at_home.get("/account/").content.decode()
    assert text not in str(ApiToken.objects.values().get())


def test_a_token_without_a_name_is_refused(at_home: Client) -> None:
    assert at_home.post("/account/tokens/", {"name": " ", "scope": "read"}).status_code == 422
    assert ApiToken.objects.count() == 0


def test_a_revoked_token_opens_nothing(at_home: Client, jin: User) -> None:
    token, text = services.issue_token(name="loader", scope="read", by=jin)

    at_home.post(f"/account/tokens/{token.pk}/revoke/")

    assert services.token_of(text) is None


def test_nobody_revokes_somebody_elses_token(at_home: Client, mina: User) -> None:
    token, text = services.issue_token(name="loader", scope="read", by=mina)

    assert at_home.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert services.token_of(text) == token


def test_only_its_owner_or_an_administrator_revokes_a_token(jin: User, mina: User) -> None:
    token, _ = services.issue_token(name="loader", scope="read", by=mina)

    with pytest.raises(Invalid) as refused:
        services.revoke_token(token, by=jin)

    assert [problem.code for problem in refused.value.problems] == ["not_your_token"]


def test_a_closed_account_shuts_its_tokens(jin: User) -> None:
    _, text = services.issue_token(name="loader", scope="read", by=jin)
    User.objects.update(is_active=False)

    assert services.token_of(text) is None


def test_the_account_page_counts_no_token_of_others(at_home: Client, mina: User) -> None:
    services.issue_token(name="of mina", scope="read", by=mina)

    assert "No tokens yet." in at_home.get("/account/").content.decode()


def test_a_stranger_is_sent_to_sign_in_first(client: Client, db: None) -> None:
    assert client.get("/account/")["Location"] == "/sign-in/?next=/account/"
