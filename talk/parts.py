"""What the part of a page that shows comments needs, whoever draws it."""

from typing import Any

from django.middleware.csrf import get_token

from engine.problems import Problem
from roadmaps.outlooks import PlanRequest
from roadmaps.schedules import plan_of
from talk.models import Watch
from talk.places import place_of
from talk.queries.threads import lines_of, threads_in


def comments_part(
    request: PlanRequest,
    kind: str,
    key: str,
    *,
    problems: tuple[Problem, ...] = (),
    typed: dict[str, str] | None = None,
    said: str = "",
) -> dict[str, Any]:
    """The threads about a thing, and whether this reader watches it."""
    about, roadmap = f"{kind}:{key}", request.plan
    watch = Watch.objects.filter(user=request.user, plan=roadmap, kind=kind, key=key).first()
    found = threads_in(roadmap, about=about)
    place = place_of(roadmap, kind, key)
    is_part = request.htmx or request.method != "GET"
    lines = lines_of(roadmap, plan_of(roadmap), found, request.user)
    return {
        "request": request,
        "user": request.user,
        "plan": roadmap,
        "csrf_token": get_token(request),
        "about": about,
        "open": [line for line in lines if line.comment.resolved_at is None],
        "resolved": [line for line in lines if line.comment.resolved_at is not None],
        "is_watching": bool(watch and watch.is_on),
        "back": place if is_part else request.get_full_path(),
        "problems": problems,
        "typed": typed or {},
        "said": said,
    }
