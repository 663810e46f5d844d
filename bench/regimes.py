"""How long a moved scenario date takes to show: edit, new dates, all projects screened anew.

`python -m bench.regimes` moves a window of a copy of the reference plan to and fro, through the
service and over HTTP, and removes the copy. It needs the reference data and plan in place.
"""

import json
import os
import sys
from datetime import date
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import django

from bench.roadmap import percentile

if TYPE_CHECKING:
    from accounts.models import User
    from roadmaps.models import Roadmap

SCENARIO, WINDOW = "C", "C:SAN-2375-16:1"
TURNS = 24
#: Milliseconds at the 95th percentile.
BUDGET = 150


def main() -> int:
    """The number of figures over their budget."""
    from accounts.models import User
    from roadmaps import services
    from roadmaps.models import Roadmap

    reference = Roadmap.objects.filter(reference__isnull=False).first()
    if reference is None:
        raise SystemExit("load the reference plan first: manage.py load_nkpei")
    person = User.objects.create_user(f"bench-{os.getpid()}")
    plan = services.copy_plan(reference, "bench", by=person)
    try:
        found = {
            "service: edit, dates, screening": _by_service(plan, person),
            "HTTP: edit, then regimes and stops": _over_http(plan, person),
        }
    finally:
        plan.delete()
        person.delete()
    over = 0
    for name, times in found.items():
        p95 = percentile(times)
        over += p95 > BUDGET
        told = f"median {median(times) * 1_000:6.1f} ms  p95 {p95:6.1f} ms"
        sys.stdout.write(f"{name:<36} {told}  budget {BUDGET} ms\n")
    return over


def _days() -> list[date]:
    """A different month every time, so that nothing is answered from memory."""
    return [date(2033 + turn // 12, 1 + turn % 12, 1) for turn in range(TURNS)]


def _by_service(plan: "Roadmap", person: "User") -> list[float]:
    from engine.changes import Alter
    from roadmaps import services
    from roadmaps.schedules import schedule_for
    from screening.queries.plan_page import screened_projects

    times = []
    plan.refresh_from_db()
    for day in _days():
        change = Alter("window", WINDOW, {"since": day, "low": None, "high": None})
        began = perf_counter()
        services.edit_plan(plan, [change], by=person, on_revision=plan.revision)
        plan.refresh_from_db()
        screened = screened_projects(*schedule_for(plan, SCENARIO), SCENARIO)
        assert all(each.verdict >= 0 for each in screened)
        times.append(perf_counter() - began)
    return times[2:]


def _over_http(plan: "Roadmap", person: "User") -> list[float]:
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"Host": settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "x")})
    client.force_login(person)
    times = []
    plan.refresh_from_db()
    revision = plan.revision
    for day in reversed(_days()):
        values = {"since": day.isoformat(), "low": None, "high": None}
        change = {"kind": "change_window", "key": WINDOW, "values": values}
        body = json.dumps({"on_revision": revision, "reason": "", "changes": [change]})
        began = perf_counter()
        answer = client.post(f"/api/v1/plans/{plan.pk}/edits/", body, "application/json")
        shown = client.get(f"/plans/{plan.pk}/regimes/strip.json?scenario={SCENARIO}")
        times.append(perf_counter() - began)
        if (answer.status_code, shown.status_code) != (201, 200):
            raise SystemExit(f"{answer.status_code} {shown.status_code}: {answer.content[:400]!r}")
        revision += 1
    return times[2:]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.settings")
    django.setup()
    sys.exit(min(main(), 1))
