"""How a plan adopts drafts: by a decision alone, or only what was approved."""

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Forbidden
from drafts.models import AdoptionRule
from engine.problems import Problem
from roadmaps.models import DECIDERS, Roadmap


@transaction.atomic(durable=True)
def set_adoption_rule(roadmap: Roadmap, *, needs_approval: bool, by: User) -> AdoptionRule:
    """Whether only approved drafts are adopted from now on; who adopts drafts says so."""
    require_decider(roadmap, by)
    values = {"needs_approval": needs_approval, "set_by": by, "set_at": clock.now()}
    return AdoptionRule.objects.update_or_create(plan=roadmap, defaults=values)[0]


def require_decider(roadmap: Roadmap, by: User) -> None:
    """Refuse who adopts no drafts of this plan."""
    if roadmap.role_of(by) not in DECIDERS:
        raise Forbidden(Problem("not_a_decider", (roadmap.name,), {"plan": roadmap.name}))
