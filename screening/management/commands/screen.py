"""`manage.py screen FILE`: screens a YAML file of cases; one JSON object a line."""

import json
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser

from engine.problems import BrokenPlan
from engine.screening.reading import read_case
from screening import answering, catalogue


class Command(BaseCommand):
    help = "Screen the cases of a YAML file under the law as the catalogue has it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="cases: [{id, date, regimes, lines, …}, …]")

    def handle(self, *args: Any, **options: Any) -> None:
        screener = catalogue.screener()
        for number, raw in enumerate(_cases(options["file"]), start=1):
            name = raw.get("id", number) if isinstance(raw, dict) else number
            try:
                case = read_case(raw, known=screener.law.measures)
            except BrokenPlan as error:
                told = ", ".join(f"{'.'.join(each.about)}: {each.code}" for each in error.problems)
                raise CommandError(f"{name}: {told}") from None
            answer = answering.brief(name, screener.screen(case))
            self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _cases(file: Path) -> list[Any]:
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise CommandError(f"{file}: this is no YAML file ({error})") from None
    cases = found.get("cases") if isinstance(found, dict) else found
    if not isinstance(cases, list):
        raise CommandError(f"{file}: a list of cases is needed, or an object with one in “cases”")
    return cases
