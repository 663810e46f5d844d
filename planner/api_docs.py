"""What the REST interface says of itself: its resources, its interactive pages, its problem codes."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from planner.refusals import codes


@require_safe
def root(request: HttpRequest, resources: Iterable[str]) -> HttpResponse:
    """The address of every list."""
    found = {name: reverse(f"api-{name}-list") for name in resources}
    for name in ("schema", "docs", "problems"):
        found[name] = reverse(f"api-{name}")
    return JsonResponse({name: request.build_absolute_uri(at) for name, at in found.items()})


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The interface to read and to try, from our own files."""
    return render(request, "api/docs.html", {"schema": reverse("api-schema")})


@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """Every problem code with its sentence in both languages: where `type` in a refusal points."""
    return render(request, "api/problems.html", {"codes": codes(), "languages": settings.LANGUAGES})
