"""Names made comparable: folded, told apart by script, and in every spelling they may be met in."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.parties.romanising import mccune_reischauer, revised
from engine.parties.sounds import is_hangul, letters, spelt

#: Legal forms say nothing about who it is, and are written in many ways.
_FORMS = re.compile(
    r"\b(co|company|corp|corporation|inc|ltd|limited|llc|plc|gmbh|sa|jsc|the)\b|㈜|\(주\)|주식회사"
)
#: Surnames as their bearers write them, by the sound they stand for.
_SURNAMES = {
    spelling: sound
    for sound, spellings in {
        "i": "lee yi rhee ri li rhie",
        "pak": "park pak bak",
        "kim": "kim gim",
        "ce": "choi choe choy",
        "coN": "jeong jung chung chong",
        "kaN": "kang gang",
        "co": "cho jo joe",
        "sin": "shin sin",
        "yu": "yoo yu ryu ryoo",
        "im": "lim im rim yim",
        "no": "noh no roh ro",
        "o": "oh o",
        "u": "woo u wu",
        "caN": "jang chang",
        "paek": "paik baek paek baik",
        "yaN": "yang ryang",
        "hwaN": "hwang whang",
        "mun": "moon mun",
    }.items()
    for spelling in spellings.split()
}
#: One sound, many spellings: longer ones first.
_SOUNDS = (
    ("ng", "N"), ("tch", "c"), ("jj", "c"), ("kk", "k"), ("tt", "t"), ("pp", "p"), ("ss", "s"),
    ("sh", "s"), ("ch", "c"), ("eo", "o"), ("eu", "u"), ("oo", "u"), ("ee", "i"), ("ae", "e"),
    ("oe", "e"), ("g", "k"), ("d", "t"), ("b", "p"), ("j", "c"), ("r", "l"),
)  # fmt: skip
#: Vowels before which the South drops the ㄹ or ㄴ that begins a word.
_IOTATED = frozenset("ㅑㅕㅛㅠㅣㅖㅒ")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name in Latin letters: by which system, and whether as the North spells what begins it."""

    text: str
    system: str
    northern: bool = False


def has_hangul(name: str) -> bool:
    return any(map(is_hangul, name))


def has_latin(name: str) -> bool:
    return any("a" <= sign <= "z" for sign in fold(name))


def fold(name: str) -> str:
    """Lower case without accents, breves, apostrophes or legal forms; blanks kept one wide."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name).casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    bare = re.sub("['’‘`ʼ.]", "", unicodedata.normalize("NFC", bare))
    bare = _FORMS.sub(" ", bare)
    return re.sub(r"[^0-9a-z가-힣一-鿿]+", " ", bare).strip()


def joined(name: str) -> str:
    return fold(name).replace(" ", "")


def orders(name: str) -> set[str]:
    """The folded name written as one word, with its parts turned round: family name last, too."""
    parts = fold(name).split()
    return {"".join(parts[at:] + parts[:at]) for at in range(len(parts))} or {""}


def sound_key(name: str) -> str:
    """A Latin name by its sounds, so that each system's spelling of a Korean name is the same."""
    key = joined(name)
    for spelling, sound in _SOUNDS:
        key = key.replace(spelling, sound)
    return key


def sound_keys(name: str) -> set[str]:
    """By its sounds in every order of its parts, and with its surname as bearers write theirs."""
    parts = fold(name).split()
    found = {sound_key(each) for each in orders(name)}
    for at in {0, len(parts) - 1} if len(parts) > 1 else set():
        if sound := _SURNAMES.get(parts[at]):
            rest = parts[:at] + parts[at + 1 :]
            found.add(sound + sound_key("".join(rest)))
    return found


def spellings(name: str) -> Iterator[Spelling]:
    """A name of Hangul in both romanisations, as the South and as the North spell its beginning."""
    for form in northern_forms(name):
        is_northern = form != name
        yield Spelling(revised(form), "rr", is_northern)
        yield Spelling(mccune_reischauer(form), "mr", is_northern)
        yield Spelling(revised(form, together=False), "rr", is_northern)
        yield Spelling(mccune_reischauer(form, together=False), "mr", is_northern)


def northern_forms(name: str) -> list[str]:
    """The name and its other spellings: the South drops a first ㄹ and ㄴ, so 리 is its 이."""
    return [name, *(other + name[1:] for other in _other_leads(name[:1]))]


def _other_leads(sign: str) -> list[str]:
    if not sign or not is_hangul(sign):
        return []
    first = letters(sign)
    is_soft = first.vowel in _IOTATED
    leads = {"": ("ㄹ", "ㄴ") if is_soft else (), "ㄹ": ("", "ㄴ") if is_soft else ("ㄴ",)}
    leads["ㄴ"] = ("", "ㄹ") if is_soft else ("ㄹ",)
    return [spelt(replace(first, lead=lead)) for lead in leads.get(first.lead, ())]
