"""Recorded facts and papers, clocks and tracks, as a person reads them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core import sight
from core.templatetags.ui import day, figure, in_language, percent, withheld
from engine.life.clocks import Clock
from engine.life.rolling import Standpoint
from engine.life.values import Limit
from engine.plan import Plan
from life.models import LifeStep
from life.naming import cited, event_name, state_name
from life.procedure import procedure
from life.queries.facts import is_withheld
from life.queries.record import step_of
from life.vocabulary import (
    ANSWER_NAMES,
    CLOCK_NAMES,
    CLOCK_STATES,
    REQUIREMENT_NAMES,
    TRACK_NAMES,
)
from zones.facts import Evidence, Evidences


@dataclass(frozen=True, slots=True)
class Told:
    """A label and what it says, with the address of the file where it is one."""

    label: str
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One row of the history. `stands` is whether it has not been taken back."""

    row: LifeStep
    name: str
    source: str
    target: str
    facts: list[Told]
    documents: list[Told]
    stands: bool
    can_be_taken_back: bool
    track_name: str


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One deadline in words."""

    clock: Clock
    name: str
    state: str
    left: str
    limit: Limit | None
    basis: str


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A number of the law, with what it rests on."""

    limit: Limit
    value: str
    basis: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TrackLine:
    """One of the five tracks in words."""

    point: Standpoint
    name: str
    state: str
    percent: int
    lags: bool


def step_line(
    row: LifeStep, plan: Plan, files: Mapping[str, str], *, stands: bool, can_be_taken_back: bool
) -> StepLine:
    """`files` are the addresses of attached documents by their titles."""
    step = step_of(row)
    papers = procedure().documents
    return StepLine(
        row,
        event_name(row.track, row.event),
        state_name(row.track, row.from_state),
        state_name(row.track, row.to_state),
        [told for name, value in step.facts.items() for told in _told(plan, name, value)],
        [
            Told(in_language(papers[n]) if n in papers else n, t, files.get(t, ""))
            for n, t in row.documents.items()
        ],
        stands,
        can_be_taken_back,
        in_language(procedure().tracks[row.track]),
    )


def clock_line(clock: Clock) -> ClockLine:
    limit = procedure().limits.get(clock.limit)
    return ClockLine(
        clock,
        _clock_name(clock),
        str(CLOCK_STATES[clock.state]),
        _left(clock),
        limit,
        cited(limit.basis) if limit else "",
    )


def _clock_name(clock: Clock) -> str:
    """A permit's deadline says whose it is; there may be several."""
    place = clock.step[0].partition(":")[2]
    return f"{CLOCK_NAMES[clock.key]} ({place})" if place else str(CLOCK_NAMES[clock.key])


def track_line(point: Standpoint, laggard: str) -> TrackLine:
    return TrackLine(
        point,
        str(TRACK_NAMES[point.track]),
        state_name(point.of, point.state) if point.is_due else _("not its turn yet"),
        round(point.share * 100),
        point.track == laggard,
    )


def limit_lines() -> list[LimitLine]:
    """Every limit that stands in an article."""
    evidences = Evidences()
    return [
        LimitLine(each, _limit(each), cited(each.basis), evidences.of(each.origin, each.confidence))
        for each in procedure().limits.values()
        if each.basis
    ]


def _limit(limit: Limit) -> str:
    number = int(limit.value)
    counted = {
        "months": ngettext("%(count)s month", "%(count)s months", number),
        "days": ngettext("%(count)s day", "%(count)s days", number),
    }
    if limit.unit in counted:
        return counted[limit.unit] % {"count": number}
    if limit.unit == "share":
        return str(percent(limit.value))
    if limit.unit == "count":
        return str(number)
    return f"{figure(limit.value)} {limit.unit}"


def _left(clock: Clock) -> str:
    """How many days are left or over; of amounts, how far they are from what was approved."""
    if clock.days is None:
        if not sight.here().amounts:
            return withheld()
        if clock.measured is None:
            return _("nothing was approved")
        return f"{clock.measured * 100:+.1f} %"
    if clock.days < 0:
        over = -clock.days
        return ngettext("%(days)s day over", "%(days)s days over", over) % {"days": over}
    return ngettext("%(days)s day left", "%(days)s days left", clock.days) % {"days": clock.days}


def _told(plan: Plan, name: str, value: Any) -> Iterator[Told]:
    kind = procedure().facts[name]
    if is_withheld(name, sight.here()):
        yield Told(in_language(kind), withheld())
    elif kind.sort == "answers":
        for key, each in value.items():
            yield Told(str(REQUIREMENT_NAMES[key]), _answer(each))
    elif kind.sort == "evidence":
        for key, each in value.items():
            condition = plan.conditions.get(key)
            label = condition.name(get_language() or "ko") if condition else key
            yield Told(label or key, f"{day(each['on'])} {each['text']}".strip())
    else:
        yield Told(in_language(kind), _plain(kind.choices, value))


def _answer(given: Mapping[str, str]) -> str:
    answer = given.get("answer", "")
    said = str(ANSWER_NAMES[answer]) if answer in ANSWER_NAMES else "—"
    return f"{said} · {given['note']}" if given.get("note") else said


def _plain(choices: Any, value: Any) -> str:
    if isinstance(value, date):
        return str(day(value))
    if isinstance(value, Decimal | int):
        return str(figure(value))
    return next((in_language(each) for each in choices if each.key == value), str(value))
