"""Serial schedule generation on the axis, and justification: quick schedules to start from."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from math import inf

from engine.optimising.board import Selection
from engine.optimising.rises import BEYOND
from engine.queues import TOLERANCE, Share

#: Of each task its place; None where it is left out.
Places = list[int | None]


class Generation:
    """Schedules of one selection, each from an order of its tasks."""

    def __init__(self, selection: Selection) -> None:
        self.selection, self.board = selection, selection.board
        self.tasks = [t for t, row in enumerate(selection.rows) if row is not None]

    def in_order(self, rank: Sequence[float]) -> list[int]:
        """The tasks by rank, each after all it waits for."""
        chosen = self.selection
        waits = list(chosen.waits)
        ready = [(rank[t], t) for t in self.tasks if not waits[t]]
        heapify(ready)
        order = []
        while ready:
            _, task = heappop(ready)
            order.append(task)
            for follower in chosen.followers[task]:
                waits[follower] -= 1
                if not waits[follower]:
                    heappush(ready, (rank[follower], follower))
        return order

    def forward(self, order: Sequence[int]) -> Places | None:
        """Every task at its earliest in its turn; None where one finds no place."""
        chosen = self.selection
        self._clear()
        found: Places = [None] * len(chosen.rows)
        for task in order:
            row = chosen.rows[task]
            place = 0
            for source, more, table in chosen.before[task]:
                stands = found[source]
                asked = stands + more if more is not None else table[stands]  # type: ignore[operator, index]
                if asked > place:
                    place = asked
            for wanted, floors, needs in chosen.doors[task]:
                asked_of = sorted([*floors, *(table[found[s]] for s, table in needs)])  # type: ignore[index]
                place = max(place, asked_of[wanted - 1])
            stands = self._fit(row, place)  # type: ignore[arg-type]
            if stands is None:
                return None
            found[task] = stands
            self._take(row, *self._span(row, stands))  # type: ignore[arg-type]
        return found

    def backward(self, places: Places, end: int) -> Places | None:
        """Every task as late as the end allows, the last ones first; for plain selections."""
        chosen, length = self.selection, self.board.axis.length
        self._clear()
        found: Places = [None] * len(chosen.rows)
        for task in self._from_the_last(places):
            row = chosen.rows[task]
            if row is None:
                continue
            place = end - max(length[row], 1)
            for target, more in chosen.after[task]:
                place = min(place, found[target] - more)  # type: ignore[operator]
            stands = self._fit_back(row, place)
            if stands is None:
                return None
            found[task] = stands
            self._take(row, stands, stands + length[row])
        return found

    def by_start(self, places: Places) -> list[int]:
        """The tasks in the order in which they stand."""
        if self.selection.has_leads or not self.selection.is_plain:
            return self.in_order([place or 0 for place in places])
        return sorted(self.tasks, key=lambda task: (places[task], task))

    def improved(self, places: Places) -> Places:
        """Justified to the right and to the left again, as long as that makes it shorter."""
        if not self.selection.is_plain:
            return places
        best, end = places, self.end(places)
        while True:
            late = self.backward(best, end)
            if late is None:
                return best
            again = self.forward(self.by_start(late))
            if again is None or self.end(again) >= end:
                return best
            best, end = again, self.end(again)

    def end(self, places: Places) -> int:
        """Where on the axis the last task is over; a milestone takes its day."""
        axis, rows = self.board.axis, self.selection.rows
        if axis.is_plain:
            length = axis.length
            return max(
                (places[t] + max(length[rows[t]], 1) for t in self.tasks),  # type: ignore[operator, index]
                default=0,
            )
        begins, ends = self.board.begins, self.board.ends
        return max(
            (
                max(ends[rows[t]][places[t]], begins[rows[t]][places[t]] + 1)  # type: ignore[index]
                for t in self.tasks
            ),
            default=0,
        )

    def _from_the_last(self, places: Places) -> list[int]:
        length, rows = self.board.axis.length, self.selection.rows
        ends = {t: places[t] + length[rows[t]] for t in self.tasks}  # type: ignore[operator, index]
        if not self.selection.has_overlaps:
            return sorted(self.tasks, key=lambda t: (-ends[t], -t))
        waits = [len(each) for each in self.selection.after]
        ready = [(-ends[t], -t) for t in self.tasks if not waits[t]]
        heapify(ready)
        order = []
        while ready:
            task = -heappop(ready)[1]
            order.append(task)
            for source, _, _ in self.selection.before[task]:
                waits[source] -= 1
                if not waits[source]:
                    heappush(ready, (-ends[source], -source))
        return order

    def _clear(self) -> None:
        board = self.board
        self.free = [each.copy() for each in board.free]
        self.short = [each.copy() for each in board.short]
        self.left = board.instance.queues.left.copy()

    def _span(self, row: int, place: int) -> tuple[int, int]:
        if self.board.axis.is_plain:
            return place, place + self.board.axis.length[row]
        return self.board.begins[row][place], self.board.ends[row][place]

    def _fit(self, row: int, place: int) -> int | None:
        board, short = self.board, self.short
        needs, money = board.needs[row], board.money[row]
        while (place := board.next_allowed(row, place)) < BEYOND:
            since, until = self._span(row, place)
            window, busy = (1 << (until - since)) - 1, 0
            for resource, _, level in needs:
                busy |= (short[resource][level] >> since) & window
            if not busy:
                until = self._lasts_from(row, until)
                if not until:
                    if not money or self._is_paid(row, place):
                        return place
                    place += 1
                elif board.axis.is_plain:
                    place = until - board.axis.length[row]
                else:
                    place = max(bisect_left(board.ends[row], until), place + 1)
            elif board.axis.is_plain:
                place += busy.bit_length()
            else:
                place = max(bisect_left(board.begins[row], since + busy.bit_length()), place + 1)
        return None

    def _fit_back(self, row: int, place: int) -> int | None:
        board, short, length = self.board, self.short, self.board.axis.length[row]
        while (place := board.last_allowed(row, place)) >= 0:
            window, busy = (1 << length) - 1, 0
            for resource, _, level in board.needs[row]:
                busy |= (short[resource][level] >> place) & window
            if not busy:
                if not board.money[row] or self._is_paid(row, place):
                    return place
                place -= 1
            else:
                place += (busy & -busy).bit_length() - 1 - length
        return None

    def _shares(self, row: int, place: int) -> list[Share]:
        instance = self.board.instance
        start = int(instance.rises.starts(row)[place])
        finish = int(instance.rises.finishes(row)[place])
        return [*instance.queues.shares(row, start, finish), Share(None, 1.0)]

    def _is_paid(self, row: int, place: int) -> bool:
        left = self.left
        return all(
            amount * part <= left.get((source, year), inf) + TOLERANCE
            for year, part in self._shares(row, place)
            for source, amount in self.board.money[row]
        )

    def _take(self, row: int, since: int, until: int) -> None:
        if money := self.board.money[row]:
            place = (
                since if self.board.axis.is_plain else bisect_left(self.board.begins[row], since)
            )
            for year, part in self._shares(row, place):
                for source, amount in money:
                    if (source, year) in self.left:
                        self.left[source, year] -= amount * part
        for resource, amount, _ in self.board.needs[row]:
            self._hold(resource, since, until, amount)
        for resource, amount, _ in self.board.lasting[row]:
            self._hold(resource, until, len(self.free[resource]), amount)
        for resource, amount in self.board.added[row]:
            self._hold(resource, until, len(self.free[resource]), -amount)

    def _lasts_from(self, row: int, until: int) -> int:
        """0 if what a row keeps for good is free from `until` on; else from when on it is."""
        later = 0
        for resource, _, level in self.board.lasting[row]:
            later |= self.short[resource][level] >> until
        return until + later.bit_length() if later else 0

    def _hold(self, resource: int, since: int, until: int, amount: int) -> None:
        free, short, levels = self.free[resource], self.short[resource], self.board.levels[resource]
        at = since
        while at < until:
            had, end = free[at], at + 1
            while end < until and free[end] == had:
                end += 1
            left = had - amount
            bits = ((1 << (end - at)) - 1) << at
            for level in range(bisect_right(levels, left), bisect_right(levels, had)):
                short[level] |= bits
            for level in range(bisect_right(levels, had), bisect_right(levels, left)):
                short[level] &= ~bits
            free[at:end] = [left] * (end - at)
            at = end
