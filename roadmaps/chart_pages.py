"""The roadmap: its page with chart or table, its columns, panel, trials, edits and pulse."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.errors import Refused
from engine.gain import Target
from engine.problems import BrokenPlan, Problem
from engine.schedule import Schedule, solve
from roadmaps import past, schedules, services
from roadmaps.chart_forms import DatesForm, EditForm, LinkForm, UnlinkForm
from roadmaps.chart_queries import activity_panel, choices_of, figures_of, project_panel, table_of
from roadmaps.chart_words import chart_words
from roadmaps.models import Link, Roadmap
from roadmaps.outlooks import Outlook, PlanRequest, asks_levelled, outlook_for
from roadmaps.roadmap_page import View, roadmap_columns, view_of
from roadmaps.trials import changes_of, try_out
from roadmaps.vocabulary import UNITS
from roadmaps.why_pages import GainForm, gain_words_of

FORMS: dict[str, type[EditForm]] = {
    "dates": DatesForm,
    "add-link": LinkForm,
    "remove-link": UnlinkForm,
}


def roadmap(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The roadmap as a chart, or with ?view=table as a table with the same edits."""
    asked = _asked(request)
    outlook, language = _outlook(asked), _language()
    view = view_of(request.GET)
    words = _page_words(asked, outlook, view, language)
    if request.GET.get("view") == "table":
        words["table"] = table_of(outlook, view, language, request.GET.get("page"))
        return render(request, "roadmaps/roadmap_table.html", words)
    words["texts"] = chart_words()
    return render(request, "roadmaps/roadmap.html", words)


def columns(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The chart's columns; unchanged while revision, view, language and day are the same."""
    asked = _asked(request)
    outlook, view, today = _outlook(asked), view_of(request.GET), clock.today()
    tag = _tag(asked.plan, outlook, view, today)
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    other, baseline = _compared(asked.plan, outlook, view)
    found = roadmap_columns(
        outlook.plan,
        outlook.schedule,
        outlook.scenario,
        view,
        language=_language(),
        today=today,
        other=other,
        edits=outlook.edits,
    )
    found |= {"revision": asked.plan.revision, "baseline": baseline}
    response = HttpResponse(_json(found), content_type="application/json", headers={"ETag": tag})
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


def panel(request: HttpRequest, plan_id: int, key: str) -> HttpResponse:
    """What is chosen, and why it stands where it stands: an activity or a project."""
    asked = _asked(request)
    outlook = _outlook(asked)
    return render(request, *_panel(asked, outlook, key))


def trial(request: HttpRequest, plan_id: int, key: str) -> HttpResponse:
    """What a small change would do to an activity. Nothing is written."""
    asked = _asked(request)
    outlook = _outlook(asked)
    changes = changes_of(outlook.plan, request.GET.get("change", ""))
    if key not in outlook.plan.activities or not changes:
        raise Http404
    outcome = try_out(asked.plan, outlook.scenario, key, changes, levelled=outlook.levelled)
    return render(request, "roadmaps/_trial.html", {"outcome": outcome})


def edit(request: HttpRequest, plan_id: int, what: str) -> HttpResponse:
    """An edit by a plain form: back to where it came from, with what was typed if it is refused."""
    asked = _asked(request)
    if what not in FORMS:
        raise Http404
    form = FORMS[what](request.POST)
    if not form.is_valid():
        return _typed(asked, 422, faults=form.errors.as_text())
    changes = form.changes(schedules.plan_of(asked.plan))
    try:
        if changes:
            on = form.cleaned_data["on_revision"]
            services.edit_plan(asked.plan, changes, by=asked.user, on_revision=on)
    except Refused as refused:
        return _typed(asked, refused.status, refused.problems)
    except BrokenPlan as broken:
        return _typed(asked, 422, broken.problems)
    messages.success(request, _("Saved.") if changes else _("Nothing was changed."))
    return redirect(_back(asked))


def take_back(request: HttpRequest, plan_id: int, verb: str) -> HttpResponse:
    """Undo or redo one's own latest edit by a plain form."""
    asked = _asked(request)
    found = {"undo": services.undo_last, "redo": services.redo_last}.get(verb)
    if found is None:
        raise Http404
    found(asked.plan, by=asked.user)
    messages.success(request, _("Taken back.") if verb == "undo" else _("Done again."))
    return redirect(_back(asked))


def pulse(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Whether somebody saved a revision since the one the reader has; 204 if nobody did."""
    plan, since = _asked(request).plan, request.GET.get("since", "")
    if not since.isdigit() or plan.revision <= int(since):
        return HttpResponse(status=204)
    last = plan.revisions.select_related("by").order_by("-number").first()
    values = {
        "who": str(last.by) if last and last.by else _("The system"),
        "revision": plan.revision,
    }
    sentence = _("%(who)s saved revision %(revision)s.") % values
    return JsonResponse({"revision": plan.revision, "sentence": sentence})


def _page_words(
    request: PlanRequest, outlook: Outlook, view: View, language: str
) -> dict[str, object]:
    chosen = request.GET.get("select", "")
    words: dict[str, object] = {
        "outlook": outlook,
        "view": view,
        "zoom": request.GET.get("zoom") or "fit",
        "figures": figures_of(outlook, language),
        "choices": choices_of(outlook.plan, language),
        "revision": request.plan.revision,
    }
    if chosen in outlook.plan.activities or chosen in outlook.plan.projects:
        words["panel_template"], panel_words = _panel(request, outlook, chosen)
        words |= panel_words
    return words


def _panel(request: PlanRequest, outlook: Outlook, key: str) -> tuple[str, dict[str, object]]:
    words: dict[str, object] = {"outlook": outlook, "revision": request.plan.revision}
    if key in outlook.plan.activities:
        words |= {"panel": activity_panel(outlook, key, _language())}
        words |= {"types": Link.Type.choices, "units": UNITS}
        words |= gain_words_of(request, outlook, Target("activity", key, "start"), GainForm())
        return "roadmaps/_panel_activity.html", words
    if key in outlook.plan.projects:
        return "roadmaps/_panel_project.html", words | {
            "panel": project_panel(outlook, key, _language())
        }
    raise Http404


def _compared(plan: Roadmap, outlook: Outlook, view: View) -> tuple[Schedule | None, bool]:
    """Dates to set beside today's: of another scenario ("B"), or of an earlier revision ("r12").

    Beside dates that count supply ("links"): those that follow from links and conditions alone.
    """
    wanted, levelled = view.compare, outlook.levelled
    if wanted in outlook.plan.scenarios and wanted != outlook.scenario:
        return schedules.schedule_for(plan, wanted, levelled=levelled)[1], False
    if wanted == "links" and levelled:
        return schedules.schedule_for(plan, outlook.scenario)[1], False
    number = wanted.removeprefix("r")
    if wanted != number and number.isdigit() and int(number) < plan.revision:
        then = past.whole_plan_at(plan, int(number))
        scenario = schedules.scenario_of(then, outlook.scenario)
        return solve(schedules.compile_plan(then), scenario or None, levelled), True
    return None, False


def _typed(
    request: PlanRequest, status: int, problems: Iterable[Problem] = (), faults: str = ""
) -> HttpResponse:
    """The table again, with what is wrong above and the typed values still in their fields."""
    outlook, language = _outlook(request), _language()
    view = view_of({**request.GET.dict(), "level": "activity"})
    words = _page_words(request, outlook, view, language)
    words |= {
        "table": table_of(outlook, view, language, request.GET.get("page")),
        "problems": problems,
        "faults": faults,
        "typed": request.POST,
        "typed_key": request.POST.get("key", ""),
    }
    return render(request, "roadmaps/roadmap_table.html", words, status=status)


def _back(request: PlanRequest) -> str:
    query = request.GET.urlencode()
    address = reverse("roadmaps:roadmap", args=[request.plan.pk])
    return f"{address}?{query}" if query else address


def _tag(plan: Roadmap, outlook: Outlook, view: View, today: date) -> str:
    seen = outlook.scenario, outlook.levelled, sorted(outlook.edits)
    parts = (plan.pk, plan.revision, *seen, view, _language(), today)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:24]}"'


def _outlook(request: PlanRequest) -> Outlook:
    return outlook_for(request, levelled=asks_levelled(request))


def _json(found: dict[str, object]) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _language() -> str:
    return (get_language() or "ko")[:2]


def _asked(request: HttpRequest) -> PlanRequest:
    return cast(PlanRequest, request)
