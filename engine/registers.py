"""Southern and Northern words for one thing: turning a text from one register into the other.

A word is turned only where the way back leads to the very same word, so a text that holds no
Northern word comes back from the Northern register as it was.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from engine.collation import FINALS, parts

HANGUL_RUN = re.compile("[가-힣]+")
#: Particles that depend on the last sound before them: after a consonant, after a vowel.
PARTICLES = (
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("으로", "로"),
    ("이나", "나"),
    ("이며", "며"),
    ("이라", "라"),
    ("이란", "란"),
    ("이다", "다"),
    ("으로서", "로서"),
    ("으로써", "로써"),
    ("이고", "고"),
)
#: What else may follow a word without changing with it; verbs made of nouns take any ending.
ENDINGS = (
    "의",
    "에",
    "에서",
    "에게",
    "도",
    "만",
    "까지",
    "부터",
    "보다",
    "처럼",
    "마다",
    "들",
    "등",
    "별",
    "용",
    "률",
    "에는",
    "에도",
    "에서는",
    "에서의",
    "상",
    "중",
    "내",
    "간",
    "식",
)
_VERBAL = "(?:[하한할함해했되된될됨돼]|시키|시킨|적)[가-힣]*"
FINAL_L = FINALS.index("ㄹ")
#: After a final ㄹ these take the short form.
SHORT_AFTER_L = frozenset({"으로", "으로서", "으로써"})


@dataclass(frozen=True, slots=True)
class Pair:
    """One word in both registers."""

    south: str
    north: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the other register found in a text, by its place, and what it would become."""

    start: int
    end: int
    word: str
    instead: str


class Converter:
    """Turns texts between the registers, by a list of pairs. No word may stand in two pairs."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        rows = tuple(pairs)
        self._north = {each.south: each.north for each in rows}
        self._south = {each.north: each.south for each in rows}
        words = [word for each in rows for word in (each.south, each.north)]
        if len(set(words)) != len(words):
            raise ValueError("a word stands in two pairs")
        self._southern, self._northern = _pattern(self._north), _pattern(self._south)

    def to_north(self, text: str) -> str:
        return HANGUL_RUN.sub(lambda run: self._northward(run.group()), text)

    def to_south(self, text: str) -> str:
        return HANGUL_RUN.sub(lambda run: self._southward(run.group()), text)

    def southern_words(self, text: str) -> tuple[Hit, ...]:
        """The words of a text that the North has another word for."""
        return self._hits(text, self._northward)

    def northern_words(self, text: str) -> tuple[Hit, ...]:
        """The words of a text that the South has another word for."""
        return self._hits(text, self._southward)

    def _hits(self, text: str, turn: Callable[[str], str]) -> tuple[Hit, ...]:
        found = []
        for run in HANGUL_RUN.finditer(text):
            instead = turn(run.group())
            if instead != run.group():
                found.append(Hit(run.start(), run.end(), run.group(), instead))
        return tuple(found)

    def _northward(self, run: str) -> str:
        turned = _turned(run, self._southern, self._north)
        return turned if _turned(turned, self._northern, self._south) == run else run

    def _southward(self, run: str) -> str:
        turned = _turned(run, self._northern, self._south)
        return turned if _turned(turned, self._southern, self._north) == run else run


def _pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    """A run made of known words, the longest first, and at most one ending."""
    longest = sorted(words, key=lambda each: (-len(each), each))
    known = "|".join(map(re.escape, longest)) or "(?!)"
    ends = {form for pair in PARTICLES for form in pair} | set(ENDINGS)
    tails = "|".join(sorted(ends, key=lambda each: (-len(each), each)))
    return re.compile(f"(?P<words>(?:{known})+)(?P<tail>{tails}|{_VERBAL})?")


def _turned(run: str, pattern: re.Pattern[str], words: Mapping[str, str]) -> str:
    found = pattern.fullmatch(run)
    if found is None:
        return run
    made = "".join(words[each] for each in _split(found["words"], words) or ())
    return made + adjusted(made, found["tail"] or "") if made else run


def _split(run: str, words: Mapping[str, str]) -> tuple[str, ...] | None:
    """The run as known words, the longest first, taking a step back where that leads nowhere."""
    if not run:
        return ()
    for size in range(len(run), 0, -1):
        rest = _split(run[size:], words) if run[:size] in words else None
        if rest is not None:
            return (run[:size], *rest)
    return None


def adjusted(word: str, particle: str) -> str:
    """The form of the particle that follows this word."""
    for closed, opened in PARTICLES:
        if particle in {closed, opened}:
            final = (parts(word[-1]) or (0, 0, 0))[2]
            if closed in SHORT_AFTER_L and final == FINAL_L:
                return opened
            return closed if final else opened
    return particle
