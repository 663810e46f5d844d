"""The bar of a plan: its sections, and the pages of the section one is in as tabs."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the bar; `also` are beginnings of URL names of pages that lie beneath it."""

    label: Promise
    name: str
    also: tuple[str, ...] = ()

    def holds(self, name: str) -> bool:
        return name == self.name or name.startswith(self.also)


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the bar; it leads to the first of its pages, the others become tabs."""

    label: Promise
    pages: tuple[Page, ...]


VERBS = ("add", "edit", "remove")


def _alone(label: Promise, name: str, *also: str) -> Section:
    return Section(label, (Page(label, name, also),))


#: Capacities with their steps and demands, and calendars, are edited under names of one app.
SUPPLY_PAGES = (
    "supply:capacity",
    *(f"supply:{verb}-{kind}" for verb in VERBS for kind in ("capacity", "step", "demand")),
)
CALENDAR_PAGES = tuple(f"supply:{verb}-calendar" for verb in VERBS)
SECTIONS = (
    _alone(gettext_lazy("Roadmap"), "roadmaps:roadmap", "roadmaps:edit"),
    _alone(gettext_lazy("Dashboard"), "atlas:dashboard"),
    _alone(gettext_lazy("Projects"), "projects:projects", "projects:"),
    Section(
        pgettext_lazy("section", "Procedure"),
        (
            Page(pgettext_lazy("page", "Procedure board"), "life:board", ("life:step", "life:sch")),
            Page(gettext_lazy("Deadlines"), "life:deadlines"),
        ),
    ),
    Section(
        gettext_lazy("Stages and gates"),
        (
            Page(
                gettext_lazy("Stages and gates"),
                "scenarios:stages",
                ("scenarios:stage", "scenarios:gat"),
            ),
            Page(pgettext_lazy("page", "Gate check"), "lint:gates"),
        ),
    ),
    Section(
        pgettext_lazy("section", "Zones and industries"),
        (
            Page(gettext_lazy("Zone map"), "atlas:map", ("atlas:zone",)),
            Page(gettext_lazy("Industries"), "atlas:industries", ("atlas:industr",)),
        ),
    ),
    Section(
        gettext_lazy("Scenarios"),
        (
            Page(gettext_lazy("Scenarios"), "scenarios:scenarios", ("scenarios:scenario",)),
            Page(pgettext_lazy("page", "Comparison"), "scenarios:comparison"),
            Page(
                pgettext_lazy("page", "Conditions"),
                "scenarios:conditions",
                ("scenarios:condition",),
            ),
        ),
    ),
    Section(
        pgettext_lazy("section", "Analysis"),
        (
            Page(pgettext_lazy("page", "Critical paths"), "atlas:paths"),
            Page(gettext_lazy("Supply and demand"), "supply:supply", SUPPLY_PAGES),
            Page(pgettext_lazy("page", "Calendars"), "supply:calendars", CALENDAR_PAGES),
            Page(pgettext_lazy("page", "Funding"), "projects:funding"),
            Page(pgettext_lazy("page", "Ranges"), "ranges:ranges"),
            Page(pgettext_lazy("page", "Reversal"), "ranges:reversal"),
            Page(pgettext_lazy("page", "Benefits by side"), "lint:ledger"),
            Page(pgettext_lazy("page", "Evidence grades"), "lint:evidence"),
            Page(gettext_lazy("Find plans"), "search:searches", ("search:",)),
        ),
    ),
    Section(
        pgettext_lazy("section", "Law"),
        (
            Page(gettext_lazy("Measures"), "atlas:measures", ("atlas:measure",)),
            Page(pgettext_lazy("page", "Regime timeline"), "screening:timeline"),
            Page(pgettext_lazy("page", "Lawful today"), "screening:lawful"),
            Page(gettext_lazy("Exemptions and licences"), "permits:permits", ("permits:",)),
            Page(pgettext_lazy("page", "Plan check"), "lint:lint", ("lint:thresholds",)),
            Page(pgettext_lazy("page", "Sources"), "atlas:sources"),
        ),
    ),
    Section(
        pgettext_lazy("section", "Screening"),
        (
            Page(
                pgettext_lazy("page", "Screening"),
                "screening:desk",
                ("screening:show", "screening:add", "screening:codes", "screening:requests"),
            ),
            Page(pgettext_lazy("page", "Due diligence"), "diligence:desk", ("diligence:",)),
            Page(pgettext_lazy("page", "HS codes"), "screening:coding"),
            Page(pgettext_lazy("page", "Parties"), "parties:parties", ("parties:",)),
            Page(pgettext_lazy("page", "Trade figures"), "trade:figures"),
        ),
    ),
    Section(
        pgettext_lazy("section", "Reports"),
        (
            Page(gettext_lazy("Reports"), "reports:reports", ("reports:",)),
            Page(pgettext_lazy("page", "Words of the plan"), "lint:plan-terms"),
            Page(pgettext_lazy("page", "Check a text"), "lint:term-check"),
            Page(pgettext_lazy("page", "Terms of both sides"), "lint:terms"),
        ),
    ),
    Section(
        pgettext_lazy("page", "History"),
        (
            Page(
                pgettext_lazy("page", "History"),
                "roadmaps:revisions",
                ("roadmaps:revision", "roadmaps:removed"),
            ),
            Page(pgettext_lazy("page", "Documents"), "documents:documents", ("documents:",)),
            Page(pgettext_lazy("page", "Talk"), "talk:plan"),
            Page(pgettext_lazy("page", "Members"), "roadmaps:members"),
            Page(pgettext_lazy("page", "Audit log"), "log:plan"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the bar, or one tab."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page: its bar and tabs, and the language it could be read in instead."""

    entries: tuple[Entry, ...]
    tabs: tuple[Entry, ...]
    section: str
    language: str
    other_language: str


def shell_of(request: HttpRequest, scenario: str) -> Shell:
    current = (get_language() or "ko")[:2]
    sections = _sections(request, scenario)
    here = next((tabs for tabs in sections if any(tab.is_current for _, tab in tabs)), [])
    return Shell(
        tuple(
            Entry(str(section.label), tabs[0][1].url, tabs is here)
            for tabs in sections
            for section in [tabs[0][0]]
        ),
        tuple(tab for _, tab in here) if len(here) > 1 else (),
        str(here[0][0].label) if here else "",
        current,
        "en" if current == "ko" else "ko",
    )


def _sections(request: HttpRequest, scenario: str) -> list[list[tuple[Section, Entry]]]:
    """Of each section its pages, in the order they are shown."""
    plan = getattr(request, "plan", None)
    if plan is None:
        return []
    match = request.resolver_match
    page = match.view_name if match else ""
    query = f"?scenario={scenario}" if scenario else ""
    current = _current(page)
    return [
        [
            (
                section,
                Entry(str(each.label), reverse(each.name, args=[plan.pk]) + query, each is current),
            )
            for each in section.pages
        ]
        for section in SECTIONS
    ]


def _current(name: str) -> Page | None:
    """The page of the bar that a URL name belongs to: its own, or one it lies beneath."""
    pages = [page for section in SECTIONS for page in section.pages]
    exact = (page for page in pages if page.name == name)
    return next(exact, None) or next((page for page in pages if page.holds(name)), None)
