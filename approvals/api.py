"""Submissions, versions and delegations over REST, and the plan as of a day."""

from datetime import date
from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from accounts.models import User
from approvals import services
from approvals.api_answers import as_of_json, submission_json
from approvals.api_schema import (
    AnswerIn,
    AsOfOut,
    DeedIn,
    DelegationOut,
    NewDelegation,
    NewPlanVersion,
    NewSubmission,
    PlanVersionOut,
    SubmissionOut,
)
from approvals.models import Submission
from approvals.queries.as_of import as_of
from approvals.queries.lookups import (
    delegation_seen_by,
    delegations_in,
    draft_of,
    member_called,
    submission_seen_by,
    submissions_of,
    versions_of,
)
from core.errors import Invalid, Refused
from drafts.models import Draft
from engine.approving import Verb
from engine.problems import Problem
from lint.api import PAGE, PLAN, OfPlan
from roadmaps.api_schema import PROBLEM, REFUSALS, SCENARIO, WRITES
from roadmaps.models import Roadmap
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number

LISTED = {400: PROBLEM, 404: PROBLEM}
ON = OpenApiParameter("as_of", str, required=True, description="The day, as 2026-03-01.")


@extend_schema_view(
    list=extend_schema(parameters=[PLAN], responses={200: PlanVersionOut(many=True), **LISTED}),
    create=extend_schema(request=NewPlanVersion, responses={201: PlanVersionOut, **WRITES}),
)
class VersionViewSet(OfPlan):
    """Named revisions of a plan. They are never altered."""

    serializer_class = PlanVersionOut

    def list(self, request: Request) -> Response:
        rows = versions_of(self.asked(request))
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(PlanVersionOut(page, many=True).data)

    def create(self, request: Request) -> Response:
        roadmap = self.roadmap(whole_number(body_of(request), "plan"))
        values = _read(NewPlanVersion, request)
        made = services.make_version(roadmap, values.pop("name"), by=actor(request), **values)
        return Response(PlanVersionOut(made).data, 201)


@extend_schema_view(
    list=extend_schema(parameters=[PLAN], responses={200: DelegationOut(many=True), **LISTED}),
    create=extend_schema(request=NewDelegation, responses={201: DelegationOut, **WRITES}),
)
class DelegationViewSet(OfPlan):
    """Who decides in whose place."""

    serializer_class = DelegationOut

    def list(self, request: Request) -> Response:
        rows = delegations_in(self.asked(request))
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(DelegationOut(page, many=True).data)

    def create(self, request: Request) -> Response:
        roadmap = self.roadmap(whole_number(body_of(request), "plan"))
        values = {"level": "", **_read(NewDelegation, request)}
        taker = member(roadmap, values.pop("taker"))
        made = services.delegate(roadmap, taker, by=actor(request), **values)
        return Response(DelegationOut(made).data, 201)

    @extend_schema(request=None, responses={200: DelegationOut, **REFUSALS})
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str) -> Response:
        """Let it count no more; only whoever gave it may."""
        found = delegation_seen_by(actor(request), _number(pk))
        return Response(
            DelegationOut(services.revoke(found.plan, found.pk, by=actor(request))).data
        )


@extend_schema_view(
    list=extend_schema(parameters=[PLAN], responses={200: SubmissionOut(many=True), **LISTED}),
    create=extend_schema(request=NewSubmission, responses={201: SubmissionOut, **WRITES}),
)
class SubmissionViewSet(OfPlan):
    """Plans on their way to approval."""

    serializer_class = SubmissionOut

    def list(self, request: Request) -> Response:
        rows = submissions_of(self.asked(request))
        page = self.paginate_queryset(rows)
        found = [submission_json(each, actor(request)) for each in page or ()]
        return self.get_paginated_response(found)

    @extend_schema(responses={200: SubmissionOut, **REFUSALS})
    def retrieve(self, request: Request, pk: str) -> Response:
        refuse_unknown(request)
        return Response(submission_json(self._found(pk), actor(request)))

    def create(self, request: Request) -> Response:
        roadmap = self.roadmap(whole_number(body_of(request), "plan"))
        values = _read(NewSubmission, request)
        route = [(step["level"], member(roadmap, step["person"])) for step in values.pop("route")]
        values["of"] = _draft(roadmap, values.pop("draft", None))
        made = services.propose(roadmap, values.pop("title"), route, by=actor(request), **values)
        return Response(submission_json(made, actor(request)), 201)

    @extend_schema(request=DeedIn, responses={200: SubmissionOut, 409: PROBLEM, **WRITES})
    @action(detail=True, methods=["post"])
    def act(self, request: Request, pk: str) -> Response:
        """Take a step of the route, or the drafter's part."""
        found, values, by = self._found(pk), _read(DeedIn, request), actor(request)
        services.act(found, Verb(values.pop("verb")), by=by, **values)
        return Response(submission_json(self._found(pk), by))

    @extend_schema(request=AnswerIn, responses={200: SubmissionOut, **WRITES})
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Answer a point of the checklist, settle it, or open it again."""
        found, values = self._found(pk), _read(AnswerIn, request)
        point = values.pop("point")
        services.answer_point(found, point, values.pop("verb"), by=actor(request), **values)
        return Response(submission_json(self._found(pk), actor(request)))

    def _found(self, pk: str) -> Submission:
        return submission_seen_by(actor(self.request), _number(pk))


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN, ON, SCENARIO], responses={200: AsOfOut(many=False), **LISTED}
    )
)
class AsOfViewSet(OfPlan):
    """The plan when a day ended, under the law then in force, as then known."""

    serializer_class = AsOfOut
    pagination_class = None

    def list(self, request: Request) -> Response:
        refuse_unknown(request, "plan", "as_of", "scenario", *PAGE)
        roadmap = self.roadmap(request.query_params.get("plan"))
        day = _day(request.query_params.get("as_of", ""))
        return Response(as_of_json(as_of(roadmap, day, request.query_params.get("scenario", ""))))


VIEWSETS: dict[str, type[ViewSetMixin]] = {
    "versions": VersionViewSet,
    "delegations": DelegationViewSet,
    "submissions": SubmissionViewSet,
    "as-of": AsOfViewSet,
}


def _draft(roadmap: Roadmap, number: int | None) -> Draft | None:
    """The draft of the plan that is put to approval, if one is named."""
    if number is None:
        return None
    found = draft_of(roadmap, number)
    if found is None:
        raise Invalid(Problem("no_such_draft_to_submit", ("draft",)))
    return found


def member(roadmap: Roadmap, username: str) -> User:
    """A member of the plan by user name."""
    found = member_called(roadmap, username)
    if found is None:
        raise Invalid(Problem("no_such_member", (username,)))
    return found


def _read(schema: type[Any], request: Request) -> dict[str, Any]:
    refuse_unknown(request)
    body = body_of(request, *schema().fields)
    asked = schema(data=body)
    asked.is_valid(raise_exception=True)
    values = dict(asked.validated_data)
    values.pop("plan", None)
    return values


def _number(pk: str) -> int:
    if not pk.isdecimal():
        raise Http404
    return int(pk)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(Problem("bad_side", (text,))) from None
