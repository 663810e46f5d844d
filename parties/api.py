"""Parties, lists and decisions over REST. Lists are imported on their page or by the command."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from core.errors import Forbidden
from engine.problems import Problem
from lint.api import PLAN, OfPlan
from parties import services
from parties.models import Decision, ListVersion
from parties.queries.standing import Question, Standing, board_of, decisions_of
from roadmaps.api_schema import PROBLEM, WRITES
from roadmaps.models import OFFICERS
from roadmaps.requests import actor, body_of, whole_number
from roadmaps.schedules import whole_plan_of
from roadmaps.sights import require_parties


class FeatureOut(serializers.Serializer[Any]):
    """One feature of a party beside an entry's."""

    name = serializers.CharField()
    grade = serializers.ChoiceField(choices=["agrees", "near", "differs", "unknown"])
    ours = serializers.CharField()
    theirs = serializers.CharField()
    how = serializers.CharField()


class PartyDecisionOut(serializers.Serializer[Any]):
    """What an officer said of a candidate."""

    id = serializers.IntegerField()
    candidate = serializers.IntegerField()
    verdict = serializers.CharField(help_text="same, other or more.")
    reason = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class PartyCandidateOut(serializers.Serializer[Any]):
    """An entry that may be the party; `stale` says what changed since it was compared."""

    id = serializers.IntegerField()
    list_source = serializers.CharField(help_text="un, ofac, eu or own.")
    reference = serializers.CharField()
    names = serializers.ListField(child=serializers.CharField())
    features = FeatureOut(many=True)
    decisions = PartyDecisionOut(many=True)
    stale = serializers.ChoiceField(choices=["", "entry", "party"])


class PartyOut(serializers.Serializer[Any]):
    """A party of the plan. No state is a clearance."""

    key = serializers.CharField()
    names = serializers.ListField(child=serializers.CharField())
    countries = serializers.ListField(child=serializers.CharField())
    records = serializers.ListField(child=serializers.CharField(), help_text="kind:key")
    state = serializers.CharField()
    candidates = PartyCandidateOut(many=True)


class NewPartyDecision(serializers.Serializer[Any]):
    """`seen` is the id of the latest decision on it that you saw; null: none."""

    plan = serializers.IntegerField()
    candidate = serializers.IntegerField()
    verdict = serializers.CharField(help_text="same, other or more.")
    reason = serializers.CharField()
    seen = serializers.IntegerField(required=False, allow_null=True)


class PartyListOut(serializers.ModelSerializer[ListVersion]):
    """A list file that was imported. The newest of a source counts."""

    by = serializers.CharField(source="by.username")

    class Meta:
        model = ListVersion
        fields = ("id", "source", "name", "sha256", "published", "added", "dropped", "by", "at",
                  "checked_at")  # fmt: skip


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN], responses={200: PartyOut(many=True), 400: PROBLEM, 404: PROBLEM}
    )
)
class PartyViewSet(OfPlan):
    """The parties of a plan, the most pressing first, each beside its candidates."""

    serializer_class = PartyOut

    def list(self, request: Request) -> Response:
        roadmap = self.asked(request)
        require_parties(roadmap.pk)
        board = board_of(roadmap, whole_plan_of(roadmap))
        page = self.paginate_queryset(board.standings)
        return self.get_paginated_response([_party_json(each) for each in page or ()])


@extend_schema_view(
    list=extend_schema(
        parameters=[PLAN], responses={200: PartyDecisionOut(many=True), 400: PROBLEM, 404: PROBLEM}
    ),
    create=extend_schema(request=NewPartyDecision, responses={201: PartyDecisionOut, **WRITES}),
)
class PartyDecisionViewSet(OfPlan):
    """Every decision ever signed in a plan, the latest first."""

    serializer_class = PartyDecisionOut

    def list(self, request: Request) -> Response:
        roadmap = self.asked(request)
        require_parties(roadmap.pk)
        page = self.paginate_queryset(decisions_of(roadmap))
        return self.get_paginated_response([_decision_json(each) for each in page or ()])

    def create(self, request: Request) -> Response:
        body = body_of(request, "plan", "candidate", "verdict", "reason", "seen")
        roadmap = self.roadmap(whole_number(body, "plan"))
        if roadmap.role_of(actor(request)) not in OFFICERS:
            raise Forbidden(Problem("party_officer", (str(body.get("candidate", "")),)))
        require_parties(roadmap.pk)
        asked = NewPartyDecision(data=body)
        asked.is_valid(raise_exception=True)
        values = {"seen": None, **asked.validated_data}
        values.pop("plan")
        made = services.decide(roadmap, by=actor(request), **values)
        return Response(_decision_json(made), 201)


class PartyListViewSet(ListModelMixin, GenericViewSet[ListVersion]):
    """The list files, the newest first."""

    queryset = ListVersion._default_manager.select_related("by")
    serializer_class = PartyListOut
    filterset_fields = ("source",)
    search_fields = ("name",)
    ordering_fields = ("id", "at")


VIEWSETS: dict[str, type[ViewSetMixin]] = {
    "parties": PartyViewSet,
    "party-decisions": PartyDecisionViewSet,
    "party-lists": PartyListViewSet,
}


def _party_json(standing: Standing) -> dict[str, Any]:
    party = standing.party
    return {
        "key": party.key,
        "names": list(party.names),
        "countries": list(party.identity.countries),
        "records": [f"{place.kind}:{place.key}" for place in party.places],
        "state": standing.state.value,
        "candidates": [_question_json(q) for q in (*standing.questions, *standing.earlier)],
    }


def _question_json(question: Question) -> dict[str, Any]:
    return {
        "id": question.candidate.pk,
        "list_source": question.entry.source,
        "reference": question.entry.reference,
        "names": list(question.identity.names),
        "features": question.candidate.features,
        "decisions": [_decision_json(each) for each in question.decisions],
        "stale": question.stale,
    }


def _decision_json(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.pk,
        "candidate": decision.candidate_id,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "by": decision.by.username,
        "at": decision.at.isoformat(),
    }
