"""Plans over REST: their schedule, their edits and undo, a what-if, and their history."""

from collections.abc import Callable
from functools import partial

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from engine.codec import decode_changes, encode_value
from engine.plan import HEADER
from roadmaps import schedules, services
from roadmaps.api_schema import describe_plans, describe_revisions
from roadmaps.filters import PlanFilters, RevisionFilters
from roadmaps.models import Membership, Revision, Roadmap
from roadmaps.parts import require_part_editor
from roadmaps.removals import changes_restoring
from roadmaps.requests import (
    actor,
    body_of,
    etag_of,
    header_in,
    one_change,
    plan_in,
    reason_in,
    refuse_unknown,
    require_match,
    whole_number,
)
from roadmaps.serializers import (
    changes_json,
    dates_of,
    paths_json,
    plan_json,
    revision_json,
    revisions_in,
    scenario_in,
    schedule_json,
    shifts_json,
)
from roadmaps.why_api import gain_json, target_in, why_json_of


@describe_plans
class PlanViewSet(GenericViewSet[Roadmap]):
    """The roadmaps the caller is a member of."""

    queryset = Roadmap.objects.none()
    filterset_class = PlanFilters
    lookup_url_kwarg = "plan_id"
    lookup_value_converter = "int"
    ordering = ("name_ko", "pk")
    ordering_fields = ("id", "name_ko", "name_en", "start", "revision", "created_at")
    search_fields = ("name_ko", "name_en")

    def get_queryset(self) -> "QuerySet[Roadmap]":
        return Roadmap.objects.visible_to(actor(self.request))

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        held = Membership.objects.filter(user=actor(request), plan__in=page)
        roles = dict(held.values_list("plan_id", "role"))
        return self.get_paginated_response(
            [plan_json(each, roles.get(each.pk, "")) for each in page]
        )

    def retrieve(self, request: Request, plan_id: int) -> Response:
        refuse_unknown(request)
        return self._answer(plan_in(request))

    def create(self, request: Request) -> Response:
        """A new, empty plan; the caller owns it."""
        made = services.create_plan(header_in(body_of(request)), (), by=actor(request))
        place = reverse("api-plans-detail", args=[made.pk])
        return self._answer(made, 201, Location=request.build_absolute_uri(place))

    def partial_update(self, request: Request, plan_id: int) -> Response:
        body = body_of(request)
        reason = reason_in(body.pop("reason", ""))
        roadmap = plan_in(request)
        seen = roadmap.revision
        require_match(request, seen, "plan")
        change = one_change("change", HEADER, "plan", body)
        services.edit_record(roadmap, change, by=actor(request), seen=seen, reason=reason)
        roadmap.refresh_from_db()
        return self._answer(roadmap)

    @action(detail=True)
    def schedule(self, request: Request, plan_id: int) -> Response:
        """Every date of the plan under one scenario, as columns."""
        refuse_unknown(request, "scenario", "level")
        roadmap = plan_in(request)
        return Response(schedule_json(roadmap, dates_of(roadmap, request.query_params)))

    @action(detail=True, methods=["post"])
    def edits(self, request: Request, plan_id: int) -> Response:
        """Apply changes, all of them or none; the plan gets its next revision."""
        body = body_of(request, "on_revision", "reason", "changes")
        number, reason = whole_number(body, "on_revision"), reason_in(body.get("reason", ""))
        changes = decode_changes(body.get("changes"))
        edit = partial(services.edit_plan, changes=changes, on_revision=number, reason=reason)
        return _made(request, plan_in(request), edit)

    @action(detail=True, methods=["post"])
    def undo(self, request: Request, plan_id: int) -> Response:
        """Take back the caller's latest edit that still stands."""
        return _made(request, plan_in(request), services.undo_last)

    @action(detail=True, methods=["post"])
    def redo(self, request: Request, plan_id: int) -> Response:
        """Put back what the caller took back last."""
        return _made(request, plan_in(request), services.redo_last)

    @action(detail=True, methods=["post"])
    def restore(self, request: Request, plan_id: int) -> Response:
        """Bring a removed record back as it was last, with what went because of it."""
        body = body_of(request, "kind", "key")
        roadmap = plan_in(request)
        require_part_editor(roadmap, actor(request))
        changes = changes_restoring(roadmap, str(body.get("kind")), str(body.get("key")))
        edit = partial(
            services.edit_plan, changes=changes, on_revision=roadmap.revision, restores=True
        )
        return _made(request, roadmap, edit)

    @action(detail=True, methods=["post"], url_path="what-if")
    def what_if(self, request: Request, plan_id: int) -> Response:
        """What changes would move, without writing anything."""
        refuse_unknown(request, "scenario")
        changes = decode_changes(body_of(request, "changes").get("changes"))
        roadmap = plan_in(request)
        scenario = scenario_in(roadmap, request.query_params)
        shifts = schedules.what_if(roadmap, scenario, changes)
        return Response(
            {"revision": roadmap.revision, "scenario": scenario, "moved": shifts_json(shifts)}
        )

    @action(detail=True)
    def why(self, request: Request, plan_id: int) -> Response:
        """Why an activity, a gate, a stage or the whole plan has the date it has."""
        refuse_unknown(request, "scenario", "level", "kind", "key", "edge")
        roadmap = plan_in(request)
        dates = dates_of(roadmap, request.query_params)
        target = target_in(dates.plan, request.query_params)
        return Response(why_json_of(roadmap.pk, dates, target))

    @action(detail=True)
    def paths(self, request: Request, plan_id: int) -> Response:
        """The driving chains with the least float, the critical one first."""
        refuse_unknown(request, "scenario", "level")
        dates = dates_of(plan_in(request), request.query_params)
        return Response(paths_json(dates))

    @action(detail=True, methods=["post"])
    def gain(self, request: Request, plan_id: int) -> Response:
        """What would bring a date forward by so many days; nothing is written."""
        refuse_unknown(request, "scenario", "level")
        body = body_of(request, "kind", "key", "edge", "days")
        roadmap = plan_in(request)
        dates = dates_of(roadmap, request.query_params)
        target = target_in(dates.plan, body)
        return Response(gain_json(roadmap, dates, target, whole_number(body, "days")))

    def _answer(self, roadmap: Roadmap, status: int = 200, **headers: str) -> Response:
        shown = plan_json(roadmap, roadmap.role_of(actor(self.request)))
        headers["ETag"] = etag_of(roadmap.revision)
        return Response(shown, status, headers=headers)


@describe_revisions
class RevisionViewSet(GenericViewSet[Revision]):
    """What was changed in the plans the caller sees: by whom, when, why."""

    queryset = Revision.objects.none()
    filterset_class = RevisionFilters
    lookup_value_converter = "int"
    ordering = ("plan_id", "-number")
    ordering_fields = ("number", "at")
    search_fields = ("reason", "by__username", "by__full_name")

    def get_queryset(self) -> "QuerySet[Revision]":
        return revisions_in(Roadmap.objects.visible_to(actor(self.request)))

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response([revision_json(each) for each in page])

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        found = self._revision(pk)
        inside = {
            "touched": found.touched,
            "changes": changes_json(found.changes, found.plan_id),
            "undo": changes_json(found.undo, found.plan_id),
        }
        return Response({**revision_json(found), **inside})

    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: int) -> Response:
        """Take this revision back, by a new one."""
        found = self._revision(pk)
        reason = reason_in(body_of(request, "reason").get("reason", ""))
        undo = partial(services.undo_revision, number=found.number, reason=reason)
        return _made(request, found.plan, undo)

    def _revision(self, pk: int) -> Revision:
        return get_object_or_404(self.get_queryset(), pk=pk)


def _made(request: Request, roadmap: Roadmap, edit: Callable[..., Revision]) -> Response:
    """Make the revision, and tell which dates it moved under the scenario asked for."""
    refuse_unknown(request, "scenario")
    require_part_editor(roadmap, actor(request))
    scenario = scenario_in(roadmap, request.query_params)
    _, before = schedules.schedule_for(roadmap, scenario)
    made = edit(roadmap, by=actor(request))
    _, after = schedules.schedule_for(made.plan, scenario)
    answer = {
        **revision_json(revisions_in(Roadmap.objects.filter(pk=roadmap.pk)).get(pk=made.pk)),
        "scenario": scenario,
        "start": encode_value(after.start),
        "finish": encode_value(after.finish),
        "finish_before": encode_value(before.finish),
        "moved": shifts_json(schedules.shifts(before, after)),
    }
    place = reverse("api-revisions-detail", args=[made.pk])
    return Response(answer, 201, headers={"Location": request.build_absolute_uri(place)})
