"""Records with money and names in every place there is for them, and values to look for."""

from dataclasses import replace
from decimal import Decimal

from engine.diligence.kinds import fields_of
from engine.masking import AMOUNT_FIELDS, PARTY_FIELDS, PARTY_SORTS
from engine.plan import Plan
from engine.records import BenefitLine, Entity, Link, Relation

MORE = (
    BenefitLine("P1:north", "P1", "north", gain="income", amount=Decimal(5), currency="KRW"),
    Entity("P2:firm:2", "원단회사", "Cloth firm", "P2", "firm", country="CN"),
    Entity("P2:agency:1", "인력회사", "Agency", "P2", "labour_agency"),
    Entity("P2:bank:1", "은행", "Bank", "P2", "bank"),
    Entity("P2:vessel:1", "배", "Vessel", "P2", "vessel"),
    Entity("P2:shipment:1", "선적", "Shipment", "P2", "shipment"),
    Entity("P2:lot:1", "의류", "Garments", "P2", "product_lot"),
    Relation("P2:2", "pays", "P2:firm:1", "P2:firm:2", amount=Decimal(3), currency="USD"),
    Link("L3", "P1.a2", "P2.a1"),
)


def planted(plan: Plan) -> tuple[Plan, list[str]]:
    """The plan with a value of its own in every field that is money or names a party."""
    values: list[str] = []
    for record in list(plan.all()):
        amounts = AMOUNT_FIELDS.get(record.kind, frozenset())
        names = amounts | PARTY_FIELDS.get(record.kind, frozenset())
        if isinstance(record, BenefitLine) and not record.currency:
            continue  # counts something else than money
        if isinstance(record, Entity | Relation):
            names &= {*fields_of(record.kind, record.sort)}
        if isinstance(record, Entity) and record.sort not in PARTY_SORTS:
            names -= {"name_ko", "name_en"}
        for name in sorted(names):
            number = 7_310_000 + len(values)
            value = Decimal(number) if name in amounts else f"심은{number}"
            old = getattr(record, name)
            record = replace(record, **{name: (value,) if isinstance(old, tuple) else value})
            values.append(str(number))
        plan = plan.with_record(record)
    return plan, values
