"""What has no room in its column, or can't stand in an address, is refused in words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from engine.changes import Alter
from engine.codec import decode_changes
from engine.problems import BrokenPlan
from roadmaps import services
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of
from tests.reports.plans import a_small_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(jin: User) -> Roadmap:
    return a_small_plan(jin)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"modality": "x" * 33}, "modality"),
        ({"power_need_mw": Decimal(10) ** 9}, "power_need_mw"),
        ({"power_need_mw": Decimal("0.001")}, "power_need_mw"),
        ({"also_zones": ("z" * 65,)}, "also_zones"),
    ],
)
def test_a_value_too_big_for_its_column_is_refused(
    plan: Roadmap, jin: User, values: dict[str, Any], field: str
) -> None:
    key = plan.project_rows.values_list("key", flat=True)[0]
    before = plan.revision
    with pytest.raises(BrokenPlan) as refused:
        services.edit_plan(plan, [Alter("project", key, values)], by=jin, on_revision=before)
    codes = {(p.code, p.values["field"]) for p in refused.value.problems}
    assert ("does_not_fit", field) in codes
    assert Roadmap.objects.get(pk=plan.pk).revision == before


@pytest.mark.parametrize("key", ["a/b", "a b", "a?b", "50%"])
def test_a_code_that_would_break_an_address_is_refused(key: str) -> None:
    record = {"key": key, "name_ko": "", "name_en": ""}
    with pytest.raises(BrokenPlan) as refused:
        decode_changes([{"kind": "add_project", "record": record}])
    assert [p.code for p in refused.value.problems] == ["bad_key"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"low": date(2027, 3, 2)}, "range_excludes_date"),
        ({"high": date(2027, 2, 28)}, "range_excludes_date"),
        ({"low": date(2027, 2, 1), "high": date(2027, 4, 1), "never": Decimal("0.2")}, None),
    ],
)
def test_the_range_of_a_window_holds_its_date(
    plan: Roadmap, jin: User, values: dict[str, Any], code: str | None
) -> None:
    change = Alter("window", "B:CHANNEL", values)
    if code is None:
        services.edit_plan(plan, [change], by=jin, on_revision=plan.revision)
        kept = plan_of(Roadmap.objects.get(pk=plan.pk)).windows["B:CHANNEL"]
        assert (kept.low, kept.high, kept.never) == (*values.values(),)
        return
    with pytest.raises(BrokenPlan) as refused:
        services.edit_plan(plan, [change], by=jin, on_revision=plan.revision)
    assert [(p.code, p.about) for p in refused.value.problems] == [(code, ("B:CHANNEL",))]


@pytest.mark.parametrize("never", ["1.01", "-0.1"])
def test_a_chance_lies_between_none_and_one(never: str) -> None:
    change = {"kind": "change_window", "key": "B:CHANNEL", "values": {"never": never}}
    with pytest.raises(BrokenPlan) as refused:
        decode_changes([change])
    assert [p.code for p in refused.value.problems] in (["too_large"], ["too_small"])
