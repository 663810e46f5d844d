"""The kinds of record as REST resources: the noun of each, and what its list can be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.plan import HEADER
from engine.records import KINDS


@dataclass(frozen=True, slots=True)
class Nested:
    """Records of another kind that belong to one of this: the field of theirs that names it."""

    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One kind of record: its address, filters (parameter to column) and what it can hold inside.

    `dated` resources have dates that follow from the schedule, so they take a `scenario`.
    """

    kind: str
    name: str
    filters: Mapping[str, str] = field(default_factory=dict)
    nested: Mapping[str, Nested] = field(default_factory=dict)
    dated: bool = False

    @property
    def is_named(self) -> bool:
        return hasattr(KINDS[self.kind], "name")


def _by_key(*names: str) -> dict[str, str]:
    return {name: f"{name}__key" for name in names}


def _plain(*names: str) -> dict[str, str]:
    return {name: name for name in names}


RESOURCES: Mapping[str, Resource] = {
    resource.kind: resource
    for resource in (
        Resource(
            "stage",
            "stages",
            nested={"gates": Nested("gate", "stage")},
            dated=True,
        ),
        Resource(
            "gate",
            "gates",
            _by_key("stage") | _plain("opens"),
            nested={"criteria": Nested("criterion", "gate")},
            dated=True,
        ),
        Resource("criterion", "criteria", _by_key("gate", "activity", "condition")),
        Resource(
            "project",
            "projects",
            _by_key("stage")
            | {name: f"{name}_id" for name in ("strategy", "zone", "industry")}
            | _plain("intensity", "modality", "legal_path", "earliest_scenario", "illustrative")
            | {"condition": "conditions"},
            nested={
                "partners": Nested("partner", "project"),
                "costs": Nested("cost", "project"),
                "goods": Nested("goods", "project"),
                "benefits": Nested("benefit", "project"),
                "scores": Nested("score", "project"),
                "self_checks": Nested("self_check", "project"),
                "topics": Nested("topic", "project"),
                "standards": Nested("standard", "project"),
            },
            dated=True,
        ),
        Resource(
            "activity",
            "activities",
            _by_key("project", "permit")
            | {"stage": "project__stage__key"}
            | {name: f"project__{name}_id" for name in ("strategy", "zone", "industry")}
            | _plain("unit", "constraint")
            | {"condition": "requires"},
            dated=True,
        ),
        Resource("link", "links", _by_key("before", "after") | _plain("type")),
        Resource(
            "condition",
            "conditions",
            _plain("sort", "min_scenario", "confidence") | {"measure": "measures"},
        ),
        Resource(
            "scenario",
            "scenarios",
            _plain("relief"),
            nested={"windows": Nested("window", "scenario")},
        ),
        Resource("window", "windows", _by_key("scenario", "condition")),
        Resource("partner", "partners", _by_key("project") | _plain("side")),
        Resource("source", "funding-sources", _plain("side")),
        Resource("ceiling", "ceilings", _by_key("source") | _plain("year", "currency")),
        Resource("cost", "costs", _by_key("project", "source") | _plain("currency", "price_year")),
        Resource("goods", "goods", _by_key("project") | _plain("direction", "hs")),
        Resource(
            "permit",
            "permits",
            _plain("sort", "state", "authority", "route")
            | {"project": "projects", "measure": "measures", "condition": "opens"},
        ),
        Resource("benefit", "benefits", _by_key("project") | _plain("side")),
        Resource(
            "capacity",
            "capacities",
            _plain("resource", "region", "zone"),
            nested={"steps": Nested("step", "capacity"), "demands": Nested("demand", "capacity")},
        ),
        Resource("step", "capacity-steps", _by_key("capacity", "activity", "scenario")),
        Resource("demand", "demands", _by_key("activity", "capacity") | _plain("lasting")),
        Resource("score", "capacity-scores", _by_key("project") | _plain("aspect")),
        Resource("self_check", "self-checks", _by_key("project") | _plain("requirement", "answer")),
        Resource("topic", "topics", _by_key("project")),
        Resource("standard", "standards", _by_key("project", "activity") | _plain("standard")),
        Resource("threshold", "thresholds"),
        Resource("calendar", "calendars"),
        Resource("entity", "entities", _by_key("project") | _plain("sort", "role", "country")),
        Resource(
            "relation",
            "relations",
            _by_key("source", "target") | _plain("sort") | {"project": "source__project__key"},
        ),
        Resource("control", "controls", _by_key("project") | _plain("channel")),
    )
}

if missing := KINDS.keys() - RESOURCES.keys() - {HEADER}:
    raise TypeError(f"kinds without an address: {sorted(missing)}")
