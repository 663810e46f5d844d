"""A real browser before a real server: whoever signs in, in which language, on which screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:
    from accounts.models import User
    from roadmaps.models import Roadmap

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(
    (
        found
        for name in (
            os.environ.get("CHROMIUM", ""),
            "chromium",
            "chromium-browser",
            "google-chrome",
        )
        if name and (found := shutil.which(name))
    ),
    None,
)
DESK, PHONE = (1440, 900), (390, 844)
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs a browser: none of chromium, chromium-browser, google-chrome")
        pytest.skip("no Chromium here")
    # Playwright keeps an event loop in this thread; Django would take it for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def test_database(
    django_db_setup: None, django_db_blocker: Any, django_db_keepdb: bool
) -> Iterator[None]:
    """The test database without a flush after every test; these tests carry no `django_db` mark.

    pytest-django sets a database up for marked tests only: where none is, this does it.
    """
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        set_up = []
        if connection.settings_dict["NAME"] != connection.settings_dict["TEST"]["NAME"]:
            set_up = setup_databases(0, False, aliases={"default"}, keepdb=django_db_keepdb)
        yield
        if set_up and not django_db_keepdb:
            teardown_databases(set_up, verbosity=0)


@pytest.fixture(scope="package")
def site(test_database: None) -> Iterator[LiveServer]:
    """The running site with its reference data, loaded once: each test gets a plan of its own."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import override_settings

    assert connection.settings_dict["NAME"] == connection.settings_dict["TEST"]["NAME"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    own = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": plain,
    }
    with override_settings(ALLOWED_HOSTS=["*"], STORAGES={**settings.STORAGES, **own}):
        call_command("load_reference", verbosity=0)
        call_command("load_nkpei", verbosity=0)
        server = LiveServer("localhost")
        yield server
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def jin(site: LiveServer) -> User:
    """Jin plans."""
    return _person("jin")


@pytest.fixture
def mina(site: LiveServer) -> User:
    """Mina reads."""
    return _person("mina")


@pytest.fixture
def plan(site: LiveServer, jin: User) -> Roadmap:
    """A fresh copy of the reference plan, at revision 1, with Jin as its owner."""
    from roadmaps import services
    from roadmaps.models import Roadmap

    reference = Roadmap.objects.exclude(reference=None).get()
    return services.copy_plan(reference, "복사본", by=jin)


@pytest.fixture(scope="package")
def read_plan(site: LiveServer) -> Roadmap:
    """A copy for tests that only read; an administrator owns it."""
    from roadmaps import services
    from roadmaps.models import Roadmap

    reference = Roadmap.objects.exclude(reference=None).get()
    return services.copy_plan(reference, "읽기용 복사본", by=_administrator())


@pytest.fixture(scope="package")
def places(read_plan: Roadmap) -> dict[str, Any]:
    """What the addresses of pages name: the plan to read, and one of each that it came without."""
    from django.core.files.base import ContentFile

    from documents.services import attach
    from engine.changes import Add
    from engine.records import Permit
    from parties.gathering import parties_of
    from roadmaps.schedules import plan_of
    from roadmaps.services import edit_plan
    from sanctions.services import propose
    from sharing.services.links import Wanted, make_link
    from sharing.services.remarks import comment_by_link

    ada = _administrator()
    permit = Permit(
        "X1", "설비 반출 승인", "Carrying approval", projects=("F1-02",), opens=("LAW-CARRY",)
    )
    edit_plan(read_plan, [Add(permit)], by=ada, on_revision=read_plan.revision)
    read_plan.refresh_from_db()
    file = ContentFile("합의서 사본".encode(), "agreement.txt")
    document = attach(read_plan, "project:F1-02", "합의서", file, by=ada)
    told = {"why": "항 번호 정정", "evidence": "S/RES/2397 (2017)"}
    proposal = propose("change", "unscr-2397-6", {"paragraph": "6(a)"}, **told, by=ada)
    wanted = Wanted("장관실", scenario="A", may_comment=True)
    link, secret = make_link(read_plan, wanted, by=ada)
    comment_by_link(link, "손영민", "plan:plan", "언제 착공합니까?", seen=())
    return {
        "plan": read_plan.pk,
        "document": document.pk,
        "party": next(iter(parties_of(read_plan, plan_of(read_plan)))),
        "proposal": proposal.pk,
        "secret": secret,
        "link": link.pk,
    }


@pytest.fixture
def ada(site: LiveServer) -> User:
    """Ada administers, and proposes edits of the law."""
    return _administrator()


@pytest.fixture
def visit(chromium: Browser, site: LiveServer, jin: User) -> Iterator[Visit]:
    """Opens an address as Jin (or somebody else) and fails if the page says anything went wrong."""
    contexts, faults = [], []

    def open_page(
        address: str,
        *,
        by: User | None = None,
        language: str = "ko",
        size: tuple[int, int] = DESK,
        scripts: bool = True,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts
        )
        contexts.append(context)
        context.add_cookies(
            [
                {"name": name, "value": value, "url": site.url}
                for name, value in (*_session(by or jin), ("django_language", language))
            ]
        )
        page = context.new_page()
        page.set_default_timeout(40_000)  # patience for a busy machine: nothing is measured here
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: _note(line, faults))
        page.goto(site.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _person(name: str) -> User:
    from accounts.models import User

    return User.objects.get_or_create(username=name)[0]


def _administrator() -> User:
    from accounts.models import LawRole

    ada = _person("ada")
    if not ada.is_staff:
        ada.is_staff, ada.law_role = True, LawRole.OFFICER
        ada.save(update_fields=["is_staff", "law_role"])
    return ada


def _session(user: User) -> list[tuple[str, str]]:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return [(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)]


def _note(line: Any, faults: list[str]) -> None:
    """A refused edit is an answer and no fault, though the browser's console reports its status."""
    is_answer = "the server responded with a status of 4" in line.text
    if line.type == "error" and not is_answer:
        faults.append(line.text)
