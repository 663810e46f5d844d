"""Load the published trade figures, or a CSV file of UN Comtrade."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import Invalid
from trade.models import Upload
from trade.published import take_in_published
from trade.services import import_comtrade
from trade.words import sentence


class Command(BaseCommand):
    help = "Take in trade figures: a CSV file of UN Comtrade, or those that come with the product."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a CSV file (default: published)")
        parser.add_argument("--source", default="", help="where and when the file was obtained")

    def handle(self, *args: Any, **options: Any) -> None:
        known = set(Upload.objects.values_list("pk", flat=True))
        upload = self._take_in(options["file"], options["source"])
        done = "unchanged" if upload.pk in known else "added"
        self.stdout.write(f"{upload.name}: {upload.figures.count()} figures, {done}")

    def _take_in(self, file: Path | None, source: str) -> Upload:
        if file is None:
            return take_in_published()
        try:
            return import_comtrade(file.name, file.read_bytes(), source=source, by=None)
        except OSError as error:
            raise CommandError(str(error)) from error
        except Invalid as refused:
            faults = "\n".join(sentence(problem) for problem in refused.problems)
            raise CommandError(f"{faults}\nNothing was written.") from refused
