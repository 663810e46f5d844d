"""`manage.py sign_in_link USER`: a one-time way in, for the first start and for lost passwords."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts.models import User
from accounts.services import sign_in_path


class Command(BaseCommand):
    help = "Print a one-time sign-in address for a person, and nothing else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user")
        parser.add_argument("--base-url", default="", help="for example https://roadmap.example")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {options['user']}.")
        path = reverse("accounts:sign-in-link", args=sign_in_path(user))
        self.stdout.write(f"{options['base_url'].rstrip('/')}{path}")
