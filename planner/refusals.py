"""The one place that turns a refusal into HTTP: problem+json for programs, a fragment for pages."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

from core.errors import Invalid, Refused
from engine.problems import BrokenPlan, Problem
from roadmaps import vocabulary

PROBLEM_JSON = "application/problem+json"
LANGUAGES = ("ko", "en")
SORTS = frozenset({"sort", "source_sort", "target_sort"})
PLACE = re.compile(r"%\((\w+)\)s")


def refusal(error: Exception) -> Refused | None:
    """The refusal an exception stands for; None if it is a mistake of ours."""
    match error:
        case Refused():
            return error
        case BrokenPlan():
            return Invalid(*error.problems)
        case ValidationError():
            return Invalid(*_of_validation(error))
    return None


def sentence(problem: Problem) -> str:
    """The problem in the language of the request."""
    words = _words().get(problem.code)
    if words is None:
        return str(problem.values.get("text", problem.code))
    values = {"about": ", ".join(problem.about), **problem.values}
    if "kind" in values:
        values["kind"] = vocabulary.kind_name(str(values["kind"]))
    for name in SORTS & values.keys():
        values[name] = vocabulary.sort_name(str(values[name]))
    if "field" in values:
        values["field"] = vocabulary.field_name("", str(values["field"]).rpartition(".")[2])
    return str(words) % values


def codes() -> dict[str, dict[str, str]]:
    """Every problem code, with its sentence in each language; `{…}` stands for what differs."""
    found: dict[str, dict[str, str]] = {code: {} for code in sorted(_words())}
    for language in LANGUAGES:
        with override(language):
            for code, sentences in found.items():
                sentences[language] = PLACE.sub(r"{\1}", str(_words()[code])).replace("%%", "%")
    return found


def as_json(problem: Problem) -> dict[str, Any]:
    """A problem for programs and scripts: code, place, and words in both languages."""
    found: dict[str, Any] = {"code": problem.code, "about": list(problem.about)}
    found["message"] = sentence(problem)
    for language in LANGUAGES:
        with override(language):
            found[f"message_{language}"] = sentence(problem)
    return found


def problem_document(refused: Refused, instance: str) -> dict[str, Any]:
    """The refusal as an RFC 9457 problem document."""
    return {
        "type": f"/api/v1/problems/#{refused.problems[0].code if refused.problems else 'refused'}",
        "title": _title(refused.status),
        "status": refused.status,
        "detail": " ".join(sentence(problem) for problem in refused.problems),
        "instance": instance,
        "problems": [as_json(problem) for problem in refused.problems],
        **refused.extra,
    }


def api_exception_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's own refusals (not signed in, no such thing, ill-formed) get the same shape as ours."""
    request = context["request"]
    refused = refusal(error)
    headers: dict[str, str] = {}
    if refused is None:
        response = exception_handler(error, dict(context))
        if response is None:
            return None
        refused = Refused(*_of_response(error, response))
        refused.status = response.status_code
        names = ("WWW-Authenticate", "Allow", "Retry-After")
        headers = {name: response[name] for name in names if response.has_header(name)}
    document = problem_document(refused, request.path)
    return Response(document, refused.status, content_type=PROBLEM_JSON, headers=headers)


class RefusalMiddleware:
    """Refusals raised in pages; under /api/ every error that no view put into words as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_api(request) and response.status_code >= 400 and not _is_json(response):
            # An unknown address, a door that is shut, a mistake of ours: Django answered in HTML.
            return _problem_response(request, _of_status(response.status_code))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refused = refusal(error)
        return None if refused is None else respond(request, refused)


def respond(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal as whoever asked reads it: a document for programs, a page for people."""
    wants_json = request.accepts(PROBLEM_JSON) and (
        "text/html" not in request.headers.get("Accept", "")
    )
    if _is_api(request) or wants_json:
        return _problem_response(request, refused)
    return refused_page(request, refused)


def refused_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal as a fragment for htmx, or as a page with a way back."""
    is_fragment = bool(request.headers.get("HX-Request"))
    template = "parts/_problems.html" if is_fragment else "parts/refused.html"
    found = [{"code": p.code, "sentence": sentence(p)} for p in refused.problems]
    words = {"problems": found, "title": _title(refused.status), "extra": refused.extra}
    return render(request, template, words, status=refused.status)


@cache
def _words() -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for app in settings.OUR_APPS:
        try:
            words = import_module(f"{app}.words").WORDS
        except ModuleNotFoundError as error:
            if error.name != f"{app}.words":
                raise
            continue
        twice = found.keys() & words.keys()
        if twice:
            raise ValueError(f"the words of two apps have a sentence for: {sorted(twice)}")
        found.update(words)
    return found


def _title(status: int) -> str:
    return {
        400: _("The request can't be read."),
        401: _("Sign in first."),
        403: _("You may not do this."),
        404: _("There is nothing here."),
        405: _("This address does not take that method."),
        409: _("Somebody else changed this first."),
        412: _("This record has changed since you read it."),
        422: _("This can't be saved as it stands."),
        428: _("Say which version you read (If-Match)."),
        415: _("Send JSON (Content-Type: application/json)."),
        429: _("Too many requests."),
        500: _("The server made a mistake."),
    }.get(status, _("Refused."))


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _is_json(response: HttpResponse) -> bool:
    return "json" in response.headers.get("Content-Type", "")


def _problem_response(request: HttpRequest, refused: Refused) -> HttpResponse:
    document = problem_document(refused, request.path)
    return JsonResponse(
        document,
        status=refused.status,
        content_type=PROBLEM_JSON,
        json_dumps_params={"ensure_ascii": False},
    )


def _of_status(status: int) -> Refused:
    codes = {403: "permission_denied", 404: "not_found", 405: "method_not_allowed"}
    unnamed = "server_error" if status >= 500 else "bad_request"
    refused = Refused(Problem(codes.get(status, unnamed)))
    refused.status = status
    return refused


def _of_validation(error: ValidationError) -> Iterable[Problem]:
    by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    for name, found in by_field.items():
        for each in found:
            place = () if name in {"", "__all__"} else (name,)
            words = {"field": name, "text": " ".join(each.messages)}
            yield Problem(each.code or "invalid_value", place, words)


def _of_response(error: Exception, response: Response) -> Iterable[Problem]:
    if isinstance(error, APIException):
        yield from _of_details(error.get_full_details(), "")
    else:
        yield Problem("not_found" if response.status_code == 404 else "permission_denied")


def _of_details(details: Any, place: str) -> Iterable[Problem]:
    if isinstance(details, list):
        for each in details:
            yield from _of_details(each, place)
    elif isinstance(details, dict) and set(details) == {"message", "code"}:
        words = {"field": place, "text": str(details["message"])}
        yield Problem(str(details["code"]), (place,) if place else (), words)
    elif isinstance(details, dict):
        for name, each in details.items():
            yield from _of_details(each, f"{place}.{name}" if place else str(name))
