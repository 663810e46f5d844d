"""A file on its way out: always to be saved, never to be shown, run or guessed at."""

from django.http import FileResponse

from accounts.models import User
from documents.models import DocumentVersion
from documents.services import open_version
from documents.sniffing import MIME

POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def hand_out(version: DocumentVersion, *, by: User) -> FileResponse:
    """The file, streamed. Raises Forbidden while it is shut."""
    response = FileResponse(
        open_version(version, by=by),
        as_attachment=True,
        filename=version.name,
        content_type=MIME[version.type],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Content-Length"] = str(version.size)
    return response
