"""Pack a plan for a station, or the answer to the package a plan came in, into a file."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.sight import seeing
from courier.commanding import in_words, person
from courier.models import Outgoing, Station
from courier.services.sending import Order, pack_answer, pack_plan
from engine.masking import Mask
from roadmaps.models import Roadmap
from roadmaps.sights import eyes_of


class Command(BaseCommand):
    help = "Sign and seal a plan for a station (--to), or send the edits back (--answer)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", type=int, help="the plan's number")
        parser.add_argument("--by", required=True, help="user name of who signs: an editor")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--to", type=int, metavar="ID", help="the station's number")
        what.add_argument("--answer", action="store_true", help="send back what was edited")
        parser.add_argument("--revision", type=int, help="default: the present one")
        parser.add_argument("--scenario", default="", help="default: the plan's own")
        parser.add_argument("--with-amounts", action="store_true", help="amounts go out, too")
        parser.add_argument("--with-parties", action="store_true", help="names go out, too")
        parser.add_argument("--projects", nargs="*", help="only these")
        parser.add_argument("--answer-by", type=date.fromisoformat, help="YYYY-MM-DD")
        parser.add_argument("--note", default="")
        parser.add_argument("--file", type=Path, help="default: a name with the number, here")

    def handle(self, *args: Any, **options: Any) -> None:
        by = person(options["by"])
        roadmap = Roadmap.objects.visible_to(by).filter(pk=options["plan"]).first()
        if roadmap is None:
            raise CommandError(f"{by.get_username()} sees no plan {options['plan']}.")
        with in_words(), seeing(eyes_of(by), roadmap.pk):
            made = self._packed(roadmap, by, options)
            path = options["file"] or Path(made.file_name)
            path.write_text(made.file, encoding="utf-8", newline="\n")
        self.stdout.write(
            f"{path}: package {made.number} for {made.station}, SHA-256 {made.sha256}"
        )

    def _packed(self, roadmap: Roadmap, by: Any, options: dict[str, Any]) -> Outgoing:
        if options["answer"]:
            return pack_answer(roadmap, options["note"], by=by)
        station = Station.objects.filter(pk=options["to"]).first()
        if station is None:
            raise CommandError(f"There is no station {options['to']}.")
        keys = options["projects"]
        mask = Mask(
            not options["with_amounts"],
            not options["with_parties"],
            None if keys is None else frozenset(keys),
        )
        revision = options["revision"] or roadmap.revision
        order = Order(revision, options["scenario"], mask, options["note"], options["answer_by"])
        return pack_plan(roadmap, station, order, by=by)
