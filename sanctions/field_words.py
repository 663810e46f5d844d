"""What the fields of a measure are called: in forms, differences and refusals."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext_lazy as context

# Any: Django's forms take lazy words, but its stubs have a type of their own for them.
MEASURE_FIELDS: Mapping[str, Any] = {
    "id": context("measure field", "Name in the catalogue"),
    "instrument": context("measure field", "Instrument"),
    "regime": context("measure field", "Regime of law"),
    "paragraph": context("measure field", "Paragraph"),
    "adopted": context("measure field", "Adopted on"),
    "effective_from": context("measure field", "In force from"),
    "effective_to": context("measure field", "In force until"),
    "wind_down_until": context("measure field", "Wind-down until"),
    "superseded_by": context("measure field", "Superseded by"),
    "direction": context("measure field", "Direction"),
    "subject": context("measure field", "Subject"),
    "hs_scope": context("measure field", "Goods covered"),
    "hs_include": context("measure field", "HS codes included"),
    "hs_exclude": context("measure field", "HS codes excluded"),
    "hs_review": context("measure field", "HS codes to be looked at"),
    "hs_basis": context("measure field", "Where the codes come from"),
    "effect": context("measure field", "Effect"),
    "legal_force": context("measure field", "Legal force"),
    "cap": context("measure field", "Cap"),
    "exemptions": context("measure field", "Exemptions"),
    "requires_tag": context("measure field", "Applies only with the tag"),
    "investment_forms": context("measure field", "Forms of investment"),
    "authority": context("measure field", "Authority"),
    "summary_ko": context("measure field", "Summary (Korean)"),
    "summary_en": context("measure field", "Summary (English)"),
    "note_ko": context("measure field", "Note (Korean)"),
    "note_en": context("measure field", "Note (English)"),
    "citation": context("measure field", "Source cited"),
    "confidence": context("measure field", "Confidence"),
    "verified": context("measure field", "Verification"),
    "why": context("measure field", "Why"),
    "evidence": context("measure field", "Evidence"),
    "comment": context("measure field", "Comment"),
}
