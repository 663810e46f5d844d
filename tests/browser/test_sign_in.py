"""Coming in: by password, and by the one-time link that the first start prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_wrong_password_is_told_and_the_right_one_opens_the_plan(
    chromium: Browser, site: Any, plan: Any, jin: Any
) -> None:
    jin.set_password("bright-orchid-47")
    jin.save()
    context = chromium.new_context(locale="ko-KR")
    page = context.new_page()
    page.goto(f"{site.url}/plans/{plan.pk}/")
    assert "/sign-in/" in page.url

    page.locator("[name=username]").fill("jin")
    page.locator("[name=password]").fill("wrong")
    page.keyboard.press("Enter")
    page.locator("[role=alert]").first.wait_for()
    assert page.locator("[name=username]").input_value() == "jin"

    page.locator("[name=password]").fill("bright-orchid-47")
    page.keyboard.press("Enter")
    page.wait_for_selector("#roadmap[data-ready]")
    assert page.url == f"{site.url}/plans/{plan.pk}/"
    context.close()


def test_a_one_time_link_opens_once(chromium: Browser, site: Any, plan: Any, jin: Any) -> None:
    from accounts.services import sign_in_path

    uid, token = sign_in_path(jin)
    address = f"{site.url}/sign-in/{uid}/{token}/"
    first = chromium.new_context(locale="ko-KR")
    page = first.new_page()
    page.goto(address)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    first.close()

    second = chromium.new_context(locale="ko-KR")
    page = second.new_page()
    page.goto(address)
    page.goto(f"{site.url}/plans/")
    assert "/sign-in/" in page.url
    second.close()
