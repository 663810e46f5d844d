"""Costs by year: nothing is lost, and nothing of another currency is added."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from atlas.queries.money import cost_tables, spread
from atlas.queries.spans import project_spans
from engine.records import CostLine
from roadmaps.models import Roadmap
from roadmaps.schedules import schedule_for


def test_a_cost_falls_evenly_over_its_days() -> None:
    shares = spread(Decimal(730), date(2027, 1, 1), date(2028, 12, 30))
    assert shares == {2027: Decimal(365), 2028: Decimal(365)}


@given(
    some.decimals(min_value=0, max_value=10**12, places=2),
    some.dates(date(2027, 1, 1), date(2045, 12, 31)),
    some.integers(0, 4000),
)
def test_the_years_add_up_to_the_cost(amount: Decimal, start: date, days: int) -> None:
    shares = spread(amount, start, start + timedelta(days=days))
    assert sum(shares.values()) == amount
    assert min(shares) == start.year


@pytest.mark.django_db
def test_rows_add_up_to_the_totals(standing_plan: None) -> None:
    plan, schedule = schedule_for(Roadmap.objects.get(), "B")
    (table,) = cost_tables(plan, project_spans(plan, schedule))
    assert table.total == sum(line.amount for line in plan.costs.values())
    for index, year in enumerate(table.years):
        assert year.amount == sum(source.years[index].amount for source in table.sources)
    for source in table.sources:
        assert source.total == source.undated + sum(year.amount for year in source.years)


@pytest.mark.django_db
def test_another_currency_or_price_year_has_a_table_of_its_own(standing_plan: None) -> None:
    plan, schedule = schedule_for(Roadmap.objects.get(), "C")
    line = next(iter(plan.costs.values()))
    dollars = replace(line, key="usd", currency="USD", amount=Decimal(7))
    older = CostLine("old", line.project, line.source, Decimal(3), line.currency, 2010)
    plan = plan.with_record(dollars).with_record(older)
    tables = cost_tables(plan, project_spans(plan, schedule))
    assert {(t.currency, t.price_year, t.total) for t in tables[1:]} == {
        ("USD", line.price_year, Decimal(7)),
        ("KRW", 2010, Decimal(3)),
    }


@pytest.mark.django_db
def test_what_is_blocked_has_no_year(standing_plan: None) -> None:
    plan, schedule = schedule_for(Roadmap.objects.get(), "A")
    spans = project_spans(plan, schedule)
    (table,) = cost_tables(plan, spans)
    blocked = {key for key, span in spans.items() if not span.has_all_dates}
    assert table.undated == sum(
        line.amount for line in plan.costs.values() if line.project in blocked
    )
    assert table.undated > 0


@pytest.mark.django_db
def test_years_over_a_ceiling_are_told(standing_plan: None) -> None:
    plan, schedule = schedule_for(Roadmap.objects.get(), "C")
    (table,) = cost_tables(plan, project_spans(plan, schedule))
    over = {(s.key, y.year) for s in table.sources for y in s.years if y.is_over}
    ceilings = {(c.source, c.year): c.amount for c in plan.ceilings.values()}
    assert over
    for key, year in over:
        (amount,) = (
            y.amount for s in table.sources if s.key == key for y in s.years if y.year == year
        )
        assert amount > ceilings[key, year]
