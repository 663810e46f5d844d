"""Proposals to change the law over REST: propose, revise, withdraw; accept, send back, reject."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from core.errors import Invalid
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.requests import actor, body_of, refuse_unknown, text_in, whole_number
from sanctions import services
from sanctions.api_schema import CommentIn, DraftIn, ProposalIn, ProposalOut, SeenIn
from sanctions.models import MeasureProposal
from sanctions.review import proposals_of, with_changes

DRAFT = ("values", "why", "evidence")
DECIDED = {200: ProposalOut, 409: PROBLEM, **WRITES}


@extend_schema_view(retrieve=extend_schema(responses={200: ProposalOut, **REFUSALS}))
class MeasureProposalViewSet(ReadOnlyModelViewSet[MeasureProposal]):
    """Edits of the law, the newest first. Nothing counts until a second person has accepted it."""

    queryset = MeasureProposal.objects.all()
    serializer_class = ProposalOut
    filterset_fields = ("measure", "kind", "state")
    search_fields = ("measure",)
    ordering_fields = ("id", "proposed_at", "decided_at", "measure")

    def get_queryset(self) -> "QuerySet[MeasureProposal]":
        return proposals_of()

    def get_serializer(self, *given: Any, **options: Any) -> Any:
        if given and given[0] is not None:
            found = given[0] if options.get("many") else [given[0]]
            with_changes(found)
        return super().get_serializer(*given, **options)

    @extend_schema(request=ProposalIn, responses={201: ProposalOut, **WRITES})
    def create(self, request: Request) -> Response:
        """Propose a new measure, a change of one or its end."""
        refuse_unknown(request)
        body = body_of(request, "kind", "measure", *DRAFT)
        made = services.propose(
            text_in(body, "kind"), text_in(body, "measure"), by=actor(request), **_draft(body)
        )
        return Response(self._told(made), 201)

    @extend_schema(request=DraftIn, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def revise(self, request: Request, pk: str) -> Response:
        """Put another draft in the place of the last one."""
        draft = _draft(body_of(request, *DRAFT))
        return Response(self._told(services.revise(self._found(pk), by=actor(request), **draft)))

    @extend_schema(request=CommentIn, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take your proposal back."""
        comment = text_in(body_of(request, "comment"), "comment", "")
        done = services.withdraw(self._found(pk), comment=comment, by=actor(request))
        return Response(self._told(done))

    @extend_schema(request=SeenIn, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """Let it count from now on."""
        proposal = self._found(pk)
        services.accept(proposal, by=actor(request), **_decision(request))
        return Response(self._told(proposal))

    @extend_schema(request=SeenIn, responses=DECIDED)
    @action(detail=True, methods=["post"], url_path="send-back", url_name="send-back")
    def send_back(self, request: Request, pk: str) -> Response:
        """Ask for another draft; the comment says why."""
        proposal = self._found(pk)
        return Response(
            self._told(services.send_back(proposal, by=actor(request), **_decision(request)))
        )

    @extend_schema(request=SeenIn, responses=DECIDED)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        """Refuse it for good; the comment says why."""
        proposal = self._found(pk)
        return Response(
            self._told(services.reject(proposal, by=actor(request), **_decision(request)))
        )

    def _found(self, pk: str) -> MeasureProposal:
        return get_object_or_404(proposals_of(), pk=pk)

    def _told(self, proposal: MeasureProposal) -> Any:
        return self.get_serializer(proposals_of().get(pk=proposal.pk)).data


def _decision(request: Request) -> dict[str, Any]:
    body = body_of(request, "seen", "comment")
    return {"seen": whole_number(body, "seen"), "comment": text_in(body, "comment", "")}


def _draft(body: dict[str, Any]) -> dict[str, Any]:
    values = body.get("values")
    if not isinstance(values, dict):
        raise Invalid(Problem("not_an_object", ("values",)))
    return {"values": values, "why": body.get("why"), "evidence": body.get("evidence")}


VIEWSETS = {"measure-proposals": MeasureProposalViewSet}
