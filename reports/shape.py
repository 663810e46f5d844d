"""What a staged roadmap report says: the shape of the frozen contents, and their way to plain JSON.

Everything is written out in the report's language and ready to be set: amounts as digits in the
unit their table names, dates as people write them. A drawing needs nothing else. Dates that a chart
measures are ISO and inclusive; None means that there is none, never zero.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = "staged-roadmap-report/1"


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a Korean official report (○), with what it says in detail (-)."""

    text: str
    details: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Unit:
    """What the amounts of one table are counted in: `name`, and with the prices' year `text`."""

    currency: str
    price_year: int | None
    name: str
    text: str
    decimals: int


@dataclass(frozen=True, slots=True)
class CostRow:
    """Money of one funding source by stage; `total` is the sum of `amounts` as printed."""

    name: str
    amounts: list[str]
    total: str


@dataclass(frozen=True, slots=True)
class CostTable:
    """Cost by source and stage in one unit. `sums` is the last row, the sums of the columns."""

    unit: Unit
    stages: list[str]
    rows: list[CostRow]
    sums: CostRow


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year: `amounts` by source with their `total`; of the sources that have a ceiling the sum,
    the ceiling and what is over it. `value`, `limit` and `excess` are those three for the chart.
    """

    year: str
    amounts: list[str]
    total: str
    limited: str
    ceiling: str
    over: str
    value: float
    limit: float | None
    excess: float


@dataclass(frozen=True, slots=True)
class YearTable:
    """Cost by year and source in one unit. The rows and `undated` add up to `sums`."""

    unit: Unit
    sources: list[str]
    rows: list[YearRow]
    undated: CostRow
    sums: CostRow
    has_ceilings: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A project in a chart. Without dates it is blocked: then it has a length in months alone."""

    key: str
    name: str
    stage: int
    start: str | None
    finish: str | None
    months: int
    critical: bool
    partly: bool
    span: str
    waits_for: str


@dataclass(frozen=True, slots=True)
class Diamond:
    """A gate in a chart."""

    key: str
    name: str
    day: str | None


@dataclass(frozen=True, slots=True)
class Axis:
    """The months a chart covers: whole years, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A zone in the overview: its projects, packed into as few rows as go without overlap."""

    name: str
    rows: list[list[Bar]]


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A line of a stage's table."""

    key: str
    name: str
    zone: str
    start: str
    finish: str
    slack: str
    cost: str
    verdict: str
    mark: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One stage."""

    number: int
    key: str
    name: str
    points: list[Point]
    axis: Axis | None
    bars: list[Bar]
    blocked: list[Bar]
    gates: list[Diamond]
    unit: str
    rows: list[ProjectRow]
    cost: str


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate: what it asks for, when it opens, what it holds back."""

    key: str
    name: str
    asks: list[str]
    rule: str
    opens: str
    day: str


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition: when it holds in this scenario, how many projects wait for it, its evidence."""

    name: str
    sort: str
    holds: str
    projects: int
    evidence: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A zone or an industry, and what is planned there."""

    name: str
    projects: int
    stages: list[int]
    blocked: int
    start: str
    finish: str
    cost: str


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Zones or industries; the sums of the columns are the last row."""

    unit: str
    stages: list[str]
    rows: list[PlaceRow]
    sums: PlaceRow


@dataclass(frozen=True, slots=True)
class Step:
    """An activity on the critical path and why it does not start earlier."""

    number: int
    project: str
    name: str
    start: str
    finish: str
    why: str


@dataclass(frozen=True, slots=True)
class BlockedRow:
    """A project that can't start in this scenario, and what it waits for."""

    key: str
    name: str
    stage: str
    conditions: list[str]
    measures: list[str]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where something in the report comes from."""

    name: str
    detail: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The whole report."""

    language: str
    title: str
    plan: str
    revision: int
    scenario: str
    dating: str
    hypothetical: bool
    illustrative: bool
    scope: str
    made_on: str
    made_at: str
    asked_by: str
    labels: dict[str, str]
    figures: list[tuple[str, str]]
    summary: list[Point]
    axis: Axis | None
    lanes: list[Lane]
    gate_marks: list[Diamond]
    stages: list[str]
    costs: list[CostTable]
    chapters: list[Chapter]
    gates: list[GateRow]
    conditions: list[ConditionRow]
    zones: PlaceTable
    industries: PlaceTable
    years: list[YearTable]
    path_points: list[Point]
    path: list[Step]
    blocked_points: list[Point]
    blocked: list[BlockedRow]
    notes: list[Point]
    sources: list[SourceRow]
    format: str = FORMAT


def as_json(contents: Contents) -> dict[str, Any]:
    """Plain JSON, as it is frozen in the report's row."""
    return asdict(contents)
