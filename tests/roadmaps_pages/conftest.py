"""A small plan of Jin's: one project, three activities in a row."""

from datetime import date

import pytest

from accounts.models import User
from engine.records import Activity, Header, Link, Project, Scenario, Stage
from roadmaps.models import Membership, Roadmap, Role
from roadmaps.services import create_plan

HEADER = Header("plan", "작은 계획", "Small plan", date(2027, 1, 4), default_scenario="A")
RECORDS = [
    Stage("S1", "1단계", "Stage 1", 1),
    Scenario("A", "기준", "Base"),
    Project("P-01", "남포 단지", "Nampo complex", stage="S1"),
    Activity("P-01.a1", "조사", "Survey", project="P-01", duration=2),
    Activity("P-01.a2", "설계", "Design", project="P-01", duration=3),
    Activity("P-01.a3", "건설", "Building", project="P-01", duration=12),
    Link("P-01.a1>a2", "P-01.a1", "P-01.a2", lag=0),
    Link("P-01.a2>a3", "P-01.a2", "P-01.a3", lag=0),
]


@pytest.fixture
def small_plan(jin: User) -> Roadmap:
    """Jin owns it."""
    return create_plan(HEADER, RECORDS, by=jin)


@pytest.fixture
def shared_plan(small_plan: Roadmap, mina: User) -> Roadmap:
    """Mina only looks at it."""
    Membership.objects.create(plan=small_plan, user=mina, role=Role.VIEWER)
    return small_plan
