"""Every page by axe, on a desk and on a phone: nothing breaks, nothing is wider than the screen.

`make test` sees every second page in Korean and the others in English; `make nightly` sees each in
both.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE
from tests.browser.pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What passes is not listed node by node: nobody reads it.
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
IN_BOTH = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
VISITS = [
    (address, language)
    for number, address in enumerate(PAGES)
    for turn, language in enumerate(("ko", "en"))
    if IN_BOTH or (number + turn) % 2 == 0
]


@pytest.mark.parametrize(("address", "language"), VISITS)
def test_axe_finds_nothing_on_the_page(
    visit: Any, places: Any, ada: Any, address: str, language: str
) -> None:
    at = address.format(**places)
    page = visit(at, by=ada, language=language, size=DESK)
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == language
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert _violations(page) == []


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS)
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]
