"""What is wanted of a plan, in the model: principles, goals, and being unlike other plans."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from engine.optimising.encoding import Encoding, Standing
from engine.optimising.goals import BENEFIT, FINISH, AtLeast, Share, Together
from engine.optimising.spending import Spending, scale_of

if TYPE_CHECKING:
    from ortools.sat.python.cp_model_helper import Literal as BoolVarT

    from engine.optimising.encoding import Number

# Of what could be chosen, so much must be otherwise in a clearly different plan: one part in five.
DIFFERENT = 5


class Wish(NamedTuple):
    """A goal as a number of the model to be made small, or large; `scale` is what one is there."""

    name: str
    number: "Number"
    scale: int
    maximise: bool


class Wishes:
    """The principles and goals of one model."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding, self.instance = encoding, encoding.instance
        self.spending = Spending(encoding)
        self.spending.keep_ceilings()
        self._lack: list[tuple[Number, float]] = []
        for principle in self.instance.goal.principles:
            match principle:
                case Together(keys):
                    self._keep_together(keys)
                case AtLeast():
                    self._have(principle)
                case Share(keys, least):
                    self._share(keys, least)

    def wish(self, name: str) -> Wish:
        """One goal as a number."""
        if name == FINISH:
            return Wish(name, self.encoding.last, 1, maximise=False)
        if name == BENEFIT:
            return self._benefit()
        peak, scale = self.spending.peak()
        return Wish(name, peak, scale, maximise=False)

    def differ_from(self, standing: Standing) -> None:
        """What could be chosen is chosen otherwise, in one of five respects at least.

        Where only starts are free, one in five lies apart by a twentieth of the whole time.
        """
        model, encoding = self.encoding.model, self.encoding
        unlike: list[BoolVarT] = []
        for task, row in zip(self.instance.tasks, standing.rows, strict=True):
            present = encoding.present[self.instance.place_of[task.key]]
            literal = present if row is None else encoding.chosen[row]
            if literal is not None:
                unlike.append(literal if row is None else ~literal)
        if unlike:
            model.add(sum(unlike) >= max(1, -(-len(unlike) // DIFFERENT)))
            return
        apart = max(encoding.end // 20, 1)
        moved = [
            self._moved(at, place, apart)
            for at, place in enumerate(standing.places)
            if place is not None and encoding.range[at][1] - encoding.range[at][0] >= apart
        ]
        model.add(sum(moved) >= max(1, -(-len(moved) // DIFFERENT)))

    def _moved(self, at: int, place: int, apart: int) -> "BoolVarT":
        moved = self.encoding.model.new_bool_var("")
        later = self.encoding.at_or_after(at, place + apart)
        earlier = ~self.encoding.at_or_after(at, place - apart + 1)
        self.encoding.model.add_bool_or([later, earlier, ~moved])
        return moved

    def _keep_together(self, keys: frozenset[str]) -> None:
        model = self.encoding.model
        present = [self.encoding.present[at] for at in self._tasks(keys)]
        must = any(each is None for each in present) or len(present) < len(keys)
        literals = [each for each in present if each is not None]
        if must:
            for literal in literals:
                model.add(literal == 1)
            return
        for literal in literals[1:]:
            model.add(literal == literals[0])

    def _have(self, principle: AtLeast) -> None:
        model = self.encoding.model
        met: list[Number] = [self._met(at, principle) for at in self._tasks(principle.keys)]
        begun = self._begun(principle)
        if principle.price is None:
            model.add(sum(met) + begun >= principle.count)
            return
        short = model.new_int_var(0, max(principle.count, 0), "")
        model.add(short + sum(met) + begun >= principle.count)
        self._lack.append((short, principle.price))

    def _met(self, at: int, principle: AtLeast) -> "Number":
        present = self.encoding.present[at]
        if principle.by is None:
            return 1 if present is None else present
        literal = self.encoding.model.new_bool_var("")
        if present is not None:
            self.encoding.model.add_implication(literal, present)
        last = self.instance.compiled.timeline.number(principle.by) + 1
        for row in self.instance.tasks[at].rows:
            place = int(self.instance.shown_ends(row).searchsorted(last, side="right")) - 1
            too_late = self.encoding.at_or_after(at, place + 1)
            self.encoding.model.add_bool_or(
                [~literal, ~too_late, *(~each for each in self.encoding.literals(row))]
            )
        return literal

    def _begun(self, principle: AtLeast) -> int:
        """How many of the activities have begun and are over in time."""
        instance, found = self.instance, 0
        for row in instance.begun_rows:
            key = instance.activity(row).id.split("\0")[0]
            finish = int(instance.early[instance.compiled.count + row])
            last = (
                instance.days
                if principle.by is None
                else instance.compiled.timeline.number(principle.by) + 1
            )
            found += key in principle.keys and finish <= last
        return found

    def _share(self, keys: frozenset[str], least: float) -> None:
        """sum of theirs >= least * sum of all, in whole numbers."""
        part = Fraction(repr(float(least)))
        weighed = [
            (at, Fraction(repr(float(task.benefit))) * ((task.key in keys) - part))
            for at, task in enumerate(self.instance.tasks)
        ]
        for row in self.instance.begun_rows:
            activity = self.instance.activity(row)
            own = activity.id.split("\0")[0] in keys
            weighed.append((-1, Fraction(repr(float(activity.benefit))) * (own - part)))
        scale = scale_of([weight for _, weight in weighed], sum(abs(float(w)) for _, w in weighed))
        self.encoding.model.add(self._weighed(weighed, scale) >= 0)

    def _benefit(self) -> Wish:
        weighed = [
            (at, Fraction(repr(float(task.benefit)))) for at, task in enumerate(self.instance.tasks)
        ]
        weighed += [
            (-1, Fraction(repr(float(self.instance.activity(row).benefit))))
            for row in self.instance.begun_rows
        ]
        prices = [Fraction(repr(float(price))) for _, price in self._lack]
        scale = scale_of(
            [*(weight for _, weight in weighed), *prices],
            sum(float(weight) for _, weight in weighed) + sum(map(float, prices)),
        )
        number = self._weighed(weighed, scale)
        for (short, _), price in zip(self._lack, prices, strict=True):
            number = number - int(price * scale) * short
        return Wish(BENEFIT, number, scale, maximise=True)

    def _weighed(self, weighed: Sequence[tuple[int, Fraction]], scale: int) -> "Number":
        number: Number = 0
        for at, weight in weighed:
            present = None if at < 0 else self.encoding.present[at]
            whole = int(weight * scale)
            number = number + (whole if present is None else whole * present)
        return number

    def _tasks(self, keys: frozenset[str]) -> list[int]:
        return sorted(self.instance.place_of[key] for key in keys & self.instance.place_of.keys())
