"""What is left out of a plan behind a mask, and that no field was forgotten."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import get_type_hints

import pytest

from engine import records
from engine.changes import Add, Alter, Remove
from engine.masking import (
    AMOUNT_FIELDS,
    NAMELESS_EN,
    NAMELESS_KO,
    PARTY_FIELDS,
    Mask,
    hidden_in,
    masked,
    masked_changes,
    touched,
)
from engine.networks import network_of
from engine.plan import Plan, dangling, plan_of
from engine.records import KINDS, Record
from engine.schedule import compile_network

AMOUNTS, PARTIES = Mask(amounts=True), Mask(parties=True)
#: Decimals that are no money: quantities, shares, coordinates, thresholds of rules.
QUANTITIES = {
    "capacity": {"amount"},
    "step": {"change"},
    "demand": {"amount"},
    "threshold": {"value"},
    "window": {"never"},
    "cost": {"recoverable"},
    "goods": {"quantity"},
    "project": {"power_need_mw", "power_supply_mw"},
    "entity": {"latitude", "longitude", "capacity_month", "quantity", "gross_kg"},
    "relation": {"share", "quantity", "output_ratio"},
}
#: Texts that name no party: codes, words of a choice, places, measures, evidence, what is done.
OTHER_TEXTS = {
    "partner": {"key", "project", "side", "roles", "decides_ko", "decides_en", "end_user"},
    "permit": {
        "key", "name_ko", "name_en", "sort", "state", "authority", "measures", "route", "projects",
        "lines", "zones", "opens", "evidence", "terms_ko", "terms_en", "document",
    },
    "control": {"key", "name_ko", "name_en", "project", "channel", "evidence_ref"},
    "entity": {
        "key", "project", "sort", "role", "country", "screening_result", "firm", "admin_area",
        "source_countries", "permits", "hs", "unit", "declared_origin", "origin_evidence",
        "from_place", "to_place", "transport", "flag", "owner", "insurer", "place_kind",
        "authority", "reference_no", "measure", "item_scope", "evidence_ref", "confidence",
    },
}  # fmt: skip


def a_plan(*rows: Record) -> Plan:
    kinds: dict[str, dict[str, Record]] = {}
    for row in rows:
        kinds.setdefault(row.kind, {})[row.key] = row
    return plan_of(records.Header("plan", "계획", "Plan", date(2027, 1, 1)), kinds)


ROWS: tuple[Record, ...] = (
    records.Condition("C1", "조건", "Condition"),
    records.FundingSource("fund", "기금", "Fund"),
    records.Ceiling("fund:2030", "fund", 2030, Decimal(900)),
    records.Project("P1", "가", "One"),
    records.Project("P2", "나", "Two"),
    records.Partner("P1:p", "평양상사", "Pyongyang Trade", "P1", "north", note_ko="평양상사"),
    records.CostLine("P1:c", "P1", "fund", Decimal(7), recoverable=Decimal("0.5"), partner="P1:p"),
    records.GoodsLine(
        "P2:g", "직기", "Looms", "P2", quantity=Decimal(3), value=Decimal(800),
        approved_value=Decimal(810),
    ),
    records.Permit("PM", "승인", "Permit", applicant="남한물산", projects=("P2",), lines=("P2:g",)),
    records.BenefitLine("P1:b", "P1", amount=Decimal(40), currency="KRW"),
    records.BenefitLine("P1:j", "P1", gain="jobs", amount=Decimal(50), unit="persons"),
    records.Activity("P1.a", "일", "Work", "P1"),
    records.Activity("P2.a", "일", "Work", "P2", permit="PM"),
    records.Activity("P2.b", "일", "Work", "P2"),
    records.Link("L", "P1.a", "P2.a"),
    records.Gate("G", "문", "Gate", at_least=2, opens=("P2.b",)),
    records.Criterion("G1", "가", "One", "G", activity="P1.a"),
    records.Criterion("G2", "나", "Two", "G", activity="P2.a"),
    records.Entity("E1", "봉제공장", "Sewing works", "P1", "factory", registration_no="77-1"),
    records.Entity("E2", "남포항", "Nampo port", "P1", "place"),
    records.Entity("E3", "셔츠", "Shirts", "P2", "product_lot", value=Decimal(60)),
    records.Relation("R", "pays", "E1", "E2", amount=Decimal(99)),
    records.Control("K", "원산지 확인", "Origin check", "P1", responsible="김 과장"),
)  # fmt: skip
PLAN = a_plan(*ROWS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_decimal_of_every_kind_is_money_or_a_quantity(kind: str) -> None:
    hints = get_type_hints(KINDS[kind])
    decimals = {each.name for each in fields(KINDS[kind]) if "Decimal" in str(hints[each.name])}

    assert decimals == AMOUNT_FIELDS.get(kind, frozenset()) | QUANTITIES.get(kind, set())
    assert not AMOUNT_FIELDS.get(kind, frozenset()) & QUANTITIES.get(kind, set())


@pytest.mark.parametrize("kind", PARTY_FIELDS)
def test_every_text_of_what_knows_parties_names_one_or_does_not(kind: str) -> None:
    hints = get_type_hints(KINDS[kind])
    texts = {
        each.name
        for each in fields(KINDS[kind])
        if "str" in str(hints[each.name]) or "Literal" in str(hints[each.name])
    }

    assert texts == PARTY_FIELDS[kind] | OTHER_TEXTS[kind]


def test_no_kind_that_may_name_a_party_was_overlooked() -> None:
    """A kind with a side, an applicant, an owner or somebody responsible is about somebody."""
    telling = {"applicant", "responsible", "beneficial_owners", "registration_no", "end_user"}
    found = {k for k, record in KINDS.items() if telling & {each.name for each in fields(record)}}

    assert found == set(PARTY_FIELDS)


def test_without_amounts_no_money_is_left_and_every_quantity_is() -> None:
    seen = masked(PLAN, AMOUNTS)

    assert seen.ceilings["fund:2030"].amount == 0
    assert seen.costs["P1:c"].amount == 0
    assert seen.costs["P1:c"].recoverable == Decimal("0.5")
    assert (seen.goods["P2:g"].value, seen.goods["P2:g"].approved_value) == (None, None)
    assert seen.goods["P2:g"].quantity == 3
    assert seen.benefits["P1:b"].amount is None
    assert seen.benefits["P1:j"].amount == 50
    assert seen.entities["E3"].value is None
    assert seen.relations["R"].amount is None
    assert seen.partners == PLAN.partners


def test_without_party_names_no_party_is_named_and_places_and_goods_still_are() -> None:
    seen = masked(PLAN, PARTIES)

    partner = seen.partners["P1:p"]
    assert (partner.name_ko, partner.name_en) == (NAMELESS_KO, NAMELESS_EN)
    assert partner.note_ko == ""
    assert partner.side == "north"
    assert seen.permits["PM"].applicant == ""
    assert seen.permits["PM"].name_ko == "승인"
    assert seen.entities["E1"].name_en == NAMELESS_EN
    assert seen.entities["E1"].registration_no == ""
    assert seen.entities["E2"].name_en == "Nampo port"
    assert seen.controls["K"].responsible == ""
    assert seen.costs == PLAN.costs


def test_a_mask_that_hides_nothing_gives_the_very_same_plan() -> None:
    assert masked(PLAN, Mask()) is PLAN


def test_with_some_projects_only_nothing_speaks_of_the_others() -> None:
    seen = masked(PLAN, Mask(projects=frozenset({"P1"})))

    assert set(seen.projects) == {"P1"}
    assert set(seen.activities) == {"P1.a"}
    assert not seen.links and not seen.goods and not seen.permits
    assert set(seen.entities) == {"E1", "E2"}
    assert set(seen.criteria) == {"G1"}
    assert seen.gates["G"].opens == ()
    assert seen.gates["G"].at_least is None
    assert set(seen.conditions) == {"C1"}
    assert [problem for record in seen.all() for problem in dangling(seen, record)] == []
    compile_network(network_of(seen))


@pytest.mark.parametrize("mask", [AMOUNTS, PARTIES, Mask(True, True, frozenset({"P2"}))])
def test_a_masked_plan_is_sound_and_masking_it_again_changes_nothing(mask: Mask) -> None:
    seen = masked(PLAN, mask)

    compile_network(network_of(seen))
    assert masked(seen, mask) == seen


def test_changes_lose_what_is_hidden_and_keep_the_rest() -> None:
    changes = [
        Add(PLAN.costs["P1:c"]),
        Alter("cost", "P1:c", {"amount": Decimal(5), "evidence": "KIET"}),
        Alter("cost", "P1:c", {"amount": Decimal(5)}),
        Remove("cost", "P1:c"),
    ]

    added, altered, removed = masked_changes(changes, AMOUNTS)

    assert isinstance(added, Add) and isinstance(added.record, records.CostLine)
    assert added.record.amount == 0
    assert altered == Alter("cost", "P1:c", {"evidence": "KIET"})
    assert removed == Remove("cost", "P1:c")


def test_what_a_change_touches_of_what_is_hidden() -> None:
    cost = PLAN.costs["P1:c"]

    assert touched(Alter("cost", "P1:c", {"amount": Decimal(1)}), AMOUNTS) == {"amount"}
    assert touched(Alter("cost", "P1:c", {"evidence": "x"}), AMOUNTS) == frozenset()
    assert touched(Alter("demand", "d", {"amount": Decimal(1)}), AMOUNTS) == frozenset()
    assert touched(Add(cost), AMOUNTS) == {"amount"}
    assert touched(Add(records.CostLine("c", "P1", "fund")), AMOUNTS) == frozenset()
    assert touched(Add(PLAN.entities["E2"]), PARTIES) == frozenset()
    assert touched(Add(PLAN.entities["E1"]), PARTIES) == {"name_ko", "name_en", "registration_no"}
    assert touched(Remove("cost", "P1:c"), AMOUNTS) == frozenset()


def test_a_benefit_without_a_currency_is_no_money() -> None:
    assert hidden_in(PLAN.benefits["P1:j"], AMOUNTS) == frozenset()
    assert hidden_in(PLAN.benefits["P1:b"], AMOUNTS) == {"amount"}
