"""The one line by which a page shows the comments about what it is about."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.models import User
from engine.problems import Problem
from roadmaps.models import Roadmap
from talk.parts import comments_part
from talk.places import place_of
from talk.queries.inbox import unread_count
from talk.queries.threads import CommentLine, counts_of
from talk.words import WORDS

register = template.Library()


@register.inclusion_tag("talk/_comments.html", takes_context=True)
def comments(context: Mapping[str, Any], kind: str, key: str) -> dict[str, Any]:
    """The comments about a thing, and the form to add one.

    `{% comments "condition" condition.key %}`; the page's request has to be a plan's.
    """
    return comments_part(context["request"], kind, key)


@register.inclusion_tag("talk/_count.html", takes_context=True)
def comment_count(context: Mapping[str, Any], kind: str, key: str) -> dict[str, Any]:
    """How many open comments a thing has, as a link to them: for rows and cards."""
    request = context["request"]
    if not hasattr(request, "comment_counts"):
        request.comment_counts = counts_of(request.plan)
    about = f"{kind}:{key}"
    count = request.comment_counts[about]
    return {"place": _talk_of(request.plan, kind, key), "about": about, "count": count}


@register.simple_tag
def unread_notices(person: User) -> int:
    """How many notices somebody has not read."""
    return unread_count(person)


@register.simple_tag
def said(line: CommentLine) -> SafeString:
    """The text with its names and codes marked; everything in it is escaped."""
    roadmap = line.comment.plan
    return format_html_join("", "{}", ((_piece(roadmap, piece),) for piece in line.pieces))


@register.filter
def talk_sentence(problem: Problem) -> str:
    """Why it was refused."""
    return str(WORDS[problem.code]) % {"about": ", ".join(problem.about), **problem.values}


def _piece(roadmap: Roadmap, piece: Any) -> SafeString | str:
    if piece.person:
        return format_html('<b class="mention" title="{}">{}</b>', piece.person, piece.text)
    if piece.kind:
        place = place_of(roadmap, piece.kind, piece.key)
        return format_html('<a href="{}">{}</a>', place, piece.text)
    return str(piece.text)


def _talk_of(roadmap: Roadmap, kind: str, key: str) -> str:
    at = place_of(roadmap, "plan", "plan")
    return f"{at}?{urlencode({'about': f'{kind}:{key}'})}"
