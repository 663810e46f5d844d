"""How long it takes to screen 5,000 lines against all measures, 101 and 150 of them.

`python -m bench.screening` prints milliseconds of processor time; it ends badly if a figure is over
its budget.
"""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

import yaml

from engine.screening import Case, Law, Line, Screener
from engine.screening.reading import read_measure

MEASURES = Path(__file__).parents[1] / "data" / "reference" / "measures.yaml"
LINES = 5_000
#: Milliseconds by the number of measures.
BUDGETS = {101: 200, 150: 1_000}


def main() -> int:
    """The number of figures over their budget."""
    rows = yaml.load(MEASURES.read_text(encoding="utf-8"), yaml.CSafeLoader)["measures"]
    known = [read_measure(row) for row in rows]
    over = 0
    for count, budget in BUDGETS.items():
        copies = [replace(each, id=f"{each.id}-again") for each in known[: count - len(known)]]
        law = Law({each.id: each for each in (*known, *copies)[:count]})
        took = median(_once(law) for _ in range(5))
        print(f"{LINES} lines x {count} measures: {took:.0f} ms (at most {budget})")
        over += took > budget
    return over


def _once(law: Law) -> float:
    """All lines in one case, every code different where it can be, nothing remembered."""
    chance = Random(7)
    lines = tuple(
        Line(
            "goods",
            chance.choice(("import_to_dprk", "export_from_dprk")),
            f"{chance.randrange(1, 98):02}{chance.randrange(10_000):04}",
            key=str(number),
        )
        for number in range(LINES)
    )
    case = Case(date(2028, 3, 1), lines, frozenset({"un", "kr", "us", "eu"}))
    began = process_time()
    Screener(law).screen(case)
    return (process_time() - began) * 1_000


if __name__ == "__main__":
    sys.exit(main())
