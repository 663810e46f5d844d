"""The entries of the bar: which pages a plan has, in the order they are shown."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

#: Label, page, and the URL names under which the entry counts as current.
ENTRIES = (
    (gettext_lazy("Roadmap"), "roadmaps:roadmap", ("roadmaps:roadmap", "roadmaps:edit")),
    (gettext_lazy("Dashboard"), "atlas:dashboard", ("atlas:dashboard",)),
    (gettext_lazy("Projects"), "projects:projects", ("projects:",)),
    (gettext_lazy("Stages and gates"), "scenarios:stages", ("scenarios:stage", "scenarios:gate")),
    (gettext_lazy("Zone map"), "atlas:map", ("atlas:map", "atlas:zone")),
    (gettext_lazy("Scenarios"), "scenarios:scenarios", ("scenarios:scenario", "scenarios:cond")),
    (gettext_lazy("Measures"), "atlas:measures", ("atlas:measure",)),
    (gettext_lazy("Industries"), "atlas:industries", ("atlas:industr",)),
    (gettext_lazy("Reports"), "reports:reports", ("reports:",)),
    (pgettext_lazy("page", "History"), "roadmaps:revisions", ("roadmaps:revision",)),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the bar."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page: its bar, and the language it could be read in instead."""

    entries: tuple[Entry, ...]
    language: str
    other_language: str


def shell_of(request: HttpRequest, scenario: str) -> Shell:
    current = (get_language() or "ko")[:2]
    return Shell(_entries(request, scenario), current, "en" if current == "ko" else "ko")


def _entries(request: HttpRequest, scenario: str) -> tuple[Entry, ...]:
    plan = getattr(request, "plan", None)
    if plan is None:
        return ()
    match = request.resolver_match
    page = match.view_name if match else ""
    query = f"?scenario={scenario}" if scenario else ""
    found = []
    for label, name, current in ENTRIES:
        try:
            url = reverse(name, args=[plan.pk])
        except NoReverseMatch:
            continue
        found.append(Entry(str(label), url + query, page.startswith(current)))
    return tuple(found)
