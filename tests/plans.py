"""Small plans for tests, stored through the product, and a fresh memory for each test."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from accounts.models import User
from engine import records
from engine.records import Record
from roadmaps import schedules, services
from roadmaps.memory import Memory
from roadmaps.models import Membership, Roadmap, Role

HEADER = records.Header("plan", "시험 로드맵", "Trial roadmap", date(2027, 1, 4))

#: One record of every kind at least, each reference used once.
RECORDS: tuple[Record, ...] = (
    records.Calendar("site", "현장", "Site", weekdays=(1, 2, 3, 4, 5, 6)),
    records.Stage("S1", "기반", "Foundation", 1),
    records.Stage("S2", "도약", "Ascent", 2),
    records.Condition("C1", "면제", "Exemption", "sanctions", min_scenario="B"),
    records.Condition("C2", "합의", "Accord", "political"),
    records.Scenario("A", "유지", "Kept", "A"),
    records.Scenario("B", "완화", "Relief", "B"),
    records.Window("B:C1", "B", "C1", date(2028, 1, 1)),
    records.Window("B:C2", "B", "C2", date(2027, 6, 1), date(2040, 12, 31)),
    records.FundingSource("fund", "기금", "Fund"),
    records.Ceiling("fund:2027", "fund", 2027, Decimal("1000.00"), "KRW", 2026),
    records.Capacity(
        "power",
        "전력",
        "Power",
        "power",
        since=date(2028, 1, 1),
        amount=Decimal("10.000"),
        unit="MW",
    ),
    records.Threshold("R04.share", Decimal("0.400000")),
    records.Project("P1", "사무소", "Office", stage="S1"),
    records.Project("P2", "공장", "Factory", stage="S2", conditions=("C1",)),
    records.Partner("P1:south", "공단", "Agency", "P1", "south", ("lead",)),
    records.CostLine("P1:fund", "P1", "fund", Decimal("250.00"), "KRW", 2026),
    records.GoodsLine(
        "P2:1", "재봉기", "Sewing machines", "P2", "into", "8452", Decimal("20.000"), "ea"
    ),
    records.Permit(
        "X1",
        "반입 면제",
        "Carrying exemption",
        "exemption",
        projects=("P2",),
        lines=("P2:1",),
        opens=("C1",),
    ),
    records.BenefitLine("P1:south", "P1", "south", "협력 창구", "A door for cooperation"),
    records.Score("P1:power", "P1", "power", 2),
    records.SelfCheck("P1:feasible", "P1", "feasible", "met"),
    records.Topic("P1:topic:1", "협상", "Negotiation", "P1", 8),
    records.Activity("P1.a1", "협의", "Talks", "P1", 2),
    records.Activity("P1.a2", "개소", "Opening", "P1", 3, calendar="site"),
    records.Activity("P2.a1", "설계", "Design", "P2", 6),
    records.Activity("P2.a2", "건설", "Building", "P2", 12, requires=("C2",)),
    records.StandardUse("P2:KS", "P2", "P2.a2", "KS", ("ISO-IEC",)),
    records.Step("power:1", "power", Decimal("5.000"), since=date(2030, 1, 1)),
    records.Step("power:2", "power", Decimal("8.000"), activity="P1.a2"),
    records.Step("power:3", "power", Decimal("2.000"), date(2031, 1, 1), scenario="A"),
    records.Demand("P2.a2:power", "P2.a2", "power", Decimal("12.000"), lasting=True),
    records.Link("L1", "P1.a1", "P1.a2"),
    records.Link("L2", "P2.a1", "P2.a2", "SS", 1),
    records.Gate("G1", "전환", "Transition", "S1", 1, ("P2.a1",)),
    records.Criterion("G1:1", "개소 완료", "Office open", "G1", activity="P1.a2"),
    records.Criterion("G1:2", "합의", "Accord", "G1", condition="C2"),
    records.Entity("P2:place:1", "남포항", "Nampo port", "P2", "place", country="KP"),
    records.Entity("P2:firm:1", "봉제회사", "Sewing firm", "P2", "firm", country="KP"),
    records.Entity("P2:factory:1", "공장", "Plant", "P2", "factory", country="KP"),
    records.Relation("P2:1", "operates", "P2:firm:1", "P2:factory:1", confidence="low"),
    records.Control("P2:c1", "원산지 확인", "Origin check", "P2", "origin", "준법담당관"),
)


def a_plan(by: User | None, rows: Iterable[Record] = RECORDS) -> Roadmap:
    """A stored plan, owned by this person."""
    made = services.create_plan(HEADER, rows, by=by)
    made.refresh_from_db()
    return made


def let_in(roadmap: Roadmap, user: User, role: str = Role.PLANNER) -> User:
    """Give a person a role in a plan."""
    Membership.objects.update_or_create(plan=roadmap, user=user, defaults={"role": role})
    return user


def forget_plans() -> None:
    """A test that is rolled back leaves plans behind in memory that never were."""
    for kept in vars(schedules).values():
        if isinstance(kept, Memory):
            kept.clear()
