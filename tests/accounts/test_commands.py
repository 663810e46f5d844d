"""What an administrator types on the server."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import services
from accounts.models import ApiToken, User

pytestmark = pytest.mark.django_db


def said_by(command: str, *words: str) -> str:
    out = io.StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


def test_sign_in_link_prints_an_address_that_lets_in_and_nothing_else(
    client: Client, jin: User
) -> None:
    said = said_by("sign_in_link", "jin")

    assert said.startswith("/sign-in/")
    assert said.count("\n") == 1
    assert client.post(said.strip()).status_code == 302


def test_sign_in_link_puts_the_base_address_in_front(jin: User) -> None:
    said = said_by("sign_in_link", "jin", "--base-url", "https://roadmap.example/")

    assert said.startswith("https://roadmap.example/sign-in/")


def test_api_token_prints_a_usable_token_and_nothing_else(jin: User) -> None:
    said = said_by("api_token", "jin", "--scope", "write", "--name", "loader")

    token = services.token_of(said.strip())
    assert token == ApiToken.objects.get(user=jin, name="loader", scope="write")
    assert said.count("\n") == 1


def test_api_token_reads_only_unless_told_otherwise(jin: User) -> None:
    said_by("api_token", "jin")

    assert ApiToken.objects.get().scope == "read"


@pytest.mark.parametrize("command", ["sign_in_link", "api_token"])
def test_a_name_nobody_has_is_told(command: str) -> None:
    with pytest.raises(CommandError, match="Nobody signs in as ghost"):
        call_command(command, "ghost")


@pytest.mark.parametrize("command", ["sign_in_link", "api_token"])
def test_a_closed_account_gets_nothing(command: str, jin: User) -> None:
    User.objects.update(is_active=False)

    with pytest.raises(CommandError):
        call_command(command, "jin")
