"""The reference plan's capacities, their steps and the demands on them, from supply.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from engine.records import Capacity, Demand, Record, Step

Yaml = Mapping[str, Any]


def supply_records(raw: Yaml, projects: Iterable[Yaml]) -> Iterator[Record]:
    """What there is to share, and who asks for it; without an amount, the project's own figure."""
    power = {each["code"]: each["power_mw"] for each in projects}
    since, evidence = date.fromisoformat(raw["since"]), raw["evidence"]
    for each in raw["capacities"]:
        amounts = {"since": since, "amount": Decimal(str(each["amount"]))}
        yield Capacity(**{**each, **amounts}, evidence=evidence)
    numbers = {each["key"]: count(1) for each in raw["capacities"]}
    for each in raw["steps"]:
        capacity, activity = each["capacity"], each.get("activity", "")
        change = each.get("change") or power[_project(activity)]["supply"]
        yield Step(
            f"{capacity}:{next(numbers[capacity])}",
            capacity,
            Decimal(str(change)),
            date.fromisoformat(each["since"]) if "since" in each else None,
            activity,
            each.get("scenario", ""),
            evidence,
        )
    for each in raw["demands"]:
        capacity, activity = each["capacity"], each["activity"]
        amount = Decimal(str(each.get("amount") or power[_project(activity)]["need"]))
        lasting = each.get("lasting", False)
        yield Demand(f"{activity}:{capacity}", activity, capacity, amount, lasting, evidence)


def _project(activity: str) -> str:
    return activity.partition(".")[0]
