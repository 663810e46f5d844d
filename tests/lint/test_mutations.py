"""One field of the sound plan flipped: exactly the expected finding or missing fact, no other."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.lint.sound import altered, lint, sound

#: A record, the field that is flipped, and what is told: rule, case or need.
MUTATIONS: list[tuple[str, str, dict[str, Any], set[tuple[str, str]]]] = [
    ("project", "P3", {"strategy": "F1"}, {("R01", "goal_without_project")}),
    ("partner", "P4:south", {"roles": ()}, {("R01", "no_lead")}),
    (
        "project",
        "P1",
        {"stage": "S2"},
        {
            ("R05", "first_region_by_count"),
            ("R05", "first_region_by_cost"),
            ("R07", "too_little_labor"),
        },
    ),
    ("project", "P3", {"zone": "sinpyong"}, {("R06", "region_forgotten")}),
    ("project", "P4", {"intensity": "mixed"}, {("R07", "too_little_labor")}),
    ("project", "P4", {"intensity": ""}, {("R07", "too_little_labor"), ("R07", "intensity")}),
    ("project", "P6", {"zone": "waudo"}, {("R09", "all_inside_belts")}),
    ("partner", "P4:north", {"roles": ("informed",)}, {("R10", "only_recipient")}),
    ("partner", "P4:north", {"decides_en": ""}, {("R10", "decides_nothing")}),
    ("partner", "P4:north", {"side": "south"}, {("R10", "no_northern_partner")}),
    ("partner", "P4:north", {"name_ko": "", "name_en": ""}, {("R28", "partner_name")}),
    ("partner", "P4:north", {"end_user": "listed"}, {("R28", "end_user_listed")}),
    ("partner", "P4:north", {"end_user": ""}, {("R28", "end_user_check")}),
    ("project", "P4", {"policy_hook_en": ""}, {("R11", "no_policy_hook")}),
    ("benefit", "P4:n", {"text_en": ""}, {("R12", "no_benefit_north")}),
    ("benefit", "P4:n", {"side": "south"}, {("R12", "no_benefit_north")}),
    ("project", "P4", {"sk_staff": 0}, {("R12", "unmeasured_benefit_south")}),
    ("project", "P4", {"steps_south_en": ""}, {("R13", "no_steps_south")}),
    ("project", "P4", {"power_need_mw": None}, {("R14", "power_need")}),
    ("project", "P4", {"power_need_mw": Decimal(6)}, {("R14", "power_short")}),
    ("project", "P4", {"dprk_workers": 501}, {("R16", "scale_without_pilot")}),
    ("project", "P4", {"modality": "joint_venture"}, {("R18", "form_without_condition")}),
    ("project", "P4", {"notes_en": "relabel the goods"}, {("R20", "evasion_words")}),
    ("self_check", "P4:feasible", {"answer": "not_met"}, {("R21", "requirement_not_met")}),
    ("self_check", "P4:feasible", {"answer": "open"}, {("R21", "article_17_boxes")}),
    ("window", "C:LAW-CARRY", {"until": None}, {("R22", "approval_without_end")}),
    ("window", "C:LAW-CARRY", {"until": date(2028, 1, 31)}, {("R22", "approval_too_long")}),
    ("cost", "P4:grant", {"amount": Decimal(10) ** 12}, {("R25", "over_line")}),
    ("cost", "P4:grant", {"evidence": ""}, {("R29", "no_source")}),
    ("activity", "P4.a1", {"low": None}, {("R29", "single_number")}),
]


def _told(plan: Any) -> set[tuple[str, str]]:
    found = lint(plan)
    return {(each.rule, each.case) for each in found.findings} | {
        (each.rule, each.need) for each in found.gaps
    }


@pytest.mark.parametrize(
    ("kind", "key", "values", "told"),
    MUTATIONS,
    ids=[f"{key}-{'-'.join(values)}-{len(told)}" for _, key, values, told in MUTATIONS],
)
def test_a_flipped_field_is_told_as_expected_and_nothing_else(
    kind: str, key: str, values: dict[str, Any], told: set[tuple[str, str]]
) -> None:
    assert _told(altered(sound(), kind, key, **values)) == told


def test_the_plan_that_is_flipped_is_told_nothing() -> None:
    assert _told(sound()) == set()
