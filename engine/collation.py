"""The two orders of the Korean alphabet: the South's, which Unicode follows, and the North's.

The North puts the doubled consonants after all plain ones, the silent ㅇ last of the initials, and
compound vowels after the plain ones.
"""

from collections.abc import Mapping

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
NORTHERN_INITIALS = "ㄱㄴㄷㄹㅁㅂㅅㅈㅊㅋㅌㅍㅎㄲㄸㅃㅆㅉㅇ"
NORTHERN_VOWELS = "ㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅒㅔㅖㅚㅟㅢㅘㅝㅙㅞ"
NORTHERN_FINALS = " ㄱㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅇㅈㅊㅋㅌㅍㅎㄲㅆ"
FIRST, LAST = 0xAC00, 0xD7A3

Key = tuple[tuple[int, int, int, int], ...]


def parts(syllable: str) -> tuple[int, int, int] | None:
    """Initial, vowel and final of a syllable, as places in the South's order; None for others."""
    code = ord(syllable)
    if not FIRST <= code <= LAST:
        return None
    rest, final = divmod(code - FIRST, len(FINALS))
    initial, vowel = divmod(rest, len(VOWELS))
    return initial, vowel, final


def southern_key(text: str) -> Key:
    """Sorts as a Southern dictionary does."""
    return tuple(_key(each, _PLAIN) for each in text)


def northern_key(text: str) -> Key:
    """Sorts as a Northern dictionary does."""
    return tuple(_key(each, _NORTHERN) for each in text)


def _places(ours: str, theirs: str) -> Mapping[int, int]:
    return {place: theirs.index(letter) for place, letter in enumerate(ours)}


Orders = tuple[Mapping[int, int], Mapping[int, int], Mapping[int, int]]
_PLAIN: Orders = (
    _places(INITIALS, INITIALS),
    _places(VOWELS, VOWELS),
    _places(FINALS, FINALS),
)
_NORTHERN: Orders = (
    _places(INITIALS, NORTHERN_INITIALS),
    _places(VOWELS, NORTHERN_VOWELS),
    _places(FINALS, NORTHERN_FINALS),
)


def _key(letter: str, orders: Orders) -> tuple[int, int, int, int]:
    """What is no Korean syllable stands before all that are, in its own order."""
    found = parts(letter)
    if found is None:
        return 0, ord(letter), 0, 0
    initial, vowel, final = found
    return 1, orders[0][initial], orders[1][vowel], orders[2][final]
