"""Each check of a supply network with a case that just passes and one that just fails."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from engine.diligence.answers import Check
from engine.diligence.checking import check_network
from engine.diligence.closing import closings
from engine.diligence.layout import Line, layout, ordered
from engine.diligence.network import network
from engine.diligence.scoring import Bands, Question, score
from engine.records import Entity, Relation
from engine.screening.law import Measure, Relief

ON = date(2031, 6, 1)
LIMITS = {"steps": Decimal(3), "tolerance": Decimal("0.05"), "days": Decimal(30)}


def entity(key: str, sort: Any, **rest: Any) -> Entity:
    return Entity(key, key, key, "P", sort, **rest)


def tie(sort: Any, source: str, target: str, **rest: Any) -> Relation:
    return Relation(f"{source}>{target}:{rest.get('step', '')}{sort}", sort, source, target, **rest)


def cases_of(check: str, *records: Any) -> list[str]:
    """What a check finds: cases of red flags, then what is missing in brackets."""
    found = network(
        [each for each in records if isinstance(each, Entity)],
        [each for each in records if isinstance(each, Relation)],
    )
    (checked,) = check_network([Check(check, limits=LIMITS)], found, ON)
    return [f.case for f in checked.flags] + [f"[{m.need}]" for m in checked.missing]


PLANT = entity("plant", "factory", country="KP", capacity_month=Decimal(100))
LOT = entity("lot", "product_lot", hs="6203", quantity=Decimal(100), declared_origin="KP")
SEWN = tie("makes", "plant", "lot", step="sew", day=date(2031, 5, 2))


def test_origin_is_where_it_was_sewn() -> None:
    assert cases_of("origin", PLANT, LOT, SEWN) == []
    assert cases_of("origin", replace(PLANT, country="CN"), LOT, SEWN) == ["origin_differs"]
    assert cases_of("origin", PLANT, LOT) == ["[sewing_factory]"]


def test_a_month_holds_its_capacity_and_not_one_piece_more() -> None:
    assert cases_of("capacity", PLANT, LOT, SEWN) == []
    more = replace(LOT, quantity=Decimal(101))
    assert cases_of("capacity", PLANT, more, SEWN) == ["above_capacity"]
    unknown = replace(PLANT, capacity_month=None)
    assert cases_of("capacity", unknown, LOT, SEWN) == ["[capacity_month]"]


NORTH = entity("nampo", "place", country="KP")
SOUTH = entity("incheon", "place", country="KR")
OUT = entity("out", "shipment", moved_on=ON, from_place="nampo", to_place="incheon")
PAPER = entity("paper", "approval", valid_from=date(2031, 1, 1), valid_to=ON, item_scope=("62",))
COVERS, CARRIES = tie("covers", "paper", "out"), tie("carries", "out", "lot")


def test_a_shipment_is_covered_on_the_last_day_of_its_approval_and_not_after() -> None:
    rest = (NORTH, SOUTH, PAPER, LOT, CARRIES, COVERS)
    assert cases_of("cover", OUT, *rest) == []
    late = replace(OUT, moved_on=date(2031, 6, 2))
    assert cases_of("cover", late, *rest) == ["approval_out_of_date"]
    assert cases_of("cover", OUT, *rest[:-1]) == ["no_approval"]
    wool = replace(LOT, hs="5101")
    assert cases_of("cover", OUT, NORTH, SOUTH, PAPER, wool, CARRIES, COVERS) == ["outside_scope"]


@pytest.mark.parametrize(("steps", "expected"), [(3, ["reaches_listed"]), (4, [])])
def test_a_listed_firm_is_met_within_three_steps_and_not_in_four(
    steps: int, expected: list[str]
) -> None:
    firms = [entity(f"f{n}", "firm", screening_result="no_match") for n in range(steps)]
    firms.append(entity(f"f{steps}", "firm", screening_result="listed"))
    owns = [tie("owns", f"f{n}", f"f{n + 1}") for n in range(steps)]
    runs = tie("operates", "f0", "plant")
    assert cases_of("owners", *firms, *owns, runs, PLANT) == expected


def test_fabric_explains_garments_within_the_tolerance_and_not_beyond() -> None:
    fabric = entity("fabric", "product_lot", hs="5513", quantity=Decimal(100))
    made = tie("derived_from", "lot", "fabric", output_ratio=Decimal(1))
    for quantity, expected in (
        ("105", []), ("106", ["more_than_input"]), ("95", []), ("94", ["less_than_input"]),
    ):  # fmt: skip
        lot = replace(LOT, quantity=Decimal(quantity))
        assert cases_of("yields", lot, fabric, made) == expected


def test_workers_of_the_north_abroad_cash_and_silence_are_flagged() -> None:
    agency, abroad = entity("agency", "labour_agency"), entity("cn", "factory", country="CN")
    placed = tie("places_workers", "agency", "cn", nationality="KP", permit="visitor")
    assert cases_of("labour", agency, abroad, placed) == ["north_abroad", "no_work_permit"]
    payer, payee = entity("a", "firm"), entity("b", "firm")
    for method, expected in (
        ("cash", ["outside_banks"]), ("", ["[method]"]), ("bank_transfer", ["[bank]"]),
    ):  # fmt: skip
        assert cases_of("payment", payer, payee, tie("pays", "a", "b", method=method)) == expected


BANDS = Bands(Fraction(1, 5), Fraction(9, 20))
QUESTIONS = [Question("heavy", 5), Question("light", 3)]


def test_a_question_nobody_answered_is_not_a_zero() -> None:
    found = score(QUESTIONS, {"light": 1}, BANDS, 5)
    assert (found.value, found.band) == (Fraction(1, 2), "high")
    assert (found.least, found.most, found.coverage) == (
        Fraction(3, 16), Fraction(13, 16), Fraction(3, 8),
    )  # fmt: skip
    assert not found.is_settled
    assert [part.question.id for part in found.stops_open] == ["heavy"]
    assert [part.question.id for part in score(QUESTIONS, {"heavy": 2}, BANDS, 5).stops] == [
        "heavy"
    ]


def test_bands_hold_their_edges() -> None:
    assert BANDS.of(Fraction(1, 5)) == "medium"
    assert BANDS.of(Fraction(9, 20)) == "medium"
    assert BANDS.of(Fraction(19, 100)) == "low"


def test_the_order_of_a_tier_undoes_a_crossing_and_is_the_same_every_time() -> None:
    level = {"a": 0, "b": 0, "c": 1, "d": 1}
    lines = [Line("x", "a", "d", ()), Line("x", "b", "c", ())]
    found = ordered(["up", "down"], level, lines)
    assert found.crossings == 0
    assert found == ordered(["up", "down"], level, lines)


def test_tiers_follow_the_goods() -> None:
    fabric = entity("fabric", "product_lot", hs="5513", quantity=Decimal(100))
    made = tie("derived_from", "lot", "fabric")
    brand = entity("brand", "firm", role="brand")
    found = layout(network([PLANT, LOT, fabric, brand], [SEWN, made]))
    assert found.tiers == (
        ("inputs", ("fabric",)),
        ("factories", ("plant", "")),
        ("lots", ("lot",)),
        ("brands", ("brand",)),
    )


def test_the_road_closes_the_day_after_its_window_ends() -> None:
    ban = Measure("ban", "un", "within", "goods", date(2017, 9, 11), date(2017, 9, 11))
    relief = Relief("ban", date(2030, 1, 1), date(2031, 5, 31), "suspension", condition="C")
    runs = (date(2030, 6, 1), date(2031, 12, 31))
    (found,) = closings(["ban"], {"ban": ban}, [relief], date(2027, 1, 1), runs)
    assert (found.day, found.why, found.while_project) == (ON, "window_ends", "running")
    (shut,) = closings(["ban"], {"ban": ban}, [], date(2027, 1, 1), runs)
    assert shut.why == "stays_closed"
