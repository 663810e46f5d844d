"""Due diligence over REST: questions, answers, signatures, how projects stand, the drawing."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from core import sight
from core.clock import today
from core.errors import Refused
from diligence import services
from diligence.answering import drawing_json, question_json, standing_json, summary_json
from diligence.api_schema import (
    AnswerOut,
    DrawingOut,
    NewAnswer,
    NewSignOff,
    QuestionOut,
    SignOffOut,
    StandingOut,
    SummaryOut,
)
from diligence.models import Answer, SignOff
from diligence.queries.answers import all_answers, all_sign_offs
from diligence.queries.standing import standing_of, standings_of
from diligence.reference import reference
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, REFUSALS, SCENARIO, WRITES
from roadmaps.models import OFFICERS, SCREENERS, Roadmap
from roadmaps.reach import require_role
from roadmaps.requests import actor, body_of, plan_in, refuse_unknown, whole_number
from roadmaps.schedules import plan_of, schedule_for
from roadmaps.serializers import scenario_in

PLAN = OpenApiParameter("plan", int, required=True, description="The id of the plan.")
PROJECT = OpenApiParameter("project", str, description="Only of this project.")
PAGE = ("page", "page_size")
LISTED: dict[int, Any] = {400: PROBLEM, 404: PROBLEM}


class OfPlan(GenericViewSet[Any]):
    """A list about one plan, which the caller names: `?plan=`."""

    queryset = Roadmap._default_manager.none()
    filter_backends: Sequence[Any] = ()

    def asked(self, request: Request) -> tuple[Roadmap, str]:
        """The plan of a list, and the project it is narrowed to, if any."""
        refuse_unknown(request, "plan", "project", *PAGE)
        found = request.query_params.get("plan")
        if found is None or not found.isdecimal():
            code = "missing_field" if found is None else "not_a_whole_number"
            raise Refused(Problem(code, ("plan",), {"field": "plan"}))
        return self.roadmap(int(found)), request.query_params.get("project", "")

    def roadmap(self, number: int) -> Roadmap:
        visible = Roadmap.objects.visible_to(actor(self.request)).filter(pk=number).first()
        if visible is None:
            raise Http404
        sight.step_into(visible.pk)
        return visible


@extend_schema_view(
    list=extend_schema(parameters=[PLAN, PROJECT], responses={200: AnswerOut(many=True), **LISTED}),
    create=extend_schema(request=NewAnswer, responses={201: AnswerOut, **WRITES, 409: PROBLEM}),
)
class AnswerViewSet(OfPlan):
    """Answers to the questionnaire, the newest first; nothing is overwritten."""

    serializer_class = AnswerOut

    def list(self, request: Request) -> Response:
        rows = all_answers(*self.asked(request))
        page = self.paginate_queryset(rows) or ()
        return self.get_paginated_response([_answer_json(row, counts) for row, counts in page])

    def create(self, request: Request) -> Response:
        names = ("plan", "project", "question", "answer", "note", "evidence", "seen")
        body = body_of(request, *names)
        roadmap = self.roadmap(whole_number(body, "plan"))
        require_role(roadmap, actor(request), SCREENERS, str(body.get("project", "")))
        asked = NewAnswer(data=body)
        asked.is_valid(raise_exception=True)
        values = {**asked.validated_data}
        del values["plan"]
        made = services.answer_question(roadmap, by=actor(request), **values)
        return Response(_answer_json(made, True), 201)


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN, PROJECT], responses={200: SignOffOut(many=True), **LISTED}
    ),
    create=extend_schema(request=NewSignOff, responses={201: SignOffOut, **WRITES, 409: PROBLEM}),
)
class SignOffViewSet(OfPlan):
    """Signatures under projects' due diligence. A signature permits nothing."""

    serializer_class = SignOffOut

    def list(self, request: Request) -> Response:
        roadmap, project = self.asked(request)
        rows = all_sign_offs(roadmap, project)
        page = self.paginate_queryset(rows) or ()
        plan, on = plan_of(roadmap), today()
        latest = {row.project: row.pk for row in reversed(rows)}
        standing = {
            key: standing_of(roadmap, plan, key, on)
            for key in {row.project for row in page}
            if key in plan.projects
        }
        return self.get_paginated_response(
            [
                _sign_off_json(
                    row,
                    row.pk == latest[row.project]
                    and row.project in standing
                    and standing[row.project].is_signed,
                )
                for row in page
            ]
        )

    def create(self, request: Request) -> Response:
        body = body_of(request, "plan", "project", "seen", "note")
        roadmap = self.roadmap(whole_number(body, "plan"))
        require_role(roadmap, actor(request), OFFICERS, str(body.get("project", "")))
        asked = NewSignOff(data=body)
        asked.is_valid(raise_exception=True)
        values = {"note": "", **asked.validated_data}
        del values["plan"]
        made = services.sign_off(roadmap, by=actor(request), **values)
        return Response(_sign_off_json(made, True), 201)


@extend_schema_view(list=extend_schema(responses={200: QuestionOut(many=True), 400: PROBLEM}))
class QuestionViewSet(GenericViewSet[Any]):
    """The questions of the questionnaire, with weight, evidence and the measures behind them."""

    serializer_class = QuestionOut
    queryset = Roadmap._default_manager.none()
    filter_backends: Sequence[Any] = ()

    def list(self, request: Request) -> Response:
        refuse_unknown(request, *PAGE)
        rows = [question_json(each) for each in reference().questions.values()]
        return self.get_paginated_response(self.paginate_queryset(rows))


@extend_schema_view(
    list=extend_schema(parameters=[PLAN, PROJECT], responses={200: SummaryOut(many=True), **LISTED})
)
class DiligenceViewSet(OfPlan):
    """A project's due diligence: a planning aid, not legal advice. No answer clears anything."""

    serializer_class = SummaryOut

    def list(self, request: Request) -> Response:
        roadmap, project = self.asked(request)
        standings = standings_of(roadmap, plan_of(roadmap), today())
        rows = [summary_json(roadmap, s) for s in standings if project in {"", s.project.key}]
        return self.get_paginated_response(self.paginate_queryset(rows))

    @extend_schema(parameters=[SCENARIO], responses={200: StandingOut, 400: PROBLEM, **REFUSALS})
    @action(detail=False, url_path="plans/<int:plan_id>/projects/<str:key>")
    def project(self, request: Request, plan_id: int, key: str) -> Response:
        """Score, checks, red flags, missing facts and informal channels of one project."""
        refuse_unknown(request, "scenario")
        roadmap = plan_in(request)
        plan, schedule = schedule_for(roadmap, scenario_in(roadmap, request.query_params))
        if key not in plan.projects:
            raise Http404
        standing = standing_of(roadmap, plan, key, today())
        return Response(standing_json(roadmap, plan, schedule, standing, today()))

    @extend_schema(responses={200: DrawingOut, 400: PROBLEM, **REFUSALS})
    @action(detail=False, url_path="plans/<int:plan_id>/projects/<str:key>/drawing")
    def drawing(self, request: Request, plan_id: int, key: str) -> Response:
        """The drawing of a project's supply network: tiers, places, lines, and SVG."""
        refuse_unknown(request)
        roadmap = plan_in(request)
        plan = plan_of(roadmap)
        if key not in plan.projects:
            raise Http404
        return Response(drawing_json(roadmap, plan, standing_of(roadmap, plan, key, today())))


def _answer_json(row: Answer, counts: bool) -> dict[str, Any]:
    plain = ("project", "question", "answer", "note", "evidence", "illustrative", "revision")
    return {
        "id": row.pk,
        "plan": row.plan_id,
        **{name: getattr(row, name) for name in plain},
        "by": row.by.username if row.by else None,
        "at": row.at.isoformat(),
        "counts": counts,
    }


def _sign_off_json(row: SignOff, stands: bool) -> dict[str, Any]:
    plain = ("project", "band", "stops", "flags", "note", "revision")
    return {
        "id": row.pk,
        "plan": row.plan_id,
        **{name: getattr(row, name) for name in plain},
        "score": str(row.score),
        "by": row.by.username,
        "at": row.at.isoformat(),
        "stands": stands,
    }


VIEWSETS = {
    "diligence": DiligenceViewSet,
    "diligence-answers": AnswerViewSet,
    "diligence-sign-offs": SignOffViewSet,
    "diligence-questions": QuestionViewSet,
}
