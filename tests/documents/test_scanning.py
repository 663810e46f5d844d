"""A real worker asks a real program about every file; nothing is handed out before it answers."""

import socket
import socketserver
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from celery import Celery
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from core.errors import Forbidden, Invalid
from documents import scanners, services
from documents.models import DocumentVersion
from jobs.models import Job
from roadmaps.models import Roadmap
from tests.documents.made_files import EICAR
from tests.jobs.farm import broker, environment, wait_for, worker

SCANNER = """
import sys
file = sys.stdin.buffer.read()
if b"no answer" in file:
    sys.exit(print("engine out of date") or 2)
if b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE" in file:
    sys.exit(print("stream: Eicar-Signature FOUND") or 1)
print("stream: OK")
"""


@pytest.fixture
def scanner(tmp_path: Path, settings: Any) -> str:
    """A small program that knows one signature."""
    program = tmp_path / "scanner.py"
    program.write_text(SCANNER, encoding="utf-8")
    settings.SCAN_COMMAND = f"{sys.executable} {program}"
    return str(settings.SCAN_COMMAND)


def attach(plan: Roadmap, by: User, content: bytes, about: str = "condition:C1") -> DocumentVersion:
    file = SimpleUploadedFile("확인서.txt", content)
    return services.attach(plan, about, "", file, by=by).versions.get()


@pytest.mark.django_db(transaction=True)
def test_a_worker_scans_before_anybody_downloads(
    tmp_path: Path, plan: Roadmap, jin: User, scanner: str
) -> None:
    files = (b"sound", EICAR, b"no answer")
    sound, infected, unanswered = (attach(plan, jin, content) for content in files)
    for version in (sound, infected):
        with pytest.raises(Forbidden) as refused:
            services.open_version(version, by=jin)
        assert refused.value.problems[0].code == "document_shut_waiting"

    with broker(tmp_path) as bell:
        env = environment(bell.url, DATA_DIR=str(tmp_path), SCAN_COMMAND=scanner)
        with worker(env, tmp_path / "worker.log"):
            for job in Job.objects.filter(kind="document-scan"):
                Celery(broker=bell.url).send_task("jobs.tasks.run", args=(job.pk,))
            wait_for(lambda: not DocumentVersion.objects.filter(scan="waiting").exists(), 60)
            wait_for(lambda: Job.objects.filter(state="failed").count() == 1, 10)

    for version in (sound, infected, unanswered):
        version.refresh_from_db()
    assert [v.scan for v in (sound, infected, unanswered)] == ["clean", "infected", "failed"]
    assert infected.scan_said == "stream: Eicar-Signature FOUND"
    assert unanswered.scan_said.endswith("ended with 2: engine out of date")
    assert services.open_version(sound, by=jin).read() == b"sound"
    for version, code in ((infected, "infected"), (unanswered, "failed")):
        with pytest.raises(Forbidden) as shut:
            services.open_version(version, by=jin)
        assert shut.value.problems[0].code == f"document_shut_{code}"
    with pytest.raises(Invalid) as answered:
        services.scan_again(infected, by=jin)
    assert answered.value.problems[0].code == "document_scanned"
    services.scan_again(unanswered, by=jin)
    assert Job.objects.get(subject=unanswered.pk).state == "queued"


@pytest.mark.django_db
def test_without_a_scanner_it_is_said_plainly(plan: Roadmap, jin: User, settings: Any) -> None:
    version = attach(plan, jin, b"text")

    assert str(version.get_scan_display()) == "검사하지 않음(백신 미설정)"
    assert services.open_version(version, by=jin).read() == b"text"
    assert not Job.objects.exists()
    with pytest.raises(Invalid) as none:
        services.scan_again(version, by=jin)
    assert none.value.problems[0].code == "document_no_scanner"

    settings.SCAN_COMMAND = "false"
    with pytest.raises(Forbidden) as shut:
        services.open_version(version, by=jin)
    assert shut.value.problems[0].code == "document_shut_none"
    services.scan_again(version, by=jin)
    assert Job.objects.get().subject == version.pk


class _Clamd(socketserver.BaseRequestHandler):
    """Speaks the daemon's INSTREAM."""

    request: socket.socket

    def handle(self) -> None:
        wire = self.request.makefile("rb")
        assert wire.read(10) == b"zINSTREAM\0"
        file = b""
        while length := struct.unpack("!L", wire.read(4))[0]:
            file += wire.read(length)
        found = b"stream: Eicar-Signature FOUND\0" if EICAR in file else b"stream: OK\0"
        self.request.sendall(found)


@pytest.fixture
def clamd(tmp_path: Path) -> Iterator[str]:
    place = tmp_path / "clamd.ctl"
    with socketserver.UnixStreamServer(str(place), _Clamd) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield str(place)
        server.shutdown()


def test_clamd_is_asked_by_its_socket(clamd: str, settings: Any) -> None:
    settings.SCAN_CLAMD = clamd

    assert scanners.scan(b"a" * 200_000) == scanners.Verdict(False, "stream: OK")
    assert scanners.scan(EICAR) == scanners.Verdict(True, "stream: Eicar-Signature FOUND")


@pytest.mark.parametrize(
    ("command", "place"),
    [
        ("no-such-program", ""),
        ("sh -c 'exit 2'", ""),
        ("", "/no/such.sock"),
        ("", "nowhere"),
        ("", ""),
    ],
)
def test_no_answer_is_never_a_pass(command: str, place: str, settings: Any) -> None:
    settings.SCAN_COMMAND, settings.SCAN_CLAMD = command, place

    with pytest.raises(scanners.ScanFailed):
        scanners.scan(b"file")
