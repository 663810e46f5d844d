"""How fast the roadmap is with 5,000 activities: edit, data, first bars, a frame of a drag.

`python -m bench.roadmap [activities links]` makes a plan in the configured database, measures over
HTTP and in Chromium, and removes the plan. It needs the reference data in place.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from random import Random
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from accounts.models import User
    from engine.records import Record
    from roadmaps.models import Roadmap

PER_PROJECT = 10
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BUDGETS = {"edit": 200, "data": 250, "first bars": 1000, "drag frame": 33}


def main(activities: int = 5_000, links: int = 10_000) -> int:
    """The number of figures over their budget."""
    with _site(activities, links) as (address, plan, session):
        found = {**_over_http(plan), **_in_a_browser(address, plan, session)}
    over = 0
    for name, milliseconds in found.items():
        budget = BUDGETS[name]
        over += milliseconds > budget
        sys.stdout.write(f"{name:<12} p95 {milliseconds:7.1f} ms   budget {budget} ms\n")
    return over


def records(activities: int, links: int, zones: list[str]) -> "Iterator[Record]":
    """Projects of ten activities in three stages; links run forward, half inside a project."""
    from engine.records import Activity, Link, Project, Scenario, Stage

    chance = Random(7)
    yield from (Stage(f"S{n}", f"{n}단계", f"Stage {n}", n) for n in (1, 2, 3))
    yield Scenario("C", "실질 해제", "Lifting", "C")
    projects = activities // PER_PROJECT
    for number in range(projects):
        zone = zones[number * 12 // projects]
        stage = f"S{1 + number * 3 // projects}"
        yield Project(f"P{number}", f"시험 과제 {number}", f"Project {number}", stage, zone=zone)
    for number in range(activities):
        yield Activity(
            f"a{number}",
            f"활동 {number}",
            f"Activity {number}",
            f"P{number // PER_PROJECT}",
            duration=chance.randint(1, 4),
        )
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < links:
        before = chance.randrange(activities - 1)
        reach = PER_PROJECT if len(pairs) % 2 else 400
        pairs.add((before, min(activities - 1, before + chance.randint(1, reach))))
    for before, after in sorted(pairs):
        yield Link(f"l{before}-{after}", f"a{before}", f"a{after}")


def percentile(times: list[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)] * 1000


def _over_http(plan: "Roadmap") -> dict[str, float]:
    from django.test import Client

    client = Client()
    client.force_login(plan.memberships.get().user)
    edits = f"/api/v1/plans/{plan.pk}/edits/"
    durations: dict[str, list[float]] = {"edit": [], "data": []}
    for turn in range(12):
        change = {"kind": "change_activity", "key": "a0", "values": {"duration": 2 + turn % 3}}
        body = {"on_revision": turn + 1, "reason": "", "changes": [change]}
        post = partial(client.post, edits, json.dumps(body), "application/json")
        durations["edit"].append(_timed(post, 201))
        get = partial(client.get, f"/plans/{plan.pk}/roadmap.json?level=activity")
        durations["data"].append(_timed(get, 200))
    return {name: percentile(times[2:]) for name, times in durations.items()}


def _timed(ask: Callable[[], Any], wanted: int) -> float:
    begin = perf_counter()
    response = ask()
    took = perf_counter() - begin
    if response.status_code != wanted:
        raise SystemExit(f"{response.status_code}: {response.content[:400]!r}")
    return took


def _in_a_browser(address: str, plan: "Roadmap", session: dict[str, str]) -> dict[str, float]:
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.stdout.write("no Chromium: first bars and drag frames are not measured\n")
        return {}
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{**session, "url": address}])  # type: ignore[list-item]
        page = context.new_page()
        first = []
        for _turn in range(4):
            page.goto(f"{address}/plans/{plan.pk}/?level=activity&zoom=quarter")
            page.wait_for_selector(".rm-bar")
            first.append(page.evaluate("performance.getEntriesByName('first-bars')[0].startTime"))
        frames = _drag(page)
        chromium.close()
    return {"first bars": median(first[1:]), "drag frame": percentile(frames)}


def _drag(page: Any) -> list[float]:
    """The time between frames while a bar is dragged, in seconds."""
    box = page.locator(".rm-bar").nth(5).bounding_box()
    page.mouse.move(box["x"] + 6, box["y"] + 10)
    page.mouse.down()
    page.evaluate(
        """() => {
          window.frames_ = [];
          let last = performance.now();
          const tick = (now) => {
            window.frames_.push(now - last);
            last = now;
            requestAnimationFrame(tick);
          };
          requestAnimationFrame(tick);
        }"""
    )
    for step in range(120):
        page.mouse.move(box["x"] + 6 + step * 2, box["y"] + 10 + step % 3)
    found = page.evaluate("window.frames_.slice(2)")
    page.keyboard.press("Escape")
    page.mouse.up()
    return [milliseconds / 1000 for milliseconds in found]


@contextmanager
def _site(activities: int, links: int) -> "Iterator[tuple[str, Roadmap, dict[str, str]]]":
    """A served plan of this size and somebody who may edit it; both are gone afterwards."""
    from django.conf import settings
    from django.test import Client, override_settings
    from django.test.testcases import LiveServerThread, _StaticFilesHandler

    person = _person()
    plan = _plan(person, activities, links)
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    session = {"name": name, "value": client.cookies[name].value}
    server = LiveServerThread("127.0.0.1", _StaticFilesHandler)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        ALLOWED_HOSTS=["*"], STORAGES={**settings.STORAGES, "staticfiles": plain}
    ):
        server.daemon = True
        server.start()
        server.is_ready.wait()
        try:
            yield f"http://127.0.0.1:{server.port}", plan, session
        finally:
            server.terminate()
            plan.delete()
            person.delete()


def _person() -> "User":
    from accounts.models import User

    return User.objects.create_user(f"bench-{os.getpid()}")


def _plan(person: "User", activities: int, links: int) -> "Roadmap":
    from engine.records import Header
    from roadmaps import services
    from zones.models import Zone

    zones = sorted(Zone.objects.values_list("pk", flat=True)[:12])
    header = Header("plan", "시험 계획", "Bench plan", date(2027, 1, 4), default_scenario="C")
    return services.create_plan(header, records(activities, links, zones), by=person)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planner.settings")
    django.setup()
    sys.exit(min(main(*map(int, sys.argv[1:3])), 1))
