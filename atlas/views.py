"""The pages of the atlas: the catalogue through a plan and one of its scenarios. All read only."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from atlas import pictures
from atlas.drawing import zone_map
from atlas.forms import IndustryForm, MapForm, MeasureForm, SourceForm
from atlas.queries import dashboard as glance
from atlas.queries.industries import industry_lines, industry_page
from atlas.queries.measures import measure_lines, measure_page
from atlas.queries.paths import path_lines
from atlas.queries.sources import instrument_lines, source_lines
from atlas.queries.spans import ProjectSpan, project_spans
from atlas.queries.zone_facts import fact_groups
from atlas.queries.zone_page import zone_page
from atlas.queries.zones import ZoneWish, years_of, zone_lines
from core.clock import today
from engine.plan import Plan
from engine.schedule import Schedule
from roadmaps.schedules import scenario_of, schedule_for
from sanctions.clocks import law_clock, measures_known
from sanctions.history import history_of as measure_history_of
from sanctions.history import is_recorded
from supply.queries.capacities import capacity_keys, capacity_uses
from supply.queries.pairs import pair_of
from zones.models import Industry, Zone


@dataclass(frozen=True, slots=True)
class Opened:
    """The plan a page is about, dated under the scenario its reader chose."""

    plan: Plan
    schedule: Schedule
    spans: dict[str, ProjectSpan]
    scenario: str


def zone_map_page(request: HttpRequest, plan_id: int) -> HttpResponse:
    opened = _open(request)
    years = years_of(opened.plan, opened.spans.values())
    form = MapForm(request.GET, opened.plan, years, get_language() or "ko")
    lines = zone_lines(form.wish, opened.spans)
    totals = {line.zone.pk: line.count for line in zone_lines(ZoneWish(), opened.spans)}
    shown = {"form": form, "lines": lines, "map": zone_map(lines, totals)}
    return _show(request, opened, "map", shown)


def zone(request: HttpRequest, plan_id: int, zone_id: str) -> HttpResponse:
    opened = _open(request)
    found = get_object_or_404(Zone.objects.select_related("region"), pk=zone_id)
    regions = dict(Zone.objects.values_list("pk", "region_id"))
    page = zone_page(found, regions, opened.plan, opened.spans)
    near = capacity_keys(opened.plan, found.pk, found.region_id)
    uses = capacity_uses(pair_of(request.plan, opened.scenario), near)  # type: ignore[attr-defined]
    shown = {
        "page": page,
        "groups": fact_groups(found),
        "power_chart": pictures.power(page.power),
        "uses": uses,
    }
    return _show(request, opened, "zone", shown)


def industries(request: HttpRequest, plan_id: int) -> HttpResponse:
    opened = _open(request)
    form = IndustryForm(request.GET)
    lines = industry_lines(form.wished, opened.plan)
    shown = {"form": form, "lines": lines, "total": Industry.objects.count()}
    return _show(request, opened, "industries", shown)


def industry(request: HttpRequest, plan_id: int, industry_id: str) -> HttpResponse:
    opened = _open(request)
    found = get_object_or_404(Industry, pk=industry_id)
    shown = {"page": industry_page(found, opened.plan, opened.spans)}
    return _show(request, opened, "industry", shown)


def measures(request: HttpRequest, plan_id: int) -> HttpResponse:
    opened, law = _open(request), law_clock(request.GET.get("known"))
    form, known = MeasureForm(request.GET), measures_known(law.known)
    lines = measure_lines(form.wished, known, today(), opened.plan, opened.spans)
    shown = {"form": form, "law": law, "lines": lines, "total": len(known)}
    return _show(request, opened, "measures", shown)


def measure(request: HttpRequest, plan_id: int, measure_id: str) -> HttpResponse:
    opened, law = _open(request), law_clock(request.GET.get("known"))
    known = measures_known(law.known)
    if measure_id not in known and not is_recorded(measure_id):
        raise Http404
    found = known.get(measure_id)
    shown: dict[str, Any] = {"law": law, "measure_id": measure_id}
    if found is None:
        return _show(request, opened, "measure_unknown", shown)
    page = measure_page(found, known, today(), opened.plan, opened.spans)
    return _show(request, opened, "measure", {**shown, "page": page})


def measure_history(request: HttpRequest, plan_id: int, measure_id: str) -> HttpResponse:
    """Every version of a measure: what differs, who, when and why."""
    opened = _open(request)
    if not is_recorded(measure_id):
        raise Http404
    shown = {"history": measure_history_of(measure_id), "measure_id": measure_id}
    return _show(request, opened, "measure_history", shown)


def sources(request: HttpRequest, plan_id: int) -> HttpResponse:
    form = SourceForm(request.GET)
    lines = source_lines(form.wish("q") or "")
    shown = {"form": form, "lines": lines, "instruments": instrument_lines()}
    return _show(request, _open(request), "sources", shown)


def paths(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The critical path and those nearly as long."""
    opened = _open(request)
    rule = opened.plan.header
    shown = {"lines": path_lines(opened.plan, opened.schedule), "rule": rule}
    return _show(request, opened, "paths", shown)


def dashboard(request: HttpRequest, plan_id: int) -> HttpResponse:
    opened = _open(request)
    found = glance.dashboard(opened.plan, opened.schedule)
    shown = {
        "glance": found,
        "costs": [pictures.costs(table) for table in found.costs],
        "progress": pictures.progress(found.stages),
    }
    return _show(request, opened, "dashboard", shown)


def _open(request: HttpRequest) -> Opened:
    roadmap = request.plan  # type: ignore[attr-defined]
    wanted = request.GET.get("scenario", "")
    plan, schedule = schedule_for(roadmap, wanted)
    return Opened(plan, schedule, project_spans(plan, schedule), scenario_of(plan, wanted))


def _show(request: HttpRequest, opened: Opened, page: str, shown: dict[str, Any]) -> HttpResponse:
    frame = {
        "plan": request.plan,  # type: ignore[attr-defined]
        "scenarios": opened.plan.scenarios.values(),
        "scenario": opened.plan.scenarios.get(opened.scenario),
        # Goes behind every address, so that a chosen scenario or clock is not lost on the way.
        "at": _carried(request),
    }
    return render(request, f"atlas/{page}.html", frame | shown)


def _carried(request: HttpRequest) -> str:
    kept = {name: request.GET[name] for name in ("scenario", "known") if request.GET.get(name)}
    return f"?{urlencode(kept)}" if kept else ""
