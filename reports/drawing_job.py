"""The worker's side of a report: read what was frozen, draw it, keep it."""

from functools import partial
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from engine.problems import Problem
from jobs.kinds import Failed, Writes
from jobs.running import Run
from reports.drawing import Undrawable, draw
from reports.models import Report
from reports.services import keep_drawing


def draw_report(report_id: int, run: Run) -> Writes:
    """Draw the report; the result becomes real only together with the end of the job."""
    run.step("reading", 10)
    report = Report.objects.filter(pk=report_id).first()
    if report is None:
        raise Failed(Problem("report_gone", (str(report_id),)))
    run.step("drawing", 25)
    try:
        drawing = draw(report.contents)
    except Undrawable as error:
        raise Failed(error.problem) from error
    run.step("keeping", 90)
    digest = sha256(drawing.pdf).hexdigest()
    # A name of its own for each try: a file that a killed worker left half written is never reused.
    file = default_storage.save(f"reports/{report.pk}-{digest[:16]}.pdf", ContentFile(drawing.pdf))
    return partial(keep_drawing, report, file=file, digest=digest, pages=drawing.pages)
