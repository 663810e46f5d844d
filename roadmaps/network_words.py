"""What the entities and relations of a supply network, their fields and choices are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as context

Word = Promise | str
Choices = Mapping[str, Word]

KINDS: Mapping[str, Word] = {
    "entity": context("kind", "entity of a supply network"),
    "relation": context("kind", "relation in a supply network"),
    "control": context("kind", "planned control"),
}
FIELDS: Mapping[str, Word] = {
    "country": context("field", "country (two letters)"),
    "role": context("field", "role in the network"),
    "aliases": context("field", "other names"),
    "registration_no": context("field", "registration number"),
    "founded": context("field", "founded on"),
    "beneficial_owners": context("field", "beneficial owners"),
    "screened_on": context("field", "screened against lists on"),
    "screening_result": context("field", "result of that screening"),
    "admin_area": context("field", "administrative area"),
    "latitude": context("field", "latitude"),
    "longitude": context("field", "longitude"),
    "line_count": context("field", "production lines"),
    "machine_count": context("field", "machines"),
    "headcount": context("field", "workers"),
    "capacity_month": context("field", "capacity a month"),
    "last_audit": context("field", "last audit"),
    "licence": context("field", "licence"),
    "source_countries": context("field", "countries the workers come from (two letters each)"),
    "permits": context("field", "permits the workers hold"),
    "declared_origin": context("field", "declared origin (two letters)"),
    "origin_evidence": context("field", "evidence of the true origin"),
    "bl_no": context("field", "bill of lading"),
    "moved_on": context("field", "day of the shipment"),
    "from_place": context("field", "from"),
    "to_place": context("field", "to"),
    "transport": context("field", "carried by"),
    "gross_kg": context("field", "gross weight (kg)"),
    "imo": context("field", "IMO number"),
    "flag": context("field", "flag (two letters)"),
    "insurer": context("field", "insurer"),
    "bic": context("field", "BIC"),
    "place_kind": context("field", "sort of place"),
    "reference_no": context("field", "reference number"),
    "measure": context("field", "measure it is granted from"),
    "valid_from": context("field", "valid from"),
    "valid_to": context("field", "valid to"),
    "item_scope": context("field", "HS codes in its scope"),
    "evidence_ref": context("field", "evidence (document, page)"),
    "evidence_date": context("field", "day of the evidence"),
    "target": context("field", "to whom or what"),
    "share": context("field", "share (0 to 1)"),
    "disclosed": context("field", "disclosed by the contractor"),
    "day": context("field", "day"),
    "step": context("field", "step of the work"),
    "output_ratio": context("field", "units made of one unit of input"),
    "leg": context("field", "leg of the journey"),
    "arrived": context("field", "arrived"),
    "left": context("field", "left"),
    "capacity_as": context("field", "named as"),
    "bank": context("field", "bank"),
    "method": context("field", "way of payment"),
    "nationality": context("field", "nationality of the workers (two letters)"),
    "channel": context("field", "channel"),
    "responsible": context("field", "responsible"),
    "due": context("field", "due by"),
    "done": context("field", "in place since"),
}
FIELDS_OF: Mapping[tuple[str, str], Word] = {
    ("relation", "source"): context("field", "who or what"),
    ("relation", "goods"): context("field", "goods lines it covers"),
    ("entity", "owner"): context("field", "owner of the vessel"),
    ("relation", "permit"): context("field", "permit"),
    ("entity", "firm"): context("field", "firm that runs it"),
    ("entity", "value"): context("field", "value (USD)"),
    ("control", "evidence_ref"): context("field", "evidence that it is in place"),
}
ENTITY_SORTS: Choices = {
    "firm": context("entity", "firm"),
    "factory": context("entity", "factory or workplace"),
    "labour_agency": context("entity", "labour agency"),
    "product_lot": context("entity", "product lot"),
    "shipment": context("entity", "shipment"),
    "vessel": context("entity", "vessel"),
    "bank": context("entity", "bank"),
    "place": context("entity", "place"),
    "approval": context("entity", "approval"),
}
RELATION_SORTS: Choices = {
    "owns": context("relation", "owns"),
    "operates": context("relation", "operates"),
    "subcontracts": context("relation", "subcontracts to"),
    "supplies_input": context("relation", "supplies input to"),
    "makes": context("relation", "makes"),
    "derived_from": context("relation", "is made of"),
    "carries": context("relation", "carries"),
    "moved_by": context("relation", "is moved by"),
    "calls_at": context("relation", "calls at"),
    "consigned_to": context("relation", "is consigned to"),
    "pays": context("relation", "pays"),
    "places_workers": context("relation", "places workers at"),
    "covers": context("relation", "covers"),
    "located_in": context("relation", "lies in"),
}
PERMITS: Choices = {
    "work": context("permit", "work permit"),
    "trainee": context("permit", "trainee"),
    "student": context("permit", "student"),
    "visitor": context("permit", "visitor"),
    "other": context("permit", "other"),
}
#: Choices of fields that only these kinds have.
CHOICES: Mapping[str, Choices] = {
    "role": {
        "mill": context("network role", "mill (input)"),
        "trader": context("network role", "trader"),
        "contractor": context("network role", "contractor"),
        "brand": context("network role", "brand (ordering party)"),
        "carrier": context("network role", "carrier"),
        "insurer": context("network role", "insurer"),
        "workplace": context("network role", "workplace of dispatched workers"),
    },
    "screening_result": {
        "no_match": context("list screening", "no match found"),
        "possible_match": context("list screening", "possible match"),
        "listed": context("list screening", "listed"),
    },
    "channel": {
        "processing": context("channel", "processing that goes informal"),
        "labour": context("channel", "dispatched workers"),
        "permits": context("channel", "work without a work permit"),
        "brokers": context("channel", "third-country brokers"),
        "border": context("channel", "informal trade across the border"),
        "origin": context("channel", "origin obscured"),
        "payment": context("channel", "payment outside banks"),
    },
    "transport": {
        "sea": context("transport", "sea"),
        "road": context("transport", "road"),
        "rail": context("transport", "rail"),
        "air": context("transport", "air"),
    },
    "place_kind": {
        "port": context("place", "port"),
        "border_crossing": context("place", "border crossing"),
        "zone": context("place", "zone"),
        "city": context("place", "city"),
    },
    "disclosed": {"yes": context("disclosed", "yes"), "no": context("disclosed", "no")},
    "step": {
        "cut": context("step of the work", "cutting"),
        "sew": context("step of the work", "sewing"),
        "finish": context("step of the work", "finishing"),
    },
    "capacity_as": {
        "consignee": context("named as", "consignee"),
        "notify": context("named as", "notify party"),
        "broker": context("named as", "broker"),
    },
    "method": {
        "bank_transfer": context("way of payment", "bank transfer"),
        "letter_of_credit": context("way of payment", "letter of credit"),
        "cash": context("way of payment", "cash"),
        "in_kind": context("way of payment", "in kind"),
        "other": context("way of payment", "other"),
    },
}
#: Choices of a field that other kinds use otherwise.
CHOICES_OF: Mapping[tuple[str, str], Choices] = {
    ("entity", "authority"): {},
    ("entity", "permits"): PERMITS,
    ("entity", "sort"): ENTITY_SORTS,
    ("relation", "permit"): PERMITS,
    ("relation", "sort"): RELATION_SORTS,
}
