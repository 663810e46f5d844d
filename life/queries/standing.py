"""A project as the guards and clocks see it: its record, and what the plan says of it today."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.life.clocks import Clock, clocks, permit_clocks
from engine.life.fund import FundRoute, fund_route
from engine.life.replay import standing_steps, states_of
from engine.life.rolling import RollUp, roll_up
from engine.life.values import MAIN, Standing, State, Step
from engine.plan import Plan
from life.procedure import procedure
from life.queries.record import steps_by_project, steps_of
from roadmaps.models import Roadmap
from zones.rulebook import principles

FUND_RULE = "R24"
#: The limit whose clocks compare amounts.
OF_AMOUNTS = "amount_share"


@dataclass(frozen=True, slots=True)
class Life:
    """Where one project stands."""

    project: str
    steps: Sequence[Step]
    states: Mapping[str, str]
    standing: Standing
    route: FundRoute
    clocks: Sequence[Clock]
    permits: Sequence[Clock]
    roll_up: RollUp

    @property
    def deadlines(self) -> Sequence[Clock]:
        """What the law sets off, and the last days of the project's permits; the nearest first."""
        return sorted((*self.clocks, *self.permits), key=lambda each: each.due or date.min)

    @property
    def state(self) -> State:
        """The project's own state, that of its procedure."""
        return procedure().tracks[MAIN].states[self.states[MAIN]]

    def next_number(self, track: str) -> int:
        return 1 + sum(1 for step in self.steps if step.track == track)


def life_of(roadmap: Roadmap, plan: Plan, project: str, today: date) -> Life:
    """Judged on the whole `plan`: what is withheld from the reader counts as it is."""
    return _life(plan, project, steps_of(roadmap, project), today, roadmap.lacks_amounts)


def lives_of(roadmap: Roadmap, plan: Plan, today: date) -> Mapping[str, Life]:
    """Every project of the plan, by its key."""
    lacks = roadmap.lacks_amounts
    recorded = steps_by_project(roadmap)
    return {key: _life(plan, key, recorded.get(key, ()), today, lacks) for key in plan.projects}


def clocks_of(roadmap: Roadmap, plan: Plan, today: date) -> Mapping[str, Sequence[Clock]]:
    """The periods that run in each project; without a step nothing has set one off."""
    recorded = steps_by_project(roadmap)
    return {
        key: tuple(_life(plan, key, steps, today, roadmap.lacks_amounts).clocks)
        for key, steps in recorded.items()
        if key in plan.projects
    }


def route_of(plan: Plan, project: str, *, lacks_amounts: bool = False) -> FundRoute:
    """By the thresholds of rule R24, or this plan's own; unknown where it came without amounts."""
    rule = principles()[FUND_RULE].rule
    limits = {
        name: own.value if (own := plan.thresholds.get(f"{FUND_RULE}.{name}")) else value
        for name, value in rule.limits.items()
    }
    return fund_route(plan, project, rule.terms, limits, lacks_amounts=lacks_amounts)


def conditions_of(plan: Plan, project: str) -> tuple[str, ...]:
    """What the project, or any of its activities, waits for."""
    asked = dict.fromkeys(plan.projects[project].conditions)
    for activity in plan.activities.values():
        if activity.project == project:
            asked |= dict.fromkeys(activity.requires)
    return tuple(asked)


def goods_totals(plan: Plan, project: str) -> Mapping[str, Mapping[str, Decimal]]:
    """The values of a project's goods by direction and currency; unknown ones are left out."""
    found: dict[str, dict[str, Decimal]] = {
        "into": defaultdict(Decimal),
        "out": defaultdict(Decimal),
    }
    for line in plan.goods.values():
        if line.project == project and line.value is not None:
            found[line.direction][line.currency] += line.value
    return found


def _life(plan: Plan, key: str, steps: Sequence[Step], today: date, lacks_amounts: bool) -> Life:
    project, table = plan.projects[key], procedure()
    route = route_of(plan, key, lacks_amounts=lacks_amounts)
    states = states_of(table, steps)
    standing = Standing(
        today,
        standing_steps(steps),
        project.legal_path,
        project.zone,
        conditions_of(plan, key),
        route.needs_council,
        route.asks,
        _performed(plan, key, today),
    )
    running = clocks(table, states, standing, goods_totals(plan, key))
    if lacks_amounts:  # against nothing, every total approved would be out of its band
        running = [each for each in running if each.limit != OF_AMOUNTS]
    permits = permit_clocks(table, plan.permits.values(), key, today)
    return Life(key, steps, states, standing, route, running, permits, roll_up(table, states))


def _performed(plan: Plan, project: str, today: date) -> date | None:
    """The last day on which the plan records work of the project as begun or done."""
    days = [
        day
        for each in plan.activities.values()
        if each.project == project
        for day in (each.actual_start, each.actual_finish)
        if day is not None and day <= today
    ]
    return max(days, default=None)
