"""A plan held against the rules: computed when it is read, kept as long as its schedule is."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from weakref import WeakKeyDictionary

from core.clock import today
from engine.lint import (
    Catalogue,
    Comparison,
    Finding,
    Lint,
    Rule,
    ZoneFacts,
    compare,
    lint_plan,
    with_thresholds,
)
from engine.lint.view import Clocks
from engine.plan import Plan
from engine.schedule import Schedule, solve
from life.queries.standing import clocks_of
from roadmaps.memory import Memory
from roadmaps.models import Roadmap
from roadmaps.past import whole_plan_at
from roadmaps.schedules import as_seen, compile_plan, scenario_of, whole_schedule_for
from roadmaps.sights import lacks_of
from zones.models import Strategy, Zone
from zones.rulebook import principles
from zones.standards import reference

# A schedule never changes and is made for one revision: while it is kept, so is its lint. The
# catalogue can be loaded anew meanwhile, a step of a project recorded and a day begin, so what they
# said is kept beside.
_kept: WeakKeyDictionary[Schedule, tuple[tuple[Catalogue, Clocks], Lint]] = WeakKeyDictionary()
_past: Memory[tuple[Plan, Schedule]] = Memory(most=4)


@dataclass(frozen=True, slots=True)
class Checked:
    """A plan, its dates under a scenario, and what the rules say of both.

    `plan` is what the visitor sees of it; what is judged is the `whole` of it.
    """

    plan: Plan
    schedule: Schedule
    lint: Lint
    whole: Plan


def lint_for(roadmap: Roadmap, scenario: str = "") -> Checked:
    """The plan as it stands, under its own thresholds."""
    plan, schedule = whole_schedule_for(roadmap, scenario)
    beside, kept = (facts(), clocks_of(roadmap, plan, today())), _kept.get(schedule)
    if kept is None or kept[0] != beside:
        catalogue, clocks = beside
        lacks = lacks_of(roadmap)
        found = lint_plan(plan, schedule, catalogue, rules_of(plan), clocks, lacks)
        kept = _kept[schedule] = beside, found
    return Checked(as_seen(roadmap.pk, plan, roadmap.revision), schedule, kept[1], plan)


def compare_with(roadmap: Roadmap, number: int, scenario: str = "") -> Comparison:
    """What became worse since an earlier revision, both judged by the earlier one's thresholds.

    What is recorded of the projects is no part of a revision: both are held against it as it is.
    """
    now = lint_for(roadmap, scenario)
    plan, schedule = _earlier(roadmap, number, scenario)
    catalogue, rules = facts(), rules_of(plan)
    clocks = clocks_of(roadmap, now.whole, today())
    lacks = lacks_of(roadmap)
    before = lint_plan(plan, schedule, catalogue, rules, clocks, lacks)
    if rules == rules_of(now.whole):
        return compare(before, now.lint)
    return compare(before, lint_plan(now.whole, now.schedule, catalogue, rules, clocks, lacks))


def rules_of(plan: Plan) -> Sequence[Rule]:
    """The rulebook's rules with the plan's own thresholds."""
    own = {key: each.value for key, each in plan.thresholds.items()}
    return with_thresholds([each.rule for each in principles().values()], own)


def facts() -> Catalogue:
    """What the rules ask of the catalogue."""
    zones = Zone.objects.prefetch_related("belts")
    return Catalogue(
        {
            zone.pk: ZoneFacts(
                zone.region_id,
                zone.side,
                zone.size_class,
                zone.area_km2,
                tuple(sorted(belt.pk for belt in zone.belts.all())),
            )
            for zone in zones
        },
        {each.pk: each.parent_id or "" for each in Strategy.objects.all()},
        reference(),
    )


def code_of(finding: Finding) -> str:
    """A short name of a finding that stays the same while the plan changes."""
    return sha256("\n".join(map(str, finding.identity)).encode()).hexdigest()[:16]


def _earlier(roadmap: Roadmap, number: int, scenario: str) -> tuple[Plan, Schedule]:
    def make() -> tuple[Plan, Schedule]:
        plan = whole_plan_at(roadmap, number)
        return plan, solve(compile_plan(plan), scenario_of(plan, scenario) or None)

    return _past.get_or_make((roadmap.pk, roadmap.revision, number, scenario), make)
