"""What stands around the bars: stage bands, gates, and the cost of every year on the same axis."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from engine.plan import Plan
from engine.records import Stage
from engine.schedule import Schedule
from roadmaps.bars import Bar, dates, deciding, epoch_day
from roadmaps.money import BILLION, EOK, yearly


def stages_of(plan: Plan) -> list[Stage]:
    """The stages in their order."""
    return sorted(plan.stages.values(), key=lambda stage: (stage.position, stage.key))


def stage_bands(
    plan: Plan, schedule: Schedule, stages: list[Stage], axis: tuple[int, int], language: str
) -> Iterator[dict[str, Any]]:
    """Each stage from the day its gate opens to the next one's; without a date it gets no band.

    A stage that no gate leads to begins with its first activity.
    """
    first = _first_starts(plan, schedule)
    opened = {
        gate.stage: epoch_day(opens)
        for gate in plan.gates.values()
        if (opens := schedule.gates[gate.key].date)
    }
    gated = {gate.stage for gate in plan.gates.values()}
    begins = {key: opened.get(key) if key in gated else day for key, day in first.items()}
    since, end = axis
    dated = [
        (n, stage)
        for n, stage in enumerate(stages, 1)
        if begins.get(stage.key) is not None or (n == 1 and stage.key in first)
    ]
    for place, (number, stage) in enumerate(dated):
        following = dated[place + 1 :]
        next_begin = begins[following[0][1].key] if following else end
        until = max(since, min(end, next_begin or end))
        yield {
            "number": number,
            "key": stage.key,
            "name": stage.name(language),
            "short": _("Stage %(number)s") % {"number": number},
            "since": since,
            "until": until,
        }
        since = until


def _first_starts(plan: Plan, schedule: Schedule) -> dict[str, int]:
    when = dates(schedule)
    first: dict[str, int] = {}
    for activity in plan.activities.values():
        start, stage = when[activity.key].start, plan.projects[activity.project].stage
        if start is not None and start < first.get(stage, start + 1):
            first[stage] = start
    return first


def gate_marks(plan: Plan, schedule: Schedule, language: str) -> Iterator[dict[str, Any]]:
    """Every gate; `binding` where a critical activity starts when it opens."""
    binding = {source for kind, source in deciding(schedule) if kind == "gate"}
    for gate in plan.gates.values():
        opens = schedule.gates[gate.key].date
        yield {
            "key": gate.key,
            "name": f"{gate.key} {gate.name(language)}",
            "short": gate.key,
            "day": epoch_day(opens) if opens else None,
            "binding": gate.key in binding,
        }


def permit_marks(plan: Plan, language: str) -> Iterator[dict[str, Any]]:
    """The day each granted permit lapses: a gate that shuts."""
    for permit in plan.permits.values():
        if permit.state == "granted" and permit.valid_until:
            values = {"name": permit.name(language) or permit.key}
            yield {
                "key": permit.key,
                "name": _("%(name)s lapses") % values,
                "short": permit.key,
                "day": epoch_day(permit.valid_until),
                "binding": False,
            }


def cost_columns(
    plan: Plan, bars: list[Bar], language: str, *, whole: bool
) -> dict[str, Any] | None:
    """The largest sum by year. Others, in another currency or price year, are never added to it."""
    found = yearly(plan, bars)
    if not found:
        return None
    most = found[0]
    unit = EOK if language == "ko" else BILLION
    years = sorted(most.by_year)
    amounts = [most.by_year[year] / unit for year in years]
    # A ceiling is for the whole plan; against a part of it, it would say nothing.
    limits = [most.ceilings.get(year) if whole else None for year in years]
    over = [most.over.get(year, Decimal(0)) / unit if whole else Decimal(0) for year in years]
    return {
        "year": years,
        "amount": [round(float(amount), 2) for amount in amounts],
        "capped": [round(float(most.capped.get(year, 0) / unit), 2) for year in years],
        "ceiling": [None if each is None else round(float(each / unit), 2) for each in limits],
        "label": [_short(amount) for amount in amounts],
        "over": [round(float(each), 2) for each in over],
        "over_label": [_short(each) for each in over],
        "undated": _short(most.undated / unit) if most.undated else "",
        "currency": most.currency,
        "price_year": most.price_year,
        "others": len(found) - 1,
    }


def _short(amount: Decimal) -> str:
    return f"{amount:,.0f}" if abs(amount) >= 10 else f"{amount:,.1f}"
