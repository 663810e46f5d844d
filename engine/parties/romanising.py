"""Hangul in Latin letters by the two systems in use: the Revised one and McCune–Reischauer's."""

from collections.abc import Callable, Sequence
from itertools import groupby

from engine.parties.sounds import Syllable, apart, heard, is_hangul


def _table(signs: str, latin: str) -> dict[str, str]:
    return dict(zip(signs, latin.split(), strict=True))


_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅈㅉㅊㅋㅌㅍㅎ"
_REVISED_LEADS = _table(_LEADS, "g kk n d tt r m b pp s ss j jj ch k t p h")
_OLDER_LEADS = _table(_LEADS, "k kk n t tt r m p pp s ss ch tch ch' k' t' p' h")
_REVISED_TAILS = _table("ㄱㄴㄷㄹㅁㅂㅇ", "k n t l m p ng")
_REVISED_VOWELS = _table(
    "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i",
)
_OLDER_VOWELS = {
    **_REVISED_VOWELS, "ㅓ": "ŏ", "ㅕ": "yŏ", "ㅝ": "wŏ", "ㅡ": "ŭ", "ㅢ": "ŭi",
}  # fmt: skip
_VOICED = {"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"}


def revised(text: str, *, together: bool = True) -> str:
    """The Revised Romanization of 2000, in lower case; what is not Hangul stays.

    Not `together`: each syllable by itself, as the system writes given names (복남 is Boknam).
    """
    return _word_by_word(text, lambda word: _revised(heard(word) if together else apart(word)))


def mccune_reischauer(text: str, *, together: bool = True) -> str:
    """McCune–Reischauer of 1939, in lower case, with its breves and apostrophes.

    Not `together`: as where a compound is written in several words (금빛 무역 is kŭmbit muyŏk).
    """
    return _word_by_word(text, lambda word: _older(heard(word) if together else apart(word)))


def _word_by_word(text: str, write: Callable[[str], str]) -> str:
    runs = ((hangul, "".join(signs)) for hangul, signs in groupby(text, is_hangul))
    return "".join(write(run) if hangul else run for hangul, run in runs).lower()


def _revised(syllables: Sequence[Syllable]) -> str:
    found: list[str] = []
    before = ""
    for each in syllables:
        lead = _REVISED_LEADS.get(each.lead, "")
        if each.lead == "ㄹ" and before == "ㄹ":
            lead = "l"
        found += lead, _REVISED_VOWELS[each.vowel], _REVISED_TAILS.get(each.tail, "")
        before = each.tail
    return "".join(found)


def _older(syllables: Sequence[Syllable]) -> str:
    found: list[str] = []
    before: Syllable | None = None
    for at, each in enumerate(syllables):
        following = syllables[at + 1] if at + 1 < len(syllables) else None
        found += _older_lead(before, each), _older_vowel(before, each), _older_tail(each, following)
        before = each
    return "".join(found)


def _older_lead(before: Syllable | None, each: Syllable) -> str:
    lead = each.lead
    if lead == "ㄹ" and before and before.tail == "ㄹ":
        return "l"
    if lead == "ㅅ" and each.vowel == "ㅟ":
        return "sh"
    if before is None or lead not in _VOICED:
        return _OLDER_LEADS.get(lead, "")
    if before.tail == "ㄹ" and lead in "ㄷㅈ":
        return _OLDER_LEADS[lead]  # tense in words from Chinese, which names are made of
    if before.tail == "ㄴ" and lead == "ㄱ":
        return "'g"
    return _VOICED[lead] if before.tail in ("", "ㄴ", "ㄹ", "ㅁ", "ㅇ") else _OLDER_LEADS[lead]


def _older_vowel(before: Syllable | None, each: Syllable) -> str:
    is_apart = before and not before.tail and before.vowel in "ㅏㅗ" and not each.lead
    return "ë" if is_apart and each.vowel == "ㅔ" else _OLDER_VOWELS[each.vowel]


def _older_tail(each: Syllable, following: Syllable | None) -> str:
    if each.tail == "ㄹ" and following and following.lead in ("ㅎ", ""):
        return "r"
    if each.tail == "ㄷ" and following and following.lead in ("ㅅ", "ㅆ"):
        return "s"
    return _REVISED_TAILS.get(each.tail, "")
