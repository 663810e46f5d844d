"""Who drew a draft, and whether adopting drafts of a plan needs an approval."""

from drafts.models import AdoptionRule, Draft, DraftStep
from roadmaps.models import Roadmap

Sort = DraftStep.Sort


def drawn_by(draft: Draft) -> set[int]:
    """Everybody whose hand is in it: bringing it along without choosing anything is no drawing."""
    steps = DraftStep.objects.filter(draft__in=[draft.pk, *draft.merged_from])
    drawing = steps.exclude(sort=Sort.REBASED, choices={}).exclude(sort=Sort.ADOPTED)
    return set(drawing.order_by().values_list("by", flat=True).distinct())


def needs_approval(roadmap: Roadmap) -> bool:
    """Whether only a draft that was approved is adopted in this plan."""
    return AdoptionRule.objects.filter(plan=roadmap, needs_approval=True).exists()
