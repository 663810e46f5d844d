"""Tells people whose turn it is, what was decided, and that an approval is no more; drafts what was
approved of them; and whoever records a project's life what keeps its gate shut.
"""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "approvals"

    def ready(self) -> None:
        from drafts import grounds
        from life import gatekeeping  # it reads models, which are loaded by now
        from talk import topics

        gatekeeping.register("approvals.queries.worsening.in_the_way_of_gate")
        grounds.register("approvals.grounds")
        topics.register(
            "approvals.occasions",
            *("approval_turn", "approval_back", "approval_decided", "approval_withdrawn"),
            *("approval_over", "approval_changed", "approval_of_draft"),
            due="due",
        )
