"""What the basis of a route is called: the catalogue keeps "unscr-2397-25", people cite a text.

A basis need not be a measure of the catalogue: an exception can stand in a paragraph of its own.
"""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import pgettext_lazy as context

from sanctions.paragraphs import in_words

#: What is no resolution of the Security Council and a paragraph of it.
NAMES: Mapping[str, Promise | str] = {
    "eu-1509-16i": context("basis", "Regulation (EU) 2017/1509 Art. 16i"),
    "kr-524-aid": context("basis", "May 24 measures, exception for aid"),
    "kr-524-kaesong": context("basis", "May 24 measures, exception for the Kaesong zone"),
    "kr-524-rajin": context("basis", "May 24 measures, exception for Rajin–Khasan"),
    "kr-ieca-13-in": context("basis", "Exchange and Cooperation Act Art. 13 (carrying in)"),
    "kr-ieca-13-out": context("basis", "Exchange and Cooperation Act Art. 13 (carrying out)"),
    "kr-ieca-17": context("basis", "Exchange and Cooperation Act Art. 17"),
    "kr-ieca-strategic": context("basis", "Foreign Trade Act Art. 19 (strategic items)"),
    "us-302a-rebuttal": context("basis", "CAATSA s. 321, evidence of no forced labour"),
    "us-31cfr510-licences": context("basis", "OFAC licence, 31 CFR 510"),
    "us-nkspea-208": context("basis", "NKSPEA s. 208"),
}
_RESOLUTION = re.compile(r"unscr-(\d{4})-(\d+)(?:-(\d+))?([a-z])?(?:-([ivx]+))?((?:\(\w+\))*)")


def basis_name(basis: str) -> str:
    """Resolution 2397 para. 25, or 결의 2397호 25항; a basis of another form stays as it is."""
    if basis in NAMES:
        return str(NAMES[basis])
    found = _RESOLUTION.fullmatch(basis)
    if found is None:
        return basis
    resolution, number, last, letter, roman, letters = found.groups()
    point = "".join(f"({each})" for each in (letter, roman) if each) + letters
    paragraph = (f"{number}-{last}" if last else number) + point
    language = get_language() or "ko"
    words = in_words(paragraph, language)
    named = "결의 {}호 {}" if language.startswith("ko") else "Resolution {} {}"
    return named.format(resolution, words)
