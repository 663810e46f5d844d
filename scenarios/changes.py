"""What planners do to scenarios, as changes: copy one, shift its windows, interrupt a window."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from engine.changes import Add, Alter, Change
from engine.plan import Plan
from engine.records import Window
from roadmaps.record_keys import free_key

DAY = timedelta(days=1)


def copied(plan: Plan, key: str, new: str, name_ko: str, name_en: str) -> list[Change]:
    """The scenario under another key and name, with windows of its own."""
    scenario = replace(plan.scenarios[key], key=new, name_ko=name_ko, name_en=name_en)
    made: list[Change] = [Add(scenario)]
    for window in [each for each in plan.windows.values() if each.scenario == key]:
        values = {"scenario": new, "condition": window.condition}
        copy = replace(window, scenario=new, key=free_key(plan, Window.kind, values))
        plan = plan.with_record(copy)
        made.append(Add(copy))
    return made


def shifted(plan: Plan, key: str, months: int, conditions: Sequence[str] = ()) -> list[Change]:
    """Every window of the scenario earlier or later; of these conditions only, if any are named."""
    return [
        Alter(
            Window.kind,
            window.key,
            {
                "since": months_later(window.since, months),
                **{
                    name: day and months_later(day, months)
                    for name in ("until", "low", "high")
                    for day in [getattr(window, name)]
                },
            },
        )
        for window in plan.windows.values()
        if window.scenario == key and (not conditions or window.condition in conditions)
    ]


def interrupted(plan: Plan, window: Window, since: date, until: date | None) -> list[Change]:
    """The window without the days from `since` to `until`: two windows, or one that ends for good.

    This is how a suspension with snapback is told: relief, then none, then relief again.
    """
    before: list[Change] = [Alter(Window.kind, window.key, {"until": since - DAY})]
    if until is None or (window.until is not None and until >= window.until):
        return before
    values = {"scenario": window.scenario, "condition": window.condition}
    key = free_key(plan, Window.kind, values)
    return [*before, Add(replace(window, key=key, since=until + DAY, low=None, high=None))]


def months_later(day: date, months: int) -> date:
    """The same day of another month; its last one where it is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
