"""A party beside an entry, feature by feature, each with its evidence. Nothing is added up."""

import re
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import token_set_ratio

from engine.parties.names import (
    fold,
    has_hangul,
    has_latin,
    joined,
    northern_forms,
    orders,
    sound_keys,
    spellings,
)
from engine.parties.values import NAMES, Comparison, Feature, Grade, Identity

#: A Hangul name is short: one sign of five may differ. By sounds one of nine or so.
NEAR_HANGUL = 0.79
NEAR_SOUND = 0.88
NEAR_ADDRESS = 80.0
SHORTEST_FUZZY = 7
_BEST = {Grade.AGREES: 0, Grade.NEAR: 1, Grade.DIFFERS: 2, Grade.UNKNOWN: 3}
Compare = Callable[[str, str], tuple[Grade, str]]


def compare(party: Identity, entry: Identity) -> Comparison:
    """Every feature; what either side does not give is unknown, never different."""
    return Comparison(
        (
            _best("hangul", party.names, entry.names, _by_hangul),
            _best("rr", party.names, entry.names, _by_system("rr")),
            _best("mr", party.names, entry.names, _by_system("mr")),
            _best("latin", party.names, entry.names, _by_latin),
            _alias(party, entry),
            _best("date", party.dates, entry.dates, _by_date),
            _best("country", party.countries, entry.countries, _by_equality),
            _best("identifier", party.identifiers, entry.identifiers, _by_identifier),
            _best("address", party.addresses, entry.addresses, _by_address),
        )
    )


def is_candidate(comparison: Comparison) -> bool:
    """Whether a person has to look: some name, or a number, agrees or is near."""
    close = (Grade.AGREES, Grade.NEAR)
    return any(
        (each.grade in close and each.name in NAMES)
        or (each.name == "identifier" and each.grade is Grade.AGREES)
        for each in comparison.features
    )


def _best(name: str, ours: Iterable[str], theirs: Iterable[str], how: Compare) -> Feature:
    """The closest pair."""
    found = Feature(name, Grade.UNKNOWN)
    theirs = tuple(theirs)
    for our in ours:
        for their in theirs:
            grade, rule = how(our, their)
            if _BEST[grade] < _BEST[found.grade]:
                found = Feature(name, grade, our, their, rule)
    return found


def _alias(party: Identity, entry: Identity) -> Feature:
    """Names against aliases, either way round, by whichever script and system they are in."""
    pairs: tuple[tuple[Sequence[str], Sequence[str]], ...] = (
        (party.names, entry.aliases),
        (party.aliases, (*entry.names, *entry.aliases)),
    )
    ways = (_by_hangul, _by_system("rr"), _by_system("mr"), _by_latin)
    found = [_best("alias", ours, theirs, how) for ours, theirs in pairs for how in ways]
    return min(found, key=lambda each: _BEST[each.grade])


def _by_hangul(ours: str, theirs: str) -> tuple[Grade, str]:
    if not (has_hangul(ours) and has_hangul(theirs)):
        return Grade.UNKNOWN, ""
    left, right = joined(ours), joined(theirs)
    if left == right:
        return Grade.AGREES, "same"
    if right in northern_forms(left):
        return Grade.AGREES, "northern"
    near = Levenshtein.normalized_similarity(left, right) >= NEAR_HANGUL
    return (Grade.NEAR, "letters") if near else (Grade.DIFFERS, "")


def _by_system(system: str) -> Compare:
    """Hangul on one side, romanised, against Latin letters on the other."""

    def by(ours: str, theirs: str) -> tuple[Grade, str]:
        if has_hangul(ours) and not has_hangul(theirs) and has_latin(theirs):
            return _romanised(ours, theirs, system)
        if has_hangul(theirs) and not has_hangul(ours) and has_latin(ours):
            return _romanised(theirs, ours, system)
        return Grade.UNKNOWN, ""

    return by


def _romanised(hangul: str, latin: str, system: str) -> tuple[Grade, str]:
    written = [each for each in spellings(hangul) if each.system == system]
    wanted = orders(latin)
    for each in written:
        if joined(each.text) in wanted:
            return Grade.AGREES, "northern" if each.northern else "same"
    heard = sound_keys(latin)
    ours = {key for each in written for key in sound_keys(each.text)}
    return _by_sounds(ours, heard)


def _by_latin(ours: str, theirs: str) -> tuple[Grade, str]:
    if has_hangul(ours) or has_hangul(theirs) or not (has_latin(ours) and has_latin(theirs)):
        return Grade.UNKNOWN, ""
    if joined(ours) in orders(theirs) or sorted(fold(ours).split()) == sorted(fold(theirs).split()):
        return Grade.AGREES, "same"
    return _by_sounds(sound_keys(ours), sound_keys(theirs))


def _by_sounds(ours: set[str], theirs: set[str]) -> tuple[Grade, str]:
    if ours & theirs:
        return Grade.NEAR, "sounds"
    for left in ours:
        for right in theirs:
            if min(len(left), len(right)) < SHORTEST_FUZZY:
                continue
            if Levenshtein.normalized_similarity(left, right) >= NEAR_SOUND:
                return Grade.NEAR, "letters"
    return Grade.DIFFERS, ""


def _by_date(ours: str, theirs: str) -> tuple[Grade, str]:
    """A day agrees with its own year; the same day under another year, or a year off, is near."""
    left, right = ours.split("-"), theirs.split("-")
    shared = min(len(left), len(right))
    if left[:shared] == right[:shared]:
        return Grade.AGREES, "same" if len(left) == len(right) else "year"
    if not (left[0].isdecimal() and right[0].isdecimal()):
        return Grade.DIFFERS, ""
    is_near = abs(int(left[0]) - int(right[0])) <= 1 or (len(left) > 2 and left[1:] == right[1:])
    return (Grade.NEAR, "year") if is_near else (Grade.DIFFERS, "")


def _by_equality(ours: str, theirs: str) -> tuple[Grade, str]:
    return (Grade.AGREES, "same") if ours == theirs else (Grade.DIFFERS, "")


def _by_identifier(ours: str, theirs: str) -> tuple[Grade, str]:
    left, right = (re.sub(r"[^0-9a-z]", "", each.casefold()) for each in (ours, theirs))
    return (Grade.AGREES, "same") if left and left == right else (Grade.DIFFERS, "")


def _by_address(ours: str, theirs: str) -> tuple[Grade, str]:
    left, right = fold(ours), fold(theirs)
    if left == right:
        return Grade.AGREES, "same"
    if has_hangul(left) != has_hangul(right):
        return Grade.UNKNOWN, ""
    near = token_set_ratio(left, right) >= NEAR_ADDRESS
    return (Grade.NEAR, "letters") if near else (Grade.DIFFERS, "")
