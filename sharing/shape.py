"""What a shared page says: its shape, written out in one language and ready to be drawn.

It becomes plain JSON, as a frozen link keeps it. Places in the chart are shares of its width. What
is withheld is not in here.
"""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the chart's width."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Work:
    """An activity: its dates, and why it does not start earlier."""

    name: str
    start: str
    finish: str
    why: list[str]


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its dates and reasons. Without dates it is blocked."""

    key: str
    name: str
    place: str
    start: str
    finish: str
    months: str
    bar: Stretch | None
    is_critical: bool
    is_partly: bool
    why: list[str]
    waits_for: list[str]
    verdict: str
    mark: str
    cost: str
    partners: list[str]
    work: list[Work]


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage with its projects: those with dates by their start, then the blocked ones."""

    number: int
    name: str
    span: str
    cost: str
    projects: list[Project]


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate: when it opens, and what it asks for."""

    key: str
    name: str
    day: str
    x: str
    asks: list[str]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the chart's axis."""

    name: str
    x: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole page but for what the link itself says."""

    language: str
    plan: str
    scenario: str
    is_hypothetical: bool
    is_illustrative: bool
    revision: int
    day: str
    is_whole: bool
    figures: list[tuple[str, str]]
    years: list[Year]
    stages: list[Stage]
    gates: list[Gate]
    withheld: list[str] = field(default_factory=list)


def as_json(contents: Contents) -> dict[str, Any]:
    """Plain JSON, as a frozen link keeps it."""
    return asdict(contents)
