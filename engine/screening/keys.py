"""What a few permissions would unlock: exact, by trying every set of keys there is.

An item is unlocked when all the keys it needs are held. Among the sets of at most `most` keys the
one that unlocks the greatest worth wins; ties go to fewer keys, then to the earlier names. Only
keys of items that so few keys can unlock at all are tried, at most 40 of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np

MOST_KEYS = 40
_CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may run once every key in `needs` is held; `worth` is its weight."""

    key: str
    needs: frozenset[str]
    worth: int = 1


@dataclass(frozen=True, slots=True)
class Bunch:
    """Keys, and what they unlock together that was not unlocked without them.

    `is_exact` is false where there were more keys than can be tried: then rare ones were left out.
    """

    keys: tuple[str, ...]
    unlocked: tuple[str, ...]
    worth: int
    is_exact: bool = True


def unlocked(items: Iterable[Item], held: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The items that may run with these keys."""
    return tuple(item.key for item in items if item.needs <= held)


def best_bunch(items: Sequence[Item], most: int, held: frozenset[str] = frozenset()) -> Bunch:
    """The set of at most `most` more keys that unlocks the greatest worth."""
    missing = [(item.needs - held, item.worth) for item in items if not item.needs <= held]
    within_reach = [(needs, worth) for needs, worth in missing if len(needs) <= most]
    uses = Counter(key for needs, _worth in within_reach for key in needs)
    names = sorted(name for name, _uses in _most_used(uses))
    is_exact = len(uses) == len(names)
    worths: Counter[int] = Counter()
    places = {name: place for place, name in enumerate(names)}
    for needs, worth in within_reach:
        if needs <= places.keys():
            worths[sum(1 << places[key] for key in needs)] += worth
    chosen = _best_mask(worths, len(names), most)
    keys = tuple(name for place, name in enumerate(names) if chosen >> place & 1)
    return _bunch(items, keys, held, is_exact)


def ladder(
    items: Sequence[Item], most: int, steps: int, held: frozenset[str] = frozenset()
) -> tuple[Bunch, ...]:
    """Bunch after bunch: each the one that unlocks most per key, given those before it."""
    found: list[Bunch] = []
    while len(found) < steps:
        tried = [best_bunch(items, count, held) for count in range(1, most + 1)]
        useful = [each for each in tried if each.worth]
        if not useful:
            break
        best = max(useful, key=lambda each: (each.worth / len(each.keys), -len(each.keys)))
        found.append(best)
        held |= set(best.keys)
    return tuple(found)


def singles(items: Sequence[Item], held: frozenset[str] = frozenset()) -> tuple[Bunch, ...]:
    """Every missing key by itself: what unlocks most first, then what most items wait for."""
    waiting = Counter(key for item in items for key in item.needs - held)
    bunches = [_bunch(items, (key,), held, True) for key in sorted(waiting)]
    return tuple(sorted(bunches, key=lambda each: (-each.worth, -waiting[each.keys[0]])))


def _bunch(
    items: Sequence[Item], keys: tuple[str, ...], held: frozenset[str], is_exact: bool
) -> Bunch:
    more = held | set(keys)
    opened = [item for item in items if item.needs <= more and not item.needs <= held]
    return Bunch(
        keys, tuple(item.key for item in opened), sum(item.worth for item in opened), is_exact
    )


def _most_used(uses: Counter[str]) -> list[tuple[str, int]]:
    return sorted(uses.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_KEYS]


def _best_mask(worths: Counter[int], keys: int, most: int) -> int:
    """The best set as bits. Sets are met by size, then by names, and the first best wins."""
    masks = np.array(list(worths), np.uint64)
    gains = np.array(list(worths.values()), np.int64)
    best, best_worth = 0, 0
    for chunk in _sets(keys, most):
        worth = np.zeros(len(chunk), np.int64)
        for mask, gain in zip(masks, gains, strict=True):
            worth += np.where((chunk & mask) == mask, gain, 0)
        place = int(worth.argmax())
        if worth[place] > best_worth:
            best, best_worth = int(chunk[place]), int(worth[place])
    return best


def _sets(keys: int, most: int) -> Iterator["np.ndarray[tuple[int], np.dtype[np.uint64]]"]:
    for size in range(1, min(most, keys) + 1):
        every = combinations(range(keys), size)
        while rows := list(islice(every, _CHUNK)):
            bits = np.uint64(1) << np.array(rows, np.uint64)
            yield np.bitwise_or.reduce(bits, axis=1)
