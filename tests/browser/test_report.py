"""From the button to the page of a PDF: asked for in a browser, drawn by a real worker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

WAIT = 60_000


@pytest.fixture
def shelf(tmp_path: Path, settings: Any) -> Path:
    """The worker's folder, which the web server reads too."""
    backend = "django.core.files.storage.FileSystemStorage"
    kept = {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path / "files")}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    return tmp_path


def test_a_planner_makes_a_report_and_reads_it(visit: Visit, plan: Any, shelf: Path) -> None:
    from roadmaps.schedules import schedule_for
    from tests.jobs.farm import broker, environment, worker

    with broker(shelf) as bell:
        env = environment(bell.url, DATA_DIR=str(shelf))
        with worker(env, shelf / "worker.log"):
            page = visit(f"/plans/{plan.pk}/reports/?scenario=C")
            page.get_by_role("button", name="PDF 만들기").click()
            link = page.locator("article.report a.button").first
            link.wait_for(timeout=WAIT)
            with page.expect_download() as download:
                link.click()
            pdf = shelf / "read.pdf"
            download.value.save_as(pdf)

    text = "".join(sheet.extract_text() for sheet in PdfReader(pdf).pages)
    _plan, schedule = schedule_for(plan, "C")
    assert schedule.finish is not None
    assert "남북산업협력사무소 설치와 공동 사업대장 구축" in text
    assert f"{schedule.finish:%Y.%m}" in text
    assert "�" not in text
