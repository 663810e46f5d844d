"""How Hangul sounds where syllables meet: the rules that both romanisations write down.

A syllable is three numbers of the Unicode block; here they become letters, and what one syllable's
end does to the next one's beginning is worked out once. Tensing is written by neither romanisation.
"""

from dataclasses import dataclass, replace

FIRST, LAST = 0xAC00, 0xD7A3
LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
#: What a tail sounds like where nothing takes it over.
CLOSED = dict(
    zip(
        "ㄱㄲㅋㄳㄺㄴㄵㄶㄷㅅㅆㅈㅊㅌㅎㄹㄼㄽㄾㅀㅁㄻㅂㅍㅄㄿㅇ",
        "ㄱㄱㄱㄱㄱㄴㄴㄴㄷㄷㄷㄷㄷㄷㄷㄹㄹㄹㄹㄹㅁㅁㅂㅂㅂㅂㅇ",
        strict=True,
    )
)
#: Before a vowel the second half of a double tail moves over.
SPLIT = {
    "ㄳ": ("ㄱ", "ㅅ"), "ㄵ": ("ㄴ", "ㅈ"), "ㄶ": ("", "ㄴ"), "ㄺ": ("ㄹ", "ㄱ"),
    "ㄻ": ("ㄹ", "ㅁ"), "ㄼ": ("ㄹ", "ㅂ"), "ㄽ": ("ㄹ", "ㅅ"), "ㄾ": ("ㄹ", "ㅌ"),
    "ㄿ": ("ㄹ", "ㅍ"), "ㅀ": ("", "ㄹ"), "ㅄ": ("ㅂ", "ㅅ"),
}  # fmt: skip
NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
#: Endings that keep their ㄴ after another (신문로); inside a word the two are ㄹㄹ (신라).
ENDINGS = frozenset("로란량력론료류")
BREATHED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅈ": "ㅊ"}


@dataclass(frozen=True, slots=True)
class Syllable:
    """What is heard: how it begins ("" for a vowel), its vowel, how it ends ("" for open).

    `carried` is whether its beginning was the end of the syllable before.
    """

    lead: str
    vowel: str
    tail: str
    carried: bool = False


def is_hangul(sign: str) -> bool:
    return FIRST <= ord(sign) <= LAST


def letters(sign: str) -> Syllable:
    """A syllable as it is spelt."""
    at = ord(sign) - FIRST
    lead, tail = LEADS[at // 588], TAILS[at % 28]
    return Syllable("" if lead == "ㅇ" else lead, VOWELS[at % 588 // 28], tail.strip())


def spelt(syllable: Syllable) -> str:
    """The sign for a syllable with such letters."""
    lead = LEADS.index(syllable.lead or "ㅇ")
    tail = TAILS.index(syllable.tail or " ")
    return chr(FIRST + lead * 588 + VOWELS.index(syllable.vowel) * 28 + tail)


def heard(word: str) -> list[Syllable]:
    """The syllables of one word of Hangul as they sound together."""
    found = [letters(sign) for sign in word]
    if len(word) > 2 and word[-1] in ENDINGS and found[-2].tail == "ㄴ":
        found[-1] = replace(found[-1], lead="ㄴ")
    for at in range(len(found) - 1):
        found[at], found[at + 1] = _meet(found[at], found[at + 1])
    if found:
        found[-1] = _closed(found[-1])
    return found


def apart(word: str) -> list[Syllable]:
    """The syllables as they sound each by itself, as in the official spelling of given names."""
    return [_closed(letters(sign)) for sign in word]


def _closed(syllable: Syllable) -> Syllable:
    return replace(syllable, tail=CLOSED.get(syllable.tail, ""))


def _meet(left: Syllable, right: Syllable) -> tuple[Syllable, Syllable]:
    if not left.tail:
        return left, right
    if not right.lead:
        return _carry(left, right)
    if left.tail in ("ㅎ", "ㄶ", "ㅀ") and right.lead in BREATHED:
        rest = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}[left.tail]
        return replace(left, tail=rest), replace(right, lead=BREATHED[right.lead])
    if left.tail in ("ㄷ", "ㅈ", "ㄵ") and right.lead == "ㅎ" and right.vowel in "ㅣㅕ":
        return replace(left, tail=""), replace(right, lead="ㅊ")
    return _assimilate(_closed(left), right)


def _carry(left: Syllable, right: Syllable) -> tuple[Syllable, Syllable]:
    if left.tail == "ㅇ":
        return left, right
    if left.tail == "ㅎ":
        return replace(left, tail=""), right
    rest, moved = SPLIT.get(left.tail, ("", left.tail))
    if right.vowel == "ㅣ" and moved in "ㄷㅌ":
        moved = {"ㄷ": "ㅈ", "ㅌ": "ㅊ"}[moved]
    return replace(left, tail=rest), replace(right, lead=moved, carried=True)


def _assimilate(left: Syllable, right: Syllable) -> tuple[Syllable, Syllable]:
    tail, lead = left.tail, right.lead
    if lead == "ㄹ" and tail in "ㄱㄷㅂㅁㅇ":
        lead = "ㄴ"
    if lead in "ㄴㅁ":
        tail = NASAL.get(tail, tail)
    if (tail, lead) in (("ㄴ", "ㄹ"), ("ㄹ", "ㄴ")):
        tail = lead = "ㄹ"
    return replace(left, tail=tail), replace(right, lead=lead)
