"""Comments of guests over REST: a guest's own threads, in the plans they are given."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from core.errors import Invalid
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, WRITES
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number
from sharing.models import GuestPass
from sharing.queries.guests import pass_of
from sharing.queries.remarks import projects_shown, thread_json, threads_of
from sharing.services.remarks import comment_by_guest
from sharing.showing import shown_to_guest

PLAN = OpenApiParameter("plan", int, required=True, description="A plan the caller is a guest of.")


class GuestRemarkOut(serializers.Serializer[Any]):
    """A comment as a guest reads it; of a removed one the text is empty."""

    id = serializers.IntegerField()
    author = serializers.CharField()
    at = serializers.DateTimeField()
    text = serializers.CharField()
    is_guest = serializers.BooleanField()
    is_removed = serializers.BooleanField()


class GuestThreadOut(serializers.Serializer[Any]):
    """A guest's comment about the plan or a project they see, with its answers."""

    about = serializers.CharField()
    subject = serializers.CharField()
    head = GuestRemarkOut()
    answers = GuestRemarkOut(many=True)
    is_resolved = serializers.BooleanField()


class NewGuestComment(serializers.Serializer[Any]):
    """Something a guest says about `plan:plan` or `project:…`, or answers in a thread of theirs."""

    plan = serializers.IntegerField()
    about = serializers.CharField()
    text = serializers.CharField()
    answers = serializers.IntegerField(required=False)


@extend_schema_view(
    list=extend_schema(parameters=[PLAN], responses={200: GuestThreadOut(many=True), 400: PROBLEM}),
    create=extend_schema(
        request=NewGuestComment, responses={201: GuestThreadOut(many=True), **WRITES}
    ),
)
class GuestCommentViewSet(GenericViewSet[GuestPass]):
    """What the caller said as a guest, and what was answered. Nobody else's talk is here."""

    queryset: "QuerySet[GuestPass]" = GuestPass._default_manager.none()
    serializer_class = GuestThreadOut
    pagination_class = None
    filter_backends = ()

    def list(self, request: Request) -> Response:
        refuse_unknown(request, "plan")
        asked = request.query_params.get("plan", "")
        return self._answer(self._pass(request, int(asked) if asked.isdecimal() else 0))

    def create(self, request: Request) -> Response:
        """Comment, where the guest may."""
        body = body_of(request, "plan", "about", "text", "answers")
        given = self._pass(request, whole_number(body, "plan"))
        answers = whole_number(body, "answers") if body.get("answers") is not None else None
        texts = {name: body.get(name, "") for name in ("about", "text")}
        if not all(isinstance(each, str) for each in texts.values()):
            raise Invalid(Problem("not_text", ("text",), {"field": "text"}))
        seen = projects_shown(shown_to_guest(given, "", "ko"))
        comment_by_guest(given, **texts, seen=seen, answers=answers, by=actor(request))
        return self._answer(given, 201)

    def _pass(self, request: Request, plan_id: int) -> GuestPass:
        given = pass_of(actor(request), plan_id)
        if given is None:
            raise Invalid(Problem("guest_of_no_plan", ("plan",)))
        return given

    def _answer(self, given: GuestPass, status: int = 200) -> Response:
        found = threads_of(given, shown_to_guest(given, "", "ko"))
        shown = GuestThreadOut([thread_json(each) for each in found], many=True)
        return Response(shown.data, status)
