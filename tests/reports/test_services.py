"""A report is frozen when it is asked for, made once, and kept with its fingerprint."""

import io
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfReader

from accounts.models import User
from core.errors import Invalid
from engine.changes import Alter
from jobs.models import Job
from jobs.running import run_job
from reports import services as reports
from reports.models import Report
from reports.queries import file_name
from roadmaps import services
from roadmaps.models import Roadmap
from roadmaps.schedules import plan_of

pytestmark = pytest.mark.django_db


def ask(plan: Roadmap, by: User, language: str = "ko", *, levelled: bool = False) -> Report:
    stages = ["S2", "S1"]
    return reports.ask_for_report(
        plan, scenario="B", stages=stages, language=language, by=by, levelled=levelled
    )


def job_of(report: Report) -> Job:
    return Job.objects.get(kind="report", subject=report.pk)


def do_the_job(report: Report) -> None:
    run_job(job_of(report).pk, "w1")
    report.refresh_from_db()


def rename(plan: Roadmap, key: str, name: str, by: User) -> None:
    plan.refresh_from_db()
    change = Alter("activity", key, {"name_ko": name})
    services.edit_plan(plan, [change], by=by, on_revision=plan.revision)
    plan.refresh_from_db()


def text_of(report: Report) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(report.file.read())).pages)
    return " ".join(" ".join(pages).split())


def test_a_report_waits_for_its_worker_with_its_contents_frozen(plan: Roadmap, jin: User) -> None:
    report = ask(plan, jin)

    assert (report.revision, report.scenario, report.stages) == (1, "B", ["S1", "S2"])
    assert report.contents["format"] == "staged-roadmap-report/1"
    assert report.contents["asked_by"] == "jin"
    assert (job_of(report).state, bool(report.file)) == ("queued", False)


def test_a_drawn_report_has_its_file_its_pages_and_its_fingerprint(
    plan: Roadmap, jin: User, shelf: Path
) -> None:
    report = ask(plan, jin)

    do_the_job(report)

    kept = (shelf / report.file.name).read_bytes()
    assert job_of(report).state == "done"
    assert report.sha256 == sha256(kept).hexdigest()
    assert report.pages == len(PdfReader(io.BytesIO(kept)).pages)


def test_an_edit_between_asking_and_drawing_changes_nothing(
    plan: Roadmap, jin: User, shelf: Path
) -> None:
    report = ask(plan, jin)
    rename(plan, "P1.a1", "항공사진 판독", jin)

    do_the_job(report)

    assert "현장조사" in text_of(report)
    assert "항공사진 판독" not in text_of(Report.objects.get(pk=report.pk))


def test_the_next_revision_gets_a_report_of_its_own(plan: Roadmap, jin: User) -> None:
    first = ask(plan, jin)
    rename(plan, "P1.a1", "항공사진 판독", jin)

    second = ask(plan, jin)

    assert (first.revision, second.revision) == (1, 2)
    assert second.contents["path"][0]["name"] == "항공사진 판독"


def test_asking_twice_gives_the_same_report_and_one_job(plan: Roadmap, jin: User) -> None:
    assert ask(plan, jin) == ask(plan, jin)
    assert Job.objects.count() == 1


def test_each_language_is_a_report_of_its_own(plan: Roadmap, jin: User) -> None:
    assert ask(plan, jin, "ko") != ask(plan, jin, "en")


def test_dates_that_count_the_ceilings_are_a_report_of_its_own_and_say_so(
    plan: Roadmap, jin: User
) -> None:
    # The year's ceiling is cut to less than the survey takes: with it the survey waits for money.
    plan.refresh_from_db()
    poor = [Alter("ceiling", key, {"amount": Decimal("0.01")}) for key in plan_of(plan).ceilings]
    services.edit_plan(plan, poor, by=jin, on_revision=plan.revision)
    plan.refresh_from_db()

    by_links, counted = ask(plan, jin), ask(plan, jin, levelled=True)

    assert by_links != counted
    assert by_links.contents["dating"].endswith("(수급과 연간 한도는 반영하지 않음)")
    assert counted.contents["dating"] == "연결·게이트·조건·수급·연간 한도 기준(순서를 기다린 날짜)"
    assert by_links.contents["chapters"] != counted.contents["chapters"]
    assert file_name(counted).endswith("_B_supply_ko.pdf")


def test_a_name_no_font_can_show_fails_the_report_with_its_sentence(
    plan: Roadmap, jin: User, shelf: Path
) -> None:
    rename(plan, "P1.a1", "조사 🚀 착수", jin)
    report = ask(plan, jin)

    do_the_job(report)

    job = job_of(report)
    assert (job.state, job.error_code, job.attempts) == ("failed", "glyph_missing", 1)
    assert job.error_values["glyph"] == "🚀"
    assert "조사 🚀 착수" in job.error_values["sentence"]
    assert not report.file and not shelf.exists()


def test_a_cancelled_report_is_not_drawn_until_somebody_tries_again(
    plan: Roadmap, jin: User, shelf: Path
) -> None:
    report = ask(plan, jin)
    reports.cancel_report(report, by=jin)
    do_the_job(report)
    assert (job_of(report).state, bool(report.file)) == ("cancelled", False)

    reports.retry_report(report, by=jin)
    do_the_job(report)

    assert (job_of(report).state, bool(report.file)) == ("done", True)


def test_asking_again_for_a_cancelled_report_puts_it_back(plan: Roadmap, jin: User) -> None:
    report = ask(plan, jin)
    reports.cancel_report(report, by=jin)

    assert ask(plan, jin) == report
    assert job_of(report).state == "queued"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"scenario": "Z"}, "no_such_scenario"),
        ({"stages": []}, "no_stage_chosen"),
        ({"stages": ["S9"]}, "no_such_stage"),
        ({"language": "fr"}, "no_such_language"),
    ],
)
def test_a_report_about_nothing_is_refused(
    plan: Roadmap, jin: User, wish: dict[str, object], code: str
) -> None:
    values = {"scenario": "B", "stages": ["S1"], "language": "ko", **wish}

    with pytest.raises(Invalid) as refused:
        reports.ask_for_report(plan, by=jin, **values)  # type: ignore[arg-type]

    assert [problem.code for problem in refused.value.problems] == [code]
    assert Report.objects.count() == 0
