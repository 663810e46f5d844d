"""What whoever has a link's address sees. No sign-in, no session, and no other door.

A link that has expired, was revoked or was never made gives one and the same page.
"""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from core import clock
from reports.writing import long_day
from sharing.forms import PasswordForm
from sharing.models import Outcome, ShareLink
from sharing.remarking import SAYS, Said, remarks_part, try_remark
from sharing.services import links as services
from sharing.services.remarks import comment_by_link
from sharing.showing import LANGUAGES, shown_by_link
from talk.models import Comment

#: So long a browser that told the password need not tell it again.
REMEMBERED = 12 * 3600
SALT = "sharing.public_pages"
HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


# A browser that sends no referrer sends no origin either, so Django's check would refuse the form;
# and all it does is to let in who knows the password, or to say what whoever has the address may.
@csrf_exempt
@sensitive_post_parameters("password")
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, secret: str) -> HttpResponse:
    """The page of a link; a POST tells its password."""
    language = _language(request)
    with translation.override(language):
        response = _answer(request, services.link_of(secret), language)
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _answer(request: HttpRequest, link: ShareLink | None, language: str) -> HttpResponse:
    if link is None:
        return _closed(request)
    if not link.opens_at(clock.now()):
        _note(request, link, Outcome.CLOSED, language)
        return _closed(request)
    if link.password and not _knows_password(request, link):
        return _ask_password(request, link, language)
    return _show(request, link, language)


def _show(request: HttpRequest, link: ShareLink, language: str) -> HttpResponse:
    shown, status = shown_by_link(link, language), 200
    if SAYS in request.POST:
        part = _say(request, link, shown, language)
        if part is None:
            return redirect(f"{request.get_full_path()}#remarks")
        status = 422
    else:
        part = remarks_part(link, shown)
    _note(request, link, Outcome.SEEN, language, shown["revision"])
    words = {"shown": shown, "link": link, "language": language, "other": _other(language)}
    words["until"] = long_day(link.last_day, language)
    return render(request, "sharing/shared.html", {**words, **part}, status=status)


def _say(
    request: HttpRequest, link: ShareLink, shown: dict[str, Any], language: str
) -> dict[str, Any] | None:
    """Comment as somebody who has the link."""

    def say(said: Said) -> Comment:
        return comment_by_link(
            link, said.name, said.about, said.text, seen=said.seen, answers=said.answers,
            address=request.META.get("REMOTE_ADDR", ""), language=language,
        )  # fmt: skip

    return try_remark(request, link, shown, say)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "sharing/closed.html", {"language": _language(request)}, status=404)


def _ask_password(request: HttpRequest, link: ShareLink, language: str) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    outcome, status = Outcome.ASKED, 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["password"]
        outcome = services.try_password(link, given, request.META.get("REMOTE_ADDR", ""))
        if outcome == Outcome.SEEN:
            response = _show(request, link, language)
            _remember(request, response, link)
            return response
        status = 429 if outcome == Outcome.SLOWED else 422
    _note(request, link, outcome, language)
    words = {"form": PasswordForm(), "outcome": outcome.value, "language": language}
    words["other"] = _other(language)
    return render(request, "sharing/password.html", words, status=status)


def _remember(request: HttpRequest, response: HttpResponse, link: ShareLink) -> None:
    """Only this page gets the cookie, and it holds for this link's password only."""
    response.set_cookie(
        _cookie(link),
        signing.dumps([link.pk, link.password], salt=SALT),
        max_age=REMEMBERED,
        path=request.path,
        secure=settings.HTTPS_ONLY,
        httponly=True,
        samesite="Lax",
    )


def _knows_password(request: HttpRequest, link: ShareLink) -> bool:
    try:
        told = signing.loads(request.COOKIES.get(_cookie(link), ""), salt=SALT, max_age=REMEMBERED)
    except signing.BadSignature:
        return False
    return bool(told == [link.pk, link.password])


def _cookie(link: ShareLink) -> str:
    return f"share_{link.pk}"


def _note(
    request: HttpRequest,
    link: ShareLink,
    outcome: Outcome,
    language: str,
    revision: int | None = None,
) -> None:
    services.note_visit(
        link,
        outcome,
        address=request.META.get("REMOTE_ADDR", ""),
        language=language,
        revision=revision,
    )


def _language(request: HttpRequest) -> str:
    """The one in the address, or the browser's."""
    asked = request.GET.get("language", "")
    return asked if asked in LANGUAGES else (translation.get_language() or "ko")[:2]


def _other(language: str) -> str:
    return "en" if language == "ko" else "ko"
