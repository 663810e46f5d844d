"""The log of what happened: of one plan for its owner, of everything for the administrator."""

import csv
import json
from collections.abc import Iterator
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Case
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.requests import SignedInRequest
from audit.models import Event
from audit.queries import Asked, deeds_of, events_asked
from audit.services import record_reading
from core import sight
from core.sight import Eyes
from planner.audit_forms import LogFilter
from planner.audit_sight import as_read, searched_name
from planner.audit_words import deed_line
from planner.recording import acting_in
from roadmaps.outlooks import PlanRequest

PER_PAGE = 100
COLUMNS = (
    "id", "at", "who_id", "who", "role", "verb", "subject", "row", "plan", "key", "called",
    "old", "new", "reason", "request", "address", "txn",
)  # fmt: skip
#: A cell that begins with one of these would be run by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@never_cache
def plan_log(request: PlanRequest, plan_id: int) -> HttpResponse:
    """What happened to one plan."""
    return render(request, "planner/plan_audit.html", _log(request, plan_id))


@never_cache
def plan_log_file(request: PlanRequest, plan_id: int) -> StreamingHttpResponse:
    """What happened to one plan, as a file; who took it is part of the log."""
    return _file(request, plan_id, f"audit-plan-{plan_id}.csv")


@never_cache
def site_log(request: SignedInRequest) -> HttpResponse:
    """What happened anywhere: plans, people, catalogue, sign-ins."""
    return render(request, "planner/audit.html", _log(request, None))


@never_cache
def site_log_file(request: SignedInRequest) -> StreamingHttpResponse:
    """All that happened, as a file."""
    return _file(request, None, "audit.csv")


def as_row(event: Event) -> dict[str, Any]:
    """One event as plain values, for the file and for REST."""
    return {name: getattr(event, name) for name in COLUMNS}


def _log(request: HttpRequest, plan: int | None) -> dict[str, Any]:
    form = LogFilter(request.GET or None, plan=plan)
    found = events_asked(form.asked, searched_name(_reader(request)))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    _record(request, plan)
    events = [as_read(event, sight.eyes()) for event in page]
    deeds = [deed_line(deed) for deed in deeds_of(events)]
    return {"form": form, "page": page, "deeds": deeds}


def _file(request: HttpRequest, plan: int | None, name: str) -> StreamingHttpResponse:
    asked = LogFilter(request.GET or None, plan=plan).asked
    _record(request, plan)
    response = StreamingHttpResponse(
        _lines(asked, searched_name(_reader(request)), sight.eyes()),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _record(request: HttpRequest, plan: int | None) -> None:
    user, act = _reader(request), acting_in(request)
    record_reading("audit_event", request.path, by=user, plan=plan, on=act)


def _reader(request: HttpRequest) -> User:
    """The guard lets nobody else this far."""
    return cast("User", request.user)


def _lines(asked: Asked, name: Case, eyes: Eyes) -> Iterator[str]:
    """The file is written after the guard has gone: it is read with the eyes of who asked."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for event in events_asked(asked, name).iterator(chunk_size=2_000):
        yield writer.writerow(_cell(value) for value in as_row(as_read(event, eyes)).values())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


class _Line:
    """Where the CSV writer writes: it gives back the line instead of keeping it."""

    def write(self, line: str) -> str:
        return line
