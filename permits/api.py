"""The clearance path over REST: what a project's lines need, as changes; nothing is written."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.errors import Invalid
from engine.codec import encode_changes
from engine.problems import Problem
from permits.queries.path import PathPage, StepShown, path_page
from roadmaps.api_schema import SCENARIO, WRITES
from roadmaps.requests import body_of, plan_in, refuse_unknown
from roadmaps.schedules import schedule_for
from roadmaps.serializers import scenario_in

NOTICE = "A planning aid, not legal advice. Nothing here clears anything."


class PathAsked(serializers.Serializer[Any]):
    """Whose goods are to move, and with which activity they do."""

    project = serializers.CharField(help_text="The key of a project.")
    target = serializers.CharField(required=False, help_text="The activity that moves goods.")


class PathLine(serializers.Serializer[Any]):
    """A goods line with its label."""

    line = serializers.CharField()
    mark = serializers.ChoiceField(choices=["hold", "review", "caution", "none"])
    without_route = serializers.ListField(child=serializers.CharField())


class PathStep(serializers.Serializer[Any]):
    """One permission; `answered_by` is the permit that is there already."""

    permit = serializers.CharField()
    kind = serializers.CharField()
    authority = serializers.CharField()
    route = serializers.CharField(allow_null=True)
    measures = serializers.ListField(child=serializers.CharField())
    lines = serializers.ListField(child=serializers.CharField())
    days = serializers.ListField(child=serializers.IntegerField(), help_text="Low, likely, high.")
    sources = serializers.ListField(child=serializers.CharField())
    confidence = serializers.CharField()
    illustrative = serializers.BooleanField()
    answered_by = serializers.CharField(allow_null=True)


class PathOut(serializers.Serializer[Any]):
    """The path, with the changes that would draw what is missing of it into the plan."""

    revision = serializers.IntegerField()
    scenario = serializers.CharField()
    project = serializers.CharField()
    target = serializers.CharField(allow_null=True)
    lines = PathLine(many=True)
    steps = PathStep(many=True)
    changes = serializers.ListField(child=serializers.DictField())
    obsolete = serializers.ListField(child=serializers.CharField())
    notice = serializers.CharField()


class ClearancePathView(APIView):
    """What a project's goods need before they move; nothing is written."""

    @extend_schema(
        operation_id="plans_clearance_path",
        parameters=[SCENARIO],
        request=PathAsked,
        responses={200: PathOut, **WRITES},
    )
    def post(self, request: Request, plan_id: int) -> Response:
        """Its `changes` can be sent to `edits/` as they are."""
        refuse_unknown(request, "scenario")
        body = body_of(request, "project", "target")
        roadmap = plan_in(request)
        scenario = scenario_in(roadmap, request.query_params)
        plan, schedule = schedule_for(roadmap, scenario)
        project, target = body.get("project"), body.get("target", "")
        if not isinstance(project, str) or project not in plan.projects:
            values = {"kind": "project", "key": str(project or "")}
            raise Invalid(Problem("unknown_record", ("project",), values))
        page = path_page(plan, schedule, project, target if isinstance(target, str) else "")
        frame = {"revision": roadmap.revision, "scenario": scenario}
        return Response({**frame, **_path_json(page), "notice": NOTICE})


def _path_json(page: PathPage) -> dict[str, Any]:
    return {
        "project": page.project.key,
        "target": page.target or None,
        "lines": [
            {
                "line": each.key,
                "mark": each.label,
                "without_route": [measure.pk for measure in each.barred],
            }
            for each in page.lines
        ],
        "steps": [_step_json(each) for each in page.steps],
        "changes": encode_changes(page.changes()),
        "obsolete": [each.permit.key for each in page.obsolete],
    }


def _step_json(shown: StepShown) -> dict[str, Any]:
    step, need = shown.step, shown.step.need
    lead = need.lead
    return {
        "permit": step.key,
        "kind": lead.sort,
        "authority": lead.authority,
        "route": need.route.basis if need.route else None,
        "measures": list(need.measures),
        "lines": list(need.lines),
        "days": [lead.low, lead.likely, lead.high],
        "sources": list(lead.source),
        "confidence": lead.confidence,
        "illustrative": lead.illustrative,
        "answered_by": step.answered_by or None,
    }
