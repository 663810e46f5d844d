"""The answer: every date a network leads to, and why it is not earlier.

`compile_network` lays a network out once; `solve` works out one scenario of it. A `Schedule` keeps
columns of days and makes a value only of what is asked for.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from engine.answer import ChainStep, Clash, Path, Reason, Release, Scheduled, ScheduledGate, Why
from engine.blocking import rows_beyond
from engine.calendars import Days
from engine.clashes import find_clashes
from engine.compiling import Compiled, compile_network
from engine.levelling import Levelled
from engine.network import MINUTE, Network
from engine.passes import earliest
from engine.paths import critical_to_gate, floats_to_gate, longest_paths
from engine.problems import BrokenPlan, Problem
from engine.solution import Solution
from engine.together import finish_together, start_together
from engine.usage import Usage, usage_of
from engine.whys import chain_of, why_late, why_row, why_together

__all__ = [
    "ChainStep",
    "Clash",
    "Reason",
    "Release",
    "Schedule",
    "Scheduled",
    "ScheduledGate",
    "Why",
    "compile_network",
    "solve",
]
from engine.weather import Weather


def solve(
    network: Network | Compiled, scenario: str | None = None, level: bool = False
) -> "Schedule":
    """The schedule of one scenario; without a name "base", or the first by name.

    Levelled, nothing is placed where a capacity or a budget does not suffice.
    """
    compiled = network if isinstance(network, Compiled) else compile_network(network)
    chosen = chosen_scenario(compiled.network, scenario)
    if level and compiled.network.resolution == MINUTE:
        _refuse_supplies(compiled.network, chosen)
        level = False
    while True:
        weather = Weather(compiled, chosen)
        early = earliest(compiled, weather)
        beyond = rows_beyond(compiled, weather, early)
        if not len(beyond) and not level:
            return Schedule(Solution(compiled, weather, early), chosen)
        if not len(beyond):
            levelled = Levelled(compiled, weather, early, chosen)
            if not levelled.beyond:
                return Schedule(levelled, chosen)
            beyond = np.array(levelled.beyond)
        compiled = _further(compiled, beyond)


def chosen_scenario(network: Network, asked: str | None) -> str | None:
    """The scenario asked for, or "base", or the first by name; `BrokenPlan` where there is none."""
    if asked is not None and asked not in network.scenarios:
        known = sorted(network.scenarios)
        raise BrokenPlan(Problem("unknown_scenario", (asked,), {"known": ", ".join(known)}))
    if asked is None and network.scenarios:
        return "base" if "base" in network.scenarios else min(network.scenarios)
    return asked


def _refuse_supplies(network: Network, scenario: str | None) -> None:
    """Supplies are shared out by days: a plan to the minute may have none to be levelled."""
    supplies = network.supplies(scenario)
    if supplies.capacities or supplies.budgets:
        raise BrokenPlan(Problem("needs_days", (), {"asked": "levelling"}))


def _further(compiled: Compiled, beyond: Days) -> Compiled:
    """The same network on a longer timeline, unless the calendar itself ends."""
    if compiled.ends_with_calendar:
        keys = sorted(compiled.activities[row].id for row in beyond.tolist())
        raise BrokenPlan(Problem("beyond_horizon", tuple(keys)))
    return Compiled(compiled.network, compiled.years_after * 8)


class Schedule:
    """Every activity's dates under one scenario, by key; `gates` the same for gates."""

    def __init__(self, solution: Solution, scenario: str | None) -> None:
        self.scenario = scenario
        self._solution = solution
        self._rows = solution.compiled.activity_rows
        self._starts, self._finishes = (
            shown.take(self._rows) for shown in solution.shown(solution.time)
        )

    @property
    def keys(self) -> list[str]:
        """Every activity's key, sorted."""
        return self._solution.compiled.keys

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys)

    def __contains__(self, key: object) -> bool:
        return key in self._solution.compiled.row_of

    def __getitem__(self, key: str) -> Scheduled:
        return self._solution.scheduled(key)

    @property
    def start(self) -> date | None:
        """The first day anything is worked on."""
        starts = self._starts[self._starts < self._solution.compiled.timeline.days]
        return self._solution.compiled.timeline.date(int(starts.min())) if len(starts) else None

    @property
    def finish(self) -> date | None:
        """The last day anything is worked on; what is blocked does not count."""
        finishes = self._finishes[self._finishes < self._solution.compiled.timeline.days]
        return self._solution.compiled.timeline.date(int(finishes.max())) if len(finishes) else None

    @cached_property
    def gates(self) -> dict[str, ScheduledGate]:
        lines = (self._solution.gate_line(gate) for gate in self._solution.compiled.gates)
        return {line.key: line for line in lines}

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        return tuple(find_clashes(self._solution))

    @cached_property
    def usage(self) -> Usage:
        """What it takes of every capacity by month, and of every funding source by year."""
        return usage_of(self._solution, self.scenario)

    def chain(self, key: str) -> list[ChainStep]:
        """What drives a date, step by step back to its root: the first reason of each."""
        return chain_of(self._solution, self._solution.compiled.row_of[key])

    def why(self, key: str) -> Why:
        """Why an activity does not start earlier."""
        return why_row(self._solution, self._solution.compiled.row_of[key])

    def why_late(self, key: str) -> Why:
        """Why an activity must start no later than its late start."""
        return why_late(self._solution, self._solution.compiled.row_of[key])

    def why_gate(self, key: str) -> Why:
        """Why a gate does not open earlier."""
        return why_row(self._solution, self._solution.compiled.gate_row_of[key])

    def why_gate_late(self, key: str) -> Why:
        """Why a gate must open no later than its late date."""
        return why_late(self._solution, self._solution.compiled.gate_row_of[key])

    def why_finish(self, keys: Iterable[str] | None = None) -> Why:
        """Why the last of these activities, of a stage or of all, does not finish earlier.

        What is blocked has no finish and is left out; without any that has one there is no date.
        """
        rows = self._dated_rows(keys)
        if not len(rows):
            return Why(None)
        return why_together(self._solution, *finish_together(self._solution, rows))

    def why_start(self, keys: Iterable[str] | None = None) -> Why:
        """Why the first of these activities does not start earlier: any of them would do."""
        rows = self._dated_rows(keys)
        if not len(rows):
            return Why(None)
        return why_together(self._solution, *start_together(self._solution, rows))

    def span(self, keys: Iterable[str] | None = None) -> tuple[date | None, date | None]:
        """The first start and the last finish of these activities; (None, None): none has any."""
        rows = self._dated_rows(keys)
        if not len(rows):
            return None, None
        starts, finishes = self._solution.shown(self._solution.time)
        first, last = int(starts[rows].min()), int(finishes[rows].max())
        return self._solution.date_of(first), self._solution.date_of(last)

    def _dated_rows(self, keys: Iterable[str] | None) -> Days:
        row_of = self._solution.compiled.row_of
        some = self._rows if keys is None else np.array([row_of[key] for key in keys], np.int64)
        return some[~self._solution.is_blocked[some]]

    def paths(self, limit: int = 5) -> list[Path]:
        """The driving chains with the least float, the critical one first."""
        return longest_paths(self._solution, limit)

    def floats_to(self, gate: str) -> dict[str, int]:
        """How far each activity may slip before a gate opens later, where it can delay it."""
        return floats_to_gate(self._solution, gate)

    def critical_to(self, gate: str) -> list[str]:
        """The activities that delay a gate if they slip by more than what counts as critical."""
        return critical_to_gate(self._solution, gate)

    @property
    def solution(self) -> Solution:
        """What the schedule is read from, row by row: for the engine's own questions."""
        return self._solution

    def columns(self) -> dict[str, list[Any]]:
        """The schedule as columns for charts: one entry per activity, dates as ISO strings.

        Everybody who asks gets the same lists: they are for reading.
        """
        return self._columns

    @cached_property
    def _columns(self) -> dict[str, list[Any]]:
        blocked = self._solution.is_blocked[self._rows].tolist()
        total = self._solution.floats.total[self._rows].tolist()
        free = self._solution.floats.free[self._rows].tolist()
        return {
            "key": list(self.keys),
            "start": self._iso(self._starts),
            "finish": self._iso(self._finishes),
            "total_float": [None if b else f for f, b in zip(total, blocked, strict=True)],
            "free_float": [None if b else f for f, b in zip(free, blocked, strict=True)],
            "critical": self._solution.critical[self._rows].tolist(),
            "blocked": blocked,
        }

    def _iso(self, days: Days) -> list[str | None]:
        timeline = self._solution.compiled.timeline
        return [timeline.iso(at) if at < timeline.days else None for at in days.tolist()]
