"""Loads the NKPEI reference plan once; a plan that planners may have edited is left alone."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from roadmaps import services
from roadmaps.models import Roadmap
from roadmaps.nkpei import read_plan

NAME = "nkpei"


class Command(BaseCommand):
    help = "Load the NKPEI reference plan (illustrative), unless it is there."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE) / "data" / "plans" / NAME
        found = Roadmap.objects.filter(reference=NAME).first()
        if found is not None:
            self.stdout.write(f"nkpei: unchanged (plan {found.pk}, revision {found.revision})")
            return
        plan = read_plan(folder)
        roadmap = services.create_plan(plan.header, plan.all(), by=None, reference=NAME)
        counts = ", ".join(
            f"{len(rows)} {name}"
            for name, rows in (
                ("stages", plan.stages),
                ("projects", plan.projects),
                ("activities", plan.activities),
                ("links", plan.links),
                ("conditions", plan.conditions),
                ("gates", plan.gates),
            )
        )
        self.stdout.write(f"nkpei: loaded as plan {roadmap.pk} ({counts})")
