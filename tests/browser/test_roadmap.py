"""The roadmap in a browser: what a planner does with mouse and keyboard, and what comes of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

KEY = "F4-01.a1"
NEXT = "F4-01.a2"


def _roadmap(
    visit: Any, plan: Any, query: str = "level=activity&zoom=quarter", **more: Any
) -> Page:
    page = visit(f"/plans/{plan.pk}/?scenario=C&{query}", **more)
    page.wait_for_selector("#roadmap[data-ready]")
    page.wait_for_load_state("networkidle")  # the strip of measures has taken its place above
    return page


def _bar(page: Page, key: str = KEY) -> Locator:
    return page.locator(f'.rm-bar[data-key="{key}"]')


def _start(plan: Any, key: str = KEY) -> date:
    from roadmaps.models import Roadmap
    from roadmaps.schedules import schedule_for

    found = schedule_for(Roadmap.objects.get(pk=plan.pk), "C")[1][key].start
    assert found is not None
    return found


def _revision(plan: Any) -> int:
    plan.refresh_from_db()
    return int(plan.revision)


def _bars(page: Page) -> int:
    return int(page.evaluate("document.querySelector('ic-roadmap').model.bars.length"))


def _wait_for_bars(page: Page, count: int) -> None:
    """The page's own policy forbids the evaluation that waiting for an expression would need."""
    for _ in range(50):
        if _bars(page) == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{_bars(page)} bars, not {count}")


def _drag(page: Page, bar: Locator, across: float, grip: str = "") -> None:
    box = (bar.locator(grip) if grip else bar).bounding_box()
    assert box is not None
    x, y = box["x"] + (box["width"] / 2 if grip else 6), box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y, steps=3)
    page.mouse.move(x + across, y, steps=3)
    page.mouse.up()


def test_a_dragged_bar_starts_no_earlier_than_where_it_was_dropped(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan)
    before, following = _start(plan), _start(plan, NEXT)

    _drag(page, _bar(page), 4 * 30.44 * 0.62)
    page.wait_for_selector(".toast")

    assert _revision(plan) == 2
    assert (_start(plan) - before).days in range(118, 126)
    assert _start(plan, NEXT) > following
    assert "날짜가 바뀌었습니다" in page.locator(".toast").inner_text()


def test_the_right_edge_stretches_an_activity(visit: Any, plan: Any) -> None:
    from roadmaps.models import Activity

    page = _roadmap(visit, plan, "level=activity&zoom=month")
    _bar(page).hover()
    _drag(page, _bar(page), 2 * 30.44 * 1.55, grip=".rm-grip")
    page.wait_for_selector(".toast")
    assert Activity.objects.get(plan=plan, key=KEY).duration == 5


def test_a_link_is_drawn_from_edge_to_bar_and_shown_in_the_panel(visit: Any, plan: Any) -> None:
    from roadmaps.models import Link

    page = _roadmap(visit, plan, "level=activity&zoom=month&lanes=stage")
    _bar(page).click()
    page.wait_for_selector(".panel h2")
    port = _bar(page).locator(".rm-port").bounding_box()
    target = page.locator('.rm-bar[data-key="F4-03.a1"]')
    target.scroll_into_view_if_needed()
    port = _bar(page).locator(".rm-port").bounding_box()
    box = target.bounding_box()
    assert port is not None and box is not None
    page.mouse.move(port["x"] + 8, port["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 10, box["y"] + 8, steps=6)
    page.mouse.up()
    page.wait_for_selector(".toast")
    assert Link.objects.filter(plan=plan, before__key=KEY, after__key="F4-03.a1").count() == 1


def test_a_project_is_moved_by_its_first_activities(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan, "zoom=quarter")
    before = _start(plan)
    _bar(page, "F4-01").focus()
    page.keyboard.press("Alt+ArrowRight")
    page.wait_for_selector(".toast")
    assert _revision(plan) == 2
    assert (_start(plan) - before).days in range(26, 34)


def test_the_keyboard_walks_edits_opens_and_takes_back(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan)
    before = _start(plan)
    _bar(page).focus()

    page.keyboard.press("]")
    assert page.evaluate("document.activeElement.dataset.key") == NEXT
    page.keyboard.press("[")
    assert page.evaluate("document.activeElement.dataset.key") == KEY

    page.keyboard.press("Alt+ArrowRight")
    page.wait_for_selector(".toast")
    assert _start(plan) > before
    assert page.evaluate("document.activeElement.dataset.key") == KEY

    page.keyboard.press("Enter")
    page.wait_for_selector(".panel h2")
    assert f"select={KEY}" in page.url

    _bar(page).focus()
    page.keyboard.press("Control+z")
    page.wait_for_selector(".toast:has-text('되돌렸습니다')")
    assert _start(plan) == before
    page.keyboard.press("Control+Shift+Z")
    page.wait_for_selector(".toast:has-text('다시 적용했습니다')")
    assert _start(plan) > before


def test_the_month_fields_of_the_panel_are_the_drag_for_everybody(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan, f"level=activity&select={KEY}")
    before = _start(plan)
    page.locator('[data-hold="start-more"]').click()
    page.wait_for_selector(".toast")
    assert _revision(plan) == 2
    assert _start(plan) > before
    assert page.evaluate("document.activeElement.dataset.hold") == "start-more"


def test_a_stale_edit_shows_both_values_and_keeps_mine(visit: Any, plan: Any, jin: Any) -> None:
    from engine.changes import Alter
    from roadmaps import services
    from roadmaps.models import Activity

    page = _roadmap(visit, plan, "level=activity&zoom=month")
    services.edit_plan(plan, [Alter("activity", KEY, {"duration": 9})], by=jin, on_revision=1)

    _bar(page).hover()
    _drag(page, _bar(page), 2 * 30.44 * 1.55, grip=".rm-grip")
    dialog = page.locator("dialog")
    dialog.wait_for()

    assert "9" in dialog.inner_text() and "5" in dialog.inner_text()
    assert Activity.objects.get(plan=plan, key=KEY).duration == 9
    dialog.get_by_role("button", name="내 값으로 다시 적용").click()
    page.wait_for_selector(".toast")
    assert Activity.objects.get(plan=plan, key=KEY).duration == 5


def test_a_refused_edit_says_why_and_the_bar_goes_back(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan, f"level=activity&select={NEXT}")
    page.get_by_text("연결 추가", exact=True).click()
    page.locator("#link-direction").select_option("after")
    page.locator("#link-other").select_option(KEY)
    page.get_by_role("button", name="연결 추가하기").click()
    page.wait_for_selector(".toast.is-error")
    assert _revision(plan) == 1


def test_a_viewer_sees_dates_and_reasons_but_can_move_nothing(
    visit: Any, plan: Any, mina: Any
) -> None:
    from roadmaps.models import Membership, Role

    Membership.objects.create(plan=plan, user=mina, role=Role.VIEWER)
    page = _roadmap(visit, plan, f"level=activity&select={KEY}", by=mina)
    assert page.locator("[data-hold]").count() == 0
    assert page.locator("[data-take-back]").count() == 0
    _bar(page).focus()
    page.keyboard.press("Alt+ArrowRight")
    page.wait_for_timeout(300)
    assert _revision(plan) == 1


def test_what_cannot_start_has_no_date_and_names_its_measures(visit: Any, plan: Any) -> None:
    page = visit(f"/plans/{plan.pk}/?scenario=A&select=B1-02")
    page.wait_for_selector("#roadmap[data-ready]")
    bar = page.locator('.rm-bar[data-key="B1-02"]')
    assert "is-blocked" in (bar.get_attribute("class") or "")
    assert "착수 불가로 날짜 없음" in (bar.get_attribute("aria-label") or "")
    assert "2375호" in page.locator(".panel").inner_text()
    assert page.locator(".rm-bar.is-blocked").count() > 0


def test_a_trial_says_what_it_would_do_and_changes_nothing(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan, "level=activity&select=F4-01.a3")
    page.locator("[data-try]").first.click()
    page.wait_for_selector(".try-answer:has-text('움직입니다')")
    assert _revision(plan) == 1


def test_somebody_elses_revision_is_announced(visit: Any, plan: Any, jin: Any) -> None:
    from engine.changes import Alter
    from roadmaps import services

    page = _roadmap(visit, plan)
    services.edit_plan(plan, [Alter("activity", KEY, {"duration": 9})], by=jin, on_revision=1)
    page.wait_for_selector(".toast:has-text('개정 2')")
    page.get_by_role("button", name="새로 보기").click()
    page.wait_for_selector(".toast:has-text('바뀌었습니다')")


def test_the_view_is_in_the_address(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan, "zoom=year")
    page.get_by_role("link", name="전략").click()
    page.wait_for_selector(".rm-lane code:has-text('F4')")
    page.locator(".filter-menu summary").click()
    page.locator("#filter-stage").select_option("S1")
    _wait_for_bars(page, 22)
    assert "lanes=strategy" in page.url and "stage=S1" in page.url and "zoom=year" in page.url
    page.reload()
    page.wait_for_selector("#roadmap[data-ready]")
    assert _bars(page) == 22


def test_the_search_finds_and_goes_to_the_hit(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan, "zoom=year")
    page.locator("[data-search]").fill("철도")
    assert page.locator(".rm-bar.is-dim").count() > 0
    page.keyboard.press("Enter")
    assert "철도" in page.locator(".rm-bar.is-selected").get_attribute("aria-label")


def test_the_language_switch_keeps_page_and_view(visit: Any, plan: Any) -> None:
    page = _roadmap(visit, plan, "level=activity")
    page.locator(".language button").click()
    page.wait_for_selector("#roadmap[data-ready]")
    assert "level=activity" in page.url
    assert page.locator("html").get_attribute("lang") == "en"
    assert _bar(page).get_attribute("aria-label").startswith("Inter-Korean")
    assert not any("가" <= letter <= "힣" for letter in page.locator(".tools").inner_text())


def test_the_table_shows_and_edits_the_same_without_scripts(visit: Any, plan: Any) -> None:
    from roadmaps.models import Activity

    page = visit(f"/plans/{plan.pk}/?scenario=C&view=table&level=activity", scripts=False)
    row = page.locator(f'tr[id="row-{KEY}"]')
    row.locator('input[name="duration"]').fill("7")
    row.get_by_role("button").click()
    page.get_by_text("저장했습니다.").wait_for()
    assert Activity.objects.get(plan=plan, key=KEY).duration == 7
    expect(page.locator("tbody tr[id]")).to_have_count(260)


def test_a_refused_table_edit_keeps_what_was_typed(visit: Any, plan: Any) -> None:
    page = visit(f"/plans/{plan.pk}/?scenario=C&view=table&level=activity", scripts=False)
    row = page.locator(f'tr[id="row-{KEY}"]')
    row.locator('input[name="start"]').fill("2028.13")
    row.get_by_role("button").click()
    assert "2028.07" in page.locator('.note[role="alert"]').inner_text()
    assert page.locator(f'tr[id="row-{KEY}"] input[name="start"]').input_value() == "2028.13"
    assert _revision(plan) == 1
