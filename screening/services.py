"""What people do about a screening: confirm codes and verdicts, choose the regimes of law."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from core.clock import now
from core.errors import Forbidden, Invalid, Outdated
from engine.changes import Alter
from engine.plan import HEADER
from engine.problems import Problem
from roadmaps.models import OFFICERS, SCREENERS, Revision, Roadmap
from roadmaps.schedules import plan_of, schedule_for
from roadmaps.services import edit_plan
from sanctions.models import Measure
from sanctions.paragraphs import in_words
from screening import grounds
from screening.hypothetical import loading
from screening.models import Confirmation
from screening.queries.plan_page import screened_project


@transaction.atomic
def confirm_code(roadmap: Roadmap, line: str, *, seen: str, by: User) -> Confirmation:
    """Say that a goods line's HS code is right; `seen` is the digest of what was shown."""
    _require(roadmap, by, SCREENERS)
    goods = plan_of(roadmap).goods
    if line not in goods:
        raise Invalid(Problem("not_this_plans_line", (line,)))
    found = goods[line]
    return _confirm(
        roadmap,
        kind=Confirmation.Kind.CODE,
        project=found.project,
        line=line,
        said=found.hs,
        rests_on=_still(grounds.of_code(found), seen),
        by=by,
    )


@transaction.atomic
def confirm_verdict(
    roadmap: Roadmap, project: str, scenario: str, *, seen: str, note: str, by: User
) -> Confirmation:
    """Sign a project's verdict under a scenario, as it was shown."""
    _require(roadmap, by, OFFICERS)
    plan, schedule = schedule_for(roadmap, scenario)
    plan.find("project", project)
    found = screened_project(plan, schedule, schedule.scenario or "", project)
    return _confirm(
        roadmap,
        kind=Confirmation.Kind.VERDICT,
        project=project,
        scenario=schedule.scenario or "",
        said=found.verdict.word,
        rests_on=_still(grounds.of_verdict(found.case, found.spells), seen),
        note=note[:500],
        by=by,
    )


def choose_regimes(
    roadmap: Roadmap, regimes: Sequence[str], *, by: User, on_revision: int
) -> Revision:
    """Say under which bodies of law the plan is screened; it is an edit of the plan."""
    if not regimes:
        raise Invalid(Problem("no_regime_chosen", ("regimes",)))
    change = Alter(HEADER, "plan", {"regimes": tuple(regimes)})
    return edit_plan(roadmap, [change], by=by, on_revision=on_revision)


def load_regime(
    roadmap: Roadmap, regime: str, base: str, *, by: User, on_revision: int
) -> Revision:
    """Add a hypothetical regime of relief to the plan as a scenario; accords come from `base`."""
    rows = Measure.objects.select_related("instrument")
    names = {
        each.pk: (
            f"조치 완화: {each.instrument.name_ko} {in_words(each.paragraph, 'ko')}",
            f"Relief from {each.instrument.name_en} {in_words(each.paragraph, 'en')}",
        )
        for each in rows
    }
    changes = loading(plan_of(roadmap), regime, base, names)
    return edit_plan(roadmap, changes, by=by, on_revision=on_revision, reason=regime)


def _require(roadmap: Roadmap, by: User, roles: frozenset[str]) -> None:
    if roadmap.role_of(by) not in roles:
        raise Forbidden(Problem("permission_denied"))


def _still(now_rests_on: str, seen: str) -> str:
    """Nobody signs what they have not seen."""
    if now_rests_on != seen:
        raise Outdated(Problem("screening_changed"))
    return now_rests_on


def _confirm(roadmap: Roadmap, **values: object) -> Confirmation:
    return Confirmation.objects.create(plan=roadmap, revision=roadmap.revision, at=now(), **values)
