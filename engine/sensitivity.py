"""Which figures the plan's finish hangs on: each moved to the ends of its range, one at a time.

Only figures with a range are tried: durations with a shortest and a longest value, windows with an
earliest and a latest beginning. Each try is a whole schedule of its own, so the answer is exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from engine.networks import network_of
from engine.plan import Plan
from engine.records import Activity, Window
from engine.schedule import compile_network, solve


@dataclass(frozen=True, slots=True)
class Swing:
    """How the plan's finish moves while one figure goes from one end of its range to the other.

    None: the plan has no finish with that value, since some of its work is blocked for ever.
    """

    kind: str
    key: str
    early: date | None
    late: date | None

    @property
    def days(self) -> int:
        """How much the result would be narrowed by knowing the figure exactly."""
        return abs((self.late - self.early).days) if self.early and self.late else 0


def swings_of(plan: Plan, scenario: str) -> tuple[Swing, ...]:
    """Every ranged figure of the plan under a scenario, the one that tells most first."""
    found = [
        Swing(
            low.kind,
            low.key,
            finish_of(plan.with_record(low), scenario),
            finish_of(plan.with_record(high), scenario),
        )
        for low, high in _ends(plan, scenario)
    ]
    return tuple(sorted(found, key=lambda swing: (-swing.days, swing.kind, swing.key)))


def finish_of(plan: Plan, scenario: str) -> date | None:
    """The last day of all the work that can be done; None where nothing can."""
    columns = solve(compile_network(network_of(plan)), scenario or None).columns()
    days = [each[:10] for each in columns["finish"] if each]
    return date.fromisoformat(max(days)) if days else None


def _ends(plan: Plan, scenario: str) -> Iterator[tuple[Activity | Window, Activity | Window]]:
    """Each ranged figure at both its ends."""
    for activity in plan.activities.values():
        low, high = activity.low, activity.high
        if low is not None and high is not None and low != high and not activity.actual_finish:
            yield replace(activity, duration=low), replace(activity, duration=high)
    for window in plan.windows.values():
        first, last = window.low or window.since, window.high or window.since
        if window.scenario == scenario and first != last:
            end = window.until
            if end is None or last <= end:
                yield replace(window, since=first), replace(window, since=last)
