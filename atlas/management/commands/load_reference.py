"""Load the reference data of data/reference, or say everything that is wrong with it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from atlas.services import BadReference, Table, check_reference, load_reference


class Command(BaseCommand):
    help = "Validate the reference data, then load it. Running it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dir",
            type=Path,
            default=Path(settings.BASE) / "data" / "reference",
            help="where the files are (default: data/reference)",
        )
        parser.add_argument("--check", action="store_true", help="validate only, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        act = check_reference if options["check"] else load_reference
        try:
            tables = act(options["dir"])
        except BadReference as error:
            for fault in error.faults:
                self.stderr.write(str(fault))
            raise CommandError(
                f"{len(error.faults)} faults; nothing was written.", returncode=1
            ) from error
        if options["verbosity"]:
            self._tell(tables, checked_only=options["check"])

    def _tell(self, tables: list[Table], *, checked_only: bool) -> None:
        for table in tables:
            self.stdout.write(_line(table, checked_only=checked_only))
        if not checked_only and all(table.is_unchanged for table in tables):
            self.stdout.write("unchanged")


def _line(table: Table, *, checked_only: bool) -> str:
    if checked_only:
        return f"{len(table.rows):5} {table.name}: valid"
    done = [f"{len(keys)} {what}" for what, keys in _counts(table).items() if keys]
    kept = [f"kept, because something refers to it: {key}" for key in table.kept]
    kept += [
        f"kept as reviewed, though the files now say something else: {key}"
        for key in table.withheld
    ]
    return f"{len(table.rows):5} {table.name}: {'; '.join([*done, *kept]) or 'unchanged'}"


def _counts(table: Table) -> dict[str, Any]:
    return {"added": table.added, "changed": table.changed, "removed": table.removed}
