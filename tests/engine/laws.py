"""The measures of the catalogue and the written cases, as the engine sees them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from engine.screening import Case, Measure
from engine.screening.reading import read_case, read_measure

HERE = Path(__file__).parent
MEASURES = HERE.parents[1] / "data" / "reference" / "measures.yaml"


@cache
def measures() -> Mapping[str, Measure]:
    rows = yaml.load(MEASURES.read_text(encoding="utf-8"), yaml.CSafeLoader)["measures"]
    return {row["id"]: read_measure(row) for row in rows}


@cache
def written_cases() -> tuple[Mapping[str, Any], ...]:
    text = (HERE / "screening_cases.yaml").read_text(encoding="utf-8")
    return tuple(yaml.load(text, yaml.CSafeLoader)["cases"])


def case_of(number: str) -> Case:
    (found,) = (each for each in written_cases() if each["id"] == number)
    return read_case(found)
