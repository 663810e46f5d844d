"""An instance as a model for CP-SAT: a place per task, a literal per choice, capacities as queues.

A rise that is no constant is cut into pieces, on each of which it is one or stands still. The
literals "at this place or later" that tell the pieces apart are shared by all rises of a task.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from engine.calendars import Days
from engine.optimising.axis import Axis
from engine.optimising.bounds import Heads, tails_of
from engine.optimising.instance import Door, Instance
from engine.optimising.rises import BEYOND, Rise

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr
    from ortools.sat.python.cp_model_helper import Literal as BoolVarT

    Number = LinearExpr | int

    Value = Callable[[LinearExpr], int]


class Standing(NamedTuple):
    """What a schedule has chosen: of each task its row and its place, None where it is left out."""

    rows: tuple[int | None, ...]
    places: tuple[int | None, ...]


class Piece(NamedTuple):
    """Places [first, last] of a rise: by a constant `more`, or where that is None still `at`."""

    first: int
    last: int
    more: int | None
    at: int


class Encoding:
    """The model of an instance for plans that end by `end` on the axis."""

    def __init__(self, instance: Instance, axis: Axis, heads: Heads, end: int) -> None:
        from ortools.sat.python import cp_model

        self.cp = cp_model
        self.model: CpModel = cp_model.CpModel()
        self.instance, self.axis, self.heads, self.end = instance, axis, heads, end
        self.place: list[IntVar] = []
        self.chosen: dict[int, BoolVarT | None] = {}
        self.present: list[BoolVarT | None] = []
        self.range: list[tuple[int, int]] = []
        self.is_possible = True
        self._later: dict[tuple[int, int], BoolVarT] = {}
        self._lay_tasks()
        for arc in instance.arcs:
            for (source, target), rise in arc.rises.items():
                given = [*self.literals(source), *self.literals(target)]
                self._ask(arc.source, rise, arc.target, given)
        for door in instance.doors:
            self._open(door)
        self.last = self._last_end()

    def literals(self, *rows: int) -> "list[BoolVarT]":
        """What must be true for these rows to be chosen; nothing where they always are."""
        return [lit for row in rows if (lit := self.chosen[row]) is not None]

    def at_or_after(self, task: int, place: int) -> "BoolVarT":
        """The literal that a task stands at this place or later."""
        key = task, place
        if key not in self._later:
            first, last = self.range[task]
            if place <= first or place > last:
                self._later[key] = self.model.new_constant(int(place <= first))
                return self._later[key]
            literal = self.model.new_bool_var("")
            self.model.add(self.place[task] >= place).only_enforce_if(literal)
            self.model.add(self.place[task] < place).only_enforce_if(~literal)
            self._later[key] = literal
        return self._later[key]

    def table(self, task: int, values: Days, least: int, most: int) -> "IntVar":
        """A number that is what the table says of a task's place."""
        first, last = self.range[task]
        found = self.model.new_int_var(least, most, "")
        index = self.place[task] - first
        self.model.add_element(index, values[first : last + 1].tolist(), found)
        return found

    def hint(self, standing: Standing) -> None:
        """Tells the solver where to look first."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for at, (row, place) in enumerate(zip(standing.rows, standing.places, strict=True)):
            if place is not None:
                self.model.add_hint(self.place[at], place)
            for own in self.instance.tasks[at].rows:
                if (literal := self.chosen[own]) is not None:
                    self.model.add_hint(literal, own == row)

    def standing(self, value: "Value") -> Standing:
        """What a solution chose, read through the solver's or the callback's own function."""
        rows: list[int | None] = []
        places: list[int | None] = []
        for at, task in enumerate(self.instance.tasks):
            row = next((r for r in task.rows if self._is_chosen(r, value)), None)
            rows.append(row)
            places.append(None if row is None else int(value(self.place[at])))
        return Standing(tuple(rows), tuple(places))

    def _is_chosen(self, row: int, value: "Value") -> bool:
        literal = self.chosen[row]
        return literal is None or bool(value(literal))

    def _lay_tasks(self) -> None:
        tails = tails_of(self.instance, self.axis) if self.axis.is_plain else None
        for at, task in enumerate(self.instance.tasks):
            places = {row: self._places(at, row, tails) for row in task.rows}
            union = np.unique(np.concatenate([*places.values()]))
            if not len(union) and not task.optional:
                self.is_possible = False
            union = union if len(union) else np.zeros(1, np.int64)
            self.range.append((int(union[0]), int(union[-1])))
            domain = self.cp.Domain.from_intervals(runs(union))
            self.place.append(self.model.new_int_var_from_domain(domain, ""))
            self._lay_choice(at, places)

    def _places(self, at: int, row: int, tails: list[int] | None) -> Days:
        """The places a row may take in time for the end."""
        allowed = self.instance.allowed[row]
        if tails is not None:
            last = self.end - max(tails[at], self.axis.length[row], 1)
        else:
            last = int(self.axis.shown_ends(row).searchsorted(self.end, side="right")) - 1
        first = min(self.heads.rows[row], BEYOND)
        return allowed[(allowed >= first) & (allowed <= last)]

    def _lay_choice(self, at: int, places: dict[int, Days]) -> None:
        task, model = self.instance.tasks[at], self.model
        present = model.new_bool_var("") if task.optional else None
        self.present.append(present)
        if len(task.rows) == 1:
            self.chosen[task.rows[0]] = present
            if present is not None and not len(places[task.rows[0]]):
                model.add(present == 0)
            return
        literals = [model.new_bool_var("") for _ in task.rows]
        model.add(sum(literals) == (1 if present is None else present))
        for row, literal in zip(task.rows, literals, strict=True):
            self.chosen[row] = literal
            if not len(places[row]):
                model.add(literal == 0)
                continue
            domain = self.cp.Domain.from_intervals(runs(places[row]))
            model.add_linear_expression_in_domain(self.place[at], domain).only_enforce_if(literal)

    def _ask(self, source: int, rise: Rise, target: int, given: "Sequence[BoolVarT]") -> None:
        """The target stands no earlier than the rise asks, if all this is given."""
        self.ask_number(source, rise, self.place[target], self.range[target], given)

    def ask_number(
        self,
        source: int,
        rise: Rise,
        target: "LinearExpr",
        span: tuple[int, int],
        given: "Sequence[BoolVarT]",
    ) -> None:
        """A number in this span is no less than the rise of a task's place."""
        place, (first, last) = self.place[source], self.range[source]
        if rise.more is not None:
            if last + rise.more > span[0]:
                self._add(target >= place + rise.more, given)
            return
        values = rise.table[first : last + 1]
        if not len(values):
            return
        too_late = int(values.searchsorted(span[1], side="right"))
        if too_late < len(values):
            self._add(place <= first + too_late - 1, given)
            values = values[:too_late]
        if not len(values):
            return
        least = int((values - np.arange(first, first + len(values))).min())
        self._add(target >= place + least, given)
        for piece in pieces_of(values, first):
            self._ask_piece(source, piece, target, span[0], least, given)

    def _ask_piece(
        self,
        source: int,
        piece: Piece,
        target: "LinearExpr",
        span_first: int,
        least: int,
        given: "Sequence[BoolVarT]",
    ) -> None:
        after = self.at_or_after(source, piece.first)
        if piece.more is None:
            if piece.at > span_first:
                self._add(target >= piece.at, [*given, after])
            return
        if piece.more > least and piece.last + piece.more > span_first:
            by_then = ~self.at_or_after(source, piece.last + 1)
            self._add(target >= self.place[source] + piece.more, [*given, after, by_then])

    def _add(self, constraint: "object", given: "Sequence[BoolVarT]") -> None:
        added = self.model.add(constraint)  # type: ignore[arg-type]
        if given:
            added.only_enforce_if(given)

    def _open(self, door: Door) -> None:
        """Enough needs are met, and what waits stands after each of those that count."""
        model, tasks = self.model, self.instance.tasks
        met = [model.new_bool_var("") for _ in (*door.needs, *door.begun)]
        opened = model.new_bool_var("")
        model.add(sum(met) >= door.wanted).only_enforce_if(opened)
        for need, literal in zip(door.needs, met, strict=False):
            if (present := self.present[need]) is not None:
                model.add_implication(literal, present)
        for target in door.targets:
            present = self.present[target]
            model.add(opened == 1) if present is None else model.add_implication(present, opened)
            for row in tasks[target].rows:
                for literal, floors in zip(met[len(door.needs) :], door.begun, strict=True):
                    given = [literal, *self.literals(row)]
                    self._add(self.place[target] >= min(floors[row], 1 << 40), given)
                for need, literal in zip(door.needs, met, strict=False):
                    for of in tasks[need].rows:
                        given = [literal, *self.literals(of, row)]
                        self._ask(need, door.rises[of, row], target, given)

    def hold_down(
        self, at: int, values: Days, number: "LinearExpr", given: "Sequence[BoolVarT]"
    ) -> None:
        """A number is no more than the table says of a task's place."""
        first, last = self.range[at]
        some = values[first : last + 1]
        most = int((some - np.arange(first, last + 1)).max())
        self._add(number <= self.place[at] + most, given)
        for piece in pieces_of(some, first):
            after, by_then = self._inside(at, piece)
            if piece.more is None:
                self._add(number <= piece.at, [*given, by_then])
            elif piece.more < most:
                self._add(number <= self.place[at] + piece.more, [*given, after, by_then])

    def _inside(self, at: int, piece: Piece) -> "tuple[BoolVarT, BoolVarT]":
        return self.at_or_after(at, piece.first), ~self.at_or_after(at, piece.last + 1)

    def _last_end(self) -> "IntVar":
        """The end of everything in the plan, on the axis."""
        least = 0
        last = self.model.new_int_var(least, self.end, "")
        for at, task in enumerate(self.instance.tasks):
            for row in task.rows:
                if self.axis.is_plain:
                    length = max(self.axis.length[row], 1)
                    self._add(last >= self.place[at] + length, self.literals(row))
                else:
                    ends = Rise(None, self.axis.shown_ends(row))
                    self.ask_number(at, ends, last, (0, self.end), self.literals(row))
        return last


def pieces_of(values: Days, first: int) -> Iterator[Piece]:
    """A table cut into as long pieces as may be: of one constant above the place, or of one value.

    `values` are those from place `first` on.
    """
    if not len(values):
        return
    more = values - np.arange(first, first + len(values))
    new_value = np.append(np.flatnonzero(np.diff(values)) + 1, len(values))
    new_more = np.append(np.flatnonzero(np.diff(more)) + 1, len(values))
    at = 0
    while at < len(values):
        still = int(new_value[new_value.searchsorted(at, side="right")])
        steady = int(new_more[new_more.searchsorted(at, side="right")])
        end = max(still, steady)
        rises_on = steady >= still
        constant = int(more[at]) if rises_on else None
        yield Piece(first + at, first + end - 1, constant, int(values[at]))
        at = end


def runs(places: Iterable[int] | Days) -> list[list[int]]:
    """Sorted places as closed intervals."""
    found = np.asarray(places)
    breaks = np.flatnonzero(np.diff(found) > 1)
    firsts, lasts = np.append(0, breaks + 1), np.append(breaks, len(found) - 1)
    return [[int(found[a]), int(found[b])] for a, b in zip(firsts, lasts, strict=True)]
