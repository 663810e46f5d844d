"""What a link or a guest's pass shows just now: a frozen link's own contents, or the plan's."""

from datetime import date
from typing import Any

from core import clock
from engine.masking import Mask
from engine.plan import Plan
from engine.schedule import solve
from roadmaps.memory import Memory
from roadmaps.models import Roadmap
from roadmaps.past import whole_plan_at
from roadmaps.schedules import compile_plan, scenario_of, whole_plan_of, whole_schedule_for
from sharing.contents import contents_of
from sharing.masks import mask_of
from sharing.models import GuestPass, ShareLink

LANGUAGES = ("ko", "en")
Shown = dict[str, Any]

_pages: Memory[Shown] = Memory(most=48)


def shown_by_link(link: ShareLink, language: str) -> Shown:
    """The page of a link. A frozen one needs nothing but its own row."""
    if link.contents is not None:
        found: Shown = link.contents[language]
        return found
    return live(link.plan, mask_of(whole_plan_of(link.plan), link), link.scenario, language)


def shown_to_guest(given: GuestPass, scenario: str, language: str) -> Shown:
    """The page of a guest: the plan as it is, cut to what they are given."""
    plan = given.membership.plan
    return live(plan, mask_of(whole_plan_of(plan), given), scenario, language)


def nothing_given(plan: Roadmap, language: str) -> Shown:
    """The page of a guest whom nobody has given anything yet."""
    return live(plan, Mask(True, True, frozenset()), "", language)


def live(roadmap: Roadmap, mask: Mask, scenario: str, language: str) -> Shown:
    """The plan as it is today, kept in memory as long as neither it nor the day changes."""
    plan, schedule = whole_schedule_for(roadmap, scenario)
    key, today = scenario_of(plan, scenario), clock.today()
    made = (roadmap.pk, roadmap.revision, key, mask, language, today)
    return _pages.get_or_make(
        made,
        lambda: contents_of(
            plan, schedule, key, mask, language, revision=roadmap.revision, on=today
        ),
    )


def frozen(roadmap: Roadmap, number: int, scenario: str, mask: Mask) -> dict[str, Shown]:
    """The plan at a revision, in each language: what a frozen link keeps."""
    plan = whole_plan_at(roadmap, number)
    key = scenario_of(plan, scenario)
    schedule = solve(compile_plan(plan), key or None)
    day = _day_of(roadmap, number)
    return {
        language: contents_of(plan, schedule, key, mask, language, revision=number, on=day)
        for language in LANGUAGES
    }


def plan_shared(roadmap: Roadmap, number: int | None) -> Plan:
    """The plan whose projects and zones may be named: at a revision, or as it is."""
    return whole_plan_of(roadmap) if number is None else whole_plan_at(roadmap, number)


def _day_of(roadmap: Roadmap, number: int) -> date:
    """The day a revision stands for: the present one is the plan of today, an earlier one was
    that of the day it was saved.
    """
    if number == roadmap.revision:
        return clock.today()
    return clock.day_of(roadmap.revisions.values_list("at", flat=True).get(number=number))
