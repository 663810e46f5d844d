"""Look into a package, and with --take take it over: a plan of its own, or a draft."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.sight import seeing
from courier.api import looked_json
from courier.commanding import in_words, person
from courier.services.receiving import look, take
from roadmaps.sights import eyes_of


class Command(BaseCommand):
    help = "Verify a package and tell what is in it. Writes nothing without --take."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="user name of who reads it")
        parser.add_argument("--take", action="store_true", help="take it over")

    def handle(self, *args: Any, **options: Any) -> None:
        by = person(options["by"])
        with in_words(), seeing(eyes_of(by)):
            file = options["file"].read_bytes()
            if options["take"]:
                taken = take(file, by=by)
                became = f"draft {taken.draft.pk} of plan" if taken.draft else "plan"
                self.stdout.write(
                    f"Package {taken.number} of {taken.station}: {became} {taken.plan_id}"
                )
                return
            told = looked_json(look(file, by=by))
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1, default=str))
