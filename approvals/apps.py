"""Tells whoever records a project's life what keeps its gate shut."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "approvals"

    def ready(self) -> None:
        from life import gatekeeping  # it reads models, which are loaded by now

        gatekeeping.register("approvals.queries.worsening.in_the_way_of_gate")
