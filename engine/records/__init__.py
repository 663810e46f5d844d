"""What a plan is made of: one frozen value per thing a planner can edit.

A record's dataclass is the schema of everything else: the change kinds, their JSON, the OpenAPI
document, the rows in Postgres and the fields of a conflict are all read from here.
"""

from collections.abc import Mapping

from engine.records.diligence import Control, Entity, Relation
from engine.records.money import Capacity, Ceiling, CostLine, Demand, FundingSource, Step
from engine.records.permits import Authority, Permit, PermitSort, PermitState
from engine.records.schema import Keys, Named, Side
from engine.records.statements import Aspect, Requirement, Score, SelfCheck, StandardUse, Topic
from engine.records.structure import (
    Calendar,
    Condition,
    Criterion,
    Gate,
    Header,
    Scenario,
    Stage,
    Threshold,
    Window,
)
from engine.records.work import (
    Activity,
    BenefitLine,
    Constraint,
    GoodsLine,
    LagUnit,
    Link,
    LinkKind,
    Partner,
    Project,
    Unit,
)

Record = (
    Header
    | Calendar
    | Stage
    | Project
    | Activity
    | Link
    | Gate
    | Criterion
    | Condition
    | Scenario
    | Window
    | Partner
    | FundingSource
    | Ceiling
    | CostLine
    | GoodsLine
    | BenefitLine
    | Capacity
    | Step
    | Demand
    | Threshold
    | Score
    | SelfCheck
    | Topic
    | StandardUse
    | Permit
    | Entity
    | Relation
    | Control
)

#: Every kind of record, in an order in which each refers only to earlier ones (the header last).
KINDS: Mapping[str, type[Record]] = {
    record.kind: record
    for record in (
        Calendar,
        Stage,
        Condition,
        Scenario,
        Window,
        FundingSource,
        Ceiling,
        Capacity,
        Threshold,
        Project,
        Partner,
        CostLine,
        GoodsLine,
        Permit,
        BenefitLine,
        Score,
        SelfCheck,
        Topic,
        Activity,
        StandardUse,
        Step,
        Demand,
        Link,
        Gate,
        Criterion,
        Entity,
        Relation,
        Control,
        Header,
    )
}

__all__ = [
    "KINDS",
    "Activity",
    "Aspect",
    "Authority",
    "BenefitLine",
    "Calendar",
    "Capacity",
    "Ceiling",
    "Condition",
    "Constraint",
    "Control",
    "CostLine",
    "Criterion",
    "Demand",
    "Entity",
    "FundingSource",
    "Gate",
    "GoodsLine",
    "Header",
    "Keys",
    "LagUnit",
    "Link",
    "LinkKind",
    "Named",
    "Partner",
    "Permit",
    "PermitSort",
    "PermitState",
    "Project",
    "Record",
    "Relation",
    "Requirement",
    "Scenario",
    "Score",
    "SelfCheck",
    "Side",
    "Stage",
    "StandardUse",
    "Step",
    "Threshold",
    "Topic",
    "Unit",
    "Window",
]
