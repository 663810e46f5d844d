"""A small plan with one of everything a report tells, so that tests can name its figures."""

from datetime import date
from decimal import Decimal

from accounts.models import User
from engine.records import (
    Activity,
    Ceiling,
    Condition,
    CostLine,
    Criterion,
    FundingSource,
    Gate,
    Header,
    Link,
    Project,
    Scenario,
    Stage,
    Window,
)
from roadmaps import services
from roadmaps.models import Roadmap
from sanctions.models import Instrument, Measure

WON = Decimal(100_000_000)


def a_small_plan(by: User, name: str = "시범 계획") -> Roadmap:
    """Two stages: a survey and a workshop that can go ahead, a sewing line that a measure bars."""
    a_measure()
    header = Header(
        "plan", name, "Trial plan", date(2027, 1, 4), default_scenario="B", illustrative=True
    )
    return services.create_plan(header, _records(), by=by)


def a_measure() -> Measure:
    instrument = Instrument.objects.create(
        id="unscr-2375",
        regime="un",
        name_ko="유엔 안보리 결의 2375호(2017)",
        name_en="UN Security Council Resolution 2375 (2017)",
        order=1,
    )
    return Measure.objects.create(
        id="unscr-2375-16",
        instrument=instrument,
        regime="un",
        paragraph="16",
        adopted=date(2017, 9, 11),
        effective_from=date(2017, 9, 11),
        direction="export_from_dprk",
        subject="goods",
        hs_scope="listed",
        hs_basis="mapping",
        effect="prohibited",
        legal_force="binding",
        summary_ko="북한산 섬유제품의 조달을 금지한다.",
        summary_en="No procurement of textiles from the DPRK.",
        citation="S/RES/2375, OP 16",
        confidence="high",
        verified="content",
        order=1,
    )


def _records() -> list[object]:
    return [
        Stage("S1", "기반", "Foundation", 1),
        Stage("S2", "확대", "Expansion", 2),
        Condition(
            "TEXTILE", "섬유 금지 면제", "Textile ban lifted", "sanctions", ("unscr-2375-16",)
        ),
        Condition("CHANNEL", "연락채널 복원", "Channel restored", "political"),
        Scenario("A", "현상 유지", "Status quo", "A"),
        Scenario("B", "부분 완화", "Partial relief", "B"),
        Window("B:CHANNEL", "B", "CHANNEL", date(2027, 3, 1)),
        Project("P1", "공동조사", "Joint survey", stage="S1", conditions=("CHANNEL",)),
        Project("P2", "시범작업장", "Pilot workshop", stage="S1"),
        Project("P3", "봉제라인", "Sewing line", stage="S2", conditions=("TEXTILE",)),
        Activity("P1.a1", "현장조사", "Site survey", "P1", 3),
        Activity("P2.a1", "작업장 설치", "Fit-out", "P2", 6),
        Activity("P3.a1", "설비 반입", "Machines in", "P3", 4),
        Link("L1", "P1.a1", "P2.a1"),
        Gate("G1", "착수 승인", "Go-ahead", stage="S1", opens=("P2.a1",)),
        Criterion("G1:1", "조사 끝", "Survey done", "G1", activity="P1.a1"),
        FundingSource("fund", "협력기금", "Cooperation Fund"),
        FundingSource("private", "민간", "Private"),
        Ceiling("fund:2027", "fund", 2027, 40 * WON, "KRW", 2026),
        CostLine("C1", "P1", "fund", 30 * WON, "KRW", 2026),
        CostLine("C2", "P2", "fund", 25 * WON, "KRW", 2026),
        CostLine("C3", "P2", "private", Decimal(1_250_000_000), "KRW", 2026),
        CostLine("C4", "P3", "fund", 70 * WON, "KRW", 2026),
    ]
