"""Scans as jobs: asked for with the upload, done by a worker, and the file kept shut until then."""

from django.core.files.storage import storages

from accounts.models import User
from core import clock
from core.errors import Invalid
from documents.models import DocumentVersion, Scan
from documents.scanners import ScanFailed, has_scanner, scan
from engine.problems import Problem
from jobs.kinds import Failed, Writes
from jobs.models import Job
from jobs.running import Run
from jobs.services import retry_job, start_job

JOB = "document-scan"
#: What can be asked again. What a scanner has answered stands.
OPEN = (Scan.NONE, Scan.WAITING, Scan.FAILED)

__all__ = ["JOB", "ask", "ask_again", "has_scanner", "is_shut", "scan_version"]


def ask(version: DocumentVersion, *, by: User) -> None:
    """Have the version scanned, if there is a scanner."""
    if has_scanner():
        start_job(JOB, version.pk, by=by)


def ask_again(version: DocumentVersion, *, by: User) -> None:
    """Raises Invalid without a scanner, for what was answered, and while a scan is under way."""
    if not has_scanner():
        raise Invalid(Problem("document_no_scanner"))
    if version.scan not in OPEN:
        raise Invalid(Problem("document_scanned", ("version",), {"name": version.name}))
    DocumentVersion.objects.filter(pk=version.pk).update(scan=Scan.WAITING, scan_said="")
    job = Job.objects.filter(kind=JOB, subject=version.pk).first()
    if job:
        retry_job(job, by=by)
    else:
        start_job(JOB, version.pk, by=by)


def is_shut(version: DocumentVersion) -> bool:
    """Whether nobody may have the file: found infected, or a scanner has not answered yet."""
    if version.scan == Scan.NONE:
        return has_scanner()
    return version.scan != Scan.CLEAN


def scan_version(version_id: int, run: Run) -> Writes:
    """The work of the job. A failure of the scanner is told and ends the job; one may ask again."""
    version = DocumentVersion.objects.get(pk=version_id)
    row = DocumentVersion.objects.filter(pk=version_id)
    run.step("reading", 10)
    with storages["documents"].open(version.stored, "rb") as opened:
        file = opened.read()
    run.step("scanning", 30)
    try:
        verdict = scan(file)
    except ScanFailed as failure:
        row.update(scan=Scan.FAILED, scan_said=str(failure)[:200], scanned_at=clock.now())
        raise Failed(Problem("document_scan_failed", (version.name,))) from failure
    state = Scan.INFECTED if verdict.infected else Scan.CLEAN
    return lambda: _keep(version_id, state, verdict.said)


def _keep(version_id: int, state: Scan, said: str) -> None:
    row = DocumentVersion.objects.filter(pk=version_id)
    row.update(scan=state, scan_said=said, scanned_at=clock.now())
