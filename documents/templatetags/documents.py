"""The one line by which a page shows the documents of what it is about."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.defaultfilters import filesizeformat

from documents.forms import AttachForm
from documents.models import Scan
from documents.queries.reading import counts_of, documents_about, lines_of
from documents.subjects import may_attach
from documents.words import WORDS
from engine.problems import Problem
from roadmaps.reach import reach_of
from roadmaps.schedules import plan_of

register = template.Library()


@register.inclusion_tag("documents/_documents.html", takes_context=True)
def documents(context: Mapping[str, Any], kind: str, key: str) -> dict[str, Any]:
    """The documents about a thing, and the form to attach one for those who may.

    `{% documents "condition" condition.key %}`; the page's request has to be a plan's.
    """
    request, about = context["request"], f"{kind}:{key}"
    found = documents_about(request.plan, [about])
    return {
        "request": request,
        "plan": request.plan,
        "csrf_token": context.get("csrf_token"),
        "lines": lines_of(request.plan, plan_of(request.plan), found),
        "about": about,
        "form": AttachForm(initial={"about": about}, auto_id=f"{kind}-{key}-%s", label_suffix=""),
        "may_attach": may_attach(reach_of(request.plan, request.user), kind, key),
    }


@register.inclusion_tag("documents/_count.html", takes_context=True)
def document_count(context: Mapping[str, Any], kind: str, key: str) -> dict[str, Any]:
    """How many documents a thing has, as a link to them: for rows of tables."""
    request = context["request"]
    if not hasattr(request, "document_counts"):
        request.document_counts = counts_of(request.plan)
    about = f"{kind}:{key}"
    return {"plan": request.plan, "about": about, "count": request.document_counts[about]}


@register.filter
def document_sentence(problem: Problem) -> str:
    """Why the file was refused."""
    return str(WORDS[problem.code]) % {"about": ", ".join(problem.about), **problem.values}


@register.filter
def scan_class(scan: str) -> str:
    """How a scan's state is drawn: its word says it, the colour only helps."""
    return "illustrative" if scan in (Scan.INFECTED, Scan.FAILED) else ""


@register.filter
def size_words(size: int) -> str:
    return str(filesizeformat(size))
