"""What the REST interface says of itself: its resources, its contract, its problem codes."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer

from core.errors import Refused
from engine.problems import Problem
from planner.refusals import codes

RENDERERS: Mapping[str, Any] = {"yaml": OpenApiYamlRenderer, "json": OpenApiJsonRenderer}


@require_safe
def root(request: HttpRequest, resources: Iterable[str]) -> HttpResponse:
    """The address of every list."""
    found = {name: reverse(f"api-{name}-list") for name in resources}
    for name in ("schema", "docs", "problems"):
        found[name] = reverse(f"api-{name}")
    return JsonResponse({name: request.build_absolute_uri(at) for name, at in found.items()})


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, as YAML or with ?format=json as JSON."""
    wanted = request.GET.get("format", "yaml")
    if wanted not in RENDERERS:
        values = {"field": "format", "found": wanted, "choices": ", ".join(RENDERERS)}
        raise Refused(Problem("not_one_of", ("format",), values))
    content_type, text = _document(wanted)
    return HttpResponse(text, content_type=content_type)


@cache
def _document(wanted: str) -> tuple[str, bytes]:
    """Made once: it changes only with the program."""
    renderer = RENDERERS[wanted]()
    with override("en"):
        found = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return renderer.media_type, renderer.render(found, renderer_context={})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The interface to read and to try, from our own files."""
    return render(request, "api/docs.html", {"schema": reverse("api-schema")})


@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """Every problem code with its sentence in both languages: where `type` in a refusal points."""
    return render(request, "api/problems.html", {"codes": codes(), "languages": settings.LANGUAGES})
