"""The strip of measures above the roadmap: by mouse, by keyboard and in its panel, in Korean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MEASURE = "unscr-2375-16"
WINDOW = "C:SAN-2375-16:1"


def _roadmap(visit: Any, plan: Any, query: str = "zoom=quarter&strip=1") -> Page:
    page = visit(f"/plans/{plan.pk}/?scenario=C&{query}")
    page.wait_for_selector(".rg-piece")
    more = page.locator(".rg-more")
    if more.count():
        more.click()
    return page


def _relief(page: Page) -> Locator:
    return page.locator(f'.rg-piece.is-suspended[data-id^="{MEASURE}#"]')


def _since(plan: Any) -> date:
    from roadmaps.models import Roadmap
    from roadmaps.schedules import plan_of

    return plan_of(Roadmap.objects.get(pk=plan.pk)).windows[WINDOW].since


def _toast(page: Page) -> str:
    page.wait_for_selector(".toast")
    return page.locator(".toast").last.inner_text()


def test_the_keyboard_moves_relief_and_the_chart_follows_at_once(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan)
    before = _since(plan)
    piece = _relief(page)
    piece.focus()
    label = piece.get_attribute("aria-label")
    assert label.startswith("유엔 안보리 결의 2375호(2017) 16항") and "가상" in label
    page.keyboard.press("Alt+ArrowRight")
    assert "바뀌었습니다" in _toast(page) or "저장" in _toast(page)
    after = _since(plan)
    assert (after.year * 12 + after.month) - (before.year * 12 + before.month) == 1
    page.wait_for_selector(f'.rg-piece.is-suspended[aria-label*="{after:%Y.%m}"]')
    assert page.evaluate("document.activeElement.dataset.id").startswith(MEASURE)
    page.keyboard.press("Control+z")
    page.wait_for_selector(".toast:has-text('되돌렸습니다')")
    assert _since(plan) == before


def test_arrows_walk_between_stretches_and_enter_opens_the_measure(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan)
    piece = _relief(page)
    piece.focus()
    page.keyboard.press("ArrowLeft")
    assert "시행 중" in page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel .window-dates")
    assert "2375호(2017) 16항" in page.locator(".panel h2").inner_text()
    assert f"select=measure%3A{MEASURE}" in page.url


def test_an_edge_is_dragged_by_whole_months(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan, "zoom=month&strip=1")
    before = _since(plan)
    piece = _relief(page)
    piece.focus()
    page.locator("ic-roadmap .rm-scroll").evaluate(
        "(node, day) => { node.scrollLeft = node.parentElement.layout.scale.x(day) - 400; }",
        (before - date(1970, 1, 1)).days,
    )
    page.wait_for_timeout(200)
    grip = piece.locator(".rg-grip.is-first").bounding_box()
    assert grip is not None
    x, y = grip["x"] + 4, grip["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 3 * 30.44 * 1.55, y, steps=6)
    assert page.locator(".rg-flag").is_visible()
    page.mouse.up()
    page.wait_for_selector(".toast")
    after = _since(plan)
    assert (after.year * 12 + after.month) - (before.year * 12 + before.month) == 3


def test_the_date_fields_of_the_panel_are_the_drag_for_everybody(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan, f"strip=1&select=measure:{MEASURE}")
    form = page.locator(f'.window-dates[data-key="{WINDOW}"]')
    form.locator('input[name="until"]').fill("2020-01-01")
    form.get_by_role("button").click()
    assert form.locator("[role=alert]").is_visible()
    form.locator('input[name="until"]').fill("")
    form.locator('input[name="since"]').fill("2031-02-01")
    form.get_by_role("button").click()
    page.wait_for_selector(".toast")
    assert _since(plan) == date(2031, 2, 1)


def test_the_strip_folds_and_the_address_remembers(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan)
    assert "가상 시나리오: C" in page.locator("[data-strip-scenario]").inner_text()
    page.locator(".strip-fold").click()
    assert page.locator(".rg-piece").first.is_hidden()
    assert "strip=0" in page.url
    page.reload()
    page.wait_for_selector("#roadmap[data-ready]")
    page.wait_for_selector("[data-strip]:not([hidden])")
    assert page.locator(".strip-rows").is_hidden()
