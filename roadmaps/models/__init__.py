"""The rows of a plan. Every one carries its plan."""

from roadmaps.models.diligence import Control, Entity, Relation
from roadmaps.models.grants import Grant
from roadmaps.models.permit import Permit
from roadmaps.models.project import (
    Activity,
    BenefitLine,
    Capacity,
    Ceiling,
    CostLine,
    Criterion,
    Demand,
    FundingSource,
    GoodsLine,
    Link,
    Partner,
    Project,
    Step,
)
from roadmaps.models.revision import Revision
from roadmaps.models.roadmap import (
    DECIDERS,
    EDITORS,
    INSIDERS,
    OFFICERS,
    SCREENERS,
    Membership,
    Roadmap,
    Role,
)
from roadmaps.models.rows import NamedRow, Row
from roadmaps.models.statements import Score, SelfCheck, StandardUse, Topic
from roadmaps.models.structure import (
    Calendar,
    Condition,
    Gate,
    Scenario,
    Stage,
    Threshold,
    Window,
)

__all__ = [
    "DECIDERS",
    "EDITORS",
    "INSIDERS",
    "OFFICERS",
    "SCREENERS",
    "Activity",
    "BenefitLine",
    "Calendar",
    "Capacity",
    "Ceiling",
    "Condition",
    "Control",
    "CostLine",
    "Criterion",
    "Demand",
    "Entity",
    "FundingSource",
    "Gate",
    "GoodsLine",
    "Grant",
    "Link",
    "Membership",
    "NamedRow",
    "Partner",
    "Permit",
    "Project",
    "Relation",
    "Revision",
    "Roadmap",
    "Role",
    "Row",
    "Scenario",
    "Score",
    "SelfCheck",
    "Stage",
    "StandardUse",
    "Step",
    "Threshold",
    "Topic",
    "Window",
]
