"""Korean in Latin letters, as the South's Revised Romanisation spells it by sound.

Covers liaison and the changes at the seam of two syllables. Names keep whatever spelling their
owners use: this is for words.
"""

from engine.collation import FINALS, INITIALS, parts

_INITIAL = dict(
    zip(
        INITIALS,
        (
            "g",
            "kk",
            "n",
            "d",
            "tt",
            "r",
            "m",
            "b",
            "pp",
            "s",
            "ss",
            "",
            "j",
            "jj",
            "ch",
            "k",
            "t",
            "p",
            "h",
        ),
        strict=True,
    )
)
_VOWEL = (
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
)
#: The sound of a final before a consonant or at the end of a word.
_SOUND = {
    "ㄱ": "ㄱ",
    "ㄲ": "ㄱ",
    "ㄳ": "ㄱ",
    "ㄴ": "ㄴ",
    "ㄵ": "ㄴ",
    "ㄶ": "ㄴ",
    "ㄷ": "ㄷ",
    "ㄹ": "ㄹ",
    "ㄺ": "ㄱ",
    "ㄻ": "ㅁ",
    "ㄼ": "ㄹ",
    "ㄽ": "ㄹ",
    "ㄾ": "ㄹ",
    "ㄿ": "ㅂ",
    "ㅀ": "ㄹ",
    "ㅁ": "ㅁ",
    "ㅂ": "ㅂ",
    "ㅄ": "ㅂ",
    "ㅅ": "ㄷ",
    "ㅆ": "ㄷ",
    "ㅇ": "ㅇ",
    "ㅈ": "ㄷ",
    "ㅊ": "ㄷ",
    "ㅋ": "ㄱ",
    "ㅌ": "ㄷ",
    "ㅍ": "ㅂ",
    "ㅎ": "ㄷ",
}
_CODA = {"ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ng"}
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
#: Doubled finals: what stays, and what moves to a following vowel.
_PAIRS = {
    "ㄳ": ("ㄱ", "ㅅ"),
    "ㄵ": ("ㄴ", "ㅈ"),
    "ㄶ": ("ㄴ", "ㅎ"),
    "ㄺ": ("ㄹ", "ㄱ"),
    "ㄻ": ("ㄹ", "ㅁ"),
    "ㄼ": ("ㄹ", "ㅂ"),
    "ㄽ": ("ㄹ", "ㅅ"),
    "ㄾ": ("ㄹ", "ㅌ"),
    "ㄿ": ("ㄹ", "ㅍ"),
    "ㅀ": ("ㄹ", "ㅎ"),
    "ㅄ": ("ㅂ", "ㅅ"),
}
_ASPIRATED = {"ㄱ": "ㅋ", "ㄷ": "ㅌ", "ㅈ": "ㅊ"}
I_VOWEL = 20


def romanised(text: str) -> str:
    """The text in Latin letters; what is not Korean stays as it is."""
    syllables = [parts(each) for each in text]
    ends = [FINALS[each[2]].strip() if each else "" for each in syllables]
    starts = [INITIALS[each[0]] if each else "" for each in syllables]
    for place in range(len(text) - 1):
        one, other = syllables[place], syllables[place + 1]
        if one and other and ends[place]:
            pair = _seam(ends[place], starts[place + 1], other[1])
            ends[place], starts[place + 1] = pair
    found = []
    for place, each in enumerate(syllables):
        if each is None:
            found.append(text[place])
            continue
        before = ends[place - 1] if place and syllables[place - 1] else ""
        start = "l" if starts[place] == "ㄹ" and before == "ㄹ" else _INITIAL[starts[place]]
        end = _CODA[_SOUND[ends[place]]] if ends[place] else ""
        found.append(start + _VOWEL[each[1]] + end)
    return "".join(found)


def _seam(end: str, start: str, vowel: int) -> tuple[str, str]:
    """How a final and the initial after it are spoken."""
    if start == "ㅇ":
        return _liaison(end, vowel)
    stays, moves = _PAIRS.get(end, ("", end))
    if moves == "ㅎ":
        if start in _ASPIRATED:
            return stays, _ASPIRATED[start]
        return (stays or ("ㄴ" if start == "ㄴ" else "ㄷ")), start
    sound = _SOUND[end]
    if start in "ㄴㅁ" and sound in _NASAL:
        return _NASAL[sound], start
    if start == "ㄹ":
        if sound in "ㄴㄹ":
            return "ㄹ", "ㄹ"
        return _NASAL.get(sound, sound), "ㄴ"
    if start == "ㄴ" and sound == "ㄹ":
        return "ㄹ", "ㄹ"
    return sound, start


def _liaison(end: str, vowel: int) -> tuple[str, str]:
    """A final before a vowel moves over to it; ㅇ stays, ㅎ falls silent, ㄷ and ㅌ soften."""
    if end == "ㅇ":
        return "ㅇ", "ㅇ"
    stays, moves = _PAIRS.get(end, ("", end))
    if moves == "ㅎ":
        return ("", stays) if stays else ("", "ㅇ")
    if vowel == I_VOWEL and moves in "ㄷㅌ":
        moves = "ㅈ" if moves == "ㄷ" else "ㅊ"
    return stays, moves
