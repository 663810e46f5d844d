"""Which entries of many a person has to look at for one party: found by sounds, then compared."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from engine.parties.comparing import NEAR_HANGUL, NEAR_SOUND, compare, is_candidate
from engine.parties.names import has_hangul, joined, northern_forms, sound_keys, spellings
from engine.parties.values import Comparison, Identity

K = TypeVar("K", bound=Hashable)


class Finder(Generic[K]):
    """Entries by the sounds and the Hangul of all their names, and by their numbers."""

    def __init__(self, entries: Mapping[K, Identity]) -> None:
        self._entries = entries
        self._keys: dict[str, set[K]] = defaultdict(set)
        for key, entry in entries.items():
            for word in _words(entry):
                self._keys[word].add(key)
        self._all = list(self._keys)

    def candidates(self, party: Identity) -> list[tuple[K, Comparison]]:
        """The entries to be looked at, the most agreeing first."""
        near: set[K] = set()
        least = min(NEAR_HANGUL, NEAR_SOUND)
        for word in _words(party):
            near |= self._keys.get(word, set())
            scorer = Levenshtein.normalized_similarity
            for found, _score, _at in process.extract(
                word, self._all, scorer=scorer, score_cutoff=least, limit=None
            ):
                near |= self._keys[found]
        pairs = [(key, compare(party, self._entries[key])) for key in near]
        kept = [pair for pair in pairs if is_candidate(pair[1])]
        return sorted(kept, key=lambda pair: (pair[1].rank, str(pair[0])))


def _words(identity: Identity) -> set[str]:
    found = {"#" + joined(each) for each in identity.identifiers}
    for name in (*identity.names, *identity.aliases):
        if has_hangul(name):
            found |= set(northern_forms(joined(name)))
            found |= {key for each in spellings(name) for key in sound_keys(each.text)}
        else:
            found |= sound_keys(name)
    return found - {"", "#"}
