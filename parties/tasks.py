"""Every so often: plans whose parties, or whose lists, are not those last screened."""

from celery import shared_task

from parties.services import ask_for_screening
from roadmaps.models import Membership, Roadmap, Role


@shared_task(name="parties.tasks.rescreen")
def rescreen() -> None:
    """Ask for what is missing, in the name of each plan's owner; most plans need nothing."""
    owners = Membership.objects.filter(role=Role.OWNER).select_related("user").order_by("-pk")
    by_plan = {each.plan_id: each.user for each in owners}
    for roadmap in Roadmap.objects.filter(pk__in=by_plan):
        ask_for_screening(roadmap, by=by_plan[roadmap.pk])
