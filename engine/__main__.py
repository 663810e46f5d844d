"""The engine at the command line: a network file in, a schedule, ranges, plans or every fault out.

The one place in the engine with a clock: a search is told how long it may take.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

from engine.network import Network
from engine.optimising import Goal, Limits, optimise
from engine.optimising.writing import write_search
from engine.problems import BrokenPlan, Problem
from engine.ranges import simulate
from engine.ranges_writing import write_ranges
from engine.reading import read_network
from engine.schedule import solve
from engine.stranding import write_reversal
from engine.writing import write_faults, write_schedule

FAULTY = 2


class Arguments(argparse.ArgumentParser):
    """Arguments whose faults are told like any other."""

    def error(self, message: str) -> NoReturn:
        raise BrokenPlan(Problem("bad_arguments", (), {"reason": message}))


def main(arguments: list[str] | None = None) -> int:
    """Prints the answer; 0 with a schedule, 2 with faults."""
    try:
        asked = _arguments().parse_args(arguments)
        network = read_network(_load(asked.network))
        answer = asked.answer(network, asked)
    except BrokenPlan as broken:
        _print(write_faults(broken.problems))
        return FAULTY
    _print(answer)
    return 0


def _arguments() -> Arguments:
    parser = Arguments(prog="python -m engine", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("solve", help="dates, floats and reasons of one scenario")
    command.set_defaults(answer=_solved)
    _add_network(command)
    command.add_argument(
        "--level", action="store_true", help="take turns: nothing beyond capacities and budgets"
    )
    command = commands.add_parser("simulate", help="ranges of dates, from many runs")
    command.set_defaults(answer=_simulated)
    _add_network(command)
    command.add_argument("--draws", type=int, default=10_000, help="how many runs (default: 10000)")
    command.add_argument("--seed", type=int, default=1, help="the same seed, the same answer")
    command = commands.add_parser("reverse", help="what is stranded if access ends, by month")
    command.set_defaults(answer=_reversed)
    _add_network(command)
    command = commands.add_parser("optimise", help="the best plan that can be found in time")
    command.set_defaults(answer=_optimised)
    _add_network(command)
    command.add_argument(
        "--objective",
        default="finish",
        help="finish, benefit or cost_smoothness; several, in order, with commas between",
    )
    command.add_argument("--time-limit", type=float, default=30, help="seconds (default: 30)")
    command.add_argument("--seed", type=int, default=1, help="the same seed, the same answer")
    command.add_argument("--plans", type=int, default=1, help="how many clearly different plans")
    command.add_argument("--workers", type=int, default=2, help="processors to use (default: 2)")
    return parser


def _add_network(command: argparse.ArgumentParser) -> None:
    command.add_argument("network", help='a plan-network/1 file, or "-" for standard input')
    command.add_argument("--scenario", help='the scenario (default: "base", or the first by name)')


def _solved(network: Network, asked: argparse.Namespace) -> dict[str, Any]:
    return write_schedule(solve(network, asked.scenario, asked.level))


def _simulated(network: Network, asked: argparse.Namespace) -> dict[str, Any]:
    return write_ranges(simulate(network, asked.scenario, asked.draws, asked.seed))


def _reversed(network: Network, asked: argparse.Namespace) -> dict[str, Any]:
    return write_reversal(network, asked.scenario)


def _optimised(network: Network, asked: argparse.Namespace) -> dict[str, Any]:
    goal = Goal(tuple(asked.objective.split(",")))
    limits = Limits(asked.time_limit, asked.seed, asked.workers, asked.plans, lambda: monotonic())
    return write_search(optimise(network, asked.scenario, goal, limits))


def _load(path: str) -> Any:
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
        return json.loads(text)
    except OSError as error:
        raise BrokenPlan(Problem("unreadable_file", (path,), {"reason": error.strerror})) from None
    except (ValueError, RecursionError) as error:
        raise BrokenPlan(Problem("bad_json", (path,), {"reason": str(error)})) from None


def _print(answer: dict[str, Any]) -> None:
    """UTF-8 whatever the locale; half a surrogate pair leaves as the JSON escape it came as."""
    text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. What is left in the buffer must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
