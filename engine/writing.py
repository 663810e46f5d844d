"""Writes `plan-schedule/1`: the whole answer as JSON values, dates ISO, null where blocked."""

from datetime import date
from typing import Any

from engine.answer import Clash, Given, Reason, Release, Scheduled, ScheduledGate
from engine.clash_sets import clashing_set
from engine.problems import Problem
from engine.schedule import Schedule
from engine.words import sentence
from engine.worktime import iso_of

FORMAT = "plan-schedule/1"
PATHS = 5
#: Each takes a few schedules of its own chain.
EXPLAINED_CLASHES = 25


def write_schedule(schedule: Schedule) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "scenario": schedule.scenario,
        "start": _iso(schedule.start),
        "finish": _iso(schedule.finish),
        "activities": {key: _activity(schedule[key]) for key in schedule.keys},
        "gates": {key: _gate(gate) for key, gate in schedule.gates.items()},
        "clashes": _clashes(schedule),
        "paths": [
            {"float": path.float, "activities": list(path.keys), "leaves": path.leaves}
            for path in schedule.paths(PATHS)
        ],
    }


def write_faults(problems: tuple[Problem, ...]) -> dict[str, Any]:
    """Every fault with its code, the ids concerned, its values and an English sentence."""
    return {
        "faults": [
            {
                "code": problem.code,
                "about": list(problem.about),
                "values": {name: _plain(value) for name, value in problem.values.items()},
                "sentence": sentence(problem),
            }
            for problem in problems
        ]
    }


def _activity(line: Scheduled) -> dict[str, Any]:
    return {
        "start": _iso(line.start),
        "finish": _iso(line.finish),
        "early_start": _iso(line.early_start),
        "early_finish": _iso(line.early_finish),
        "late_start": _iso(line.late_start),
        "late_finish": _iso(line.late_finish),
        "total_float": line.total_float,
        "free_float": line.free_float,
        "interfering_float": line.interfering_float,
        "critical": line.critical,
        "blocked": line.blocked,
        "blocked_by": list(line.blocked_by),
        "blocked_gates": list(line.blocked_gates),
        **({"short_of": list(line.short_of)} if line.short_of else {}),
        "reasons": [_reason(reason) for reason in line.reasons],
        "runner_up": None if line.runner_up is None else _reason(line.runner_up),
        **_releases(line.releases),
        **({} if line.given is None else _given(line.given)),
        "mode": 0,
    }


def _given(given: Given) -> dict[str, Any]:
    return {
        "given_start": _iso(given.start),
        "given_finish": _iso(given.finish),
        "difference": {"start": given.start_difference, "finish": given.finish_difference},
    }


def _gate(gate: ScheduledGate) -> dict[str, Any]:
    return {
        "date": _iso(gate.date),
        "late_date": _iso(gate.late_date),
        "float": gate.float,
        "blocked": gate.blocked,
        "blocked_by": list(gate.blocked_by),
        "blocked_gates": list(gate.blocked_gates),
        "open_needs": list(gate.open_needs),
        "reasons": [_reason(reason) for reason in gate.reasons],
        "runner_up": None if gate.runner_up is None else _reason(gate.runner_up),
        **_releases(gate.releases),
    }


def _releases(releases: tuple[Release, ...]) -> dict[str, Any]:
    """What would move the date, said only where not simply all reasons together have to fall."""
    if len(releases) == 1 and not releases[0].some:
        return {}
    written = [
        {
            "reasons": [_reason(reason) for reason in release.reasons],
            "gain_days": release.gain_days,
            **(
                {"some": [_reason(reason) for reason in release.some], "enough": release.enough}
                if release.some
                else {}
            ),
        }
        for release in releases
    ]
    return {"releases": written} if written else {}


def _reason(reason: Reason) -> dict[str, Any]:
    written: dict[str, Any] = {
        "kind": reason.kind,
        "source": reason.source,
        "date": _iso(reason.date),
    }
    if reason.gain_days is not None:
        written["gain_days"] = reason.gain_days
    if reason.refused:
        written["refused"] = [_iso(day) for day in reason.refused]
        written["holders"] = list(reason.holders)
        if reason.suppliers:
            written["suppliers"] = list(reason.suppliers)
    return written


def _clashes(schedule: Schedule) -> list[dict[str, Any]]:
    """Every clash; the first few with the smallest set of demands that clashes."""
    written = [_clash(clash) for clash in schedule.clashes]
    for clash, line in zip(schedule.clashes[:EXPLAINED_CLASHES], written, strict=False):
        line["set"] = [
            {"kind": each.kind, "source": each.source, "of": each.at, "date": _iso(each.date)}
            for each in clashing_set(schedule, clash)
        ]
    return written


def _clash(clash: Clash) -> dict[str, Any]:
    return {
        "kind": clash.kind,
        "activity": clash.activity,
        **({"source": clash.source} if clash.source else {}),
        "date": _iso(clash.date),
        "reached": _iso(clash.reached),
        "days": clash.days,
        "against": [_reason(reason) for reason in clash.against],
        "root": None if clash.root is None else _reason(clash.root),
    }


def _iso(when: date | None) -> str | None:
    return None if when is None else iso_of(when)


def _plain(value: object) -> object:
    return iso_of(value) if isinstance(value, date) else value
