"""`manage.py seed_people`: the people to try the product with, their passwords printed once."""

import os
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from roadmaps.people import seed_people


class Command(BaseCommand):
    help = "Make planner, compliance, reviewer, approver, viewer and admin, if they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        made = seed_people()
        if not made:
            return
        with override(_terminal_language()):
            self.stdout.write(_("People to try it with. Their passwords are shown this once:"))
            for each in made:
                who = f"{each.character.username:<12}{each.password}"
                role = each.character.role.label
                self.stdout.write(f"  {who}   {each.character.full_name} ({role})")
            self.stdout.write(_("Lost one? manage.py sign_in_link USER prints a one-time way in."))


def _terminal_language() -> str:
    """Korean where the terminal speaks it, else English: what is printed is for whoever types."""
    spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "ko" if spoken.lower().startswith("ko") else "en"
