"""Pages of the terms: three registers side by side, and texts looked at for their readers."""

from django.http import HttpResponse
from django.shortcuts import render

from lint.queries.terms import plan_texts, terms_found
from lint.term_forms import TermWish, TextForm
from roadmaps.outlooks import PlanRequest, outlook_for
from terms.marking import in_register, marks_of, pieces_of
from terms.termbook import termbook

MOST_LINES = 200


def terms(request: PlanRequest, plan_id: int) -> HttpResponse:
    """Southern, Northern and English terms side by side."""
    form = TermWish(request.GET)
    shown = {
        "outlook": outlook_for(request),
        "form": form,
        "terms": terms_found(*form.wish),
        "total": len(termbook().terms),
        "audiences": termbook().audiences.values(),
    }
    return render(request, "lint/terms.html", shown)


def term_check(request: PlanRequest, plan_id: int) -> HttpResponse:
    """A text or a document, with what misleads or offends its readers; nothing is stored."""
    outlook = outlook_for(request)
    asked = request.method == "POST"
    typed = (request.POST, request.FILES) if asked else ()
    form = TextForm(*typed, initial={"audience": "north"})
    shown = {"outlook": outlook, "form": form}
    if asked and form.is_valid():
        text, audience = form.cleaned_data["text"], form.cleaned_data["audience"]
        marks = marks_of(text, audience)
        shown |= {
            "marks": marks,
            "pieces": pieces_of(text, marks),
            "turned": in_register(text, audience),
            "readers": termbook().audiences[audience],
        }
    return render(request, "lint/term_check.html", shown, status=422 if form.errors else 200)


def plan_terms(request: PlanRequest, plan_id: int) -> HttpResponse:
    """The names and notes of the plan, looked at for some readers."""
    outlook = outlook_for(request)
    known = termbook().audiences
    audience = request.GET.get("audience", "north")
    audience = audience if audience in known else "north"
    lines = plan_texts(request.plan, outlook.plan, audience, outlook.query)
    shown = {
        "outlook": outlook,
        "audience": audience,
        "audiences": known.values(),
        "lines": lines[:MOST_LINES],
        "count": len(lines),
    }
    return render(request, "lint/plan_terms.html", shown)
