"""People are told that a permit lapses: once for each end, as long as it would still end so."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from core.templatetags.ui import day
from engine.permits import lapsing
from engine.records import Permit
from roadmaps.models import Roadmap, Role
from roadmaps.reach import people_acting
from roadmaps.schedules import whole_plan_of
from talk.models import Occasion
from talk.topics import Due

LAPSES = "permit_lapses"
#: Who has to do something about it.
RESPONSIBLE = (Role.OWNER, Role.PLANNER, Role.COMPLIANCE)


def due(today: date) -> Iterator[Due]:
    """Every permit that lapses within its plan's notice."""
    for roadmap in Roadmap.objects.filter(permit_rows__state="granted").distinct():
        for lapse in lapsing(whole_plan_of(roadmap), today):
            if lapse.days >= 0:
                key, until = lapse.permit.key, lapse.until.isoformat()
                about, people = f"permit:{key}", _responsible(roadmap, lapse.permit)
                yield Due(roadmap, LAPSES, f"{key}:{until}", people, about, {"until": until})


def _responsible(roadmap: Roadmap, permit: Permit) -> list[User]:
    """Those of the plan, and those of any project that it covers."""
    found = [people_acting(roadmap, RESPONSIBLE, project) for project in permit.projects]
    return list(dict.fromkeys([*roadmap.people_with(RESPONSIBLE), *(p for f in found for p in f)]))


def sentence(occasion: Occasion) -> str:
    permit = _permit(occasion)
    name = permit.name(get_language() or "ko") if permit else ""
    until = date.fromisoformat(occasion.values["until"])
    values = {"permit": name or occasion.key, "day": str(day(until))}
    return _("%(permit)s lapses on %(day)s") % values


def place(occasion: Occasion) -> str:
    if _permit(occasion) is None:
        return reverse("permits:permits", args=[occasion.plan_id])
    return reverse("permits:permit", args=[occasion.plan_id, occasion.key])


def stands(occasion: Occasion, person: User) -> bool:
    permit = _permit(occasion)
    if permit is None or permit.state != "granted" or permit.valid_until is None:
        return False
    return permit.valid_until.isoformat() == str(occasion.values["until"])


def _permit(occasion: Occasion) -> Permit | None:
    return whole_plan_of(occasion.plan).permits.get(occasion.key)
