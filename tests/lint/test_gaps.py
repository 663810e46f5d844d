"""What a rule could not look at is said, never passed over; thresholds are the plan's own."""

from decimal import Decimal

import pytest

from engine import records
from engine.lint import with_thresholds
from tests.lint.sound import altered, answer, lint, needs, project, sound, told
from tests.lint.spoiling import scored
from zones.rulebook import BadRulebook, limits, principles, read_rulebook

CLEARED = ("LAW-EPC", "SAN-2375-18")
ZONE = {"modality": "zone_development", "conditions": CLEARED}


def test_the_rulebook_holds_the_29_rules_in_their_order_and_that_of_standards() -> None:
    assert list(principles()) == [f"R{number:02d}" for number in range(1, 31)]


def test_every_rule_answers_about_the_sound_plan_and_finds_nothing() -> None:
    found = lint(sound())
    assert [each.rule.id for each in found.results] == list(principles())
    assert found.findings == ()


def test_the_sound_plan_says_all_that_is_asked() -> None:
    assert lint(sound()).gaps == ()


def test_an_open_or_missing_answer_to_article_17_is_missing_and_the_rule_does_not_hold() -> None:
    waiting = altered(sound(), "self_check", "P4:feasible", answer="open")
    silent = sound().without("self_check", "P5:no_harm")
    for plan, key in ((waiting, "P4"), (silent, "P5")):
        gaps = answer(plan, "R21").gaps
        assert [(gap.need, gap.about) for gap in gaps] == [
            ("article_17_boxes", (("project", key),))
        ]
        assert not answer(plan, "R21").holds


def test_an_end_user_check_without_a_day_is_missing() -> None:
    plan = altered(sound(), "partner", "P4:north", checked_on=None)
    gap = answer(plan, "R28").gaps[0]
    assert (gap.need, gap.about) == ("end_user_check", (("partner", "P4:north"),))


def test_training_without_topics_and_goods_without_an_approved_value_are_missing() -> None:
    plan = altered(sound(), "project", "P4", modality="training")
    assert needs(plan, "R27") == {"curriculum_topics"}
    plan = sound(records.GoodsLine("g", "", "", "P4", "out", "6704"))
    assert needs(plan, "R22") == {"approved_totals"}


def test_private_money_of_no_firm_is_missing_its_firm() -> None:
    plan = sound(records.CostLine("c", "P4", "private", Decimal(5), evidence="SRC"))
    assert needs(plan, "R26") == {"exposure_by_firm"}
    assert needs(altered(plan, "cost", "c", partner="P4:south"), "R26") == set()


def test_a_zone_of_just_the_threshold_is_large() -> None:
    plan = sound(*project("P8", "S2", "tenkm", **ZONE), *scored("P8", *(4,) * 6))
    assert [each.case for each in answer(plan, "R03").findings] == ["large_zone_early"]


def test_power_nobody_supplies_is_missing_not_short() -> None:
    needy = sound(*project("P7", "S2", "rason", power_need_mw=Decimal(5), intensity="labor"))
    assert needs(needy, "R14") == {"firm_supply"}


def test_an_unknown_power_need_is_missing_not_zero() -> None:
    assert needs(sound(*project("P7", "S2", "rason", power_need_mw=None)), "R14") == {"power_need"}


def test_a_plan_without_costs_in_its_first_stage_says_so() -> None:
    plan = sound()
    for key in ("P1", "P2", "P3"):
        plan = plan.without("cost", f"{key}:grant")
    assert needs(plan, "R04") == {"stage_costs"}


def test_an_unknown_intensity_is_missing() -> None:
    plan = sound(*project("P7", "S2", "rason", intensity=""))
    assert needs(plan, "R07") == {"intensity"}


def test_a_plan_without_the_fund_among_its_sources_says_so() -> None:
    plan = sound()
    for key in tuple(plan.costs):
        plan = plan.without("cost", key)
    plan = plan.without("source", "fund_grant").without("source", "fund_loan")
    plan = plan.with_record(records.CostLine("c", "P1", "private", Decimal(1), evidence="SRC"))
    assert needs(plan, "R24") == {"fund_sources"}


def test_a_plans_own_threshold_decides() -> None:
    assert told(sound(), R16_workers="9") == [
        ("R16", "scale_without_pilot", key, "", "10", "9")
        for key in ("P1", "P2", "P3", "P4", "P5", "P6")
    ]
    assert told(sound(), R16_workers="10") == []


def test_a_threshold_of_another_plan_leaves_the_rulebook_as_it_is() -> None:
    before = principles()["R16"].rule
    with_thresholds([before], {"R16.workers": records.Threshold("R16.workers").value})
    assert before.limits["workers"] == 500


def test_every_threshold_is_named_in_both_languages() -> None:
    assert [key for key, limit in limits().items() if not (limit.name_ko and limit.name_en)] == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("query: a", "query: nobody", "R01: no query nobody"),
        ("severity: error", "severity: bad", "R01: severity bad"),
        ("  title_ko: t\n", "", "R01: without title_ko"),
        ("quoted: true", "quoted: true\n  colour: red", "R01: unknown colour"),
        ('value: "1"', 'value: "one"', "R01.most: one is no number"),
        ("unit: count", "unit: miles", "R01.most: unit miles"),
        ("source: [X]", "source: []", "R01: no source"),
        ("confidence: high", "confidence: sure", "R01: confidence sure"),
    ],
)
def test_a_spoilt_rulebook_is_refused_with_its_place(old: str, new: str, fault: str) -> None:
    text = """rules:
- id: R01
  query: a
  severity: error
  title_ko: t
  title_en: t
  statement_ko: s
  statement_en: s
  quoted: true
  mend_ko: m
  mend_en: m
  limits:
    most: {value: "1", unit: count, ko: k, en: e}
  waived_by: []
  source: [X]
  confidence: high
"""
    spoilt = text.replace(old, new).replace("query: a\n", "query: evidence\n")
    with pytest.raises(BadRulebook, match=fault):
        read_rulebook(spoilt)
