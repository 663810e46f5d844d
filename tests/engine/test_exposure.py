"""Ten things the abstract of Lee and Gray (2020) tells, each mapped by hand to its channel.

Only the abstract and the list of references were read, and by one reader.
"""

from datetime import date
from typing import Any

import pytest

from engine.diligence.exposure import Channel, Sign, exposures
from engine.diligence.network import network
from engine.plan import plan_of
from engine.records import Condition, Control, Entity, GoodsLine, Header, Project, Relation

PROJECT = Project("P", "과제", "Project")
CHANNELS = {
    "processing": Channel(
        "processing",
        (),
        (Sign("consignment"), Sign("industry", ("apparel",)), Sign("goods_out", ("61", "62"))),
    ),
    "labour": Channel(
        "labour", (), (Sign("labour_abroad"), Sign("workers_placed"), Sign("foreign_factory"))
    ),
    "permits": Channel("permits", (), (Sign("other_permit"),)),
    "brokers": Channel("brokers", (), (Sign("third_country_firm"), Sign("undisclosed"))),
    "border": Channel(
        "border", (), (Sign("border_place"), Sign("zone", ("sinuiju",)), Sign("uncovered_shipment"))
    ),
    "origin": Channel("origin", (), (Sign("origin_differs"), Sign("foreign_consignee"))),
    "payment": Channel("payment", (), (Sign("outside_banks"), Sign("waits_for", ("bank-ban",)))),
}


def entity(key: str, sort: Any, **rest: Any) -> Entity:
    return Entity(key, key, key, "P", sort, **rest)


AGENCY = entity("agency", "labour_agency")
ABROAD = entity("cn", "factory", country="CN")
PLANT = entity("kp", "factory", country="KP")
LOT = entity("lot", "product_lot", hs="6203", declared_origin="CN")
SHIPMENT = entity("ship", "shipment", from_place="kp-place")
NORTH = entity("kp-place", "place", country="KP")
CASES: tuple[tuple[str, dict[str, Any], tuple[Any, ...], set[str]], ...] = (
    ("consignment-based processing arrangements", {"modality": "consignment"}, (), {"processing"}),
    ("increasingly competitive exporter of apparel", {"industry": "apparel"}, (), {"processing"}),
    (
        "exports of clothing since the sectoral ban",
        {},
        (GoodsLine("g", "바지", "Trousers", "P", "out", "6203"), NORTH),
        {"processing"},
    ),
    ("the dispatch of workers", {"labour_abroad": True}, (), {"labour"}),
    (
        "factories in China's northeastern border regions",
        {},
        (AGENCY, ABROAD, Relation("r", "places_workers", "agency", "cn", nationality="KP")),
        {"labour"},
    ),
    (
        "working on visitors' visas",
        {},
        (AGENCY, PLANT, Relation("r", "places_workers", "agency", "kp", permit="visitor")),
        {"permits"},
    ),
    (
        "often with the help of Chinese enterprises",
        {},
        (entity("t", "firm", role="trader", country="CN"),),
        {"brokers"},
    ),
    (
        "Exceptional Characteristics of Cross-Border Production Networks in Dandong",
        {"zone": "sinuiju"},
        (entity("d", "place", country="CN", place_kind="border_crossing"),),
        {"border"},
    ),
    (
        "continued on a more informal and clandestine basis",
        {},
        (NORTH, SHIPMENT, PLANT, LOT, Relation("r", "makes", "kp", "lot", step="sew")),
        {"border", "origin"},
    ),
    (
        "Financial Sanctions and the Rise of the Sino-North Korean Border Economy",
        {"conditions": ("C",)},
        (Condition("C", "금융", "Banking", "sanctions", ("bank-ban",)),),
        {"payment"},
    ),
)


@pytest.mark.parametrize(("told", "project", "records", "expected"), CASES)
def test_what_the_study_tells_lies_near_its_channel_and_no_other(
    told: str, project: dict[str, Any], records: tuple[Any, ...], expected: set[str]
) -> None:
    found = _states(project, records)
    assert {key for key, state in found.items() if state == "applies"} == expected, told


def test_goods_without_a_network_leave_a_channel_unknown_and_never_clear() -> None:
    found = _states({}, (GoodsLine("g", "콩", "Beans", "P", "out", "1201"),))
    assert set(found.values()) == {"unknown"}
    assert set(_states({}, ()).values()) == {"not_found"}


def test_a_channel_that_applies_lacks_a_control_until_one_is_planned() -> None:
    plan = plan_of(
        Header("plan", "", "", date(2027, 1, 1)),
        {"project": {"P": Project("P", "", "", modality="consignment")}},
    )
    empty = network((), ())
    first = exposures(CHANNELS, plan, "P", empty)[0]
    assert first.lacks_control
    planned = plan.with_record(Control("c", "확인", "Check", "P", "processing"))
    assert not exposures(CHANNELS, planned, "P", empty)[0].lacks_control


def _states(project: dict[str, Any], records: tuple[Any, ...]) -> dict[str, str]:
    rows: dict[str, dict[str, Any]] = {"project": {"P": Project("P", "과제", "Project", **project)}}
    for each in records:
        rows.setdefault(each.kind, {})[each.key] = each
    plan = plan_of(Header("plan", "", "", date(2027, 1, 1)), rows)
    mine = network(plan.entities.values(), plan.relations.values())
    return {each.channel.id: each.state for each in exposures(CHANNELS, plan, "P", mine)}
