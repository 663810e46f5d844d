"""Keys for records that nobody names: short, readable, and free in the plan."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from engine.plan import Plan
from engine.records import KINDS

#: How a kind's keys are built from its values; {n} counts up.
STEMS: Mapping[str, str] = {
    "activity": "{project}.a{n}",
    "link": "{before}>{after}:{type}",
    "cost": "{project}:{source}",
    "goods": "{project}:{direction}:{n}",
    "permit": "permit:{sort}:{n}",
    "partner": "{project}:{side}:{n}",
    "benefit": "{project}:{side}",
    "criterion": "{gate}:{n}",
    "window": "{scenario}:{condition}:{n}",
    "ceiling": "{source}:{year}",
    "capacity": "{resource}:{n}",
    "step": "{capacity}:{n}",
    "demand": "{activity}:{capacity}",
    "score": "{project}:{aspect}",
    "self_check": "{project}:{requirement}",
    "topic": "{project}:topic:{n}",
    "standard": "{project}:{standard}",
    "entity": "{project}:{sort}:{n}",
    "relation": "{source}>{target}:{n}",
    "control": "{project}:{channel}:{n}",
}


def free_key(plan: Plan, kind: str, values: Mapping[str, Any]) -> str:
    """A key that no record of the kind has."""
    stem, taken = STEMS[kind], plan.of(KINDS[kind])
    for number in count(1):
        key = stem.format_map({**values, "n": number})
        if "{n}" not in stem and number > 1:
            key = f"{key}#{number}"
        if key not in taken:
            return key
    raise AssertionError("counting never ends")
