"""Tells people what became of the drafts they drew, and that one collides with the plan; takes what
the forms of the plan save as a draft.
"""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "drafts"

    def ready(self) -> None:
        from roadmaps import proposals
        from talk import topics

        proposals.register("drafts.proposing.keep_as_draft")
        names = ("draft_adopted", "draft_dropped", "draft_collides")
        topics.register("drafts.occasions", *names, due="due")
