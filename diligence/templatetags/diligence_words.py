"""Due diligence in the words of the page: texts of the reference file, bands, answers, shares."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django import template
from django.utils.translation import get_language

from diligence.reference import Asked, Worded
from diligence.sentences import ANSWERS, BANDS

register = template.Library()


@register.filter
def text_of(words: Worded) -> str:
    """A sentence of the reference file, in the language of the page."""
    return words.text_ko if _is_korean() else words.text_en


@register.filter
def evidence_of(asked: Asked) -> Sequence[str]:
    """The evidence a question asks for."""
    return asked.evidence_ko if _is_korean() else asked.evidence_en


@register.filter
def band_word(band: str) -> str:
    return str(BANDS.get(band, band))


@register.filter
def answer_word(answer: int) -> str:
    return str(ANSWERS[answer])


@register.filter
def hundredths(share: Fraction | None) -> str:
    """0.31: a score, to two places."""
    return "—" if share is None else f"{share.numerator / share.denominator:.2f}"


@register.filter
def of_key(mapping: dict[str, Any], key: str) -> Any:
    return mapping.get(key)


def _is_korean() -> bool:
    return (get_language() or "ko").startswith("ko")
