"""Help with HS codes: chapters and headings that fit what somebody typed, each with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from engine.screening import digits
from sanctions.models import HsChapter, HsEditionChange, HsHeading

MOST = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chapter or heading; `score` ranks it, `reasons` say why it is here at all."""

    code: str
    name_ko: str
    name_en: str
    score: int
    reasons: tuple[str, ...]


def candidates(text: str) -> list[Candidate]:
    """The best fits for a code or for words in Korean or English, the best first."""
    wanted, words = digits(text), [each for each in text.lower().split() if not digits(each)]
    rows: list[HsChapter | HsHeading] = [*HsHeading.objects.all(), *HsChapter.objects.all()]
    moved = _moved(wanted) if wanted else {}
    found = [
        Candidate(row.code, row.name_ko, row.name_en, score, tuple(reasons))
        for row in rows
        for score, reasons in [_fit(row, wanted, words, moved)]
        if score
    ]
    return sorted(found, key=lambda each: (-each.score, -len(each.code), each.code))[:MOST]


def _fit(
    row: HsChapter | HsHeading, wanted: str, words: Iterable[str], moved: dict[str, str]
) -> tuple[int, list[str]]:
    score = 0
    reasons: list[str] = []
    if wanted and row.code == wanted:
        score, reasons = 12, [_("the code itself")]
    elif wanted and wanted.startswith(row.code):
        score, reasons = 4 + len(row.code), [_("%(code)s lies under it") % {"code": wanted}]
    elif wanted and row.code.startswith(wanted):
        score, reasons = 6, [_("it lies under %(code)s") % {"code": wanted}]
    elif row.code in moved:
        values = {"code": wanted}
        score, reasons = 5, [_("another edition of the HS calls it %(code)s") % values]
    for word in words:
        for name, language in ((row.name_ko, _("Korean")), (row.name_en.lower(), _("English"))):
            if word in name:
                is_whole = word in name.replace(",", " ").replace("·", " ").split()
                score += 6 if is_whole else 3
                values = {"word": word, "language": language}
                reasons.append(_("“%(word)s” stands in its name (%(language)s)") % values)
    return score, reasons


def _moved(wanted: str) -> dict[str, str]:
    """Codes that an edition of the HS put in the place of the wanted one, and the other way."""
    found: dict[str, str] = {}
    for change in HsEditionChange.objects.all():
        if change.old == wanted:
            found |= dict.fromkeys(change.new, wanted)
        elif change.old and wanted in change.new:
            found[change.old] = wanted
    return found
