"""Capacities in the model: who holds how much when, what is kept for good, what is added.

The model has as much as there ever can be, and blocks hold back what is not there yet.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.calendars import Days
from engine.optimising.encoding import Encoding
from engine.optimising.rises import Rise

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import BoolVarT, IntervalVar, LinearExpr


class Span(NamedTuple):
    """The time a row holds something: it may seem longer to the solver, never shorter."""

    held: "IntervalVar"
    #: An end no earlier than the true one, and one no later.
    over: "LinearExpr"
    kept_from: "LinearExpr"


class Supplying:
    """Lays the capacities of a model."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding, self.model = encoding, encoding.model
        self.instance, self.axis = encoding.instance, encoding.axis
        self._spans: dict[int, Span] = {}
        self.rows = [(at, row) for at, task in enumerate(self.instance.tasks) for row in task.rows]
        for name in sorted(self.axis.supply):
            self._lay(name)

    def _lay(self, name: str) -> None:
        taken: list[tuple[IntervalVar, int]] = []
        added = whole = 0
        end = self.encoding.end + 1
        for at, row in self.rows:
            for ask in self.instance.asks(row):
                if ask.kind != "capacity" or ask.name != name:
                    continue
                amount, kept = (self.axis.amount(name, n) for n in (ask.amount, ask.kept))
                whole += max(amount, kept)
                if amount:
                    taken.append((self._span(at, row).held, amount))
                if kept:
                    taken.append((self._from(row, self._span(at, row).kept_from, end), kept))
            if (more := self.instance.activity(row).adds.get(name)) and row == self._first(at):
                amount = self.axis.amount(name, more)
                added += amount
                taken += [(block, amount) for block in self._until_added(at)]
        supply = self.axis.supply[name][: max(end, 1)]
        if not taken or (not added and whole <= int(supply.min(initial=0))):
            return
        most = int(supply.max(initial=0))
        for since, until in _steps(supply):
            if (gone := most - int(supply[since])) > 0:
                block = self.model.new_fixed_size_interval_var(since, until - since, "")
                taken.append((block, gone))
        intervals, amounts = [each for each, _ in taken], [amount for _, amount in taken]
        self.model.add_cumulative(intervals, amounts, most + added)

    def _first(self, at: int) -> int:
        return self.instance.tasks[at].rows[0]

    def _from(self, row: int, since: "LinearExpr", end: int) -> "IntervalVar":
        """From a row's finish on, for good."""
        size = end - since
        literal = self.encoding.chosen[row]
        if literal is None:
            return self.model.new_interval_var(since, size, end, "")
        return self.model.new_optional_interval_var(since, size, end, literal, "")

    def _until_added(self, at: int) -> "Iterator[IntervalVar]":
        """The time in which what a task adds is not there: all of it where it is left out."""
        present = self.encoding.present[at]
        for row in self.instance.tasks[at].rows:
            over, literal = self._span(at, row).over, self.encoding.chosen[row]
            if literal is None:
                yield self.model.new_interval_var(0, over, over, "")
            else:
                yield self.model.new_optional_interval_var(0, over, over, literal, "")
        if present is not None:
            end = self.encoding.end + 1
            yield self.model.new_optional_fixed_size_interval_var(0, end, ~present, "")

    def _span(self, at: int, row: int) -> Span:
        if row not in self._spans:
            self._spans[row] = (
                self._plain_span(at, row) if self.axis.is_plain else self._dated_span(at, row)
            )
        return self._spans[row]

    def _plain_span(self, at: int, row: int) -> Span:
        length, place = self.axis.length[row], self.encoding.place[at]
        literal = self.encoding.chosen[row]
        if literal is None:
            held = self.model.new_fixed_size_interval_var(place, length, "")
        else:
            held = self.model.new_optional_fixed_size_interval_var(place, length, literal, "")
        return Span(held, place + length, place + length)

    def _dated_span(self, at: int, row: int) -> Span:
        """Of days that are no places: bounds on the first and on the last, from the tables."""
        model, encoding = self.model, self.encoding
        begins, ends = self.axis.begins(row), self.axis.ends(row)
        first, last = encoding.range[at]
        latest = max(encoding.end + 1, int(ends[last]))
        since, until, kept = (model.new_int_var(0, latest, "") for _ in range(3))
        given: list[BoolVarT] = encoding.literals(row)
        encoding.ask_number(at, Rise(None, ends), until, (0, latest), given)
        encoding.hold_down(at, begins, since, given)
        encoding.hold_down(at, ends, kept, given)
        longest = int((ends - begins)[first : last + 1].max(initial=0))
        size, literal = model.new_int_var(0, longest, ""), encoding.chosen[row]
        if literal is None:
            held = model.new_interval_var(since, size, until, "")
        else:
            held = model.new_optional_interval_var(since, size, until, literal, "")
        return Span(held, until, kept)


def _steps(supply: Days) -> Iterator[tuple[int, int]]:
    """The stretches [since, until) of one amount."""
    if len(supply):
        turns = [0, *(np.flatnonzero(np.diff(supply)) + 1).tolist(), len(supply)]
        yield from pairwise(turns)
