"""Every page, in both languages and on both screens: nothing breaks, and axe finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE
from tests.browser.pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_on_the_page(
    visit: Any, read_plan: Any, ada: Any, address: str, language: str
) -> None:
    page = visit(address.format(plan=read_plan.pk), by=ada, language=language)
    assert page.locator("html").get_attribute("lang") == language
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_load_state("networkidle")
        assert _violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]
