"""The part of a shared page on which guests comment: one for links and for passes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from core.errors import Invalid
from sharing.forms import RemarkForm
from sharing.models import GuestPass, ShareLink
from sharing.queries.remarks import projects_shown, subjects_of, threads_of
from talk.models import Comment

#: Which of the page's forms was sent.
SAYS = "says"


@dataclass(frozen=True, slots=True)
class Said:
    """What a guest typed, and the projects on the page they typed it on."""

    name: str
    about: str
    text: str
    answers: int | None
    seen: frozenset[str]


def remarks_part(
    given: ShareLink | GuestPass,
    shown: Mapping[str, Any],
    form: RemarkForm | None = None,
    problems: Any = (),
) -> dict[str, Any]:
    """What the part shows; nothing where comments were never open."""
    threads = threads_of(given, shown)
    return {
        "remarks": threads,
        "remark_form": form or _form(given, shown),
        "remark_problems": problems,
        "may_comment": given.may_comment,
        "asks_name": _asks_name(given),
    }


def try_remark(
    request: HttpRequest,
    given: ShareLink | GuestPass,
    shown: Mapping[str, Any],
    say: Callable[[Said], Comment],
) -> dict[str, Any] | None:
    """Say what was posted. None where it is said; else the part again, with all that was typed."""
    form = _form(given, shown, request.POST)
    problems: Any = ()
    if form.is_valid():
        told = {n: form.cleaned_data.get(n, "") for n in ("name", "about", "text", "answers")}
        try:
            say(Said(**told, seen=frozenset(projects_shown(shown))))
        except Invalid as refused:
            problems = refused.problems
        else:
            return None
    return remarks_part(given, shown, form, problems)


def _form(given: ShareLink | GuestPass, shown: Mapping[str, Any], posted: Any = None) -> RemarkForm:
    about = list(subjects_of(shown).items())
    return RemarkForm(posted, about=about, asks_name=_asks_name(given))


def _asks_name(given: ShareLink | GuestPass) -> bool:
    return isinstance(given, ShareLink)
