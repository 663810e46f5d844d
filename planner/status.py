"""What an administrator wants to know of the running system, in one read."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from django.apps import apps
from django.db import connection
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from atlas.models import ReferenceLoad
from engine.problems import Problem
from jobs.models import Job, State
from planner.health import Vital, vitals
from planner.refusals import sentence
from roadmaps.models import Revision, Roadmap

PACKAGES = ("Django", "djangorestframework", "celery", "psycopg", "numpy", "typst")
#: The tables whose rows come from files and belong to no plan.
TABLES = {
    "zones.Zone": _("zones"),
    "zones.Region": _("regions"),
    "zones.Belt": _("belts"),
    "zones.InfrastructureItem": _("infrastructure"),
    "zones.Industry": _("industries"),
    "zones.Strategy": _("strategies"),
    "zones.Source": _("sources"),
    "sanctions.Instrument": _("legal instruments"),
    "sanctions.Measure": _("measures"),
    "sanctions.GeneralExemption": _("general exemptions"),
    "sanctions.HsChapter": _("HS chapters"),
    "sanctions.HsHeading": _("HS headings"),
    "sanctions.HsEditionChange": _("changes between HS editions"),
}
MOST_JOBS = 20


@dataclass(frozen=True, slots=True)
class PlanCount:
    """How much has happened in a plan."""

    pk: int
    name: str
    revisions: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that was given up, and why."""

    pk: int
    kind: str
    subject: int
    by: str
    at: datetime | None
    attempts: int
    why: str


@dataclass(frozen=True, slots=True)
class TableCount:
    """How many rows one table of the catalogue holds."""

    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Status:
    """The state of the installation."""

    vital: Vital
    versions: Sequence[tuple[str, str]]
    database_bytes: int
    people: int
    plans: Sequence[PlanCount]
    jobs: Sequence[tuple[str, int]]
    failed: Sequence[FailedJob]
    tables: Sequence[TableCount]
    loaded: ReferenceLoad | None


def status() -> Status:
    """Everything on the administration page."""
    return Status(
        vital=vitals(),
        versions=[("Python", platform.python_version()), *_packages(), ("PostgreSQL", _postgres())],
        database_bytes=_database_bytes(),
        people=User.objects.filter(is_active=True).count(),
        plans=_plans(),
        jobs=_jobs(),
        failed=_failed(),
        tables=_tables(),
        loaded=ReferenceLoad.objects.first(),
    )


def _packages() -> list[tuple[str, str]]:
    found = []
    for name in PACKAGES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return found


def _postgres() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def _database_bytes() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _plans() -> list[PlanCount]:
    counted = Revision.objects.order_by().values_list("plan").annotate(Count("pk"), Max("at"))
    edits = {plan: (count, last) for plan, count, last in counted}
    return [
        PlanCount(each.pk, each.name, *edits.get(each.pk, (0, None)))
        for each in Roadmap.objects.all()
    ]


def _jobs() -> list[tuple[str, int]]:
    counted = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    return [(str(state.label), counted.get(state.value, 0)) for state in State]


def _failed() -> list[FailedJob]:
    jobs = Job.objects.filter(state=State.FAILED).select_related("created_by")
    return [
        FailedJob(
            each.pk,
            each.kind,
            each.subject,
            str(each.created_by),
            each.finished_at,
            each.attempts,
            sentence(Problem(each.error_code, (), each.error_values)),
        )
        for each in jobs.order_by("-finished_at")[:MOST_JOBS]
    ]


def _tables() -> list[TableCount]:
    return [
        TableCount(str(name), apps.get_model(label)._default_manager.count())
        for label, name in TABLES.items()
    ]
