"""Files in an S3-compatible store: the settings, and the calls that a small server sees."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from documents import services
from planner.document_settings import document_storage
from roadmaps.models import Roadmap
from tests.documents.made_files import PDF


class _Store(BaseHTTPRequestHandler):
    """Keeps what is put, gives what it has, and remembers who asked."""

    kept: dict[str, bytes]
    signed: list[str]

    def do_PUT(self) -> None:
        self.signed.append(self.headers.get("Authorization", ""))
        self.kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200, b"")

    def do_HEAD(self) -> None:
        self._answer(*self._found(), with_body=False)

    def do_GET(self) -> None:
        self._answer(*self._found())

    def do_DELETE(self) -> None:
        self.kept.pop(self.path, None)
        self._answer(204, b"")

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def _found(self) -> tuple[int, bytes]:
        return (200, self.kept[self.path]) if self.path in self.kept else (404, b"")

    def _answer(self, status: int, body: bytes, with_body: bool = True) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Mon, 04 Jan 2027 00:00:00 GMT")
        self.end_headers()
        if with_body:
            self.wfile.write(body)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[type[_Store]]:
    handler = type("Store", (_Store,), {"kept": {}, "signed": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("DOCUMENTS_BUCKET", "papers")
        monkeypatch.setenv("DOCUMENTS_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setenv("DOCUMENTS_REGION", "kr-1")
        monkeypatch.setenv("DOCUMENTS_ACCESS_KEY", "key")
        monkeypatch.setenv("DOCUMENTS_SECRET_KEY", "secret")
        kept = document_storage(Path("unused"))
        settings.STORAGES = {**settings.STORAGES, "documents": kept}
        yield handler
        server.shutdown()


@pytest.mark.django_db
def test_a_document_lies_in_the_bucket(plan: Roadmap, jin: User, store: type[_Store]) -> None:
    file = SimpleUploadedFile("확인서.pdf", PDF)
    version = services.attach(plan, "condition:C1", "", file, by=jin).versions.get()

    assert store.kept == {f"/papers/{version.stored}": PDF}
    assert store.signed[0].startswith("AWS4-HMAC-SHA256 Credential=key/")
    assert services.open_version(version, by=jin).read() == PDF


def test_a_name_in_the_bucket_is_never_written_twice(store: type[_Store]) -> None:
    shelf = storages["documents"]

    first = shelf.save("1/a", ContentFile(b"first"))
    second = shelf.save("1/a", ContentFile(b"second"))
    shelf.delete(second)

    assert first != second
    assert store.kept == {"/papers/1/a": b"first"}
