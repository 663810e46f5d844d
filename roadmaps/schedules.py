"""Plans and their dates: computed when asked for, kept in memory by revision, never stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.changes import Change, apply_all, expand
from engine.codec import decode_changes
from engine.compiling import Compiled
from engine.masking import masked
from engine.networks import network_of
from engine.plan import Plan
from engine.records import Header
from engine.schedule import Schedule, compile_network, solve
from roadmaps import store
from roadmaps.memory import Memory
from roadmaps.models import Roadmap
from roadmaps.sights import mask_for, refuse_unseen_here

#: So many revisions are read rather than the whole plan.
FEW = 20

_plans: Memory[tuple[int, Plan]] = Memory(most=24)
_masked: Memory[Plan] = Memory(most=24)
_compiled: Memory[Compiled] = Memory(most=8)
_schedules: Memory[Schedule] = Memory(most=24)


@dataclass(frozen=True, slots=True)
class Shift:
    """One activity whose dates differ between two schedules; None = no date, it is blocked."""

    key: str
    old_start: date | None
    old_finish: date | None
    start: date | None
    finish: date | None


def plan_of(roadmap: Roadmap) -> Plan:
    """The plan as the current visitor may see it: what is shown, searched and handed out."""
    return as_seen(roadmap.pk, whole_plan_of(roadmap), roadmap.revision)


def as_seen(pk: int, plan: Plan, revision: int | None = None) -> Plan:
    """The plan without what is withheld from the current visitor; kept where it is a revision."""
    mask = mask_for(pk)
    if mask.hides_nothing:
        return plan
    if revision is None:
        return masked(plan, mask)
    return _masked.get_or_make((pk, revision, mask), lambda: masked(plan, mask))


def whole_plan_of(roadmap: Roadmap) -> Plan:
    """The plan at `roadmap.revision`; where the table has a newer one, that, noted in `roadmap`.

    For what is computed and written, never for what is shown.
    """
    kept = _plans.get(roadmap.pk)
    if kept is not None and kept[0] != roadmap.revision:
        roadmap.refresh_from_db()
        kept = _brought_along(roadmap, *kept)
    if kept is not None:
        return kept[1]
    while True:
        roadmap.refresh_from_db()
        plan = store.load_plan(roadmap)
        number = Roadmap.objects.values_list("revision", flat=True).get(pk=roadmap.pk)
        if number == roadmap.revision:
            _plans.keep(roadmap.pk, (number, plan))
            return plan


def schedule_for(
    roadmap: Roadmap, scenario: str = "", *, levelled: bool = False
) -> tuple[Plan, Schedule]:
    """The plan as the visitor sees it, and its dates under a scenario: the same for everybody.

    An unknown or empty key means the plan's own. Levelled, nothing is placed where a capacity or a
    ceiling does not suffice.
    """
    plan, schedule = whole_schedule_for(roadmap, scenario, levelled=levelled)
    return as_seen(roadmap.pk, plan, roadmap.revision), schedule


def whole_schedule_for(
    roadmap: Roadmap, scenario: str = "", *, levelled: bool = False
) -> tuple[Plan, Schedule]:
    """The whole plan and its dates: for what is worked out from both."""
    plan = whole_plan_of(roadmap)
    key = scenario_of(plan, scenario)
    compiled = _compiled.get_or_make((roadmap.pk, roadmap.revision), lambda: compile_plan(plan))
    schedule = _schedules.get_or_make(
        (roadmap.pk, roadmap.revision, key, levelled),
        lambda: solve(compiled, key or None, levelled),
    )
    return plan, schedule


def scenario_of(plan: Plan, wanted: str) -> str:
    """The scenario to use: the one wanted if the plan has it, else its default, else its first."""
    if wanted in plan.scenarios:
        return wanted
    return plan.header.default_scenario or next(iter(plan.scenarios), "")


def what_if(
    roadmap: Roadmap, scenario: str, changes: Sequence[Change], *, levelled: bool = False
) -> list[Shift]:
    """What these changes would move; nothing is written. Raises BrokenPlan as an edit would."""
    _plan, before = schedule_for(roadmap, scenario, levelled=levelled)
    after = changed_schedule(roadmap, scenario, changes, levelled=levelled)
    return shifts(before, after)


def changed_schedule(
    roadmap: Roadmap, scenario: str, changes: Sequence[Change], *, levelled: bool = False
) -> Schedule:
    """The dates under these changes; nothing is written. Raises BrokenPlan as an edit would."""
    refuse_unseen_here(roadmap.pk, changes)
    plan = whole_plan_of(roadmap)
    tried = apply_all(plan, expand(plan, changes))
    return solve(compile_plan(tried), scenario_of(tried, scenario) or None, levelled)


def shifts(before: Schedule, after: Schedule) -> list[Shift]:
    """The activities in both schedules whose dates differ, in the order of their keys."""
    old, new = before.columns(), after.columns()
    was = dict(zip(old["key"], zip(old["start"], old["finish"], strict=True), strict=True))
    moved = [
        (key, *was[key], start, finish)
        for key, start, finish in zip(new["key"], new["start"], new["finish"], strict=True)
        if key in was and was[key] != (start, finish)
    ]
    return [Shift(key, *map(_day, dates)) for key, *dates in sorted(moved)]


def compile_plan(plan: Plan) -> Compiled:
    """The plan ready to be scheduled; BrokenPlan if no schedule can exist (a circle, …)."""
    return compile_network(network_of(plan))


def compile_edited(roadmap: Roadmap, before: Plan, after: Plan) -> Compiled:
    """The plan after an edit, ready to be scheduled; what the edit left alone is taken over."""
    known = _compiled.get((roadmap.pk, roadmap.revision))
    return compile_network(network_of(after, (before, known.network) if known else None))


def remember(pk: int, revision: int, plan: Plan, compiled: Compiled) -> None:
    """Keep a plan that has just been committed."""
    _plans.keep(pk, (revision, plan))
    _compiled.keep((pk, revision), compiled)


def renamed(header: Header, name: str) -> Header:
    return replace(header, name_ko=name, name_en="")


def _brought_along(roadmap: Roadmap, number: int, plan: Plan) -> tuple[int, Plan] | None:
    """What is kept, with what was saved since by others: one query, where loading takes thirty."""
    behind = roadmap.revision - number
    if not 0 <= behind <= FEW:
        return None
    since = roadmap.revisions.filter(number__gt=number, number__lte=roadmap.revision)
    saved = list(since.order_by("number").values_list("changes", flat=True))
    if len(saved) != behind:
        return None
    for changes in saved:
        plan = apply_all(plan, decode_changes(changes))
    return _plans.keep(roadmap.pk, (roadmap.revision, plan))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
