"""What a report says is what the plan says: exact dates, sums that add up, nothing invented."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from accounts.models import User
from engine.changes import Add
from engine.records import CostLine
from reports.contents import contents_of
from reports.holding import confidence_word
from reports.shape import Contents, CostTable, YearTable
from roadmaps import services
from roadmaps.models import Roadmap

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def report_on(plan: Roadmap, scenario: str = "B", language: str = "ko", *stages: str) -> Contents:
    wanted = stages or ("S1", "S2", "S3")
    return contents_of(plan, scenario, wanted, language, asked_by="김도현", at=NOON)


def number(text: str) -> Decimal:
    return Decimal(0) if text == "—" else Decimal(text.replace(",", ""))


def total(texts: Iterable[str]) -> Decimal:
    return sum(map(number, texts), Decimal(0))


def test_the_dates_are_those_of_the_schedule(plan: Roadmap) -> None:
    foundation = report_on(plan).chapters[0]

    assert [(row.key, row.start, row.finish) for row in foundation.rows] == [
        ("P1", "2027.03.01", "2027.05.31"),
        ("P2", "2027.06.01", "2027.11.30"),
    ]
    assert [(bar.start, bar.finish) for bar in foundation.bars] == [
        ("2027-03-01", "2027-05-31"),
        ("2027-06-01", "2027-11-30"),
    ]


def test_what_is_blocked_has_no_date_and_names_its_measure(plan: Roadmap) -> None:
    contents = report_on(plan)
    expansion = contents.chapters[1]

    assert expansion.bars == [] and expansion.axis is None
    assert [(bar.start, bar.finish, bar.months) for bar in expansion.blocked] == [(None, None, 4)]
    assert [(row.start, row.finish) for row in expansion.rows] == [("—", "—")]
    assert [(row.key, row.conditions, row.measures) for row in contents.blocked] == [
        ("P3", ["섬유 금지 면제"], ["유엔 안보리 결의 2375호(2017) 16항"])
    ]


def test_the_critical_path_says_why_from_its_root_on(plan: Roadmap) -> None:
    path = report_on(plan).path

    assert [(step.project, step.why) for step in path] == [
        ("P1.a1", "조건 「연락채널 복원」 충족에 따라 2027. 3. 1.부터 가능 (해소 시 56일 단축)"),
        (
            "P2.a1",
            "P1.a1 「현장조사」 완료 후 착수; 게이트 G1 「착수 승인」 2027. 5. 31. 통과 "
            "(해소 시 148일 단축)",
        ),
    ]


def test_cost_by_source_and_stage_is_written_exactly(plan: Roadmap) -> None:
    (table,) = report_on(plan).costs

    assert table.unit.text == "억 원, 2026년 불변가격"
    assert [(row.name, row.amounts, row.total) for row in table.rows] == [
        ("협력기금", ["55.0", "70.0"], "125.0"),
        ("민간", ["12.5", "0.0"], "12.5"),
    ]
    assert (table.sums.amounts, table.sums.total) == (["67.5", "70.0"], "137.5")


def test_only_a_source_with_a_ceiling_is_held_against_it(plan: Roadmap) -> None:
    (table,) = report_on(plan).years

    (year,) = table.rows
    assert (year.year, year.amounts, year.total) == ("2027", ["55.0", "12.5"], "67.5")
    assert (year.limited, year.ceiling, year.over) == ("55.0", "40.0", "15.0")
    assert (table.undated.amounts, table.sums.total) == (["70.0", "0.0"], "137.5")


def test_different_currencies_stand_side_by_side_and_are_never_added(
    plan: Roadmap, jin: User
) -> None:
    dollars = CostLine("C9", "P1", "private", Decimal(2_500_000), "USD", 2026)
    services.edit_plan(plan, [Add(dollars)], by=jin, on_revision=plan.revision)
    plan.refresh_from_db()

    contents = report_on(plan, "B", "en")

    assert [(t.unit.text, t.sums.total) for t in contents.costs] == [
        ("KRW billion, 2026 prices", "13.75"),
        ("USD million, 2026 prices", "2.5"),
    ]
    assert contents.chapters[0].rows[0].cost == (
        "3.00 (KRW billion, 2026 prices), 2.5 (USD million, 2026 prices)"
    )


def test_a_report_on_one_stage_counts_only_that_stage(plan: Roadmap) -> None:
    contents = report_on(plan, "B", "en", "S1")

    assert contents.scope == "Foundation"
    assert [chapter.key for chapter in contents.chapters] == ["S1"]
    assert contents.figures[0] == ("Projects", "2")
    assert contents.costs[0].sums.total == "6.75"
    assert contents.blocked == []


def test_a_scenario_in_which_nothing_can_start_has_no_chart_and_no_path(plan: Roadmap) -> None:
    contents = report_on(plan, "A", "en")

    assert contents.axis is None and contents.lanes == [] and contents.path == []
    assert [row.key for row in contents.blocked] == ["P1", "P2", "P3"]
    assert contents.path_points[0].text.startswith("Nothing has a date")


def test_every_total_of_the_reference_plan_is_the_sum_of_its_rows(reference_plan: None) -> None:
    plan = Roadmap.objects.get()

    for scenario in "ABC":
        for language in ("ko", "en"):
            check_all(report_on(plan, scenario, language))


def check_all(contents: Contents) -> None:
    for table in contents.costs:
        check_costs(table)
    for years in contents.years:
        check_years(years)
    for places in (contents.zones, contents.industries):
        assert total(row.cost for row in places.rows) == number(places.sums.cost)
        assert sum(row.projects for row in places.rows) == places.sums.projects == 60
        assert sum(row.blocked for row in places.rows) == places.sums.blocked
    for chapter in contents.chapters:
        assert total(row.cost for row in chapter.rows) == number(chapter.cost)
    whole = number(contents.costs[0].sums.total)
    assert whole == number(contents.years[0].sums.total) == total(c.cost for c in contents.chapters)


def check_costs(table: CostTable) -> None:
    for row in [*table.rows, table.sums]:
        assert total(row.amounts) == number(row.total)
    for place, amount in enumerate(table.sums.amounts):
        assert total(row.amounts[place] for row in table.rows) == number(amount)


def check_years(table: YearTable) -> None:
    for row in [*table.rows, table.undated, table.sums]:
        assert total(row.amounts) == number(row.total)
    columns = zip(*(row.amounts for row in [*table.rows, table.undated]), strict=True)
    assert [total(column) for column in columns] == [number(x) for x in table.sums.amounts]


def test_every_project_that_needs_relief_is_blocked_in_scenario_a_and_names_a_measure(
    reference_plan: None,
) -> None:
    plan = Roadmap.objects.get()

    contents = report_on(plan, "A")

    blocked = {row.key: row for row in contents.blocked}
    needing = {row.key for row in plan.project_rows.exclude(earliest_scenario__in=["", "A"])}
    assert len(needing) == 52
    assert needing <= blocked.keys()
    assert [key for key in needing if not blocked[key].measures] == []


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("high (government draft budget; enacted figures not checked)", "높음"),
        ("low-medium (old)", "낮음~보통"),
        ("n/a", "해당 없음"),
        ("see confidence of each fact", "항목별 상이"),
        ("", "미상"),
    ],
)
def test_how_far_a_source_is_trusted_is_said_in_the_reports_language(found: str, told: str) -> None:
    with override("ko"):
        assert confidence_word(found) == told
