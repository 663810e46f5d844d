"""How a guest sees it: the owner looks at the page of a link or a pass. It counts as no visit."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core import sight
from core.errors import Forbidden
from core.sight import Sight
from engine.problems import Problem
from reports.writing import long_day
from roadmaps.outlooks import PlanRequest
from sharing.models import GuestPass
from sharing.remarking import remarks_part
from sharing.showing import shown_by_link, shown_to_guest


@never_cache
@require_GET
def preview(request: PlanRequest, plan_id: int, link_id: int) -> HttpResponse:
    """The page of a link, also of one that has ended."""
    link = get_object_or_404(request.plan.share_links.select_related("plan"), pk=link_id)
    _refuse_more(Sight(amounts=not link.hide_amounts, parties=not link.hide_parties))
    language = _language()
    shown = shown_by_link(link, language)
    words = {"shown": shown, "link": link, "until": long_day(link.last_day, language)}
    return _page(request, "sharing/shared.html", {**words, **remarks_part(link, shown)})


@never_cache
@require_GET
def guest(request: PlanRequest, plan_id: int, pass_id: int) -> HttpResponse:
    """The page of a guest."""
    passes = GuestPass.objects.select_related("membership__plan", "membership__user")
    given = get_object_or_404(passes, pk=pass_id, membership__plan=request.plan)
    _refuse_more(given.membership.sight)
    shown = shown_to_guest(given, request.GET.get("scenario", ""), _language())
    words = {"shown": shown, "guest": given.membership.user, **remarks_part(given, shown)}
    return _page(request, "sharing/guest.html", words)


def _refuse_more(shown: Sight) -> None:
    """Nobody previews what they do not see themselves."""
    if not sight.here().covers(shown):
        raise Forbidden(Problem("preview_shows_more"))


def _page(request: PlanRequest, template: str, words: dict[str, Any]) -> HttpResponse:
    shown = {**words, "language": _language(), "is_preview": True, "plan_id": request.plan.pk}
    return render(request, template, shown)


def _language() -> str:
    return (translation.get_language() or "ko")[:2]
