"""`manage.py seed_people`: the people to try the product with, their passwords printed once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from roadmaps.people import seed_people


class Command(BaseCommand):
    help = "Make planner, compliance, reviewer, approver, viewer and admin, if they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        made = seed_people()
        if not made:
            return
        self.stdout.write(_("People to try it with. Their passwords are shown this once:"))
        for each in made:
            who = f"{each.character.username:<12}{each.password}"
            self.stdout.write(f"  {who}   {each.character.full_name} ({each.character.role.label})")
        self.stdout.write(_("Lost one? manage.py sign_in_link USER prints a one-time way in."))
