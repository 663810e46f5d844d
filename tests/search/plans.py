"""A small plan in which two projects want the same power, and a third is blocked."""

from datetime import date
from decimal import Decimal

from accounts.models import User
from engine.records import (
    Activity,
    Capacity,
    Condition,
    Demand,
    Header,
    Project,
    Scenario,
    Stage,
)
from roadmaps import services
from roadmaps.models import Roadmap

START = date(2027, 1, 4)


def a_crowded_plan(by: User) -> Roadmap:
    """The mill takes 10 days, the yard 5, both with all the power; the line waits for ever."""
    header = Header("plan", "시범 계획", "Trial plan", START, default_scenario="A")
    power = Capacity(
        "power", "전력", "Power", resource="power", since=START, amount=Decimal(3), unit="MW"
    )
    records = [
        Stage("S1", "기초", "Foundation"),
        Stage("S2", "확대", "Growth", position=1),
        Scenario("A", "현행", "As today"),
        Condition("accord", "합의", "Accord"),
        power,
        Project("mill", "공장", "Mill", stage="S1"),
        Project("yard", "야적장", "Yard", stage="S2"),
        Project("line", "봉제", "Sewing line", stage="S2", conditions=("accord",)),
        Activity("mill.a", "", "Build the mill", project="mill", duration=10, unit="workdays"),
        Activity("yard.a", "", "Lay the yard", project="yard", duration=5, unit="workdays"),
        Activity("line.a", "", "Sew", project="line", duration=5, unit="workdays"),
        Demand("d1", activity="mill.a", capacity="power", amount=Decimal(2)),
        Demand("d2", activity="yard.a", capacity="power", amount=Decimal(2)),
    ]
    return services.create_plan(header, records, by=by)
