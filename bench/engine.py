"""How fast the scheduler is: `python -m bench.engine [activities links]` prints one line per step.

`generated_network` draws plans of any size, the same for the same seed: projects of a few
activities with links of all four types, lags in every unit, three calendars, gates, conditions
with suspensions, constraints and deadlines.
"""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from random import Random
from time import perf_counter

from bench.peers.mpxj_scheduler import java_is_there, microsoft_pass
from bench.peers.networkx_passes import two_passes
from engine.compiling import Compiled
from engine.network import (
    Activity,
    Calendar,
    Condition,
    Constraint,
    Gate,
    Link,
    Network,
    Requirement,
    Window,
)
from engine.schedule import Schedule, Why, compile_network, solve
from engine.writing import write_schedule

START = date(2027, 1, 4)
WEEKDAYS = ((1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4))


def generated_network(
    activities: int, links: int, seed: int, conditions: int = 20, calendars: int = 3
) -> Network:
    """A plan of this size; every tenth activity needs a condition, one in a hundred waits long."""
    chance = Random(seed)
    names = [f"calendar-{number}" for number in range(calendars)]
    keys = [f"a{number:06}" for number in range(activities)]
    needed = [f"condition-{number}" for number in range(conditions)]
    return Network(
        START,
        calendars={name: _calendar(chance, number) for number, name in enumerate(names)},
        default_calendar=names[0],
        activities=tuple(_activity(chance, key, names, needed) for key in keys),
        links=tuple(_links(chance, keys, links)),
        gates=tuple(_gates(chance, keys, needed)),
        conditions=tuple(Condition(name) for name in needed),
        scenarios={"base": {name: _windows(chance) for name in needed}},
    )


def _calendar(chance: Random, number: int) -> Calendar:
    holidays = frozenset(START + timedelta(chance.randrange(365 * 12)) for _ in range(12 * 12))
    return Calendar(WEEKDAYS[number % len(WEEKDAYS)], holidays)


def _activity(chance: Random, key: str, calendars: list[str], conditions: list[str]) -> Activity:
    unit = chance.choices(("workdays", "days", "months"), (85, 5, 10))[0]
    duration = chance.randrange(0, 4) if unit == "months" else chance.randrange(0, 15)
    when = "throughout" if chance.random() < 0.7 else "start"
    needs = (Requirement(chance.choice(conditions), when),) if conditions else ()
    constraint = None
    if chance.random() < 0.02:
        day = START + timedelta(chance.randrange(1000))
        constraint = Constraint("start_no_earlier_than", day)
    return Activity(
        key,
        duration,
        unit,
        chance.choice(calendars),
        constraint=constraint,
        deadline=START + timedelta(3650) if chance.random() < 0.01 else None,
        requires=needs if chance.random() < 0.1 else (),
    )


def _links(chance: Random, keys: list[str], count: int) -> list[Link]:
    reach = max(len(keys) // 40, 10)
    found = []
    for _ in range(count):
        before = chance.randrange(len(keys) - 1)
        after = min(before + 1 + int(chance.expovariate(1 / reach)), len(keys) - 1)
        kind = chance.choices(("FS", "SS", "FF", "SF"), (70, 13, 13, 4))[0]
        unit = chance.choices(("workdays", "days", "months"), (60, 30, 10))[0]
        lag = 0 if chance.random() < 0.5 else chance.randrange(-2, 3 if unit == "months" else 8)
        found.append(Link(keys[before], keys[after], kind, lag, unit))
    return found


def _gates(chance: Random, keys: list[str], conditions: list[str]) -> list[Gate]:
    gates = []
    for number in range(max(len(keys) // 250, 1) if len(keys) > 20 else 0):
        cut = chance.randrange(len(keys) // 10, len(keys) * 9 // 10)
        needs = tuple(chance.choice(keys[:cut]) for _ in range(3))
        opens = tuple(chance.choice(keys[cut:]) for _ in range(3))
        named = (chance.choice(conditions),) if conditions else ()
        gates.append(
            Gate(f"gate-{number:04}", needs, 2 if len(set(needs)) > 2 else None, named, opens)
        )
    return gates


def _windows(chance: Random) -> tuple[Window, ...]:
    since = START + timedelta(chance.randrange(700))
    until = since + timedelta(chance.randrange(60, 300))
    return Window(since, until), Window(until + timedelta(chance.randrange(30, 200)))


def measured(name: str, work: Callable[[], object], times: int = 20) -> float:
    """Prints the median and the worst of some runs, in milliseconds."""
    work()
    taken = []
    for _ in range(times):
        begun = perf_counter()
        work()
        taken.append((perf_counter() - begun) * 1000)
    return told(name, taken)


def told(name: str, taken: list[float]) -> float:
    """Prints the median, the best and the worst of some times, in milliseconds."""
    taken.sort()
    median = taken[len(taken) // 2]
    print(f"{name:<44} {median:8.2f} ms   (best {taken[0]:.2f}, worst {taken[-1]:.2f})")
    return median


def main(activities: int, links: int) -> None:
    network = generated_network(activities, links, seed=1)
    compiled = compile_network(network)
    schedule = solve(compiled)
    blocked = sum(schedule.columns()["blocked"])
    print(
        f"{activities} activities, {links} links of four types, {len(network.gates)} gates, "
        f"{compiled.wave_count} waves, {blocked} blocked, finish {schedule.finish}"
    )
    measured("compile", lambda: compile_network(network), 7)
    measured("solve (dates, reasons, floats)", lambda: solve(compiled))
    measured("columns for the chart", lambda: solve(compiled).columns())
    _whys(compiled, schedule)
    measured("the whole answer written", lambda: write_schedule(schedule), 3)


def _whys(compiled: Compiled, schedule: Schedule) -> None:
    """The answers with the longest chains, each the first question after a solve."""
    waiting, waited_for = schedule.why, schedule.why_late
    far, near = (
        max(schedule, key=lambda key: len(ask(key).chain)) for ask in (waiting, waited_for)
    )

    _first_asked("not earlier", compiled, lambda each: each.why(far))
    _first_asked("no later", compiled, lambda each: each.why_late(near))


def _first_asked(name: str, compiled: Compiled, ask: Callable[[Schedule], Why]) -> None:
    """How long an answer takes that nothing was kept for: the solve before is not counted."""
    taken = []
    for _ in range(20):
        schedule = solve(compiled)
        begun = perf_counter()
        why = ask(schedule)
        taken.append((perf_counter() - begun) * 1000)
    told(f"why, {name}, {len(why.chain)} steps; reach: 5 ms", taken)


def against_peers(size: int = 10_000) -> None:
    """The engine beside others on the same graph in the same run; they know no conditions."""
    network = generated_network(size, 2 * size, seed=1)
    compiled = compile_network(network)
    print(f"\n{size} activities, {2 * size} links, the same graph for all:")
    ours = measured("solve (dates, reasons, floats)", lambda: solve(compiled))
    peers = {"networkx, two passes without calendars": two_passes(network)}
    if java_is_there():
        peers["MPXJ's MicrosoftScheduler, warm"] = microsoft_pass(network)
    else:
        print("no Java or no MPXJ here: see requirements-bench.in")
    for name, work in peers.items():
        for _ in range(3):
            work()
        theirs = measured(name, work, 7)
        print(f"{'':<10} {theirs / ours:.1f} times as long as the engine; reach: 10")


def growth(sizes: tuple[int, ...] = (1_000, 10_000, 100_000)) -> None:
    """How much longer ten times the plan takes: 1.0 is linear, the reach 1.3."""
    print("\ngrowth of solve:")
    taken = []
    for size in sizes:
        compiled = compile_network(generated_network(size, 2 * size, seed=1))
        taken.append(measured(f"{size} activities", partial(solve, compiled), 10))
    for (small, before), (large, after) in pairwise(zip(sizes, taken, strict=True)):
        grown = after / before / (large / small)
        print(f"{'':<10} {small} to {large}: {grown:.2f} times linear; reach: at most 1.3")


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]]
    if len(asked) == 2:
        main(*asked)
    else:
        for count in (1_000, 5_000, 10_000):
            main(count, 2 * count)
        against_peers()
        growth()
