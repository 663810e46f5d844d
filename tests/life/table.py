"""The shipped table for tests that need no database, and steps to fill records with."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from engine.life.values import MAIN, REQUIREMENTS, Procedure, Standing, Step
from life.procedure import read_handbook

FILE = Path(__file__).parents[2] / "data" / "reference" / "procedure.yaml"
TODAY = date(2027, 6, 1)
MET = {key: {"answer": "met", "note": "because"} for key in REQUIREMENTS}


@cache
def table() -> Procedure:
    return read_handbook(FILE.read_text(encoding="utf-8")).procedure


def step(
    number: int, event: str, on: date, track: str = MAIN, source: str = "", **facts: Any
) -> Step:
    """A step as its row of the table has it; `source` where an event leaves several states."""
    for each in table().transitions:
        if (each.track, each.key) == (track, event) and source in {"", each.source}:
            return Step(number, track, event, each.source, each.target, on, facts)
    raise AssertionError(event)


def approved(on: date, **facts: Any) -> list[Step]:
    """The way to an approval without a Council, all on one day."""
    events = (
        ("file_contact_report", {}),
        ("accept_contact", {}),
        ("letter_of_intent", {}),
        ("sign_in_third_country", {}),
        ("file_project", {"requirements": MET}),
        ("start_consultation", {}),
        ("approve", facts),
    )
    return [step(n, event, on, **given) for n, (event, given) in enumerate(events, start=1)]


def standing(steps: list[Step], today: date = TODAY, **values: Any) -> Standing:
    return Standing(today, steps, **values)


def nothing() -> Mapping[str, Any]:
    return {"into": {}, "out": {}}
