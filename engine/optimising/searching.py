"""The search itself: one goal after the other, one plan after the other, within the time given."""

from math import ceil

from engine.checks import check_network
from engine.network import Network
from engine.optimising.answers import (
    FEASIBLE,
    INFEASIBLE,
    OPTIMAL,
    UNKNOWN,
    Found,
    Pursued,
    Search,
    found_plan,
    measured,
    schedule_of,
)
from engine.optimising.axis import Axis
from engine.optimising.board import Board, Selection
from engine.optimising.bounds import heads_of, least_end
from engine.optimising.choices import both_choices, first_choices
from engine.optimising.encoding import Encoding, Standing
from engine.optimising.generation import Generation
from engine.optimising.goals import BENEFIT, FINISH, SMOOTHNESS, Goal, Limits, check_goal
from engine.optimising.horizons import far_end
from engine.optimising.instance import Instance
from engine.optimising.roughing import (
    Picking,
    bred_on,
    is_large,
    levelled_start,
    most_benefit,
)
from engine.optimising.shortening import Shortest, bred, shorten
from engine.optimising.solving import REACTION, Watch, solved
from engine.optimising.supplying import Supplying
from engine.optimising.wishes import Wishes
from engine.problems import BrokenPlan
from engine.schedule import chosen_scenario

# An answer has to be worked out, explained and written too.
WRITING = 0.35


def optimise(
    network: Network,
    scenario: str | None = None,
    goal: Goal | None = None,
    limits: Limits | None = None,
) -> Search:
    """Searches for plans of a network under one scenario.

    Chooses which optional activities are in, how each activity is done, and when it starts, so
    that every link, gate, window, date, capacity and budget is kept: deadlines too, and dates that
    `solve` would let a link overrule. A link to or from what is left out asks nothing; a gate
    counts it as never finished. "As late as possible" is no wish here.

    `BrokenPlan` with every fault if the network or the question makes no sense.
    """
    goal, limits = goal or Goal(), limits or Limits()
    watch = Watch(limits.clock, limits.seconds, limits.cancelled, limits.told)
    faults = check_network(network)
    if faults:
        raise BrokenPlan(*faults)
    check_goal(network, goal, limits)
    name = chosen_scenario(network, scenario)
    return _Search(Instance(network, name, goal), limits, watch).run()


class _Search:
    def __init__(self, instance: Instance, limits: Limits, watch: Watch) -> None:
        self.instance, self.limits, self.watch = instance, limits, watch
        self.axis = Axis(instance)
        self.heads = heads_of(instance)
        self.board = Board(instance, self.axis)
        self.known: list[Standing] = []

    def run(self) -> Search:
        """The plans, one after the other; each gets its share of what time is left."""
        found: list[Found] = []
        status = UNKNOWN
        for number in range(self.limits.plans):
            share = (self.watch.left - WRITING) / (self.limits.plans - number)
            plan, status_now = self._plan(self.watch.left - share)
            status = status_now if not number else status
            if plan is None:
                break
            found.append(plan)
            if self.watch.is_over(WRITING):
                break
        return Search(self.instance.scenario, status, tuple(found))

    def _plan(self, reserve: float) -> tuple[Found | None, str]:
        """One plan unlike those known, and what is known about it."""
        if not all(
            self.heads.is_possible(at) or task.optional
            for at, task in enumerate(self.instance.tasks)
        ):
            return None, INFEASIBLE
        standing = None if self.known else self._start(reserve)
        pursued: list[Pursued] = []
        names = self.instance.goal.objectives
        for number, name in enumerate(names):
            rest = len(names) - number
            until = reserve + (self.watch.left - reserve) * (rest - 1) / rest
            found = self._pursue(name, standing, pursued, until)
            if found.standing is None:
                return None, found.status
            standing = found.standing
            pursued.append(found)
        worked_out = standing and schedule_of(self.instance, standing)
        if standing is None or not worked_out:
            return None, UNKNOWN
        self.known.append(standing)
        plan = found_plan(self.instance, standing, *worked_out, pursued)
        is_best = all(each.status == OPTIMAL for each in plan.reached)
        return plan, OPTIMAL if is_best else FEASIBLE

    def _pursue(
        self, name: str, standing: Standing | None, kept: list[Pursued], reserve: float
    ) -> Pursued:
        """The best for one goal without giving up what was reached for those before it."""
        if name == FINISH and standing is not None and not kept and self._is_standard():
            return self._shortest(standing, reserve)
        end = self._end_for(standing, kept)
        if is_large(self.instance, self.axis, self.heads, end):
            return self._roughly(name, standing, kept, reserve)
        encoding = Encoding(self.instance, self.axis, self.heads, end)
        if not encoding.is_possible:
            return Pursued(name, None, 0, None, INFEASIBLE)
        Supplying(encoding)
        wishes = Wishes(encoding)
        for other in self.known:
            wishes.differ_from(other)
        for each in kept:
            earlier = wishes.wish(each.name)
            if earlier.maximise:
                encoding.model.add(earlier.number >= round(each.value * earlier.scale))
            else:
                encoding.model.add(earlier.number <= round(each.value * earlier.scale))
        wish = wishes.wish(name)
        if standing is not None:
            encoding.hint(standing)
        seconds = self.watch.left - reserve - WRITING
        attempt = solved(encoding, wish, self.watch, seconds, self.limits.workers, self.limits.seed)
        bound = attempt.bound
        if name == FINISH and bound is not None:
            bound = self.days(ceil(bound - 1e-6))
        came_late = attempt.standing is None and attempt.status == UNKNOWN
        if came_late and standing is not None and self._may_stand(kept):
            # What a solver says before it has begun is no bound.
            return Pursued(name, standing, self._value(name, standing), self._most(name), FEASIBLE)
        return Pursued(name, attempt.standing, attempt.value, bound, attempt.status)

    def _shortest(self, standing: Standing, reserve: float) -> Pursued:
        """The shortest plan of a standard instance."""
        least = least_end(self.instance, self.axis, self.heads)
        start = Shortest(standing, self._end(standing), least)
        watch = self.watch.until(reserve + WRITING)
        found = shorten(
            self.instance,
            self.axis,
            self.heads,
            start,
            watch,
            self.limits.seed,
            self.limits.workers,
        )
        status = OPTIMAL if found.end <= found.least else FEASIBLE
        return Pursued(FINISH, found.standing, found.end, self.days(found.least), status)

    def _start(self, reserve: float) -> Standing | None:
        """A quick plan to begin with, if one of the first choices leads to one."""
        best: Standing | None = None
        least = least_end(self.instance, self.axis, self.heads)
        watch = self.watch.until(reserve + WRITING)
        for rows in first_choices(self.instance, self.heads, self.limits.seed):
            selection = Selection(self.board, rows)
            if not selection.is_possible or watch.is_over(REACTION):
                continue
            places = levelled_start(self.instance, rows) if self._is_dated() else None
            if places is None:
                generation = Generation(selection)
                places = bred(self.instance, generation, self.heads, least, watch, self.limits.seed)
            if places is None:
                continue
            standing = Standing(tuple(rows), tuple(places))
            if best is None or self._end(standing) < self._end(best):
                best = standing
            if self._is_standard() or self._end(best) <= least:
                break
        return best

    def _is_dated(self) -> bool:
        """Whether quick schedules by places alone would not do."""
        return not self.axis.is_plain or self.instance.grows

    def _roughly(
        self, name: str, standing: Standing | None, kept: list[Pursued], reserve: float
    ) -> Pursued:
        """A goal of an instance too large for a model."""
        watch = self.watch.until(reserve + WRITING)
        least = least_end(self.instance, self.axis, self.heads)
        if self.known:
            # Without a model there is no telling what would be clearly different.
            return Pursued(name, None, 0, None, UNKNOWN)
        picking = Picking(
            self.board, self.heads, *both_choices(self.instance, self.heads), self.limits.seed
        )
        if standing is None or (name == BENEFIT and not kept):
            standing = picking.picked(lambda: watch.is_over(REACTION))
        if standing is None:
            return Pursued(name, None, 0, None, UNKNOWN)
        if name == FINISH and all(each.name == BENEFIT for each in kept):
            over = lambda: watch.is_over(REACTION)  # noqa: E731
            standing = bred_on(self.board, self.heads, standing, least, over, self.limits.seed)
        return Pursued(name, standing, self._value(name, standing), self._most(name), FEASIBLE)

    def _most(self, name: str) -> float:
        """What no plan can beat, by plain reckoning."""
        if name == FINISH:
            return float(self.days(least_end(self.instance, self.axis, self.heads)))
        return most_benefit(self.instance, self.heads) if name == BENEFIT else 0.0

    def _is_standard(self) -> bool:
        """Whether nothing is to be chosen but starts, on one axis, with capacities alone."""
        instance = self.instance
        return (
            self.axis.is_plain
            and not self.known
            and not instance.goal.principles
            and not instance.queues.left
            and not instance.doors
            and not instance.grows
            and all(len(task.rows) == 1 and not task.optional for task in instance.tasks)
        )

    def _may_stand(self, kept: list[Pursued]) -> bool:
        """Whether a plan that is there will do where the solver found none in time."""
        return bool(kept) or not (self.instance.goal.principles or self.known)

    def _end_for(self, standing: Standing | None, kept: list[Pursued]) -> int:
        """How far on the axis to look."""
        goals = self.instance.goal.objectives
        if self.known:
            return min(far_end(self.instance, self.axis), 2 * max(map(self._end, self.known)) + 1)
        looks_far = goals[0] == BENEFIT or (goals[0] == SMOOTHNESS and self.instance.goal.finish_by)
        if standing is not None and self._may_stand(kept) and not looks_far:
            return self._end(standing)
        return far_end(self.instance, self.axis)

    def _end(self, standing: Standing) -> int:
        return Generation(Selection(self.board, standing.rows)).end([*standing.places])

    def _value(self, name: str, standing: Standing) -> float:
        """What a plan that was not made by the solver reaches of a goal, in the model's terms."""
        if name == FINISH:
            return self._end(standing)
        worked_out = schedule_of(self.instance, standing)
        return measured(self.instance, name, worked_out[1], worked_out[0]) if worked_out else 0

    def days(self, end: int) -> int:
        """An end on the axis in calendar days, no less than what has begun takes."""
        instance = self.instance
        start = instance.compiled.timeline.number(instance.network.start)
        begun = instance.last_begun - start if instance.begun_rows else 0
        return max(self.axis.days_until(end), begun)
