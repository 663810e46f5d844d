"""A small plan with a planner, an approver, and room for one more: power and money are short."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import User
from engine.records import (
    Activity,
    Capacity,
    Ceiling,
    FundingSource,
    Header,
    Project,
    Scenario,
    Stage,
)
from roadmaps import services
from roadmaps.models import Roadmap, Role
from tests.plans import let_in

START = date(2027, 1, 4)


@pytest.fixture
def plan(jin: User, mina: User) -> Roadmap:
    header = Header("plan", "시범 계획", "Trial plan", START, default_scenario="A")
    made = services.create_plan(
        header,
        [
            Stage("S1", "기초", "Foundation"),
            Scenario("A", "현행", "As today"),
            FundingSource("fund", "기금", "Fund"),
            Ceiling("fund:2027", "fund", 2027, Decimal(10_000_000_000), "KRW", 2026),
            Capacity("power", "남포 전력", "Power", "power", "", "", START, Decimal(10), "MW"),
            Project("mill", "공장", "Mill", stage="S1"),
            Project("yard", "야적장", "Yard", stage="S1"),
            Activity("mill.a", "공장 건설", "Build the mill", "mill", 3),
            Activity("yard.a", "야적장 조성", "Lay the yard", "yard", 3),
        ],
        by=jin,
    )
    let_in(made, jin, Role.PLANNER)
    let_in(made, mina, Role.APPROVER)
    made.refresh_from_db()
    return made
