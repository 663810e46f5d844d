"""From a posted form to one edit of the plan, and back to the form where that is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_origin, get_type_hints

from core.errors import Outdated, Refused
from engine.changes import Add, Alter, Change, Remove
from engine.codec import readers
from engine.plan import Plan
from engine.problems import BrokenPlan, Problem
from engine.records import KINDS, Record
from roadmaps import schedules, vocabulary
from roadmaps.models import Revision
from roadmaps.outlooks import PlanRequest
from roadmaps.past import plan_at
from roadmaps.proposals import keep_beside
from roadmaps.record_forms import RecordForm, defaults_of, values_of
from roadmaps.record_keys import STEMS, free_key
from roadmaps.services import edit_plan


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that somebody else changed meanwhile: what it was, is now, and what I want."""

    label: str
    base: str
    theirs: str
    mine: str
    by: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Editing:
    """How far an edit has come: a form to show, or the revision it became."""

    form: RecordForm
    status: int = 200
    problems: Sequence[Problem] = ()
    conflicts: Sequence[Conflict] = ()
    saved: Revision | None = None
    is_unchanged: bool = False
    moved: int = 0
    draft: str = ""  # the address of the draft it was kept in

    @property
    def is_done(self) -> bool:
        return self.saved is not None or self.is_unchanged or bool(self.draft)


def open_record(
    request: PlanRequest, kind: str, key: str, *, fixed: Mapping[str, Any] | None = None
) -> Editing:
    """The record's form as it stands, to be filled in."""
    plan = schedules.plan_of(request.plan)
    shown = values_of(plan.find(kind, key))
    form = RecordForm(kind, plan, shown=shown, on_revision=request.plan.revision, fixed=fixed)
    return Editing(form)


def save_record(
    request: PlanRequest, kind: str, key: str, *, fixed: Mapping[str, Any] | None = None
) -> Editing:
    """What was typed becomes one change of the fields that differ from what the person saw.

    A field that somebody else changed, and this person left alone, stays as it is now.
    """
    plan = schedules.plan_of(request.plan)
    seen = seen_revision(request)
    base = plan_at(request.plan, seen).find(kind, key)
    form = RecordForm(
        kind,
        plan,
        shown=values_of(base),
        on_revision=seen,
        posted=request.POST,
        fixed=fixed,
    )
    if not form.is_valid():
        return Editing(form, status=422)
    changed = form.changed_from(base)
    if not changed:
        return Editing(form, is_unchanged=True)
    return save_change(request, form, [Alter(kind, key, changed)], base=base)


def open_new(request: PlanRequest, kind: str, *, fixed: Mapping[str, Any] | None = None) -> Editing:
    """An empty form for a record of the kind; what stands in the address is filled in."""
    plan = schedules.plan_of(request.plan)
    shown = {**defaults_of(kind), **_from_address(request, kind)}
    return Editing(_new_form(request, kind, plan, shown, fixed, request.plan.revision))


def save_new(request: PlanRequest, kind: str, *, fixed: Mapping[str, Any] | None = None) -> Editing:
    """What was typed becomes a new record."""
    plan = schedules.plan_of(request.plan)
    form = _new_form(request, kind, plan, {}, fixed, seen_revision(request), request.POST)
    if not form.is_valid():
        return Editing(form, status=422)
    values: dict[str, Any] = {
        **dict.fromkeys(form.withheld & {"name_ko", "name_en"}, ""),
        **form.values(),
    }
    if "key" not in values:
        values["key"] = free_key(plan, kind, values)
    return save_change(request, form, [Add(KINDS[kind](**values))])


def commit(request: PlanRequest, changes: Sequence[Change], *, reason: str = "") -> int:
    """Make an edit that needs no form; how many activities moved by it. Refusals rise."""
    moved = _Moves(request)
    edit_plan(
        request.plan, changes, by=request.user, on_revision=seen_revision(request), reason=reason
    )
    return moved.count()


def remove_record(request: PlanRequest, kind: str, key: str) -> int:
    """Take the record out of the plan, with what goes with it."""
    return commit(request, [Remove(kind, key)], reason=request.POST.get("reason", "")[:500])


def save_change(
    request: PlanRequest,
    form: RecordForm,
    changes: Sequence[Change],
    *,
    base: Record | None = None,
    on_revision: int | None = None,
    restores: bool = False,
) -> Editing:
    """Make the edit a form asks for, or keep it as a draft; refused, the form again and why."""
    seen = seen_revision(request) if on_revision is None else on_revision
    reason = form.cleaned_data["reason"]
    moved = _Moves(request)
    try:
        if "as_draft" in request.POST:
            return Editing(form, draft=keep_beside(request.plan, changes, reason, request.user))
        saved = edit_plan(
            request.plan, changes, by=request.user, on_revision=seen, reason=reason,
            restores=restores,
        )  # fmt: skip
    except Outdated as outdated:
        assert base is not None  # noqa: S101 - nobody else can have changed what is new
        return _rebased(request, form, base, outdated)
    except Refused as refused:
        return Editing(form, refused.status, refused.problems)
    except BrokenPlan as broken:
        return Editing(form, 422, broken.problems)
    return Editing(form, saved=saved, moved=moved.count())


def seen_revision(request: PlanRequest) -> int:
    """The revision the person had before them; the present one where the form does not say."""
    posted = request.POST.get("on_revision", "")
    return int(posted) if posted.isascii() and posted.isdigit() else request.plan.revision


def _new_form(
    request: PlanRequest,
    kind: str,
    plan: Plan,
    shown: Mapping[str, Any],
    fixed: Mapping[str, Any] | None,
    on_revision: int,
    posted: Mapping[str, Any] | None = None,
) -> RecordForm:
    return RecordForm(
        kind,
        plan,
        shown=shown,
        on_revision=on_revision,
        posted=posted,
        fixed=fixed,
        asks_key=kind not in STEMS,
    )


def _rebased(request: PlanRequest, form: RecordForm, base: Record, outdated: Outdated) -> Editing:
    """The same form on the newest revision: their values where I changed nothing, else mine."""
    request.plan.refresh_from_db()
    plan = schedules.plan_of(request.plan)
    current = plan.find(form.kind, base.key) if plan.has(form.kind, base.key) else base
    reason = {"reason": form.cleaned_data["reason"]}
    shown = {**values_of(current), **form.changed_from(base), **reason}
    newest = request.plan.revision
    again = RecordForm(form.kind, plan, shown=shown, on_revision=newest, fixed=form.fixed)
    conflicts = [_conflict(plan, base, found) for found in outdated.extra["conflicts"]]
    return Editing(again, 409, outdated.problems, conflicts)


def _conflict(plan: Plan, base: Record, found: Mapping[str, Any]) -> Conflict:
    kind, field = found["kind"], found["field"]
    who = (found["by"], datetime.fromisoformat(found["at"]), found["revision"])
    if not field:
        name = vocabulary.record_name(plan, base)
        return Conflict(vocabulary.kind_name(kind), name, found["theirs"], found["mine"], *who)
    read = readers(kind)[field]
    values = (getattr(base, field), read(found["theirs"]), read(found["mine"]))
    was, theirs, mine = (vocabulary.in_words(plan, kind, field, value) for value in values)
    return Conflict(vocabulary.field_name(kind, field), was, theirs, mine, *who)


def _from_address(request: PlanRequest, kind: str) -> dict[str, Any]:
    """Values that a link suggests: …/criteria/add/?gate=G1; several of a name make a list."""
    hints = get_type_hints(KINDS[kind])
    return {
        name: tuple(request.GET.getlist(name))
        if get_origin(hints[name]) is tuple
        else request.GET[name]
        for name in readers(kind)
        if name in request.GET
    }


class _Moves:
    """Counts the activities whose dates an edit moves under the scenario of the page."""

    def __init__(self, request: PlanRequest) -> None:
        self._plan, self._scenario = request.plan, request.GET.get("scenario", "")
        _plan, self._before = schedules.schedule_for(self._plan, self._scenario)

    def count(self) -> int:
        self._plan.refresh_from_db()
        _plan, after = schedules.schedule_for(self._plan, self._scenario)
        return len(schedules.shifts(self._before, after))
