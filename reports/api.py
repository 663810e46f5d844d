"""Reports over REST: ask for one, watch it, stop it, take it away."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from reports import queries, services
from reports.models import Language, Report
from reports.queries import refuse_hidden
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.asked_api import AskedViewSet
from roadmaps.filters import WholeFilter
from roadmaps.models import Roadmap
from roadmaps.requests import actor, flag_in, text_in, texts_in
from roadmaps.schedules import plan_of, scenario_of


class ReportOut(serializers.ModelSerializer[Report]):
    """A report that was asked for; `state` is its job's, and `pdf` is null until it is drawn."""

    asked_by = serializers.CharField(source="asked_by.username")
    state = serializers.CharField()
    progress = serializers.IntegerField(help_text="Percent.")
    step = serializers.CharField()
    error = serializers.CharField(help_text="The problem code of a failed report.")
    pdf = serializers.SerializerMethodField()

    class Meta:
        model = Report
        fields = (
            "id",
            "plan",
            "revision",
            "scenario",
            "levelled",
            "stages",
            "kind",
            "language",
            "asked_by",
            "asked_at",
            "state",
            "progress",
            "step",
            "error",
            "pages",
            "sha256",
            "drawn_at",
            "pdf",
        )

    def get_pdf(self, report: Report) -> str | None:
        at = reverse("api-reports-pdf", args=[report.pk])
        return self.context["request"].build_absolute_uri(at) if report.file else None


class NewReport(serializers.Serializer[Any]):
    """What to print: without stages all of them, without a scenario the plan's own.

    `levelled` dates count supply and yearly ceilings: activities wait their turn.
    """

    plan = serializers.IntegerField()
    scenario = serializers.CharField(required=False)
    stages = serializers.ListField(child=serializers.CharField(), required=False)
    language = serializers.ChoiceField(Language.choices, default=Language.KOREAN)
    levelled = serializers.BooleanField(default=False)


class ReportFilters(filters.FilterSet):  # type: ignore[misc]
    """Reports by plan, by what they print and by how far they are."""

    plan = WholeFilter(field_name="plan_id")
    revision = WholeFilter()
    scenario = filters.CharFilter()
    levelled = filters.BooleanFilter()
    language = filters.CharFilter()
    state = filters.CharFilter()

    class Meta:
        model = Report
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(responses={200: ReportOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: ReportOut, **REFUSALS}),
    create=extend_schema(
        description="Ask for the report on the plan's present revision; "
        "asking twice gives the same one.",
        request=NewReport,
        responses={201: ReportOut, **WRITES},
    ),
    cancel=extend_schema(request=None, responses={200: ReportOut, **WRITES}),
    retry=extend_schema(request=None, responses={200: ReportOut, **WRITES}),
    pdf=extend_schema(
        responses={(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY), **REFUSALS}
    ),
)
class ReportViewSet(AskedViewSet[Report]):
    """The reports of the plans the caller sees."""

    queryset = Report._default_manager.none()
    serializer_class = ReportOut
    filterset_class = ReportFilters
    ordering_fields = ("id", "asked_at", "drawn_at", "revision", "state")
    search_fields = ("asked_by__username", "sha256")
    door = "api-reports-detail"
    asks = ("plan", "scenario", "levelled", "stages", "language")

    def rows(self, plans: QuerySet[Roadmap]) -> QuerySet[Report]:
        return queries.reports_of(plans)

    def ask(self, roadmap: Roadmap, body: dict[str, Any], by: User) -> Report:
        plan = plan_of(roadmap)
        return services.ask_for_report(
            roadmap,
            scenario=text_in(body, "scenario", "") or scenario_of(plan, ""),
            stages=texts_in(body, "stages", plan.stages),
            language=text_in(body, "language", "") or Language.KOREAN,
            levelled=flag_in(body, "levelled"),
            by=by,
        )

    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: int) -> Response:
        """Stop drawing it."""
        services.cancel_report(self.found(pk), by=actor(request))
        return self.answer(pk)

    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: int) -> Response:
        """Draw it again, from the same frozen contents."""
        services.retry_report(self.found(pk), by=actor(request))
        return self.answer(pk)

    @action(detail=True)
    def pdf(self, request: Request, pk: int) -> FileResponse:
        """The document itself."""
        report = self.found(pk)
        if not report.file:
            raise Http404
        refuse_hidden(report)
        headers = {
            "Content-Disposition": queries.disposition(report),
            "ETag": f'"{report.sha256}"',
        }
        return FileResponse(report.file.open("rb"), content_type="application/pdf", headers=headers)
