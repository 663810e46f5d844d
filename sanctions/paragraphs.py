"""How a paragraph is cited: the catalogue keeps "8(a)(i)" and "Art. 13", people write more."""

import re
from collections.abc import Mapping

#: Points of a measure that have a subject rather than a letter, and texts without numbers.
SUBJECTS_KO: Mapping[str, str] = {
    "trade": "교역",
    "investment": "투자",
    "vessels": "선박",
    "announcement": "발표문",
    "luxury list": "사치품 목록",
}
ACTS: Mapping[str, tuple[str, str]] = {
    "Act": ("법", "the Act"),
    "FTA": ("대외무역법", "the Foreign Trade Act"),
}
#: What every instrument of a regime begins with, where the regime is told beside it.
_OPENINGS = "유엔 안보리 결의|미국|유럽연합 이사회|UN Security Council Resolution|US"
_LONG = re.compile(rf"^({_OPENINGS}) | ?\(\d{{4}}\)")
_POINT = re.compile(r"(\d+)(?:-(\d+))?((?:\(\w+\))*)")
_SUBJECT = re.compile(r"(\d+) ([a-z]+)")
_SECTION = re.compile(r"s\.(\d+)((?:\(\w+\))*)")
_ARTICLE = re.compile(r"Art\. (\d+[a-z]*)((?:\(\w+\))*)")
_OF_ACT = re.compile(r"(Act|FTA) Art\. (\d+(?:, \d+)*)")


def in_words(paragraph: str, language: str) -> str:
    """As 8항(a)(i) or para. 8(a)(i), 제13조 or Art. 13; in no known form, it stays as it is."""
    korean = language.startswith("ko")
    of_acts = [_OF_ACT.fullmatch(each) for each in paragraph.split("; ")]
    if all(of_acts):
        return ", ".join(_of_act(each, korean) for each in of_acts if each)
    if found := _POINT.fullmatch(paragraph):
        return _point(*found.groups(), korean=korean)
    if found := _SUBJECT.fullmatch(paragraph):
        number, subject = found.groups()
        name = SUBJECTS_KO.get(subject, subject)
        return f"{number}항({name})" if korean else f"point {number} ({subject})"
    if found := _SECTION.fullmatch(paragraph):
        number, letters = found.groups()
        return f"제{number}조{letters}" if korean else f"s. {number}{letters}"
    if found := _ARTICLE.fullmatch(paragraph):
        number, letters = found.groups()
        return f"제{number}조{letters}" if korean else paragraph
    return SUBJECTS_KO.get(paragraph, paragraph) if korean else paragraph


def short_name(instrument: str) -> str:
    """An instrument beside the name of its regime: 2397호, 2397, Executive Order 13722."""
    return _LONG.sub("", instrument)


def _point(number: str, last: str | None, letters: str, *, korean: bool) -> str:
    span = f"{number}–{last}" if last else number
    if korean:
        return f"{span}항{letters}"
    return f"paras {span}" if last else f"para. {span}{letters}"


def _of_act(found: re.Match[str], korean: bool) -> str:
    act, numbers = found.groups()
    in_korean, in_english = ACTS[act]
    if korean:
        return f"{in_korean} " + "·".join(f"제{each}조" for each in numbers.split(", "))
    return f"Art. {numbers} of {in_english}"
