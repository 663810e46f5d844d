"""The parts of a project that are rows of a table, each a tab of its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext_lazy as context


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: the kind of record its rows are, and what it is called."""

    name: str
    kind: str
    label: Any
    columns: int


TABS: Mapping[str, Tab] = {
    tab.name: tab
    for tab in (
        Tab("activities", "activity", context("tab", "Activities"), 9),
        Tab("links", "link", context("tab", "Links"), 6),
        Tab("costs", "cost", context("tab", "Costs"), 7),
        Tab("goods", "goods", context("tab", "Goods"), 7),
        Tab("partners", "partner", context("tab", "Partners"), 5),
        Tab("benefits", "benefit", context("tab", "Benefits"), 4),
    )
}
