"""The parts of a project that are rows of a table, each a tab of its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext_lazy as context


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: the kind of record its rows are, and what it is called.

    Tabs of one group stand behind one entry of the bar.
    """

    name: str
    kind: str
    label: Any
    columns: int
    group: str = ""


#: The group of tabs that hold what a person has looked at.
CHECKS = "checks"

TABS: Mapping[str, Tab] = {
    tab.name: tab
    for tab in (
        Tab("activities", "activity", context("tab", "Activities"), 9),
        Tab("links", "link", context("tab", "Links"), 6),
        Tab("costs", "cost", context("tab", "Costs"), 7),
        Tab("goods", "goods", context("tab", "Goods"), 7),
        Tab("partners", "partner", context("tab", "Partners"), 5),
        Tab("benefits", "benefit", context("tab", "Benefits"), 4),
        Tab("self-checks", "self_check", context("tab", "Article 17"), 5, CHECKS),
        Tab("capacity", "score", context("tab", "Absorptive capacity"), 5, CHECKS),
        Tab("topics", "topic", context("tab", "Curriculum"), 4, CHECKS),
        Tab("standards", "standard", context("tab", "Technical standards"), 6, CHECKS),
    )
}
