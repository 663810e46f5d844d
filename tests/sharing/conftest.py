"""A plan with projects in two zones, amounts and parties planted, and an owner who shares it."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import User
from engine import records
from roadmaps import services
from roadmaps.models import Roadmap
from tests.plans import forget_plans
from zones.models import Region, Zone

START = date(2027, 1, 4)
#: What only somebody may read who is let: amounts, a party, and another project's name.
ZONES = (("nampo", "남포", "Nampo"), ("wonsan", "원산", "Wonsan"))
AMOUNT, PARTY, OTHER, HIDDEN = "7,777", "비밀상사", "감춘 항만", "Hidden port"


def _zones() -> None:
    """Two zones of the catalogue, and no more of it than that."""
    evidence = {"source": [], "confidence": {}}
    region = Region.objects.create(
        id="west", name_ko="서부", name_en="West", role_ko="", role_en="", order=1, source=[],
        confidence="low",
    )  # fmt: skip
    for number, (key, name_ko, name_en) in enumerate(ZONES):
        Zone.objects.create(
            id=key, name_ko=name_ko, name_en=name_en, kind="sez", side="north", region=region,
            priority=1, coast="west", lat=38, lon=125, coord_precision_km=1, size_class="large",
            status_en="", order=number, **evidence,
        )  # fmt: skip


@pytest.fixture
def plan(jin: User) -> Roadmap:
    forget_plans()
    _zones()
    header = records.Header("plan", "시범 계획", "Trial plan", START, default_scenario="A")
    made = services.create_plan(
        header,
        [
            records.Stage("S1", "기초", "Foundation", 1),
            records.Condition("C1", "면제 승인", "Exemption", "sanctions"),
            records.Scenario("A", "현행", "As today"),
            records.FundingSource("fund", "기금", "Fund"),
            records.Project("mill", "의류 공장", "Mill", stage="S1", zone="nampo"),
            records.Project("port", OTHER, HIDDEN, stage="S1", zone="wonsan"),
            records.Project("farm", "시범 농장", "Farm", zone="nampo", conditions=("C1",)),
            records.Partner("mill:p", PARTY, "Secret Trading", "mill", "south", ("lead",)),
            records.CostLine("mill:c", "mill", "fund", Decimal(777_700_000_000), "KRW", 2026),
            records.Activity("port.a", f"{OTHER} 착공", "Lay the port", "port", 3),
            records.Activity("mill.a", f"{PARTY}의 공장 건설", f"Build beside {HIDDEN}", "mill", 6),
            records.Activity("farm.a", "영농", "Farming", "farm", 6),
            records.Link("L1", "port.a", "mill.a"),
        ],
        by=jin,
    )
    made.refresh_from_db()
    return made
