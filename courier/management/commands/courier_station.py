"""Our own card, and partners' cards: make, show, take in, confirm, retire."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courier.commanding import in_words, person
from courier.models import Station
from courier.queries.standing import stations as all_stations
from courier.services import stations


class Command(BaseCommand):
    help = (
        "Keys and stations: prints our card; --make, --add, --confirm and --retire change things."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", default="", help="user name of who does it")
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--make", metavar="NAME", help="make new keys; the present ones retire")
        act.add_argument("--add", type=Path, metavar="FILE", help="take a partner's card in")
        act.add_argument("--confirm", type=int, metavar="ID", help="trust a station")
        act.add_argument("--retire", type=int, metavar="ID", help="stop trusting a station")
        act.add_argument("--list", action="store_true", help="list the stations")
        parser.add_argument("--heard", default="", help="with --confirm: the fingerprint as heard")
        parser.add_argument(
            "--words", default="", help="who read it out and how, or why it retires"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with in_words():
            self._do(options)

    def _do(self, options: dict[str, Any]) -> None:
        if options["list"]:
            for each in all_stations():
                state = "trusted" if each.is_trusted else "not trusted"
                self.stdout.write(f"{each.pk}\t{each.name}\t{state}")
        elif options["make"]:
            stations.make_ring(options["make"], by=person(options["by"]))
            self._show()
        elif options["add"]:
            text = options["add"].read_text(encoding="utf-8")
            made = stations.add_station(text, by=person(options["by"]))
            self.stdout.write(f"{made.pk}\t{made.name}\tto be confirmed")
        elif options["confirm"]:
            found, heard = self._station(options["confirm"]), (options["heard"], options["words"])
            stations.confirm_station(found, *heard, by=person(options["by"]))
            self.stdout.write(f"{found.pk}\t{found.name}\ttrusted")
        elif options["retire"]:
            found = self._station(options["retire"])
            stations.retire_station(found, options["words"], by=person(options["by"]))
            self.stdout.write(f"{found.pk}\t{found.name}\tretired")
        else:
            self._show()

    def _show(self) -> None:
        self.stdout.write(stations.card_text(stations.required_ring()), ending="")

    def _station(self, pk: int) -> Station:
        found = Station.objects.filter(pk=pk).first()
        if found is None:
            raise CommandError(f"There is no station {pk}; --list shows them.")
        return found
