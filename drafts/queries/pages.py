"""Drafts in words: their list, one with its changes and steps, and what a dry run found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import sight
from drafts.models import Draft, DraftStep, State
from drafts.queries.trying import DryRun, Judged, base_of, changes_of
from engine.changes import undo_all
from engine.codec import encode_changes
from engine.lint import Finding, compare
from engine.merging import Collision, Overrun, draft_plan
from engine.plan import HEADER, Plan
from engine.records import Record
from engine.schedule import Schedule
from engine.screening import Verdict
from engine.supplies import purse_of
from lint.queries.checking import Checked
from lint.queries.page import lines_of as finding_lines
from roadmaps import schedules, vocabulary
from roadmaps.history import ChangeLine, lines_of
from roadmaps.models import Roadmap
from roadmaps.money import in_billions
from screening.queries.shown import Shown

MOST_SHIFTS = 40


@dataclass(frozen=True, slots=True)
class CollisionLine:
    """One thing both sides changed: what it was, theirs, mine, and which is chosen."""

    name: str
    about: str
    field: str
    base: str
    theirs: str
    mine: str
    chosen: str


@dataclass(frozen=True, slots=True)
class JointLine:
    """A breach only both together cause; `accept` is its name where somebody must accept it."""

    sentence: str
    theirs: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    accept: str = ""
    is_accepted: bool = False


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """An activity whose dates differ."""

    key: str
    name: str
    shift: schedules.Shift


@dataclass(frozen=True, slots=True)
class YearLine:
    """A source's year with another sum than before, in thousand millions; None: all years."""

    source: str
    currency: str
    year: int | None
    before: float
    after: float
    ceiling: float | None

    @property
    def is_over(self) -> bool:
        return self.ceiling is not None and self.after > self.ceiling + 1e-6


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """A project whose gravest verdict differs; a dash where one of the two has no such project."""

    project: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the merged plan changes against the side it is brought onto."""

    finish_before: date | None
    finish_after: date | None
    shifts: tuple[ShiftLine, ...]
    more_shifts: int
    years: tuple[YearLine, ...]
    verdicts: tuple[VerdictLine, ...]
    findings: tuple[str, ...]


def drafts_of(roadmap: Roadmap) -> "QuerySet[Draft]":
    """The plan's drafts: those still open first, then the newest first."""
    found = Draft.objects.filter(plan=roadmap).select_related("made_by", "decided_by", "adopted_as")
    return found.order_by("-state", "-made_at", "-pk")


def steps_of(draft: Draft) -> Sequence[DraftStep]:
    """What was done to the draft, the latest first."""
    return list(draft.steps.select_related("by").order_by("-pk"))


def others_of(draft: Draft) -> Sequence[Draft]:
    """The open drafts this one can be merged with."""
    return list(draft.plan.drafts.filter(state=State.OPEN).exclude(pk=draft.pk))


def lines_of_draft(draft: Draft) -> list[ChangeLine]:
    """The draft's changes in words, each in the place its number names."""
    base, changes = base_of(draft), changes_of(draft)
    plan = draft_plan(base, changes)
    undo = encode_changes(undo_all(base, changes))
    return lines_of(plan, encode_changes(changes), undo)


def collision_lines(run: DryRun, choices: Any) -> list[CollisionLine]:
    """The table of base, theirs and mine."""
    return [_collision(run, each, choices) for each in run.merge.collisions]


def joint_lines(
    roadmap: Roadmap, run: DryRun, accepted: Iterable[str], query: str
) -> list[JointLine]:
    """Every breach that only both sides together cause, in words."""
    if run.merged is None:
        return []
    plan, known = run.merged.plan, set(accepted)
    found = [
        JointLine(
            _overrun(plan, each),
            tuple(_called(plan, run.merge.base, place) for place in each.theirs),
            tuple(_called(plan, run.merge.base, place) for place in each.mine),
            each.name,
            each.name in known,
        )
        for each in run.overruns
    ]
    told_findings = _findings(roadmap, run.merged, query, [each.finding for each in run.findings])
    for joint, told in zip(run.findings, told_findings, strict=True):
        accept = joint.name if joint.is_error else ""
        found.append(JointLine(told, accept=accept, is_accepted=accept in known))
    for worse in run.verdicts:
        words = {
            "project": vocabulary.name_of(plan, "project", worse.project),
            "theirs": verdict_word(worse.theirs),
            "mine": verdict_word(worse.mine),
            "merged": verdict_word(worse.merged),
        }
        told = _(
            "%(project)s: the law says “%(merged)s” of both together; "
            "“%(theirs)s” of theirs and “%(mine)s” of mine alone."
        )
        found.append(JointLine(told % words, accept=worse.name, is_accepted=worse.name in known))
    return found


def outcome_of(roadmap: Roadmap, run: DryRun, query: str) -> Outcome | None:
    """What would be different; None where there is no sound result."""
    if run.merged is None:
        return None
    before, after = run.theirs, run.merged
    moved = schedules.shifts(before.schedule, after.schedule)
    worse = compare(before.lint, after.lint).refuses
    lines = (
        ShiftLine(each.key, vocabulary.name_of(after.plan, "activity", each.key), each)
        for each in moved[:MOST_SHIFTS]
        if each.key in after.plan.activities
    )
    return Outcome(
        before.schedule.finish,
        after.schedule.finish,
        tuple(lines),
        max(0, len(moved) - MOST_SHIFTS),
        tuple(_years(after.plan, before.schedule, after.schedule)),
        tuple(_verdicts(before.plan, after.plan, before.verdicts, after.verdicts)),
        tuple(_findings(roadmap, after, query, worse)),
    )


def verdict_word(verdict: Verdict | None) -> str:
    """A verdict as the pages of the law call it."""
    return Shown(verdict).label if verdict is not None else "–"


def _findings(
    roadmap: Roadmap, judged: Judged, query: str, findings: Sequence[Finding]
) -> list[str]:
    shown = schedules.as_seen(roadmap.pk, judged.plan)
    checked = Checked(shown, judged.schedule, judged.lint, judged.plan)
    found = finding_lines(roadmap, checked, query, {}, findings)
    return [f"{each.finding.rule} · {each.about.name}: {each.sentence}" for each in found]


def _collision(run: DryRun, each: Collision, choices: Any) -> CollisionLine:
    plans = run.merge.base, run.merge.theirs, run.merge.mine
    values = each.base, each.theirs, each.mine
    base, theirs, mine = (
        vocabulary.in_words(plan, each.kind, each.field, value) if each.field else _whole(value)
        for plan, value in zip(plans, values, strict=True)
    )
    field = vocabulary.field_name(each.kind, each.field) if each.field else _("the whole record")
    about = _called(run.merge.mine, run.merge.theirs, (each.kind, each.key))
    chosen = choices.get(each.name, "")
    return CollisionLine(each.name, about, field, base, theirs, mine, chosen)


def _whole(record: Record | None) -> str:
    return _("not there") if record is None else pgettext("record in a draft", "there")


def _called(plan: Plan, otherwise: Plan, place: tuple[str, str]) -> str:
    kind, key = place
    if kind == HEADER:
        return vocabulary.kind_name(kind)
    where = plan if plan.has(kind, key) else otherwise
    name = vocabulary.name_of(where, kind, key) if where.has(kind, key) else ""
    told = name if name and name != key else ""
    return f"{vocabulary.kind_name(kind)} {key} {told}".strip()


def _overrun(plan: Plan, each: Overrun) -> str:
    if each.sort == "capacity" and each.since and each.until:
        capacity = plan.capacities[each.key]
        words = {
            "name": vocabulary.record_name(plan, capacity),
            "limit": f"{each.limit:g}",
            "unit": capacity.unit,
            "since": f"{each.since:%Y.%m}",
            "until": f"{each.until:%Y.%m}",
            "over": f"{each.over:g}",
        }
        return (
            _(
                "Both use the same %(limit)s %(unit)s of “%(name)s” from %(since)s to %(until)s; "
                "together over by %(over)s %(unit)s."
            )
            % words
        )
    purse = purse_of(each.key)
    words = {
        "name": vocabulary.name_of(plan, "source", purse.source),
        "currency": purse.currency,
        "limit": in_billions(each.limit),
        "over": in_billions(each.over),
        "year": str(each.year or ""),
    }
    if each.year is None:
        return (
            _(
                "Both spend from “%(name)s”: together over its ceiling for all years, "
                "%(limit)s billion %(currency)s, by %(over)s."
            )
            % words
        )
    return (
        _(
            "Both spend from “%(name)s” in %(year)s: together over its ceiling of "
            "%(limit)s billion %(currency)s by %(over)s."
        )
        % words
    )


def _years(plan: Plan, before: Schedule, after: Schedule) -> Iterable[YearLine]:
    if not sight.here().amounts:
        return
    for name in sorted({*before.usage.sources, *after.usage.sources}):
        old = {use.year: use for use in before.usage.sources.get(name, ())}
        new = {use.year: use for use in after.usage.sources.get(name, ())}
        purse = purse_of(name)
        called = vocabulary.name_of(plan, "source", purse.source)
        for year in sorted({*old, *new}, key=lambda each: (each is None, each or 0)):
            spent = old[year].spending if year in old else 0.0
            spends = new[year].spending if year in new else 0.0
            ceiling = new[year].ceiling if year in new else None
            if abs(spent - spends) > 1e-6 or (year in old and old[year].ceiling != ceiling):
                yield YearLine(called, purse.currency, year, spent, spends, ceiling)


def _verdicts(old: Plan, new: Plan, before: Any, after: Any) -> Iterable[VerdictLine]:
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            plan = new if key in new.projects else old
            name = vocabulary.name_of(plan, "project", key)
            told = (verdict_word(each.get(key)) for each in (before, after))
            yield VerdictLine(f"{key} {name}", *told)
