"""What a place in a finding is called, and where it is read: records, regions, strategies."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from core.templatetags.ui import in_language
from engine.lint import Place
from engine.plan import HEADER, Plan
from engine.records import Activity, Link, Project
from roadmaps import vocabulary
from roadmaps.models import Roadmap
from zones.models import Industry, Region, Strategy

OWNED = {
    "partner": "partners",
    "cost": "costs",
    "goods": "goods",
    "benefit": "benefits",
    "activity": "activities",
    "score": "capacity",
    "self_check": "self-checks",
    "topic": "topics",
    "standard": "standards",
}
PAGES = {
    "stage": "scenarios:stages",
    "gate": "scenarios:stages",
    "criterion": "scenarios:stages",
    "ceiling": "projects:funding",
    "source": "projects:funding",
    "region": "atlas:map",
    "strategy": "projects:projects",
    "permit": "permits:permits",
    "plan": "roadmaps:roadmap",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A place: its kind in words, its name, and the page that shows it ("" without one)."""

    kind: str
    name: str
    url: str
    project: str


class Names:
    """The names of one plan's places; the catalogue's are fetched once."""

    def __init__(self, roadmap: Roadmap, plan: Plan, query: str) -> None:
        self._roadmap, self._plan, self._query = roadmap, plan, query
        self._catalogue: Mapping[str, Mapping[str, object]] = {
            "region": Region.objects.in_bulk(),
            "strategy": Strategy.objects.in_bulk(),
            "industry": Industry.objects.in_bulk(),
        }

    def of(self, place: Place) -> Named:
        kind, key = place
        project = project_of(self._plan, place)
        return Named(
            self._kind(kind), self._name(kind, key), self._url(kind, key, project), project
        )

    def _kind(self, kind: str) -> str:
        own = {"region": _("region"), "strategy": _("strategy"), "industry": _("industry")}
        return own.get(kind) or vocabulary.kind_name(kind)

    def _name(self, kind: str, key: str) -> str:
        if kind in self._catalogue:
            found = self._catalogue[kind].get(key)
            return in_language(found) if found else key
        if kind == HEADER:
            return self._roadmap.name
        name = vocabulary.name_of(self._plan, kind, key)
        return f"{key} {name}" if kind in {"project", "activity", "condition"} else name

    def _url(self, kind: str, key: str, project: str) -> str:
        pk = self._roadmap.pk
        if kind in OWNED and project:
            at = reverse("projects:lines", args=[pk, project, OWNED[kind]])
        elif kind == "link" and project:
            at = reverse("projects:lines", args=[pk, project, "links"])
        elif kind == "project":
            at = reverse("projects:project", args=[pk, key])
        elif kind == "condition" and self._plan.has(kind, key):
            at = reverse("scenarios:condition", args=[pk, key])
        elif kind == "window" and self._plan.has(kind, key):
            at = reverse("scenarios:scenario", args=[pk, self._plan.windows[key].scenario])
        elif kind == "industry":
            at = reverse("atlas:industry", args=[pk, key])
        else:
            at = reverse(PAGES[kind], args=[pk]) if kind in PAGES else ""
        return at + self._query if at else ""


def project_of(plan: Plan, place: Place) -> str:
    """The project a place belongs to; "" where it belongs to none, or is gone."""
    kind, key = place
    if kind == HEADER or not plan.has(kind, key):
        return ""
    match plan.find(kind, key):
        case Project():
            return key
        case Activity(project=project):
            return project
        case Link(after=after):
            return plan.activities[after].project
        case record:
            return str(getattr(record, "project", ""))
