"""How far an activity may slip, how far it is from the dates it was given, and what clashes."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engine.answer import Clash, Demand, Given, Reason, Scheduled
from engine.clash_sets import clashing_set
from engine.plan import Plan
from engine.schedule import Schedule
from roadmaps.reasons import Line, line_of
from roadmaps.vocabulary import in_words

MOST_CLASHES = 3


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date somebody gave, the computed one, and the working days between them in words."""

    name: str
    given: date
    computed: date | None
    difference: str


@dataclass(frozen=True, slots=True)
class ClashShown:
    """Demands that cannot all be met: the sentence, and the smallest set of them."""

    sentence: str
    demands: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Leeway:
    """What the panel says of one activity besides its reasons; `gates` are those it is critical to.

    Floats are in working days; None where the activity has no date.
    """

    total: int | None
    free: int | None
    interfering: int | None
    gates: tuple[str, ...]
    given: tuple[GivenDate, ...]
    clashes: tuple[ClashShown, ...]


def leeway_of(plan: Plan, schedule: Schedule, key: str, scenario: str, language: str) -> Leeway:
    found = schedule[key]
    clashes = [clash for clash in schedule.clashes if clash.activity == key][:MOST_CLASHES]
    return Leeway(
        found.total_float,
        found.free_float,
        found.interfering_float,
        tuple(
            f"{gate} {plan.gates[gate].name(language)}"
            for gate in plan.gates
            if key in schedule.floats_to(gate) and key in schedule.critical_to(gate)
        ),
        tuple(_given(found, found.given)) if found.given else (),
        tuple(_shown(plan, schedule, clash, scenario, language) for clash in clashes),
    )


def _given(found: Scheduled, given: Given) -> list[GivenDate]:
    rows = (
        (_("Start"), given.start, found.start, given.start_difference),
        (_("Finish"), given.finish, found.finish, given.finish_difference),
    )
    return [
        GivenDate(name, asked, computed, _difference(days))
        for name, asked, computed, days in rows
        if asked is not None
    ]


def _difference(days: int | None) -> str:
    if days is None:
        return _("unknown")
    if not days:
        return _("as given")
    sentence = (
        ngettext("%(count)d working day later", "%(count)d working days later", days)
        if days > 0
        else ngettext("%(count)d working day earlier", "%(count)d working days earlier", -days)
    )
    return sentence % {"count": abs(days)}


def _shown(
    plan: Plan, schedule: Schedule, clash: Clash, scenario: str, language: str
) -> ClashShown:
    demands = clashing_set(schedule, clash)
    lines = (_line(plan, each, scenario, language) for each in demands)
    return ClashShown(_sentence(plan, clash), tuple(lines))


def _sentence(plan: Plan, clash: Clash) -> str:
    values: dict[str, object] = {"asked": clash.date, "reached": clash.reached}
    if clash.kind == "deadline":
        return _("The deadline %(asked)s is missed: the finish is %(reached)s.") % values
    if clash.kind == "out_of_sequence":
        return _("Begun on %(reached)s, before its links allow it (%(asked)s).") % values
    if clash.kind == "link":
        return _("The firm date breaks a link: %(reached)s instead of %(asked)s.") % values
    if clash.kind == "max_lag":
        return _("Too long after its predecessor: %(reached)s instead of %(asked)s.") % values
    values["what"] = in_words(plan, "activity", "constraint", clash.kind)
    return _("“%(what)s” %(asked)s is not kept: it is %(reached)s.") % values


def _line(plan: Plan, demand: Demand, scenario: str, language: str) -> Line:
    named = plan.activities.get(demand.source or "")
    if demand.kind == "deadline":
        return Line(_("The deadline"), demand.at, demand.date, "", True)
    reason = Reason(demand.kind, demand.source, demand.date)
    line = line_of(plan, reason, scenario, language)
    if demand.kind == "constraint" and named is not None:
        what = in_words(plan, "activity", "constraint", named.constraint)
        return Line(what, demand.at, named.constraint_date, "", True, demand.at)
    return line
