"""The plan's permits as rows: filtered, sorted, each with what is left of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.permits import Lapse, lapsing
from engine.plan import Plan
from engine.records import Permit, Project

SORTS = ("code", "state", "authority", "until", "applied")
STATES = ("draft", "applied", "supplement", "granted", "refused", "withdrawn", "lapsed", "used_up")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to show; "" asks for all. A leading minus turns the order round."""

    state: str = ""
    project: str = ""
    authority: str = ""
    sort: str = "code"


@dataclass(frozen=True, slots=True)
class Row:
    """A permit with its projects, and how many days are left where it lapses soon."""

    permit: Permit
    projects: Sequence[Project]
    lapse: Lapse | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows wished for, of how many, and what lapses within the plan's notice."""

    rows: Sequence[Row]
    total: int
    lapses: Sequence[Lapse]
    notice: int


def listing(plan: Plan, today: date, wish: Wish) -> Listing:
    """The permits a reader asks for."""
    lapses = lapsing(plan, today)
    of_permit = {each.permit.key: each for each in lapses}
    rows = [
        Row(
            permit,
            [plan.projects[key] for key in permit.projects],
            of_permit.get(permit.key),
        )
        for permit in plan.permits.values()
        if wish.state in {"", permit.state}
        and wish.authority in {"", permit.authority}
        and (not wish.project or wish.project in permit.projects)
    ]
    name = wish.sort.removeprefix("-")
    rows.sort(key=_ORDERS[name if name in SORTS else "code"], reverse=wish.sort.startswith("-"))
    return Listing(rows, len(plan.permits), lapses, plan.header.permit_notice)


_ORDERS: Mapping[str, Any] = {
    "code": lambda row: row.permit.key,
    "state": lambda row: (STATES.index(row.permit.state), row.permit.key),
    "authority": lambda row: (row.permit.authority, row.permit.key),
    "until": lambda row: (row.permit.valid_until or date.max, row.permit.key),
    "applied": lambda row: (row.permit.applied or date.max, row.permit.key),
}
