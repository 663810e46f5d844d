"""What screening asks beyond a goods code, in words: tags, forms of investment, modes of relief."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as context

Words = Mapping[str, Promise | str]

#: By `requires_tag` of a measure: what a person says of a line when the tag applies.
TAGS: Words = {
    "arms": context("tag", "arms or related materiel"),
    "wmd_list_item": context("tag", "item on a control list for weapons of mass destruction"),
    "arms_related_training": context("tag", "training or service tied to arms"),
    "catch_all_wmd": context("tag", "could contribute to weapons programmes"),
    "conventional_dual_use": context("tag", "item on the conventional dual-use list"),
    "military_end_use": context("tag", "for the armed forces of the North"),
    "strategic_item": context("tag", "strategic item under the Foreign Trade Act"),
    "luxury": context("tag", "luxury goods"),
    "aviation_fuel": context("tag", "aviation fuel"),
    "condensate_ngl": context("tag", "condensate or natural gas liquids"),
    "new_craft": context("tag", "new helicopter or vessel"),
    "statue": context("tag", "statue"),
    "fishing_rights": context("tag", "fishing rights"),
    "designated_party": context("tag", "a designated person or entity takes part"),
    "financial_service_programme_risk": context(
        "tag", "financial service that could feed banned programmes"
    ),
    "public_loan_or_grant": context("tag", "public grant or concessional loan"),
    "export_credit": context("tag", "public or private trade finance or insurance"),
    "bank_presence": context("tag", "branch or correspondent account of a bank of the North"),
    "bank_office_in_dprk": context("tag", "bank office or account in the North"),
    "bulk_cash": context("tag", "bulk cash"),
    "us_nexus_sector": context("tag", "named sector with a link to the United States"),
    "foreign_bank_payment": context("tag", "payment through a foreign bank"),
    "new_work_permit": context("tag", "new work permit abroad"),
    "us_bound": context("tag", "goods made by it go to the United States"),
    "specialised_training": context("tag", "specialised teaching in a sensitive field"),
    "st_cooperation_sensitive": context("tag", "scientific cooperation in a sensitive field"),
    "st_cooperation_other": context("tag", "scientific or technical cooperation in another field"),
    "bunkering_suspect_vessel": context("tag", "fuel for a suspect vessel of the North"),
    "cargo_movement": context("tag", "cargo to or from the North that has to be inspected"),
    "vessel_lease_crew": context("tag", "lease of a vessel or aircraft, or crew for the North"),
    "dprk_flag_registration": context("tag", "vessel under the flag of the North"),
    "vessel_insurance": context("tag", "insurance of a vessel of the North"),
    "dprk_crew": context("tag", "crew from the North"),
    "ship_to_ship": context("tag", "transfer between ships at sea"),
    "suspect_vessel_port_call": context("tag", "port call of a suspect vessel"),
    "dprk_vessel_kr_waters": context("tag", "vessel of the North in the waters of the South"),
    "dprk_port_call": context("tag", "vessel or aircraft that called at the North"),
}
INVESTMENT_FORMS: Words = {
    "joint_venture": context("investment form", "joint venture"),
    "cooperative_entity": context("investment form", "cooperative entity"),
    "jv_expansion": context("investment form", "expansion of a joint venture"),
    "existing_joint_venture": context("investment form", "existing joint venture"),
    "wholly_foreign_owned": context("investment form", "wholly owned from outside"),
    "contract_processing": context("investment form", "contract processing"),
    "kaesong_operation": context("investment form", "operation in the Kaesong complex"),
}
EXEMPTION_KINDS: Words = {
    "carve_out": _("carve-out in the text"),
    "humanitarian": _("humanitarian"),
    "committee_case_by_case": _("Committee, case by case"),
    "public_utility_infrastructure": _("public-utility infrastructure"),
}
RELIEF_MODES: Words = {
    "suspension": context("relief mode", "suspension"),
    "lifting": context("relief mode", "lifting"),
    "partial_suspension": context("relief mode", "partial suspension"),
    "humanitarian_exemption": context("relief mode", "exemptions, case by case"),
}


def tag_name(tag: str) -> str:
    """The tag in words, or itself where a newer catalogue has one without words."""
    return str(TAGS.get(tag, tag))
