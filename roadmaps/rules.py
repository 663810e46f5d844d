"""What a sound plan satisfies beyond the engine: catalogue keys exist, values fit their columns."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model

from engine.diligence.kinds import crooked
from engine.plan import HEADER, Plan
from engine.problems import BrokenPlan, Problem
from engine.records import (
    Criterion,
    Entity,
    Project,
    Record,
    Relation,
    Step,
    Threshold,
    Window,
)
from roadmaps.calendar_rules import calendar_problems
from roadmaps.models import Roadmap
from roadmaps.permit_rules import permit_problems
from roadmaps.statement_rules import statement_problems
from roadmaps.store import MODELS
from zones.models import Industry, Strategy, Zone
from zones.rulebook import SHARES, limits

CATALOGUE: dict[str, type[Model]] = {"zone": Zone, "industry": Industry, "strategy": Strategy}


def check_records(plan: Plan, about: Iterable[tuple[str, str]]) -> None:
    """Raise BrokenPlan with every fault of the records named, as they stand in the plan."""
    found = [
        plan.find(kind, key)
        for kind, key in dict.fromkeys(about)
        if kind == HEADER or plan.has(kind, key)
    ]
    problems = [
        *_unknown_catalogue_keys(found),
        *_crooked(found),
        *calendar_problems(plan, found),
        *permit_problems(plan, found),
        *_bad_thresholds(found),
        *statement_problems(plan, found),
        *_bad_networks(plan, found),
        *_too_big(found),
    ]
    if problems:
        raise BrokenPlan(*problems)


def _unknown_catalogue_keys(records: Iterable[Record]) -> Iterator[Problem]:
    projects = [record for record in records if isinstance(record, Project)]
    for name, model in CATALOGUE.items():
        wanted = {getattr(project, name) for project in projects} - {""}
        if name == "zone":
            wanted |= {zone for project in projects for zone in project.also_zones}
        known = set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        for key in sorted(wanted - known):
            yield Problem("unknown_in_catalogue", (key,), {"field": name, "key": key})


def _bad_thresholds(records: Iterable[Record]) -> Iterator[Problem]:
    """A threshold that no rule has would do nothing; a share above one is no share."""
    for record in records:
        if not isinstance(record, Threshold):
            continue
        limit = limits().get(record.key)
        if limit is None:
            yield Problem("unknown_threshold", (record.key,), {"key": record.key})
        elif limit.unit in SHARES and record.value > 1:
            yield Problem("no_share", (record.key,), {"key": record.key})


def _bad_networks(plan: Plan, records: Iterable[Record]) -> Iterator[Problem]:
    for record in records:
        if isinstance(record, Entity | Relation):
            yield from crooked(plan, record)


def _too_big(records: Iterable[Record]) -> Iterator[Problem]:
    """Values that their column has no room for, judged by the column's own validators."""
    for record in records:
        model: type[Model] = MODELS.get(record.kind, Roadmap)
        for each in fields(record):
            value = getattr(record, each.name)
            if value in (None, "", ()) or (record.kind == HEADER and each.name == "key"):
                continue
            column = model._meta.get_field(each.name)
            if isinstance(column, ForeignKey):
                continue
            try:
                column.run_validators(list(value) if isinstance(value, tuple) else value)  # type: ignore[union-attr]
            except ValidationError as error:
                values = {"field": each.name, "text": " ".join(error.messages)}
                yield Problem("does_not_fit", (record.key,), values)


def _crooked(records: Iterable[Record]) -> Iterator[Problem]:
    for record in records:
        if isinstance(record, Window) and record.until and record.until < record.since:
            values = {"since": record.since.isoformat(), "until": record.until.isoformat()}
            yield Problem("window_upside_down", (record.key,), values)
        if isinstance(record, Window) and not (
            (record.low or record.since) <= record.since <= (record.high or record.since)
        ):
            dates = {"since": record.since, "low": record.low, "high": record.high}
            values = {name: day.isoformat() if day else "—" for name, day in dates.items()}
            yield Problem("range_excludes_date", (record.key,), values)
        if isinstance(record, Criterion) and bool(record.activity) == bool(record.condition):
            yield Problem("criterion_asks_one_thing", (record.key,))
        if isinstance(record, Step):
            if bool(record.activity) == bool(record.since):
                yield Problem("step_has_one_moment", (record.key,))
            elif record.activity and (record.change <= 0 or record.scenario):
                yield Problem("step_of_activity_adds", (record.key,))
