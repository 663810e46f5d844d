"""Drafts over REST: draw, look, bring together, adopt, drop."""

from collections.abc import Mapping
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from core import sight
from core.errors import Invalid
from drafts import api_schema as schema
from drafts import services
from drafts.answering import run_json
from drafts.models import Draft
from drafts.queries.copies import revision_when_copied
from drafts.queries.trying import onto_the_plan, with_another
from engine.codec import decode_changes
from engine.merging import MINE, THEIRS
from engine.merging.threeway import Side
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.filters import WholeFilter
from roadmaps.models import Roadmap
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number
from roadmaps.services import require_editor

SIDES: Mapping[str, Side] = {THEIRS: THEIRS, MINE: MINE}
CLASHES = {**WRITES, 409: PROBLEM}


class DraftFilters(filters.FilterSet):  # type: ignore[misc]
    """Drafts by plan, by what became of them and by the revision they rest on."""

    plan = WholeFilter(field_name="plan_id")
    state = filters.CharFilter()
    base_revision = WholeFilter()

    class Meta:
        model = Draft
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(responses={200: schema.DraftOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: schema.DraftOut, **REFUSALS}),
    create=extend_schema(request=schema.NewDraft, responses={201: schema.DraftOut, **WRITES}),
    edits=extend_schema(request=schema.DraftEdit, responses={200: schema.DraftOut, **CLASHES}),
    preview=extend_schema(request=schema.Look, responses={200: schema.DryRunOut, **WRITES}),
    rebase=extend_schema(request=schema.Rebase, responses={200: schema.DraftOut, **CLASHES}),
    merge=extend_schema(request=schema.MergeIn, responses={201: schema.DraftOut, **CLASHES}),
    adopt=extend_schema(
        request=schema.DraftAdoption, responses={201: schema.AdoptedOut, **CLASHES}
    ),
    drop=extend_schema(request=schema.Dropping, responses={200: schema.DraftOut, **CLASHES}),
)
class DraftViewSet(GenericViewSet[Draft]):
    """The drafts of the plans the caller sees."""

    queryset = Draft._default_manager.none()
    serializer_class = schema.DraftOut
    filterset_class = DraftFilters
    lookup_value_converter = "int"
    ordering = ("-made_at",)
    ordering_fields = ("id", "made_at", "name", "state", "base_revision")
    search_fields = ("name", "purpose", "made_by__username")

    def get_queryset(self) -> "QuerySet[Draft]":
        seen = Roadmap.objects.visible_to(actor(self.request))
        found = Draft.objects.filter(plan__in=seen).prefetch_related("steps__by")
        return found.select_related("plan", "made_by", "decided_by", "adopted_as")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        return self._answer(pk)

    def create(self, request: Request) -> Response:
        """Draw on the plan as it stands, or take over what was changed in a copy."""
        body = body_of(request, "plan", "name", "purpose", "changes", "copy", "since")
        seen = Roadmap.objects.visible_to(actor(request))
        roadmap = get_object_or_404(seen, pk=whole_number(body, "plan"))
        sight.step_into(roadmap.pk)
        require_editor(roadmap, actor(request))
        named = _text(body, "name"), _text(body, "purpose")
        if "copy" in body:
            copy = get_object_or_404(seen, pk=whole_number(body, "copy"))
            was = whole_number(body, "since") if "since" in body else None
            since = was or revision_when_copied(roadmap, copy)
            made = services.draft_from_copy(roadmap, copy, *named, since=since, by=actor(request))
        else:
            changes = decode_changes(body["changes"]) if body.get("changes") else []
            made = services.open_draft(roadmap, *named, changes, by=actor(request))
        return self._made(request, made.pk)

    @action(detail=True, methods=["post"])
    def edits(self, request: Request, pk: int) -> Response:
        """Put more changes into the draft."""
        draft = self._drawn(request, pk)
        body = body_of(request, "version", "changes", "note")
        services.edit_draft(
            draft,
            decode_changes(body.get("changes")),
            version=whole_number(body, "version"),
            by=actor(request),
            note=_text(body, "note"),
        )
        return self._answer(pk)

    @action(detail=True, methods=["post"])
    def preview(self, request: Request, pk: int) -> Response:
        """The dry run on the plan as it stands, or with another draft. Nothing is written."""
        draft = self._draft(pk)
        sight.step_into(draft.plan_id)
        body = body_of(request, "with_draft", "scenario", "choices")
        choices, scenario = _choices(body), _text(body, "scenario")
        if "with_draft" in body:
            run = with_another(draft, self._other(draft, body), scenario, choices)
        else:
            run = onto_the_plan(draft, scenario, choices)
        return Response(run_json(draft.plan, run, choices))

    @action(detail=True, methods=["post"])
    def rebase(self, request: Request, pk: int) -> Response:
        """Bring the draft onto the plan's present revision."""
        draft = self._drawn(request, pk)
        body = body_of(request, "version", "choices", "accepted", "scenario")
        services.rebase_draft(
            draft,
            version=whole_number(body, "version"),
            by=actor(request),
            choices=_choices(body),
            accepted=_names(body),
            scenario=_text(body, "scenario"),
        )
        return self._answer(pk)

    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: int) -> Response:
        """A new draft of this one and another; both stay as they are."""
        draft = self._drawn(request, pk)
        known = ("version", "other_version", "with_draft", "name", "choices", "accepted")
        body = body_of(request, *known, "scenario")
        made = services.merge_drafts(
            draft,
            self._other(draft, body),
            _text(body, "name"),
            version=whole_number(body, "version"),
            other_version=whole_number(body, "other_version"),
            by=actor(request),
            choices=_choices(body),
            accepted=_names(body),
            scenario=_text(body, "scenario"),
        )
        return self._made(request, made.pk)

    @action(detail=True, methods=["post"])
    def adopt(self, request: Request, pk: int) -> Response:
        """Make the draft the plan, as one revision. Not for who drew it."""
        draft = self._draft(pk)
        services.refuse_adoption(draft, actor(request))
        body = body_of(request, "version", "decision", "scenario")
        values = {name: _text(body, name) for name in ("decision", "scenario")}
        version = whole_number(body, "version")
        revision = services.adopt_draft(draft, **values, version=version, by=actor(request))
        return Response({"revision": revision.number}, 201)

    @action(detail=True, methods=["post"])
    def drop(self, request: Request, pk: int) -> Response:
        """Put the draft aside for good."""
        draft = self._drawn(request, pk)
        body = body_of(request, "version", "why")
        version, why = whole_number(body, "version"), _text(body, "why")
        services.drop_draft(draft, why, version=version, by=actor(request))
        return self._answer(pk)

    def _draft(self, pk: int) -> Draft:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def _drawn(self, request: Request, pk: int) -> Draft:
        """The draft, for who may draw in its plan: others learn nothing about their body."""
        draft = self._draft(pk)
        require_editor(draft.plan, actor(request))
        return draft

    def _other(self, draft: Draft, body: dict[str, Any]) -> Draft:
        number = whole_number(body, "with_draft")
        found = self.get_queryset().filter(plan=draft.plan, pk=number).first()
        if found is None:
            raise Invalid(Problem("no_such_draft", (str(number),)))
        return found

    def _made(self, request: Request, pk: int) -> Response:
        place = request.build_absolute_uri(reverse("api-drafts-detail", args=[pk]))
        return self._answer(pk, 201, Location=place)

    def _answer(self, pk: int, status: int = 200, **headers: str) -> Response:
        return Response(self.get_serializer(self._draft(pk)).data, status, headers=headers)


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or "\x00" in value:
        raise Invalid(Problem("not_text", (name,), {"field": name}))
    return value


def _choices(body: dict[str, Any]) -> dict[str, Side]:
    value = body.get("choices", {})
    if not isinstance(value, dict):
        raise Invalid(Problem("not_an_object", ("choices",)))
    for name, side in value.items():
        if not isinstance(side, str) or side not in SIDES:
            raise Invalid(Problem("bad_choice", (name,)))
    return {name: SIDES[side] for name, side in value.items()}


def _names(body: dict[str, Any]) -> list[str]:
    value = body.get("accepted", [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Invalid(Problem("not_a_list", ("accepted",), {"field": "accepted"}))
    return value


VIEWSETS: Mapping[str, type[ViewSetMixin]] = {"drafts": DraftViewSet}
