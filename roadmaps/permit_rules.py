"""What a sound permit satisfies: its facts fit its state, and its route is one the law names.

A route is taken from the text of every measure the permit names: nothing else can be written down,
and a measure whose text has no route, or one that nothing relieves, can't be named at all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from core.errors import Forbidden, Invalid
from engine.changes import Add, Change
from engine.permit_moves import DECIDED, Mover, mover_of
from engine.plan import Plan
from engine.problems import Problem
from engine.records import Permit, Record
from engine.screening.law import ASKS_PERMISSION, CARVE_OUT, NEVER_RELIEVED
from roadmaps.models import EDITORS, Role
from sanctions.models import Measure
from zones.models import Zone

#: Who makes the moves of each side.
MOVERS: Mapping[Mover, frozenset[str]] = {
    Mover.APPLICANT: EDITORS,
    Mover.RECORDER: frozenset({Role.COMPLIANCE.value, Role.OWNER.value}),
}
#: In which roles somebody acts about a permit.
Roles = Callable[[Permit], frozenset[str]]
#: What is told together with a move.
FACTS = frozenset(
    {"state", "applied", "valid_from", "valid_until", "terms_ko", "terms_en", "document"}
)


def nobody(permit: Permit) -> frozenset[str]:
    """The roles of who draws what is not the plan yet: nothing is filed or decided there."""
    return frozenset()


def _may_record(roles: frozenset[str]) -> bool:
    """Whether these roles may say what the authority decided."""
    return bool(roles & MOVERS[Mover.RECORDER])


def permit_problems(plan: Plan, records: Iterable[Record]) -> Iterator[Problem]:
    """Every fault of the permits among the records."""
    permits = [record for record in records if isinstance(record, Permit)]
    if not permits:
        return
    named = {measure for permit in permits for measure in permit.measures}
    known = {row.pk: row for row in Measure.objects.filter(pk__in=named)}
    zones = {zone for permit in permits for zone in permit.zones}
    there = set(Zone.objects.filter(pk__in=zones).values_list("pk", flat=True))
    for permit in permits:
        yield from _dates(permit)
        yield from _scope(plan, permit)
        yield from _routes(permit, known)
        for zone in sorted(set(permit.zones) - there):
            values = {"field": "zones", "key": zone}
            yield Problem("unknown_in_catalogue", (permit.key,), values)


def routes_of(measure: Measure) -> list[tuple[str, str]]:
    """Basis and kind of every route by which somebody may be asked; none for what nothing relieves.

    A measure that asks for an approval is its own route. A carve-out of the text is no permission.
    """
    if measure.requires_tag in NEVER_RELIEVED:
        return []
    found = [
        (each["basis"], each["kind"]) for each in measure.exemptions if each["kind"] != CARVE_OUT
    ]
    if measure.effect in ASKS_PERMISSION:
        found.insert(0, (measure.pk, "approval"))
    return found


def refuse_moves(before: Plan, changes: Sequence[Change], after: Plan, roles: Roles) -> None:
    """Refuse edits that move a permit where it can't go, or that are not these roles' to make."""
    problems = list(_moves(before, changes, after, roles))
    if any(problem.code in {"not_your_move", "grant_is_recorded"} for problem in problems):
        raise Forbidden(*problems)
    if problems:
        raise Invalid(*problems)


def _moves(before: Plan, changes: Sequence[Change], after: Plan, roles: Roles) -> Iterator[Problem]:
    new = {change.about[1] for change in changes if isinstance(change, Add)}
    keys = {change.about[1] for change in changes if change.about[0] == Permit.kind}
    for key in sorted(keys & after.permits.keys()):
        state = after.permits[key].state
        if key not in before.permits or key in new - before.permits.keys():
            if state in DECIDED and not _may_record(roles(after.permits[key])):
                yield Problem("not_your_move", (key,), {"to": state})
            continue
        was = before.permits[key]
        if state == was.state:
            yield from _facts_of_decision(was, after.permits[key], roles(was))
            continue
        mover = mover_of(was.state, state)
        if mover is None:
            yield Problem("no_such_move", (key,), {"since": was.state, "to": state})
        elif not roles(was) & MOVERS[mover]:
            yield Problem("not_your_move", (key,), {"to": state})


def _facts_of_decision(was: Permit, now: Permit, roles: frozenset[str]) -> Iterator[Problem]:
    """What a grant covers is widened only by whoever records decisions; less is anybody's."""
    if now.state == "granted" and _is_wider(was, now) and not _may_record(roles):
        yield Problem("grant_is_recorded", (now.key,))


def _is_wider(was: Permit, now: Permit) -> bool:
    more = (
        set(getattr(now, name)) - set(getattr(was, name))
        for name in ("measures", "projects", "lines", "opens")
    )
    beyond = bool(was.zones) and (not now.zones or bool(set(now.zones) - set(was.zones)))
    longer = (was.valid_from or date.min) > (now.valid_from or date.min) or (
        (was.valid_until or date.max) < (now.valid_until or date.max)
    )
    return (
        any(more)
        or beyond
        or longer
        or now.route != was.route
        or (now.whole_project and not was.whole_project)
    )


def _dates(permit: Permit) -> Iterator[Problem]:
    key = (permit.key,)
    since, until = permit.valid_from, permit.valid_until
    if since and until and until < since:
        dates: dict[str, Any] = {"since": since.isoformat(), "until": until.isoformat()}
        yield Problem("permit_upside_down", key, dates)
    if permit.state == "granted" and not (since and until):
        yield Problem("grant_without_dates", key)
    if permit.state in {"applied", "supplement"} and not permit.applied:
        yield Problem("application_without_date", key)
    ends = permit.lead_low, permit.lead_likely, permit.lead_high
    known = [each for each in ends if each is not None]
    if known != sorted(known):
        yield Problem("lead_time_crooked", key)
    if permit.forecast and not (permit.applied and permit.lead_likely is not None and until):
        yield Problem("forecast_without_facts", key)


def _scope(plan: Plan, permit: Permit) -> Iterator[Problem]:
    for line in permit.lines:
        if line in plan.goods and plan.goods[line].project not in permit.projects:
            values = {"line": line, "project": plan.goods[line].project}
            yield Problem("line_outside_scope", (permit.key,), values)


def _routes(permit: Permit, known: Mapping[str, Measure]) -> Iterator[Problem]:
    for key in permit.measures:
        if key not in known:
            values = {"field": "measures", "key": key}
            yield Problem("unknown_in_catalogue", (permit.key,), values)
            continue
        bases = [basis for basis, _kind in routes_of(known[key])]
        if not bases:
            yield Problem("measure_without_route", (permit.key,), {"measure": key})
        elif permit.route and permit.route not in bases:
            values = {"measure": key, "route": permit.route, "routes": ", ".join(bases)}
            yield Problem("not_a_route", (permit.key,), values)
    if permit.route and not permit.measures:
        yield Problem("route_without_measure", (permit.key,), {"route": permit.route})
    if permit.measures and not permit.route and permit.state == "granted":
        yield Problem("grant_without_route", (permit.key,))
