"""Laws of turns on random plans: nothing beyond the supply, no link broken, reasons that tell."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.network import Activity, Budget, Calendar, Constraint, Network, Step, Supplies
from engine.schedule import Schedule, solve
from tests.engine.drawn import START, Features, networks

CAPACITIES = ("power", "berth")
SOURCES = ("fund", "grant")
ANY = Features()
Amounts = dict[tuple[str, date], float]
YEARS = (2026, 2027, 2028)
#: Far below what the engine takes for equal: it fits even where there is nothing.
A_TRACE = 1e-12


@st.composite
def crowded_networks(draw: st.DrawFn, features: Features = ANY) -> Network:
    """Random plans whose activities ask for more than is there at once."""
    plan = draw(networks(features))
    amounts, rarely = st.integers(0, 6), st.integers(0, 4).map(lambda number: number == 0)
    activities = tuple(
        replace(
            activity,
            priority=draw(st.sampled_from([400, 500, 500, 600])),
            demand={name: draw(amounts) for name in CAPACITIES if draw(st.booleans())},
            cost={name: draw(amounts) for name in SOURCES if draw(st.booleans())},
            keeps={name: draw(st.integers(0, 3)) for name in CAPACITIES if draw(rarely)},
            adds={name: draw(amounts) for name in CAPACITIES if draw(rarely)},
        )
        for activity in plan.activities
    )
    return replace(plan, activities=activities, **draw(_supplies()))


@st.composite
def _supplies(draw: st.DrawFn) -> dict[str, object]:
    days = st.sets(st.integers(-30, 200), min_size=1, max_size=3).map(sorted)
    steps = {
        name: tuple(Step(START + timedelta(day), draw(st.integers(0, 9))) for day in draw(days))
        for name in CAPACITIES
    }
    budgets = [Budget("fund", year, draw(st.integers(0, 12))) for year in YEARS]
    if draw(st.booleans()):
        budgets.append(Budget("grant", None, draw(st.integers(3, 20))))
    return {"capacities": steps, "budgets": tuple(budgets)}


def days_of(plan: Network, schedule: Schedule, activity: Activity) -> list[date]:
    """Every day of the span, walked one by one."""
    line = schedule[activity.id]
    if line.start is None or line.finish is None:
        return []
    return [line.start + timedelta(n) for n in range((line.finish - line.start).days + 1)]


def worked(plan: Network, activity: Activity, days: list[date]) -> list[date]:
    calendar = plan.calendars.get(activity.calendar or plan.default_calendar, Calendar())
    on = [
        day
        for day in days
        if day in calendar.workdays
        or (day.isoweekday() in calendar.weekdays and day not in calendar.holidays)
    ]
    return on if activity.duration and on else days[:1]


def supply_on(steps: tuple[Step, ...], day: date) -> float:
    return next((step.amount for step in reversed(steps) if step.since <= day), 0)


@settings(max_examples=30, deadline=None)
@given(crowded_networks(Features(progress=False)))
def test_no_day_and_no_year_gives_more_than_there_is(plan: Network) -> None:
    schedule = solve(plan, level=True)
    taken: dict[tuple[str, date], float] = defaultdict(float)
    spent: dict[tuple[str, int | None], float] = defaultdict(float)

    for activity in plan.activities:
        days = days_of(plan, schedule, activity)
        for name, amount in activity.demand.items():
            for day in days if activity.duration else []:
                taken[name, day] += amount
        paid = worked(plan, activity, days)
        for source, amount in activity.cost.items():
            for day in paid:
                spent[source, day.year] += amount / len(paid)
                spent[source, None] += amount / len(paid)

    kept, added = _kept_and_added(plan, schedule)
    for name, day in {*taken, *kept, *added}:
        held = taken[name, day]
        held += sum(a for (n, since), a in kept.items() if n == name and since <= day)
        more = sum(a for (n, since), a in added.items() if n == name and since <= day)
        assert not held or held <= supply_on(plan.capacities[name], day) + more
    for budget in plan.budgets:
        assert spent[budget.source, budget.year] <= budget.amount + 1e-6


def _kept_and_added(plan: Network, schedule: Schedule) -> tuple[Amounts, Amounts]:
    """From which day on so much of a capacity is held for good, and so much more is there."""
    kept: Amounts = defaultdict(float)
    added: Amounts = defaultdict(float)
    for activity in plan.activities:
        finish = schedule[activity.id].finish
        if finish is not None:
            after = finish + timedelta(1) if activity.duration else finish
            for amounts, found in ((activity.keeps, kept), (activity.adds, added)):
                for name, amount in amounts.items():
                    found[name, after] += amount
    return kept, added


@settings(max_examples=25, deadline=None)
@given(crowded_networks())
def test_nothing_starts_before_the_plan_without_queues_lets_it(plan: Network) -> None:
    plain, schedule = solve(plan), solve(plan, level=True)

    for key in schedule:
        line = schedule[key]
        assert line.early_start == plain[key].early_start
        assert line.early_finish == plain[key].early_finish
        if line.start is not None:
            assert plain[key].start is not None and line.start >= plain[key].early_start


@settings(max_examples=25, deadline=None)
@given(crowded_networks(Features(progress=False, firm=False)))
def test_started_where_it_stands_every_activity_keeps_its_links_and_windows(plan: Network) -> None:
    """With every start demanded as found, a plan without queues comes to the same dates."""
    schedule = solve(plan, level=True)
    kept = tuple(
        replace(
            activity,
            constraint=Constraint("start_no_earlier_than", start) if start else activity.constraint,
        )
        for activity in plan.activities
        for start in [schedule[activity.id].start]
    )
    again = solve(replace(plan, activities=kept))

    for key in schedule:
        if schedule[key].start is not None:
            found = again[key].early_start, again[key].early_finish
            assert found == (schedule[key].start, schedule[key].finish)


@settings(max_examples=25, deadline=None)
@given(crowded_networks())
def test_the_order_of_the_input_changes_nothing(plan: Network) -> None:
    chance = Random(7)
    activities, links = list(plan.activities), list(plan.links)
    chance.shuffle(activities)
    chance.shuffle(links)
    shuffled = replace(plan, activities=tuple(activities), links=tuple(links))

    one, other = solve(plan, level=True), solve(shuffled, level=True)

    assert [one[key] for key in one] == [other[key] for key in other]


@settings(max_examples=12, deadline=None)
@given(crowded_networks(Features(progress=False)))
def test_without_the_capacities_and_budgets_it_names_an_activity_starts_earlier(
    plan: Network,
) -> None:
    """And without one it does not name, no earlier: each asked of one activity in its turn."""
    schedule = solve(plan, level=True)
    for activity in plan.activities:
        line = schedule[activity.id]
        kinds = ("capacity", "budget")
        named = {(r.kind, r.source) for r in line.reasons if r.kind in kinds}
        others = {r.kind for r in line.reasons} - set(kinds)
        asked = set(asked_by(activity))
        if line.blocked and not named:
            continue
        if not line.blocked:
            spared = start_without(plan, activity, asked - named)
            assert spared == line.start
        if named and not others:
            start = start_without(plan, activity, named)
            assert start is not None and (line.start is None or start < line.start)


def asked_by(activity: Activity) -> list[tuple[str, str]]:
    """The capacities and budgets an activity asks for."""
    taken = (*activity.demand.items(), *activity.keeps.items())
    names = dict.fromkeys(name for name, amount in taken if amount)
    found = [("capacity", name) for name in names]
    return found + [("budget", name) for name, amount in activity.cost.items() if amount]


def start_without(plan: Network, activity: Activity, asks: set[tuple[str, str]]) -> date | None:
    """The start if this activity alone asked for as good as nothing of these, in the same turn.

    Not for nothing at all: whoever asks for a capacity takes its turn after those who add to it,
    and whoever asks for anything after those of its priority who ask for nothing. In another turn
    it would meet other supplies, and its reasons are those of its own.
    """

    def less(kind: str, amounts: Mapping[str, float]) -> dict[str, float]:
        return {n: a and A_TRACE if (kind, n) in asks else a for n, a in amounts.items()}

    other = replace(
        activity,
        demand=less("capacity", activity.demand),
        keeps=less("capacity", activity.keeps),
        cost=less("budget", activity.cost),
    )
    relaxed = tuple(other if each is activity else each for each in plan.activities)
    return solve(replace(plan, activities=relaxed), level=True)[activity.id].start


@settings(max_examples=30, deadline=None)
@given(crowded_networks())
def test_a_plan_that_asks_for_nothing_has_the_dates_it_had(plan: Network) -> None:
    free = tuple(replace(each, demand={}, keeps={}, cost={}) for each in plan.activities)
    plan = replace(plan, activities=free)
    one, other = solve(plan), solve(plan, level=True)

    assert [one[key] for key in one] == [other[key] for key in other]
    assert one.gates == other.gates and one.clashes == other.clashes


def test_supplies_of_an_unnamed_scenario_are_the_plans_own() -> None:
    steps = {"power": (Step(START, 1),)}
    plan = Network(
        START, capacities=steps, budgets=(Budget("fund", 2027, 5), Budget("aid", None, 2))
    )
    own = Supplies({"berth": (Step(START, 2),)}, (Budget("fund", 2028, 7),))
    plan = replace(plan, overrides={"B": own})

    assert plan.supplies("A") == Supplies(steps, plan.budgets)
    assert plan.supplies("B") == Supplies(
        {**steps, **own.capacities}, (Budget("aid", None, 2), Budget("fund", 2028, 7))
    )
