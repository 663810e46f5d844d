"""Every page in both languages, axe on a desk in Korean and a phone in English: nothing breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE
from tests.browser.pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(("language", "size", "other"), [("ko", DESK, PHONE), ("en", PHONE, DESK)])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_on_the_page(
    visit: Any,
    places: Any,
    ada: Any,
    address: str,
    language: str,
    size: tuple[int, int],
    other: tuple[int, int],
) -> None:
    at = address.format(**places)
    page = visit(at, by=ada, language=language, size=size)
    page.wait_for_load_state("networkidle")
    assert page.locator("html").get_attribute("lang") == language
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.set_viewport_size({"width": other[0], "height": other[1]})
    assert page.evaluate("document.documentElement.scrollWidth") <= other[0]


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]
