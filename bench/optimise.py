"""How short the plans are that the search finds, beside the same CP-SAT model and PyJobShop.

Instances are made as ProGen makes them: NC links per activity, a resource factor RF (which share of
the resources an activity asks for) and a resource strength RS (how far the supply lies between what
one activity needs and what all would take at once). Files of the PSPLIB kind can be named instead:

    python -m bench.optimise [--seconds 30] [--files j301_1.sm ...]
"""

import argparse
import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from time import monotonic

from engine.network import Activity, Calendar, Link, Network, Step
from engine.optimising import Limits, optimise

START = date(2027, 1, 4)
EVERY_DAY = Calendar((1, 2, 3, 4, 5, 6, 7))


@dataclass(frozen=True)
class Project:
    """One instance: durations, what each asks of every resource, who follows whom, the supplies."""

    name: str
    durations: list[int]
    demands: list[list[int]]
    followers: list[list[int]]
    supplies: list[int]


def generated(name: str, jobs: int, nc: float, rf: float, rs: float, seed: int) -> Project:
    """An instance with so many jobs between a source and a sink, and four resources."""
    chance = Random(seed)
    durations = [0, *(chance.randint(1, 10) for _ in range(jobs)), 0]
    followers = _followers(jobs, nc, chance)
    demands = [[0] * 4 for _ in durations]
    for at in range(1, jobs + 1):
        for resource in chance.sample(range(4), max(1, round(4 * rf))):
            demands[at][resource] = chance.randint(1, 10)
    earliest = _earliest(durations, followers)
    supplies = []
    for resource in range(4):
        least = max(asked[resource] for asked in demands)
        peak = _peak(durations, earliest, [asked[resource] for asked in demands])
        supplies.append(least + round(rs * (peak - least)))
    return Project(name, durations, demands, followers, supplies)


def network_of(project: Project) -> Network:
    """The instance as a plan: seven-day weeks, so that a day is a day."""
    names = [f"j{at:03d}" for at in range(len(project.durations))]
    return Network(
        START,
        calendars={"daily": EVERY_DAY},
        default_calendar="daily",
        activities=tuple(
            Activity(
                name,
                project.durations[at],
                demand={f"r{r}": n for r, n in enumerate(project.demands[at]) if n},
            )
            for at, name in enumerate(names)
        ),
        links=tuple(
            Link(names[at], names[after])
            for at, found in enumerate(project.followers)
            for after in found
        ),
        capacities={f"r{r}": (Step(START, n),) for r, n in enumerate(project.supplies)},
    )


def ours(project: Project, seconds: float, workers: int) -> tuple[int, int]:
    """The finish found, as the instance counts it, and its bound."""
    limits = Limits(seconds=seconds, workers=workers, clock=monotonic)
    found = optimise(network_of(project), limits=limits).best
    assert found is not None
    # The sink is a milestone and stands on the day after the last day of work.
    return int(found.reached[0].objective) - 1, int(found.reached[0].bound) - 1


def plain_model(project: Project, seconds: float, workers: int) -> tuple[int, int]:
    """The model a textbook would write, solved by CP-SAT as it comes."""
    from ortools.sat.python import cp_model

    model, horizon = cp_model.CpModel(), sum(project.durations)
    starts = [model.new_int_var(0, horizon, "") for _ in project.durations]
    spans = [
        model.new_fixed_size_interval_var(start, length, "")
        for start, length in zip(starts, project.durations, strict=True)
    ]
    for at, found in enumerate(project.followers):
        for after in found:
            model.add(starts[after] >= starts[at] + project.durations[at])
    for resource, supply in enumerate(project.supplies):
        model.add_cumulative(spans, [asked[resource] for asked in project.demands], supply)
    model.minimize(starts[-1])
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.solve(model)
    return round(solver.objective_value), round(solver.best_objective_bound)


def pyjobshop(project: Project, seconds: float, workers: int) -> tuple[int, int]:
    """PyJobShop's own model of the instance."""
    peer = importlib.import_module("pyjobshop")
    model = peer.Model()
    resources = [model.add_renewable(n) for n in project.supplies]
    tasks = [model.add_task() for _ in project.durations]
    for task, length, asked in zip(tasks, project.durations, project.demands, strict=True):
        model.add_mode(task, resources, duration=length, demands=asked)
    for at, found in enumerate(project.followers):
        for after in found:
            model.add_end_before_start(tasks[at], tasks[after])
    result = model.solve(time_limit=seconds, num_workers=workers, display=False)
    return round(result.objective), round(result.lower_bound)


def _renewable(model, supply):  # type: ignore[no-untyped-def]
    return model.add_renewable(supply)


def read(paths: Iterable[str]) -> Iterator[Project]:
    """Instances from PSPLIB files."""
    psplib = importlib.import_module("psplib")
    for path in paths:
        found = psplib.parse(path, instance_format="psplib")
        modes = [
            found.modes[activity.modes[0]]
            if isinstance(activity.modes[0], int)
            else activity.modes[0]
            for activity in found.activities
        ]
        yield Project(
            path,
            [mode.duration for mode in modes],
            [list(mode.demands) for mode in modes],
            [list(activity.successors) for activity in found.activities],
            [resource.capacity for resource in found.resources],
        )


def hard_ones(jobs: int, count: int) -> Iterator[Project]:
    """Instances of the kind that stays open longest: much asked for, little there."""
    for number in range(count):
        nc, rf, rs = ((1.5, 1.0, 0.2), (1.8, 0.75, 0.2), (2.1, 1.0, 0.2), (1.5, 0.5, 0.2))[
            number % 4
        ]
        yield generated(f"j{jobs}-{number}", jobs, nc, rf, rs, seed=1000 * jobs + number)


def _followers(jobs: int, nc: float, chance: Random) -> list[list[int]]:
    """A network between source 0 and sink jobs + 1 with about `nc` links an activity, none idle."""
    sink = jobs + 1
    found: list[set[int]] = [set() for _ in range(jobs + 2)]
    firsts = 3
    for at in range(firsts + 1, jobs + 1):
        found[chance.randint(max(1, at - jobs // 3), at - 1)].add(at)
    for at in range(1, jobs - 2):
        if not found[at]:
            found[at].add(chance.randint(at + 1, min(jobs, at + jobs // 3)))
    wanted = round(nc * jobs)
    for _ in range(50 * wanted):
        if sum(map(len, found)) >= wanted:
            break
        at = chance.randint(1, jobs - 1)
        after = chance.randint(at + 1, min(jobs, at + jobs // 3))
        if len(found[at]) < 3 and not _reaches(found, at, after):
            found[at].add(after)
    entered = set().union(*found)
    found[0] = {at for at in range(1, jobs + 1) if at not in entered}
    for at in range(1, jobs + 1):
        if not found[at]:
            found[at].add(sink)
    return [sorted(each) for each in found]


def _reaches(followers: list[set[int]], source: int, target: int) -> bool:
    seen, open_ = {source}, [source]
    while open_:
        for each in followers[open_.pop()]:
            if each == target:
                return True
            if each not in seen and each < target:
                seen.add(each)
                open_.append(each)
    return False


def _earliest(durations: list[int], followers: list[list[int]]) -> list[int]:
    earliest = [0] * len(durations)
    for at, found in enumerate(followers):
        for after in found:
            earliest[after] = max(earliest[after], earliest[at] + durations[at])
    return earliest


def _peak(durations: list[int], earliest: list[int], asked: list[int]) -> int:
    use = [0] * (max(earliest) + 11)
    for start, length, amount in zip(earliest, durations, asked, strict=True):
        for day in range(start, start + length):
            use[day] += amount
    return max(use)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--count", type=int, default=2, help="instances of each size")
    parser.add_argument("--sizes", type=int, nargs="*", default=[30, 60, 120])
    parser.add_argument("--files", nargs="*", default=[])
    parser.add_argument("--only", nargs="*", default=["ours", "plain_model", "pyjobshop"])
    asked = parser.parse_args()
    groups = (
        {"files": [*read(asked.files)]}
        if asked.files
        else {f"{jobs} jobs": [*hard_ones(jobs, asked.count)] for jobs in asked.sizes}
    )
    for name, projects in groups.items():
        compare(name, projects, asked.seconds, asked.workers, asked.only)


def compare(
    name: str, projects: list[Project], seconds: float, workers: int, only: list[str]
) -> None:
    """Prints each finish with its bound, and the mean gaps to the best bound anybody proved."""
    gaps: dict[str, list[float]] = {}
    for project in projects:
        answers = {}
        for each in only:
            begun = monotonic()
            try:
                answers[each] = (*globals()[each](project, seconds, workers), monotonic() - begun)
            except ImportError:
                print(f"{each} is not installed")
        bound = max(answer[1] for answer in answers.values())
        for each, (finish, _, _) in answers.items():
            gaps.setdefault(each, []).append((finish - bound) / finish)
        told = "  ".join(f"{k} {f} >= {b} ({t:.1f} s)" for k, (f, b, t) in answers.items())
        print(f"{project.name}: {told}", flush=True)
    for each, found in gaps.items():
        print(f"{name}: {each} mean gap {100 * sum(found) / len(found):.2f} %")


if __name__ == "__main__":
    main()
