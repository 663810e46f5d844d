"""`manage.py screen FILE`: screens a YAML file of cases; one JSON object a line.

A case that can't be read gets a line that says what is wrong and where; the others their answers.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from engine.problems import BrokenPlan
from engine.screening import Screener
from engine.screening.reading import read_case
from screening import answering, catalogue
from screening.casefiles import NoCases, cases_in
from screening.sentences import fault

#: Some cases were no cases; those that were have their answers.
SOME_UNREAD = 1


class Command(BaseCommand):
    help = "Screen the cases of a YAML file under the law as the catalogue has it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="cases: [{id, date, regimes, lines, …}, …]")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            cases = cases_in(options["file"])
        except NoCases as error:
            raise CommandError(f"{options['file']}: {error}") from None
        screener, unread = catalogue.screener(), 0
        for number, raw in enumerate(cases, start=1):
            answer = _answer(screener, raw, number)
            unread += "error" in answer
            self.stdout.write(json.dumps(answer, ensure_ascii=False, default=str))
        if unread:
            told = f"{unread} of {len(cases)} cases could not be read; see their “error”."
            raise CommandError(told, returncode=SOME_UNREAD)


def _answer(screener: Screener, raw: Any, number: int) -> Mapping[str, Any]:
    name = raw.get("id") if isinstance(raw, dict) else None
    name = number if name is None else name
    try:
        case = read_case(raw, known=screener.law.measures)
    except BrokenPlan as error:
        return {"id": name, "error": " ".join(map(fault, error.problems))}
    return answering.brief(name, screener.screen(case))
