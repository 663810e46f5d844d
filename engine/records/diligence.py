"""What due diligence found about a project's supply network, and what is planned against risks.

A network holds what was found, never what is planned: entities (a firm, a factory, a shipment) and
the relations between them, each with its evidence. Which fields belong to which sort is told in
`engine.diligence.kinds`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from engine.records.schema import Keys, Named, key_of, no_less_than, share

EntitySort = Literal[
    "firm",
    "factory",
    "labour_agency",
    "product_lot",
    "shipment",
    "vessel",
    "bank",
    "place",
    "approval",
]
RelationSort = Literal[
    "owns",
    "operates",
    "subcontracts",
    "supplies_input",
    "makes",
    "derived_from",
    "carries",
    "moved_by",
    "calls_at",
    "consigned_to",
    "pays",
    "places_workers",
    "covers",
    "located_in",
]
ChannelId = Literal["processing", "labour", "permits", "brokers", "border", "origin", "payment"]
Permit = Literal["", "work", "trainee", "student", "visitor", "other"]


@dataclass(frozen=True, slots=True)
class Entity(Named):
    """Somebody or something in a project's supply network, as due diligence found it.

    Countries are ISO 3166 codes of two letters. `item_scope` holds the HS prefixes an approval
    names, `permits` what the workers of an agency hold. A field of another sort stays empty.
    """

    kind: ClassVar[str] = "entity"
    project: str = key_of("project")
    sort: EntitySort = "firm"
    role: Literal[
        "", "mill", "trader", "contractor", "brand", "carrier", "insurer", "workplace"
    ] = ""
    country: str = ""
    aliases: Keys = ()
    registration_no: str = ""
    founded: date | None = None
    beneficial_owners: Keys = ()
    screened_on: date | None = None
    screening_result: Literal["", "no_match", "possible_match", "listed"] = ""
    firm: str = key_of("entity", "clear", default="")
    admin_area: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    line_count: int | None = no_less_than(0, default=None)
    machine_count: int | None = no_less_than(0, default=None)
    headcount: int | None = no_less_than(0, default=None)
    capacity_month: Decimal | None = no_less_than(0, default=None)
    last_audit: date | None = None
    licence: str = ""
    source_countries: Keys = ()
    permits: tuple[Permit, ...] = ()
    hs: str = ""
    quantity: Decimal | None = no_less_than(0, default=None)
    unit: str = ""
    value: Decimal | None = no_less_than(0, default=None)
    declared_origin: str = ""
    origin_evidence: str = ""
    bl_no: str = ""
    moved_on: date | None = None
    from_place: str = key_of("entity", "clear", default="")
    to_place: str = key_of("entity", "clear", default="")
    transport: Literal["", "sea", "road", "rail", "air"] = ""
    gross_kg: Decimal | None = no_less_than(0, default=None)
    imo: str = ""
    flag: str = ""
    owner: str = key_of("entity", "clear", default="")
    insurer: str = key_of("entity", "clear", default="")
    bic: str = ""
    place_kind: Literal["", "port", "border_crossing", "zone", "city"] = ""
    authority: str = ""
    reference_no: str = ""
    measure: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    item_scope: Keys = ()
    evidence_ref: str = ""
    evidence_date: date | None = None
    confidence: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """What `source` is to `target`, as due diligence found it; both belong to one project.

    `output_ratio` is how many units come of one unit of the input; a `quantity` is the part of the
    lot that is meant, None the whole of it. `goods` are the goods lines an approval covers.
    """

    kind: ClassVar[str] = "relation"
    key: str
    sort: RelationSort = "operates"
    source: str = key_of("entity", default="")
    target: str = key_of("entity", default="")
    share: Decimal | None = share(default=None)
    since: date | None = None
    until: date | None = None
    hs: str = ""
    disclosed: Literal["", "yes", "no"] = ""
    quantity: Decimal | None = no_less_than(0, default=None)
    unit: str = ""
    day: date | None = None
    step: Literal["", "cut", "sew", "finish"] = ""
    output_ratio: Decimal | None = no_less_than(0, default=None)
    leg: str = ""
    arrived: date | None = None
    left: date | None = None
    capacity_as: Literal["", "consignee", "notify", "broker"] = ""
    amount: Decimal | None = no_less_than(0, default=None)
    currency: str = ""
    bank: str = key_of("entity", "clear", default="")
    method: Literal["", "bank_transfer", "letter_of_credit", "cash", "in_kind", "other"] = ""
    nationality: str = ""
    permit: Permit = ""
    headcount: int | None = no_less_than(0, default=None)
    goods: Keys = ()
    evidence_ref: str = ""
    evidence_date: date | None = None
    confidence: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Control(Named):
    """What is planned against a channel that trade could take in place of the lawful one.

    `responsible` says who, `due` by when; it is in place from `done` on.
    """

    kind: ClassVar[str] = "control"
    project: str = key_of("project")
    channel: ChannelId = "processing"
    responsible: str = ""
    due: date | None = None
    done: date | None = None
    evidence_ref: str = ""
