"""The bar of a plan: its sections, and the pages of the section one is in as tabs."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from accounts.models import User
from planner.access import opens_for, table
from planner.last_plan import last_plan
from roadmaps.models import Roadmap
from roadmaps.outlooks import asks_levelled


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the bar; `also` are beginnings of URL names of pages that lie beneath it.

    The catalogue of measures belongs to no plan: its page stands in every plan's bar.
    """

    label: Promise
    name: str
    also: tuple[str, ...] = ()
    of_a_plan: bool = True

    def holds(self, name: str) -> bool:
        return name == self.name or name.startswith(self.also)


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the bar; it leads to the first of its pages, the others become tabs."""

    label: Promise
    pages: tuple[Page, ...]


#: Apps whose pages belong to no plan and stand in the bar nevertheless.
WITHOUT_PLAN = frozenset({"law", "courier"})
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
        pgettext_lazy("section", "Stages"),
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
        pgettext_lazy("section", "Zones"),
        (
            Page(gettext_lazy("Zone map"), "atlas:map", ("atlas:zone",)),
            Page(gettext_lazy("Industries"), "atlas:industries", ("atlas:industr",)),
        ),
    ),
    Section(
        gettext_lazy("Scenarios"),
        (
            Page(gettext_lazy("Scenarios"), "scenarios:scenarios", ("scenarios:scenario",)),
            Page(pgettext_lazy("page", "Drafts"), "drafts:drafts", ("drafts:",)),
            Page(gettext_lazy("Courier packages"), "courier:packages", ("courier:",)),
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
            Page(gettext_lazy("Find plans"), "search:searches", ("search:",)),
        ),
    ),
    Section(
        pgettext_lazy("section", "Law"),
        (
            Page(gettext_lazy("Measures"), "atlas:measures", ("atlas:measure",)),
            Page(pgettext_lazy("page", "Regime timeline"), "screening:timeline"),
            Page(pgettext_lazy("page", "Lawful today"), "screening:lawful"),
            Page(gettext_lazy("Edits of the law"), "law:proposals", ("law:",), of_a_plan=False),
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
            Page(gettext_lazy("Exemptions and licences"), "permits:permits", ("permits:",)),
            Page(pgettext_lazy("page", "Parties"), "parties:parties", ("parties:",)),
            Page(pgettext_lazy("page", "Due diligence"), "diligence:desk", ("diligence:",)),
            Page(pgettext_lazy("page", "HS codes"), "screening:coding"),
            Page(pgettext_lazy("page", "Trade figures"), "trade:figures"),
        ),
    ),
    Section(
        pgettext_lazy("section", "Checks"),
        (
            Page(pgettext_lazy("page", "Plan check"), "lint:lint", ("lint:thresholds",)),
            Page(pgettext_lazy("page", "Evidence grades"), "lint:evidence"),
            Page(pgettext_lazy("page", "Benefits by side"), "lint:ledger"),
            Page(pgettext_lazy("page", "Words of the plan"), "lint:plan-terms"),
            Page(pgettext_lazy("page", "Check a text"), "lint:term-check"),
            Page(pgettext_lazy("page", "Terms of both sides"), "lint:terms"),
        ),
    ),
    Section(
        gettext_lazy("Approvals"),
        (
            Page(gettext_lazy("Approvals"), "approvals:approvals", ("approvals:sub",)),
            Page(gettext_lazy("Versions"), "approvals:versions"),
            Page(pgettext_lazy("page", "Compare versions"), "approvals:compare"),
            Page(gettext_lazy("The plan as of a day"), "approvals:as-of"),
            Page(gettext_lazy("Delegations"), "approvals:delegations"),
        ),
    ),
    _alone(pgettext_lazy("section", "Reports"), "reports:reports", "reports:"),
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
            Page(
                pgettext_lazy("page", "Share links"),
                "sharing:links",
                ("sharing:vis", "sharing:rev"),
            ),
            Page(pgettext_lazy("page", "Guests"), "sharing:guests"),
            Page(pgettext_lazy("page", "View as a member"), "sharing:looks"),
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
    """The frame of a page: its bar and tabs, and the language it could be read in instead.

    `plan` is the one whose bar it is: the page's own, or the one somebody came from.
    """

    entries: tuple[Entry, ...]
    tabs: tuple[Entry, ...]
    section: str
    language: str
    other_language: str
    plan: Roadmap | None


def shell_of(request: HttpRequest, scenario: str) -> Shell:
    current = (get_language() or "ko")[:2]
    plan = _plan_of(request)
    sections = _sections(request, plan, scenario)
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
        plan,
    )


def _plan_of(request: HttpRequest) -> Roadmap | None:
    plan: Roadmap | None = getattr(request, "plan", None)
    match = request.resolver_match
    if plan or not match or match.app_name not in WITHOUT_PLAN:
        return plan
    return last_plan(request)


def _sections(
    request: HttpRequest, plan: Roadmap | None, scenario: str
) -> list[list[tuple[Section, Entry]]]:
    """Of each section the pages that open for this visitor, in the order they are shown."""
    user = request.user
    if plan is None or not isinstance(user, User):
        return []
    match = request.resolver_match
    current = _current(match.view_name if match else "")
    query = _kept(request, scenario)
    role = getattr(request, "role", None) or plan.role_of(user)
    return [
        [
            (section, Entry(str(each.label), _url(each, plan, query), each is current))
            for each in section.pages
            if _opens(each, role, user)
        ]
        for section in SECTIONS
    ]


def _kept(request: HttpRequest, scenario: str) -> str:
    """What pages have in common: the scenario, and whether dates count supply and budgets."""
    kept = {"scenario": scenario, "supply": "1" if asks_levelled(request) else ""}
    query = urlencode({name: value for name, value in kept.items() if value})
    return f"?{query}" if query else ""


def _opens(page: Page, role: str, user: User) -> bool:
    who = table()[page.name].read
    return who is not None and opens_for(who, role, user)


def _url(page: Page, plan: Roadmap, query: str) -> str:
    return reverse(page.name, args=[plan.pk]) + query if page.of_a_plan else reverse(page.name)


def _current(name: str) -> Page | None:
    """The page of the bar that a URL name belongs to: its own, or one it lies beneath."""
    pages = [page for section in SECTIONS for page in section.pages]
    exact = (page for page in pages if page.name == name)
    return next(exact, None) or next((page for page in pages if page.holds(name)), None)
