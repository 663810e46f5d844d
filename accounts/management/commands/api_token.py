"""`manage.py api_token USER`: a token for a script, without a browser."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import ApiToken, User
from accounts.services import issue_token


class Command(BaseCommand):
    help = "Print a new API token of a person, and nothing else. It is shown this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user")
        parser.add_argument("--scope", choices=ApiToken.Scope.values, default="read")
        parser.add_argument("--name", default="manage.py")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {options['user']}.")
        _, text = issue_token(name=options["name"], scope=options["scope"], by=user)
        self.stdout.write(text)
