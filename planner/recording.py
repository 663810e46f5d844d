"""Each request has a name, and the database is told who writes in it."""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from audit.acting import Acting, tell_no_more, tell_who
from core.access import READ

#: What a proxy in front may call a request; anything else is named anew.
NAME = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestNameMiddleware:
    """`request.name`, and the header X-Request-ID of the answer: what the log calls a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        name = given if NAME.fullmatch(given) else uuid.uuid4().hex
        request.name = name  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = name
        return response


class RecordingMiddleware:
    """Tells the database who is behind a request that may write. After the guard: it knows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            if getattr(request, "is_told", False):
                tell_no_more()

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.method not in READ:
            tell_who(acting_in(request))
            request.is_told = True  # type: ignore[attr-defined]


def acting_in(request: HttpRequest) -> Acting:
    """Who is behind a request, as the guard found them."""
    user = getattr(request, "visitor", None)
    return Acting(
        who=user.get_full_name() if user else "",
        who_id=user.pk if user else None,
        role=getattr(request, "role", "") or "",
        request=getattr(request, "name", ""),
        address=request.META.get("REMOTE_ADDR", ""),
    )
