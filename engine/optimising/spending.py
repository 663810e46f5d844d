"""What a plan costs in each year, as numbers of the model: ceilings to keep, or a peak to lower.

A cost falls evenly on the days worked, so what of it lies before a New Year is a matter of the
start alone. Where places will do it is the place, held between nothing and all; else a table.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from engine.calendars import Days
from engine.optimising.encoding import Encoding
from engine.queues import TOLERANCE, Share

if TYPE_CHECKING:
    from engine.optimising.encoding import Number

# The largest sum a model is given, and the finest part of an amount.
LARGEST = 1 << 50
FINEST = 10**9

Costs = Mapping[int, float]


class Spending:
    """The yearly shares of the rows of one model; asked for twice, the same numbers."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding, self.instance = encoding, encoding.instance
        self._parts: dict[tuple[int, int], tuple[Number, int]] = {}
        line = self.instance.compiled.timeline
        self.first_year = line.date(self.instance.begin).year
        last_day = min(self.instance.begin + self._last_day(), self.instance.days - 1)
        self.years = range(self.first_year, line.date(last_day).year + 1)

    def keep_ceilings(self) -> None:
        """No source gives more than it may, in a year or in all."""
        for (source, year), left in self.instance.queues.left.items():
            costs = {
                row: ask.amount
                for task in self.instance.tasks
                for row in task.rows
                for ask in self.instance.asks(row)
                if ask.kind == "budget" and ask.name == source
            }
            if not costs:
                continue
            if year is None:
                amount, scale = self._total(costs)
            elif year in self.years:
                amount, scale = self.in_year(costs, year)
            else:
                continue
            most = int(Fraction(repr(max(float(left), 0.0) + TOLERANCE)) * scale)
            self.encoding.model.add(amount <= most)

    def peak(self) -> "tuple[Number, int]":
        """The most that any year costs, all sources together, and what one of the amount is."""
        model = self.encoding.model
        costs = {
            row: cost
            for task in self.instance.tasks
            for row in task.rows
            if (cost := sum(self.instance.activity(row).cost.values()))
        }
        spent = self._begun()
        found = [(year, *self.in_year(costs, year)) for year in self.years]
        scale = max((each[2] for each in found), default=1)
        highest = model.new_int_var(0, LARGEST, "")
        for year, amount, _ in found:
            model.add(highest >= amount + int(spent[year] * scale))
        for year in spent.keys() - {*self.years}:
            model.add(highest >= int(spent[year] * scale))
        return highest, scale

    def in_year(self, costs: Costs, year: int) -> "tuple[Number, int]":
        """What these rows cost in a year, and what one of the amount is in the model's numbers."""
        parts = {row: self._part(row, year) for row in costs}
        scale = scale_of(
            [Fraction(repr(float(cost))) / parts[row][1] for row, cost in costs.items()],
            sum(costs.values()),
        )
        return sum(
            parts[row][0] * int(Fraction(repr(float(cost))) * scale / parts[row][1])
            for row, cost in costs.items()
        ), scale

    def _total(self, costs: Costs) -> "tuple[Number, int]":
        scale = scale_of([Fraction(repr(float(c))) for c in costs.values()], sum(costs.values()))
        amount: Number = 0
        for row, cost in costs.items():
            literal = self.encoding.chosen[row]
            whole = int(Fraction(repr(float(cost))) * scale)
            amount = amount + (whole if literal is None else whole * literal)
        return amount, scale

    def _part(self, row: int, year: int) -> "tuple[Number, int]":
        """Of a row's days of work those in a year, and how many parts all of them are."""
        if (row, year) not in self._parts:
            plain = self.encoding.axis.is_plain and self.encoding.axis.length[row]
            self._parts[row, year] = (
                self._plain_part(row, year) if plain else self._table_part(row, year)
            )
        return self._parts[row, year]

    def _plain_part(self, row: int, year: int) -> "tuple[Number, int]":
        model, length = self.encoding.model, self.encoding.axis.length[row]
        place = self.encoding.place[self.instance.task_of[row]]
        before = [self._before(row, year), self._before(row, year + 1)]
        inside = []
        for end in before:
            reached = model.new_int_var(0, max(end, 0), "")
            model.add_max_equality(reached, [end - place, 0])
            done = model.new_int_var(0, length, "")
            model.add_min_equality(done, [reached, length])
            inside.append(done)
        return self._if_chosen(row, inside[1] - inside[0], length), length

    def _table_part(self, row: int, year: int) -> "tuple[Number, int]":
        first, last = self.encoding.range[self.instance.task_of[row]]
        starts, finishes = self.instance.rises.starts(row), self.instance.rises.finishes(row)
        fine = 1_000_000
        line, base = self.instance.compiled.timeline, int(self.instance.compiled.spans.base[row])
        bounds = [line.number(date(year, 1, 1)), line.number(date(year + 1, 1, 1))]
        ends = np.minimum(finishes, line.days)
        total = line.worked(base, starts, ends)
        since, until = (np.clip(each, bounds[0], bounds[1]) for each in (starts, ends))
        inside = line.worked(base, since, until)
        alone = ((starts >= bounds[0]) & (starts < bounds[1])) * fine
        part: Days = np.where(total > 0, inside * fine // np.maximum(total, 1), alone)
        most = int(part[first : last + 1].max(initial=0))
        if not most:
            return 0, fine
        found = self.encoding.table(self.instance.task_of[row], part, 0, most)
        return self._if_chosen(row, found, most), fine

    def _if_chosen(self, row: int, number: "Number", most: int) -> "Number":
        literals = self.encoding.literals(row)
        if not literals:
            return number
        found = self.encoding.model.new_int_var(0, most, "")
        self.encoding.model.add(found == number).only_enforce_if(literals)
        self.encoding.model.add(found == 0).only_enforce_if(~literals[0])
        return found

    def _before(self, row: int, year: int) -> int:
        line = self.instance.compiled.timeline
        return self.instance.place_at_or_after(row, line.number(date(year, 1, 1)))

    def _begun(self) -> Mapping[int, float]:
        """What the work that has begun costs in each year."""
        spent: dict[int, float] = defaultdict(float)
        instance, count = self.instance, self.instance.compiled.count
        for row in instance.begun_rows:
            start, finish = int(instance.early[row]), int(instance.early[count + row])
            cost = sum(instance.activity(row).cost.values())
            shares: Iterable[Share] = instance.queues.shares(row, start, finish)
            for year, part in shares:
                spent[year or 0] += cost * part
        return spent

    def _last_day(self) -> int:
        encoding = self.encoding
        if not encoding.axis.is_plain or not self.instance.tasks:
            return encoding.end
        starts = self.instance.rises.starts(self.instance.tasks[0].rows[0])
        return int(starts[min(encoding.end, len(starts) - 1)]) - self.instance.begin


def scale_of(amounts: Iterable[Fraction], total: float) -> int:
    """By what to multiply for whole numbers; if that is too much, for very fine ones."""
    whole = lcm(*(each.denominator for each in amounts))
    return whole if whole <= FINEST and whole * total < LARGEST else _finest(total)


def _finest(total: float) -> int:
    return max(1, min(FINEST, int(LARGEST / max(total, 1.0))))
