"""Import a list of designated parties from a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from core.errors import Refused
from parties.services import import_list
from parties.templatetags.parties import party_sentence


class Command(BaseCommand):
    help = "Take in a list file (UN, OFAC, EU or the template), in the name of an administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("username", help="who imports it: an administrator or an officer")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        by = User.objects.filter(username=options["username"]).first()
        if by is None:
            raise CommandError(f"there is nobody called {options['username']}")
        try:
            made = import_list(file.name, file.read_bytes(), by=by)
        except Refused as refused:
            raise CommandError("\n".join(map(party_sentence, refused.problems))) from refused
        self.stdout.write(f"{made.name}: {made.added} new or changed, {made.dropped} gone")
