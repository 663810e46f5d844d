"""One roadmap at one revision, as plain frozen values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Self, TypeVar, cast

from engine import records
from engine.problems import BrokenPlan, Problem
from engine.records import KINDS, Record

T = TypeVar("T", bound=Record)
HEADER = "plan"


@dataclass(frozen=True, slots=True)
class Plan:
    """A header and, per kind, its records by key. Methods return a new plan; none changes this."""

    header: records.Header
    _records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)

    def of(self, record: type[T]) -> Mapping[str, T]:
        """All records of one type, by key."""
        return cast("Mapping[str, T]", self._records.get(record.kind, {}))

    def find(self, kind: str, key: str) -> Record:
        """The record, or a BrokenPlan that names what is missing."""
        if kind == HEADER:
            return self.header
        found = self._records.get(kind, {}).get(key)
        if found is None:
            raise BrokenPlan(Problem("unknown_record", (key,), {"kind": kind, "key": key}))
        return found

    def has(self, kind: str, key: str) -> bool:
        return key in self._records.get(kind, {})

    def all(self) -> Iterator[Record]:
        """Every record but the header, each kind after those it refers to."""
        for kind in KINDS:
            yield from self._records.get(kind, {}).values()

    def with_record(self, record: Record) -> Self:
        """This plan with the record added, or put in place of the one with its key."""
        if isinstance(record, records.Header):
            return replace(self, header=record)
        rows = {**self._records.get(record.kind, {}), record.key: record}
        return replace(self, _records={**self._records, record.kind: rows})

    def without(self, kind: str, key: str) -> Self:
        self.find(kind, key)
        rows = {k: row for k, row in self._records[kind].items() if k != key}
        return replace(self, _records={**self._records, kind: rows})

    @property
    def calendars(self) -> Mapping[str, records.Calendar]:
        return self.of(records.Calendar)

    @property
    def stages(self) -> Mapping[str, records.Stage]:
        return self.of(records.Stage)

    @property
    def projects(self) -> Mapping[str, records.Project]:
        return self.of(records.Project)

    @property
    def activities(self) -> Mapping[str, records.Activity]:
        return self.of(records.Activity)

    @property
    def links(self) -> Mapping[str, records.Link]:
        return self.of(records.Link)

    @property
    def gates(self) -> Mapping[str, records.Gate]:
        return self.of(records.Gate)

    @property
    def criteria(self) -> Mapping[str, records.Criterion]:
        return self.of(records.Criterion)

    @property
    def conditions(self) -> Mapping[str, records.Condition]:
        return self.of(records.Condition)

    @property
    def scenarios(self) -> Mapping[str, records.Scenario]:
        return self.of(records.Scenario)

    @property
    def windows(self) -> Mapping[str, records.Window]:
        return self.of(records.Window)

    @property
    def partners(self) -> Mapping[str, records.Partner]:
        return self.of(records.Partner)

    @property
    def sources(self) -> Mapping[str, records.FundingSource]:
        return self.of(records.FundingSource)

    @property
    def ceilings(self) -> Mapping[str, records.Ceiling]:
        return self.of(records.Ceiling)

    @property
    def costs(self) -> Mapping[str, records.CostLine]:
        return self.of(records.CostLine)

    @property
    def goods(self) -> Mapping[str, records.GoodsLine]:
        return self.of(records.GoodsLine)

    @property
    def permits(self) -> Mapping[str, records.Permit]:
        return self.of(records.Permit)

    @property
    def benefits(self) -> Mapping[str, records.BenefitLine]:
        return self.of(records.BenefitLine)

    @property
    def capacities(self) -> Mapping[str, records.Capacity]:
        return self.of(records.Capacity)

    @property
    def steps(self) -> Mapping[str, records.Step]:
        return self.of(records.Step)

    @property
    def demands(self) -> Mapping[str, records.Demand]:
        return self.of(records.Demand)

    @property
    def scores(self) -> Mapping[str, records.Score]:
        return self.of(records.Score)

    @property
    def self_checks(self) -> Mapping[str, records.SelfCheck]:
        return self.of(records.SelfCheck)

    @property
    def topics(self) -> Mapping[str, records.Topic]:
        return self.of(records.Topic)

    @property
    def standards(self) -> Mapping[str, records.StandardUse]:
        return self.of(records.StandardUse)

    @property
    def thresholds(self) -> Mapping[str, records.Threshold]:
        return self.of(records.Threshold)

    @property
    def entities(self) -> Mapping[str, records.Entity]:
        return self.of(records.Entity)

    @property
    def relations(self) -> Mapping[str, records.Relation]:
        return self.of(records.Relation)

    @property
    def controls(self) -> Mapping[str, records.Control]:
        return self.of(records.Control)


def plan_of(header: records.Header, rows: Mapping[str, Mapping[str, Record]]) -> Plan:
    """A plan from rows that are known to be sound (the store's, a test's)."""
    return Plan(header, rows)


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of one kind that holds the key, or keys, of another."""

    kind: str
    field: str
    refers: str
    removal: str

    def keys(self, record: Record) -> tuple[str, ...]:
        value = getattr(record, self.field)
        return value if isinstance(value, tuple) else (value,) if value else ()


@cache
def references() -> tuple[Reference, ...]:
    """Every reference there is, read from the records' fields."""
    return tuple(
        Reference(kind, each.name, each.metadata["refers"], each.metadata["removal"])
        for kind, record in KINDS.items()
        for each in fields(record)
        if "refers" in each.metadata
    )


def dangling(plan: Plan, record: Record) -> Iterator[Problem]:
    """One problem for each key in the record that names nothing in the plan."""
    for reference in references():
        if reference.kind != record.kind:
            continue
        for key in reference.keys(record):
            if not plan.has(reference.refers, key):
                yield Problem(
                    "unknown_reference",
                    (record.key, key),
                    {
                        "kind": reference.refers,
                        "key": key,
                        "field": reference.field,
                        "of": record.key,
                    },
                )
