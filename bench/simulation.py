"""How fast ranges are: `python -m bench.simulation [activities draws]`, a line per size.

Every activity has a range, every condition a spread of dates and a chance of never; the CPU time
stands beside the wall clock, which a busy machine stretches.
"""

import resource
import sys
from dataclasses import replace
from datetime import timedelta
from time import perf_counter, process_time

from bench.engine import generated_network
from engine.network import Network, Window
from engine.ranges import ranges_of
from engine.simulation import all_runs, prepare


def uncertain_network(activities: int) -> Network:
    """A generated plan with twenty conditions, everything in it open to chance."""
    network = generated_network(activities, 2 * activities, seed=1)
    windows = {
        name: tuple(map(_uncertain, times)) for name, times in network.scenarios["base"].items()
    }
    return replace(
        network,
        activities=tuple(
            replace(each, low=each.duration * 2 // 3, high=each.duration * 2)
            for each in network.activities
        ),
        scenarios={"base": windows},
    )


def _uncertain(window: Window) -> Window:
    low, high = window.since - timedelta(60), window.since + timedelta(240)
    return replace(window, low=low, high=high, never=0.02)


def main(activities: int, draws: int) -> None:
    network = uncertain_network(activities)
    wall, work = perf_counter(), process_time()
    study = prepare(network, draws=draws)
    laid = process_time()
    runs = all_runs(study)
    drawn = process_time()
    ranges = ranges_of(study, runs)
    told = process_time()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{activities} activities x {draws} draws x {len(network.conditions)} conditions: "
        f"CPU {told - work:.2f} s (prepare {laid - work:.2f}, runs {drawn - laid:.2f}, "
        f"ranges {told - drawn:.2f}), wall {perf_counter() - wall:.2f} s, {most:.0f} MB; "
        f"P50 {ranges.finish.p50}, P90 {ranges.finish.p90}, never {ranges.complete.never:.2f}"
    )


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:]]
    if len(sizes) == 2:
        main(*sizes)
    else:
        main(1_000, 10_000)
        main(10_000, 10_000)
