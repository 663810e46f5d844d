"""What of the rest of a procedure a plan has not got yet, and what putting it in would move."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from core.templatetags.ui import in_language
from engine.changes import Change
from engine.life.scheduling import Offer, Remaining, Work, changes_of, offers, remaining
from engine.plan import Plan
from engine.problems import BrokenPlan
from life.procedure import handbook
from life.queries.standing import Life
from roadmaps.models import Roadmap
from roadmaps.schedules import Shift, what_if
from zones.facts import Evidence, Evidences

REPORTED = "art17_2"


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One offer in words; `work` where it is an activity with its durations."""

    offer: Offer
    name: str
    work: Work | None
    evidence: Evidence
    is_new: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ScheduleOffer:
    """All offers, the edit that the chosen ones come to, and what it would move."""

    lines: Sequence[OfferLine]
    changes: Sequence[Change]
    moved: Sequence[Shift]
    broken: BrokenPlan | None = None


def remaining_of(plan: Plan, life: Life) -> Remaining:
    """What is left up to the start; nothing where the procedure is over, stopped or not asked."""
    found, share = handbook(), life.state.share
    if life.state.stopped or life.state.is_final or life.standing.legal_path == "south_only":
        return Remaining(life.project, ())
    return remaining(life.project, share, _traits(plan, life), found.works, found.conditions)


def changes_for(plan: Plan, life: Life, chosen: frozenset[str] | None = None) -> list[Change]:
    """The edit; without a choice what is ticked from the start."""
    left = remaining_of(plan, life)
    if chosen is None:
        chosen = frozenset(each.key for each in offers(plan, left) if each.ticked)
    return changes_of(plan, left, chosen)


def schedule_offer(
    roadmap: Roadmap, plan: Plan, scenario: str, life: Life, chosen: frozenset[str] | None
) -> ScheduleOffer:
    left = remaining_of(plan, life)
    offered, evidences = offers(plan, left), Evidences()
    if chosen is None:
        chosen = frozenset(each.key for each in offered if each.ticked)
    lines = [_line(plan, left, each, each.key in chosen, evidences) for each in offered]
    changes = changes_of(plan, left, chosen)
    try:
        moved = what_if(roadmap, scenario, changes) if changes else []
    except BrokenPlan as broken:
        return ScheduleOffer(lines, changes, (), broken)
    return ScheduleOffer(lines, changes, moved)


def _traits(plan: Plan, life: Life) -> frozenset[str]:
    """What the rest of the procedure depends on."""
    reported = life.standing.legal_path == REPORTED
    found = {"report" if reported else "approval"}
    if life.route.asks:
        found.add("fund")
    if life.route.needs_council:
        found.add("council")
    if any(each.project == life.project for each in plan.goods.values()):
        found.add("goods")
    return frozenset(found)


def _line(
    plan: Plan, left: Remaining, offer: Offer, chosen: bool, evidences: Evidences
) -> OfferLine:
    language = get_language() or "ko"
    if offer.sort == "work":
        work = next(each for each in left.works if each.key == offer.about)
        evidence = evidences.of(work.origin, work.confidence)
        return OfferLine(offer, in_language(work), work, evidence, True, chosen)
    if offer.sort == "condition":
        known = plan.conditions.get(offer.about)
        condition = left.conditions[offer.about]
        name = (known.name(language) if known else "") or in_language(condition)
        evidence = evidences.of(condition.origin, condition.confidence)
        return OfferLine(offer, name, None, evidence, known is None, chosen)
    activity = plan.activities[offer.about]
    name = f"{offer.about} {activity.name(language)}"
    return OfferLine(offer, name, None, evidences.of((), ""), False, chosen)
