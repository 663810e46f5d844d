"""How a plan's rows, their dates and its history look in JSON."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet

from core.errors import Refused
from engine.codec import encode_record, encode_value
from engine.masking import Mask, hidden_in, hidden_of
from engine.paths import MOST_PATHS
from engine.plan import Plan
from engine.problems import Problem
from engine.records import KINDS, Record
from engine.schedule import Schedule
from roadmaps import schedules, store
from roadmaps.models import Revision, Roadmap, Row
from roadmaps.resources import RESOURCES
from roadmaps.schedules import Shift
from roadmaps.sights import mask_for

#: What an activity's row shows of its place in the schedule.
DATE_COLUMNS = ("start", "finish", "total_float", "critical", "blocked")

Json = dict[str, Any]


def scenario_in(roadmap: Roadmap, query: Mapping[str, Any]) -> str:
    """The scenario asked for, or the plan's own; one the plan has not is refused, not replaced."""
    wanted = query.get("scenario") or ""
    plan = schedules.plan_of(roadmap)
    if wanted and wanted not in plan.scenarios:
        known = ", ".join(plan.scenarios)
        raise Refused(Problem("unknown_scenario", (wanted,), {"found": wanted, "known": known}))
    return schedules.scenario_of(plan, wanted)


@dataclass(frozen=True)
class Dates:
    """One plan's dates under one scenario, ready to be looked up by key."""

    plan: Plan
    schedule: Schedule
    scenario: str
    levelled: bool = False

    @cached_property
    def activities(self) -> dict[str, Json]:
        columns = self.schedule.columns()
        rows = zip(*(columns[name] for name in DATE_COLUMNS), strict=True)
        return {
            key: dict(zip(DATE_COLUMNS, row, strict=True))
            for key, row in zip(columns["key"], rows, strict=True)
        }

    @cached_property
    def projects(self) -> dict[str, Json]:
        members: dict[str, list[Json]] = defaultdict(list)
        for key, activity in self.plan.activities.items():
            members[activity.project].append(self.activities[key])
        return {key: _span(members[key]) for key in self.plan.projects}

    @cached_property
    def stages(self) -> dict[str, Json]:
        members: dict[str, list[Json]] = defaultdict(list)
        for key, activity in self.plan.activities.items():
            members[self.plan.projects[activity.project].stage].append(self.activities[key])
        return {key: _span(members[key]) for key in self.plan.stages}

    @cached_property
    def gates(self) -> dict[str, Json]:
        return {
            key: {"date": encode_value(gate.date), "open_needs": list(gate.open_needs)}
            for key, gate in ((key, self.schedule.gates[key]) for key in self.plan.gates)
        }

    def of(self, kind: str, key: str) -> Json:
        return {"scenario": self.scenario, **self._all(kind)[key]}

    def _all(self, kind: str) -> Mapping[str, Json]:
        match kind:
            case "activity":
                return self.activities
            case "project":
                return self.projects
            case "stage":
                return self.stages
        return self.gates


def dates_of(roadmap: Roadmap, query: Mapping[str, Any]) -> Dates:
    """The plan's dates under the scenario the query names; level=true counts supply."""
    scenario, level = scenario_in(roadmap, query), query.get("level") or "false"
    if level not in {"true", "false"}:
        raise Refused(Problem("not_a_flag", ("level",), {"field": "level"}))
    levelled = level == "true"
    found = schedules.schedule_for(roadmap, scenario, levelled=levelled)
    return Dates(*found, scenario, levelled)


def rows_json(
    kind: str, rows: Iterable[Row], query: Mapping[str, Any], nested: Sequence[str] = ()
) -> list[Json]:
    """The rows with their computed dates, and with records of other kinds inside where asked.

    A row came with its plan's revision in one query; the plan read afterwards is that one or newer,
    so an ETag is never newer than what it stands for.
    """
    resource = RESOURCES[kind]
    plans: dict[int, tuple[Plan, Dates | None]] = {}
    inside: dict[tuple[int, str], Mapping[str, list[Json]]] = {}
    answers: list[Json] = []
    for row in rows:
        if row.plan_id not in plans:
            dates = dates_of(row.plan, query) if resource.dated else None
            plans[row.plan_id] = (dates.plan if dates else schedules.plan_of(row.plan), dates)
            for name in nested:
                inside[row.plan_id, name] = _nested(plans[row.plan_id][0], row.plan_id, kind, name)
        plan, dates = plans[row.plan_id]
        if not plan.has(kind, row.key):
            continue  # removed between the two readings
        answer = {"id": row.pk, "plan": row.plan_id, "changed_on": row.changed_on}
        answer |= record_json(plan.find(kind, row.key), row.plan_id)
        if dates is not None:
            answer |= dates.of(kind, row.key)
        for name in nested:
            answer[name] = inside[row.plan_id, name].get(row.key, [])
        answers.append(answer)
    return answers


def record_json(record: Record, plan: int) -> Json:
    """A record of the plan with this id; what is withheld from the caller is null, and named."""
    hidden = hidden_in(record, mask_for(plan))
    answer = encode_record(record) | dict.fromkeys(hidden)
    return answer | {"withheld": sorted(hidden)} if hidden else answer


def changes_json(raw: Sequence[Mapping[str, Any]], plan: int) -> list[Json]:
    """Changes as they are kept, without what is withheld from the caller."""
    return [_change_json(each, mask_for(plan)) for each in raw]


def _change_json(raw: Mapping[str, Any], mask: Mask) -> Json:
    kind = raw["kind"].partition("_")[2]
    inside = "record" if "record" in raw else "values"
    values = raw.get(inside, {})
    hidden = sorted(hidden_of(kind, mask) & values.keys())
    if not hidden:
        return dict(raw)
    return {**raw, inside: {**values, **dict.fromkeys(hidden)}, "withheld": hidden}


def plan_json(roadmap: Roadmap, role: str) -> Json:
    """A plan in a list: its header, its revision, and what the caller is in it."""
    header = encode_record(store.header_of(roadmap))
    del header["key"]
    return {
        "id": roadmap.pk,
        "revision": roadmap.revision,
        "created_at": roadmap.created_at.isoformat(),
        "role": role,
        **header,
    }


def revisions_in(plans: "QuerySet[Roadmap]") -> "QuerySet[Revision]":
    """The plans' history without its changes, which may be large, but with their number."""
    found = Revision.objects.filter(plan__in=plans).select_related("by", "plan")
    counted = Func(F("changes"), function="jsonb_array_length", output_field=IntegerField())
    return found.annotate(change_count=counted).defer("changes", "undo", "touched")


def revision_json(revision: Revision) -> Json:
    """A revision in a list: who, when, why, and how many changes."""
    return {
        "id": revision.pk,
        "plan": revision.plan_id,
        "number": revision.number,
        "by": revision.by.get_username() if revision.by else None,
        "by_name": revision.by.get_full_name() if revision.by else None,
        "at": revision.at.isoformat(),
        "reason": revision.reason,
        "is_undo": revision.is_undo,
        "undoes": revision.undoes_id,
        "change_count": revision.change_count,  # type: ignore[attr-defined]  # revisions_in
    }


def shifts_json(shifts: Iterable[Shift]) -> list[Json]:
    return [
        {name: encode_value(value) for name, value in asdict(shift).items()} for shift in shifts
    ]


def schedule_json(roadmap: Roadmap, dates: Dates) -> Json:
    """The whole schedule as columns: activities, spans of projects and stages, dates of gates."""
    schedule = dates.schedule
    return {
        "plan": roadmap.pk,
        "revision": roadmap.revision,
        "scenario": dates.scenario,
        "levelled": dates.levelled,
        "start": encode_value(schedule.start),
        "finish": encode_value(schedule.finish),
        "activities": schedule.columns(),
        "projects": _columns(dates.projects),
        "stages": _columns(dates.stages),
        "gates": _columns(dates.gates),
    }


def _columns(rows: Mapping[str, Json]) -> Json:
    names = next(iter(rows.values()), {})
    return {"key": list(rows)} | {name: [row[name] for row in rows.values()] for name in names}


def _span(members: Sequence[Json]) -> Json:
    """From the first start to the last finish of those that have dates; the others are counted."""
    dated = [each for each in members if not each["blocked"]]
    return {
        "start": min((each["start"] for each in dated), default=None),
        "finish": max((each["finish"] for each in dated), default=None),
        "activity_count": len(members),
        "blocked_count": len(members) - len(dated),
    }


def _nested(plan: Plan, roadmap: int, kind: str, name: str) -> Mapping[str, list[Json]]:
    nested = RESOURCES[kind].nested[name]
    found: dict[str, list[Json]] = defaultdict(list)
    for record in plan.of(KINDS[nested.kind]).values():
        found[getattr(record, nested.field)].append(record_json(record, roadmap))
    return found


def paths_json(dates: Dates) -> Json:
    """The driving chains by rank; floats are working days, `leaves` is where one branches off."""
    paths = [
        {"total_float": path.float, "activities": list(path.keys), "leaves": path.leaves}
        for path in dates.schedule.paths(MOST_PATHS)
    ]
    return {"scenario": dates.scenario, "levelled": dates.levelled, "paths": paths}
