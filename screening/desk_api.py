"""The desk over REST: confirmations of codes and verdicts, requests for data, keys, HS codes."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from core.clock import today
from core.errors import Invalid, Refused
from engine.codec import encode_value
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, REFUSALS, SCENARIO, WRITES
from roadmaps.requests import actor, body_of, plan_in, refuse_unknown, text_in
from roadmaps.schedules import schedule_for
from roadmaps.serializers import scenario_in
from screening import answering, grounds, services
from screening.coding import candidates
from screening.desk_schema import (
    CandidateOut,
    ConfirmationIn,
    ConfirmationsOut,
    DataAnswerIn,
    DataRequestIn,
    DataRequestOut,
    LawfulOut,
)
from screening.forms import DayForm
from screening.models import DataRequest
from screening.queries.codes import code_lines
from screening.queries.lawful_page import Unlocked, lawful_page
from screening.queries.plan_page import screened_projects
from screening.queries.requests import requests_of
from screening.queries.signatures import Signature, Signatures

Json = dict[str, Any]
DAY = OpenApiParameter("day", OpenApiTypes.DATE, description="Without one today.")
TEXT = OpenApiParameter("q", str, required=True, description="Korean, English, or a code.")
CONFIRM = OpenApiExample(
    "Confirm a code",
    {"kind": "code", "line": "F1-02:1", "rests_on": "…as read…"},
    request_only=True,
)
ASK = OpenApiExample(
    "Ask for the end user",
    {"project": "F1-02", "line": "", "about": "end_user", "text": "최종사용자를 알려 주십시오."},
    request_only=True,
)


class DeskActions(ViewSet):
    """What of screening people do: confirm, sign, ask, answer, look up."""

    @extend_schema(
        parameters=[SCENARIO],
        responses={200: ConfirmationsOut, 400: OpenApiTypes.OBJECT, **REFUSALS},
    )
    @action(detail=False, url_path="plans/<int:plan_id>/confirmations")
    def confirmations(self, request: Request, plan_id: int) -> Response:
        """What each code and verdict rests on now, and whether somebody's word on it stands."""
        refuse_unknown(request, "scenario")
        roadmap = plan_in(request)
        scenario = scenario_in(roadmap, request.query_params)
        plan, schedule = schedule_for(roadmap, scenario)
        signatures = Signatures(roadmap, scenario)
        codes = [
            {
                "line": each.line.key,
                "project": each.line.project,
                "hs": each.line.hs,
                **_signature(each.signature),
            }
            for each in code_lines(roadmap, plan, scenario)
        ]
        verdicts = [
            {
                "project": each.project.key,
                "verdict": each.verdict.word,
                **_signature(
                    signatures.of_verdict(
                        each.project.key, grounds.of_verdict(each.case, each.spells)
                    )
                ),
            }
            for each in screened_projects(plan, schedule, scenario)
        ]
        frame = {"revision": roadmap.revision, "scenario": scenario}
        return Response({**frame, "codes": codes, "verdicts": verdicts, "notice": answering.ADVICE})

    @extend_schema(
        request=ConfirmationIn,
        parameters=[SCENARIO],
        examples=[CONFIRM],
        responses={201: OpenApiTypes.OBJECT, 409: PROBLEM, **WRITES},
    )
    @confirmations.mapping.post
    def confirm(self, request: Request, plan_id: int) -> Response:
        """Confirm a code, or sign a verdict, as it was read: `rests_on` says what was seen."""
        refuse_unknown(request, "scenario")
        body = body_of(request, "kind", "line", "project", "rests_on", "note")
        roadmap, seen = plan_in(request), _needed(body, "rests_on")
        if body.get("kind") == "code":
            made = services.confirm_code(
                roadmap, _needed(body, "line"), seen=seen, by=actor(request)
            )
        elif body.get("kind") == "verdict":
            scenario = scenario_in(roadmap, request.query_params)
            made = services.confirm_verdict(
                roadmap,
                _needed(body, "project"),
                scenario,
                seen=seen,
                note=text_in(body, "note", ""),
                by=actor(request),
            )
        else:
            values = {"field": "kind", "found": body.get("kind"), "choices": "code, verdict"}
            raise Invalid(Problem("not_one_of", ("kind",), values))
        answer = {"said": made.said, "rests_on": made.rests_on, "by": str(made.by)}
        return Response({**answer, "at": made.at.isoformat()}, status=201)

    @extend_schema(responses={200: DataRequestOut(many=True), **REFUSALS})
    @action(detail=False, url_path="plans/<int:plan_id>/requests")
    def requests(self, request: Request, plan_id: int) -> Response:
        """What has been asked of the planners; open ones first."""
        refuse_unknown(request)
        return Response([_request(each) for each in requests_of(plan_in(request))])

    @extend_schema(request=DataRequestIn, examples=[ASK], responses={201: DataRequestOut, **WRITES})
    @requests.mapping.post
    def ask(self, request: Request, plan_id: int) -> Response:
        """Ask the planners for a fact about a project, or one of its lines."""
        refuse_unknown(request)
        body = body_of(request, "project", "line", "about", "text")
        made = services.request_data(
            plan_in(request),
            _needed(body, "project"),
            line=text_in(body, "line", ""),
            about=_needed(body, "about"),
            text=_needed(body, "text"),
            by=actor(request),
        )
        return Response(_request(made), status=201)

    @extend_schema(request=DataAnswerIn, responses={200: DataRequestOut, 409: PROBLEM, **WRITES})
    @action(
        detail=False,
        methods=["post"],
        url_path="plans/<int:plan_id>/requests/<int:number>/answer",
    )
    def answer(self, request: Request, plan_id: int, number: int) -> Response:
        """Tell what was asked for."""
        refuse_unknown(request)
        told = _needed(body_of(request, "answer"), "answer")
        made = services.answer_request(plan_in(request), number, answer=told, by=actor(request))
        return Response(_request(made))

    @extend_schema(
        parameters=[SCENARIO, DAY],
        responses={200: LawfulOut, 400: OpenApiTypes.OBJECT, **REFUSALS},
    )
    @action(detail=False, url_path="plans/<int:plan_id>/lawful")
    def lawful(self, request: Request, plan_id: int) -> Response:
        """What needs no new permission on a day, and the keys that unlock most of the rest."""
        refuse_unknown(request, "scenario", "day")
        roadmap = plan_in(request)
        scenario = scenario_in(roadmap, request.query_params)
        form = DayForm(request.query_params, today())
        if not form.is_valid():
            found = request.query_params.get("day", "")
            raise Refused(Problem("not_a_date", ("day",), {"field": "day", "found": found}))
        plan, _schedule = schedule_for(roadmap, scenario)
        page = lawful_page(plan, scenario, form.chosen or today())
        return Response(
            {
                "revision": roadmap.revision,
                "scenario": scenario,
                "day": encode_value(page.day),
                "activities": page.activities,
                "of": page.total,
                "projects": [
                    {"project": each.project.key, "activities": each.activities, "of": each.of}
                    for each in page.running
                ],
                "best": [_unlocked(each) for each in page.best],
                "one_after_another": [_unlocked(each) for each in page.path],
                "single": [_unlocked(each) for each in page.singles],
                "no_key": [
                    {"project": project.key, "measures": list(measures)}
                    for project, measures in page.barred
                ],
                "notice": answering.ADVICE,
            }
        )

    @extend_schema(parameters=[TEXT], responses={200: CandidateOut(many=True), **REFUSALS})
    @action(detail=False, url_path="codes")
    def codes(self, request: Request) -> Response:
        """Chapters and headings that fit a code or words, each with its reasons."""
        refuse_unknown(request, "q")
        asked = request.query_params.get("q", "").strip()[:100]
        if not asked:
            raise Refused(Problem("missing_field", ("q",), {"field": "q"}))
        names = ("code", "name_ko", "name_en", "score")
        return Response(
            [
                {**{name: getattr(each, name) for name in names}, "reasons": list(each.reasons)}
                for each in candidates(asked)
            ]
        )


def _signature(signature: Signature) -> Json:
    it = signature.confirmation
    state = "stale" if signature.is_stale else "confirmed" if it else "open"
    who = {"by": str(it.by) if it else None, "at": it.at.isoformat() if it else None}
    return {"state": state, "rests_on": signature.rests_on, **who}


def _request(each: DataRequest) -> Json:
    return {
        "id": each.pk,
        "project": each.project,
        "line": each.line,
        "about": each.about,
        "text": each.text,
        "by": str(each.by),
        "at": each.at.isoformat(),
        "open": each.is_open,
        "answer": each.answer,
        "answered_by": str(each.answered_by) if each.answered_by else None,
        "answered_at": each.answered_at.isoformat() if each.answered_at else None,
    }


def _unlocked(each: Unlocked) -> Json:
    return {
        "keys": [key.name for key in each.keys],
        "activities": each.activities,
        "projects": [project.key for project in each.projects],
        "waiting": each.waiting,
        "exact": each.is_exact,
    }


def _needed(body: Json, name: str) -> str:
    """A text that says something."""
    value = text_in(body, name)
    if not value:
        raise Invalid(Problem("missing_field", (name,), {"field": name}))
    return value
