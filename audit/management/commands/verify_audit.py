"""Say whether the log of what happened is as it was written."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.chain import verify


class Command(BaseCommand):
    help = "Computes the chain of the audit log anew. Exit code 1 if it does not hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head",
            metavar="NUMBER:HASH",
            help="A head this command printed earlier: also proves that nothing was cut off since.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify(_anchor(options["head"]))
        if found.broken_at is not None:
            raise CommandError(f"The log was altered: seal {found.broken_at} does not hold.")
        if found.unsealed:
            raise CommandError(f"The log was altered: {found.unsealed} events have no seal.")
        if found.anchored is False:
            raise CommandError("The log was altered: that head is no longer part of it.")
        self.stdout.write(f"{found.count} events, none altered. Head: {found.count}:{found.head}")


def _anchor(head: str | None) -> tuple[int, str] | None:
    if head is None:
        return None
    number, _, digest = head.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise CommandError("--head takes NUMBER:HASH, as this command prints it.")
    return int(number), digest
