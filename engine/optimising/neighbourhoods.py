"""Large neighbourhoods: some tasks may go anywhere, the others keep their order, not their dates.

Between two tasks that keep still, and want the same capacity, the one that is over first stays
first. So a shorter middle lets all that follows move up.
"""

import numpy as np

from engine.calendars import Days
from engine.edges import Flags
from engine.optimising.encoding import Encoding, Standing


class Neighbourhoods:
    """Which tasks to free next; how many is learnt from how the last ones went."""

    def __init__(self, encoding: Encoding, rng: np.random.Generator) -> None:
        self.rng, self.axis, self.instance = rng, encoding.axis, encoding.instance
        self.share = 0.35
        count = self.instance.count
        rows = [task.rows[0] for task in self.instance.tasks]
        self.length = np.array([self.axis.length[row] for row in rows], np.int64)
        wants = np.zeros((count, max(len(self.axis.supply), 1)), bool)
        for number, name in enumerate(sorted(self.axis.supply)):
            for at, row in enumerate(rows):
                wants[at, number] = any(
                    ask.kind == "capacity" and ask.name == name for ask in self.instance.asks(row)
                )
        self.rivals: Flags = (wants.astype(np.int64) @ wants.T.astype(np.int64)) > 0

    def free(self, standing: Standing) -> Flags:
        """The tasks that may go anywhere: those about a day or near a rival, and some by chance."""
        place = np.array(standing.places, np.int64)
        count = len(place)
        wanted = max(2, min(count, round(self.share * count)))
        middle = place + self.length / 2
        if self.rng.random() < 0.75:
            day = self.rng.uniform(0, float((place + self.length).max()))
            distance = np.abs(middle - day)
            distance += self.rng.uniform(0, 1 + float(self.length.mean()), count)
        else:
            # Those that want what a task taken by chance wants, near to it for preference.
            seed = int(self.rng.integers(count))
            distance = np.abs(middle - middle[seed]) * np.where(self.rivals[seed], 0.4, 1.0)
            distance *= self.rng.uniform(0.3, 1, count)
        found = np.zeros(count, bool)
        found[np.argsort(distance, kind="stable")[:wanted]] = True
        return found

    def keep_order(self, encoding: Encoding, standing: Standing, free: Flags) -> None:
        """Tells a model which of those that are not free come first."""
        place = np.array(standing.places, np.int64)
        first, second = self.order(place, free)
        for a, b in zip(first.tolist(), second.tolist(), strict=True):
            encoding.model.add(encoding.place[b] >= encoding.place[a] + int(self.length[a]))

    def order(self, place: Days, free: Flags) -> tuple[Days, Days]:
        """The pairs that keep their order, none that follows from two others."""
        still = ~free & (self.length > 0)
        before = (place + self.length)[:, None] <= place[None, :]
        before &= self.rivals & still[:, None] & still[None, :]
        numbers = before.astype(np.float32)
        before &= ~((numbers @ numbers) > 0)
        first, second = np.nonzero(before)
        return first, second

    def learn(self, is_proved: bool, is_better: bool) -> None:
        """Frees more where nothing better was proved to be near, fewer where time ran out."""
        if is_better:
            return
        self.share *= 1.04 if is_proved else 0.93
        self.share = min(max(self.share, 0.08), 1.0)
