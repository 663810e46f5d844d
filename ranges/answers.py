"""What is kept of a simulation: JSON whose bytes are the same for the same question."""

import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from engine.network import Group
from engine.ranges import Ranges
from engine.ranges_writing import write_ranges
from engine.schedule import Schedule
from ranges.models import RangesRun
from ranges.study import PROJECT, STAGE
from roadmaps.memory import Memory

_answers: Memory[dict[str, Any]] = Memory(most=8)


def answer_bytes(ranges: Ranges, planned: Schedule, groups: Sequence[Group]) -> bytes:
    """The ranges, and beside each the date of the schedule without chance."""
    written = write_ranges(ranges)
    sets = written.pop("groups")
    members = {group.id: group.members for group in groups}
    columns = planned.columns()
    finishes = dict(zip(columns["key"], columns["finish"], strict=True))
    dated = {
        **{key: _iso(gate.date) for key, gate in planned.gates.items()},
        **finishes,
        **{key: _last(finishes, keys) for key, keys in members.items()},
    }
    for kind, prefix in (("stages", STAGE), ("projects", PROJECT)):
        written[kind] = {
            name.removeprefix(prefix): {"finish": spread, "planned": dated[name]}
            for name, spread in sets.items()
            if name.startswith(prefix)
        }
    written["gates"] = {
        key: {"finish": spread, "planned": dated[key]} for key, spread in written["gates"].items()
    }
    for key, line in written["activities"].items():
        line["planned"] = finishes[key]
    written["planned"] = _iso(planned.finish)
    return json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def answer_of(run: RangesRun) -> dict[str, Any]:
    """The kept answer of a run that has one."""
    return _answers.get_or_make((run.pk, run.sha256), lambda: _read(run))


def _read(run: RangesRun) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(run.answer or b""))
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _last(finishes: Mapping[str, str | None], keys: Sequence[str]) -> str | None:
    """The last finish of a set; None where one of it has none."""
    found = [finishes[key] for key in keys]
    known = [day for day in found if day]
    return max(known) if len(known) == len(found) and known else None
