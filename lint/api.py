"""The plan check over REST: findings, the rules, and waivers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from core import sight
from core.clock import today
from core.errors import Refused
from engine.lint import Place
from engine.problems import Problem
from lint import services
from lint.models import Waiver
from lint.queries.page import FindingLine, Wish, lint_page
from lint.queries.waiving import Waived, waivers_of
from roadmaps.api_schema import PROBLEM, SCENARIO, WRITES
from roadmaps.models import Roadmap
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number
from zones.rulebook import CURRENCIES, principles

PLAN = OpenApiParameter("plan", int, required=True, description="The id of the plan.")
SINCE = OpenApiParameter(
    "since", int, description="Only what is new or worse since this revision of the plan."
)
PAGE = ("page", "page_size")


class FindingOut(serializers.Serializer[Any]):
    """A finding of a rule, or a fact that a rule misses (`kind` tells them apart)."""

    id = serializers.CharField(help_text="Stays the same while the plan changes; of a gap null.")
    kind = serializers.ChoiceField(choices=["finding", "gap"])
    rule = serializers.CharField()
    severity = serializers.ChoiceField(choices=["error", "warning", "information"])
    case = serializers.CharField(help_text="Which of the rule's findings, or what is missing.")
    about = serializers.ListField(child=serializers.CharField(), help_text="kind:key of records.")
    measured = serializers.CharField(allow_null=True)
    threshold = serializers.CharField(allow_null=True)
    unit = serializers.CharField()
    sentence = serializers.CharField()
    growth = serializers.CharField(help_text="new or worse since `since`; else empty.")
    waived = serializers.BooleanField()
    sources = serializers.ListField(child=serializers.CharField())


class WaiverOut(serializers.ModelSerializer[Waiver]):
    """A waiver. `counts` is whether it holds today."""

    by = serializers.CharField(source="by.username")
    counts = serializers.BooleanField()

    class Meta:
        model = Waiver
        fields = (
            "id", "plan", "finding", "rule", "case", "kind", "key", "detail", "revision",
            "scenario", "reason", "until", "by", "at", "ended_at", "counts",
        )  # fmt: skip


class NewWaiver(serializers.Serializer[Any]):
    """Which finding is accepted, why, and until when."""

    plan = serializers.IntegerField()
    finding = serializers.CharField(help_text="The finding's id.")
    scenario = serializers.CharField(required=False)
    reason = serializers.CharField(max_length=500)
    until = serializers.DateField()


class OfPlan(GenericViewSet[Any]):
    """A list about one plan, which the caller names: `?plan=`."""

    queryset = Roadmap._default_manager.none()
    filter_backends: Sequence[Any] = ()

    def asked(self, request: Request) -> Roadmap:
        """The plan of a list that can be asked nothing else."""
        refuse_unknown(request, "plan", *PAGE)
        return self.roadmap(request.query_params.get("plan"))

    def roadmap(self, found: Any) -> Roadmap:
        if found is None:
            raise Refused(Problem("missing_field", ("plan",), {"field": "plan"}))
        if not str(found).isdecimal():
            raise Refused(Problem("not_a_whole_number", ("plan",), {"field": "plan"}))
        visible = Roadmap.objects.visible_to(actor(self.request)).filter(pk=int(found)).first()
        if visible is None:
            raise Http404
        sight.step_into(visible.pk)
        return visible


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN, SCENARIO, SINCE],
        responses={200: FindingOut(many=True), 400: PROBLEM, 404: PROBLEM},
    )
)
class FindingViewSet(OfPlan):
    """What the rules find in a plan under a scenario, and what they could not look at."""

    serializer_class = FindingOut

    def list(self, request: Request) -> Response:
        refuse_unknown(request, "plan", "scenario", "since", *PAGE)
        roadmap = self.roadmap(request.query_params.get("plan"))
        since = request.query_params.get("since")
        if since is not None and not (since.isdecimal() and 0 < int(since) <= roadmap.revision):
            raise Refused(Problem("no_such_revision", (since,), {"number": since}))
        wish = Wish(since=int(since) if since else None)
        rows = findings_json(roadmap, request.query_params.get("scenario", ""), wish)
        return self.get_paginated_response(self.paginate_queryset(rows))


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN], responses={200: WaiverOut(many=True), 400: PROBLEM, 404: PROBLEM}
    ),
    create=extend_schema(request=NewWaiver, responses={201: WaiverOut, **WRITES}),
)
class WaiverViewSet(OfPlan):
    """Every waiver ever given in a plan."""

    serializer_class = WaiverOut

    def list(self, request: Request) -> Response:
        given = waivers_of(self.asked(request), today())
        page = self.paginate_queryset(given)
        return self.get_paginated_response([_waiver_json(each) for each in page or ()])

    def create(self, request: Request) -> Response:
        body = body_of(request, "plan", "finding", "scenario", "reason", "until")
        roadmap = self.roadmap(whole_number(body, "plan"))
        asked = NewWaiver(data=body)
        asked.is_valid(raise_exception=True)
        values = {"scenario": "", **asked.validated_data}
        values.pop("plan")
        made = services.waive_finding(roadmap, by=actor(request), **values)
        return Response(_waiver_json(Waived(made, "")), 201)


def findings_json(roadmap: Roadmap, scenario: str, wish: Wish) -> list[dict[str, Any]]:
    """Findings and gaps of every rule, in the rulebook's order."""
    page = lint_page(roadmap, scenario, wish, "")
    return [
        row
        for section in page.sections
        for row in (
            *map(_finding_json, section.lines),
            *(
                _gap_json(section.principle.rule.id, gap.code, gap.places, gap.need)
                for gap in section.gaps
            ),
        )
    ]


def _finding_json(line: FindingLine) -> dict[str, Any]:
    found, hides = line.finding, line.finding.unit in CURRENCIES and not sight.here().amounts
    return {
        "id": line.code,
        "kind": "finding",
        **_rule_json(found.rule),
        "case": found.case,
        "about": [_told(found.about), *map(_told, found.places)],
        "measured": None if hides or found.measured is None else str(found.measured),
        "threshold": None if hides or found.threshold is None else str(found.threshold),
        "unit": found.unit,
        "sentence": line.sentence,
        "growth": line.growth,
        "waived": line.waiver is not None,
    }


def _gap_json(rule: str, case: str, about: Sequence[Place], words: str) -> dict[str, Any]:
    empty = {"measured": None, "threshold": None, "unit": "", "growth": "", "waived": False}
    told = {"case": case, "about": list(map(_told, about)), "sentence": words}
    return {"id": None, "kind": "gap", **_rule_json(rule), **told, **empty}


def _rule_json(rule: str) -> dict[str, Any]:
    found = principles()[rule]
    return {"rule": rule, "severity": found.rule.severity, "sources": list(found.source)}


def _waiver_json(given: Waived) -> dict[str, Any]:
    waiver = given.waiver
    plain = ("finding", "rule", "case", "kind", "key", "detail", "revision", "scenario", "reason")
    ended = waiver.ended_at
    return {
        "id": waiver.pk,
        "plan": waiver.plan_id,
        **{name: getattr(waiver, name) for name in plain},
        "until": _iso(waiver.until),
        "by": waiver.by.username,
        "at": waiver.at.isoformat(),
        "ended_at": ended.isoformat() if ended else None,
        "counts": given.counts,
    }


def _told(place: Place) -> str:
    return ":".join(place)


def _iso(day: date) -> str:
    return day.isoformat()
