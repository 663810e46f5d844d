"""What people do about a screening: confirm, sign, ask for facts, choose the regimes of law."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import User
from core.clock import now
from core.errors import Invalid, Outdated
from engine.changes import Alter
from engine.plan import HEADER
from engine.problems import Problem
from roadmaps.models import OFFICERS, SCREENERS, Revision, Roadmap
from roadmaps.reach import require_role
from roadmaps.schedules import whole_plan_of, whole_schedule_for
from roadmaps.services import edit_plan
from sanctions.models import Measure
from sanctions.paragraphs import in_words
from screening import grounds
from screening.hypothetical import loading
from screening.models import Confirmation, DataRequest
from screening.queries.plan_page import screened_project

LONGEST = 1_000


@transaction.atomic
def confirm_code(roadmap: Roadmap, line: str, *, seen: str, by: User) -> Confirmation:
    """Say that a goods line's HS code is right; `seen` is the digest of what was shown."""
    goods = whole_plan_of(roadmap).goods
    if line not in goods:
        raise Invalid(Problem("not_this_plans_line", (line,)))
    found = goods[line]
    require_role(roadmap, by, SCREENERS, found.project)
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
    require_role(roadmap, by, OFFICERS, project)
    plan, schedule = whole_schedule_for(roadmap, scenario)
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
    changes = loading(whole_plan_of(roadmap), regime, base, names)
    return edit_plan(roadmap, changes, by=by, on_revision=on_revision, reason=regime)


@transaction.atomic
def confirm_codes(roadmap: Roadmap, seen: Mapping[str, str], *, by: User) -> list[Confirmation]:
    """Several codes at once, by line; where one of them has changed since, none is confirmed."""
    if not seen:
        raise Invalid(Problem("no_line_chosen"))
    return [confirm_code(roadmap, line, seen=each, by=by) for line, each in seen.items()]


@transaction.atomic
def request_data(
    roadmap: Roadmap, project: str, *, about: str, text: str, by: User, line: str = ""
) -> DataRequest:
    """Ask the planners for a fact about a project, or about one of its lines."""
    require_role(roadmap, by, OFFICERS, project)
    plan = whole_plan_of(roadmap)
    plan.find("project", project)
    if line and (line not in plan.goods or plan.goods[line].project != project):
        raise Invalid(Problem("not_this_plans_line", (line,)))
    if about not in DataRequest.About.values:
        choices = ", ".join(DataRequest.About.values)
        values = {"field": "about", "found": about, "choices": choices}
        raise Invalid(Problem("not_one_of", ("about",), values))
    words = {"project": project, "line": line, "about": about, "text": _told(text, "text")}
    return DataRequest.objects.create(plan=roadmap, by=by, at=now(), **words)


@transaction.atomic
def answer_request(roadmap: Roadmap, number: int, *, answer: str, by: User) -> DataRequest:
    """Tell what was asked for; once answered, a request stays as it is."""
    found = DataRequest.objects.select_for_update().filter(plan=roadmap, pk=number).first()
    if found is None:
        raise Invalid(Problem("no_such_request", (str(number),)))
    require_role(roadmap, by, SCREENERS, found.project)
    if not found.is_open:
        raise Outdated(Problem("request_is_answered", (str(number),)))
    found.answer = _told(answer, "answer")
    found.answered_by, found.answered_at = by, now()
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    return found


def _told(text: str, field: str) -> str:
    told = text.strip()
    if not told:
        raise Invalid(Problem("missing_field", (field,), {"field": field}))
    if len(told) > LONGEST or "\x00" in told:
        values = {"field": field, "longest": LONGEST}
        raise Invalid(Problem("too_long", (field,), values))
    return told


def _still(now_rests_on: str, seen: str) -> str:
    """Nobody signs what they have not seen."""
    if now_rests_on != seen:
        raise Outdated(Problem("screening_changed"))
    return now_rests_on


def _confirm(roadmap: Roadmap, **values: object) -> Confirmation:
    return Confirmation.objects.create(plan=roadmap, revision=roadmap.revision, at=now(), **values)
