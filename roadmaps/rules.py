"""What a sound plan satisfies beyond the engine's own checks: its catalogue keys exist."""

from collections.abc import Iterable, Iterator

from django.db.models import Model

from engine.plan import HEADER, Plan
from engine.problems import BrokenPlan, Problem
from engine.records import Criterion, Project, Record, Window
from zones.models import Industry, Strategy, Zone

CATALOGUE: dict[str, type[Model]] = {"zone": Zone, "industry": Industry, "strategy": Strategy}


def check_records(plan: Plan, about: Iterable[tuple[str, str]]) -> None:
    """Raise BrokenPlan with every fault of the records named, as they stand in the plan."""
    found = [
        plan.find(kind, key)
        for kind, key in dict.fromkeys(about)
        if kind != HEADER and plan.has(kind, key)
    ]
    problems = [*_unknown_catalogue_keys(found), *_crooked(found)]
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


def _crooked(records: Iterable[Record]) -> Iterator[Problem]:
    for record in records:
        if isinstance(record, Window) and record.until and record.until < record.since:
            values = {"since": record.since.isoformat(), "until": record.until.isoformat()}
            yield Problem("window_upside_down", (record.key,), values)
        if isinstance(record, Criterion) and bool(record.activity) == bool(record.condition):
            yield Problem("criterion_asks_one_thing", (record.key,))
