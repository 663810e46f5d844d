"""The benefit ledger and the evidence grades over REST."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from core import sight
from engine.grading import GRADES
from engine.ledger import ledger_of
from lint.api import PLAN, FindingViewSet, OfPlan, WaiverViewSet
from lint.queries.entries import entries_of
from lint.queries.grounds import grading_of
from roadmaps.api_schema import PROBLEM
from roadmaps.schedules import whole_plan_of


class GainOut(serializers.Serializer[Any]):
    """A sum of one kind of gain."""

    gain = serializers.CharField()
    unit = serializers.CharField()
    currency = serializers.CharField()
    price_year = serializers.IntegerField(allow_null=True)
    amount = serializers.DecimalField(20, 2, allow_null=True)


class PaidOut(serializers.Serializer[Any]):
    """What a side's funding sources pay."""

    currency = serializers.CharField()
    price_year = serializers.IntegerField(allow_null=True)
    amount = serializers.DecimalField(20, 2, allow_null=True)


class AccountOut(serializers.Serializer[Any]):
    """One side's part of a stage; `stage` is empty for projects without one."""

    stage = serializers.CharField()
    side = serializers.ChoiceField(choices=["south", "north"])
    projects = serializers.IntegerField()
    stated = serializers.IntegerField(help_text="Projects with a benefit in words.")
    measured = serializers.IntegerField(help_text="Projects with a benefit in figures.")
    missing = serializers.ListField(
        child=serializers.CharField(), help_text="Projects in which only the other side gains."
    )
    unknown_jobs = serializers.IntegerField()
    deciding = serializers.IntegerField()
    activities = serializers.IntegerField()
    owned = serializers.IntegerField(
        help_text="Activities with an owner of this side who is said to decide something."
    )
    gains = GainOut(many=True)
    paid = PaidOut(many=True)


class FigureOut(serializers.Serializer[Any]):
    """One figure of a plan and the grade of what it rests on."""

    kind = serializers.CharField()
    key = serializers.CharField()
    name = serializers.CharField(help_text="The field of the record.")
    grade = serializers.ChoiceField(choices=list(GRADES))
    sources = serializers.ListField(child=serializers.CharField())
    year = serializers.IntegerField(allow_null=True, help_text="Of its newest source.")
    is_old = serializers.BooleanField(help_text="Whether that is more than five years ago.")
    entered_by = serializers.CharField(help_text="Who wrote the record last.")
    entered_at = serializers.DateTimeField(allow_null=True)


def _described(row: type[serializers.Serializer[Any]]) -> Any:
    answers = {200: row(many=True), 400: PROBLEM, 404: PROBLEM}
    return extend_schema_view(list=extend_schema(parameters=[PLAN], responses=answers))


@_described(AccountOut)
class LedgerViewSet(OfPlan):
    """Who gains what in a plan, by stage and side."""

    serializer_class = AccountOut

    def list(self, request: Request) -> Response:
        rows = ledger_of(whole_plan_of(self.asked(request)))
        page = self.paginate_queryset(rows)
        told = AccountOut(page, many=True).data
        if not sight.here().amounts:
            for row in told:
                for gain in row["gains"]:
                    gain["amount"] = None if gain["currency"] else gain["amount"]
                for paid in row["paid"]:
                    paid["amount"] = None
        return self.get_paginated_response(told)


@_described(FigureOut)
class EvidenceViewSet(OfPlan):
    """Every figure of a plan with its grade: A to C by confidence, D invented, E without source."""

    serializer_class = FigureOut

    def list(self, request: Request) -> Response:
        roadmap = self.asked(request)
        figures = grading_of(whole_plan_of(roadmap)).figures
        page = self.paginate_queryset(figures)
        entries = entries_of(roadmap, page or ())
        return self.get_paginated_response(
            [
                {
                    "kind": each.kind,
                    "key": each.key,
                    "name": each.field,
                    "grade": each.grade,
                    "sources": list(each.sources),
                    "year": each.year,
                    "is_old": each.is_old,
                    "entered_by": entries[each.kind, each.key].by,
                    "entered_at": entries[each.kind, each.key].at,
                }
                for each in page or ()
            ]
        )


VIEWSETS: dict[str, type[ViewSetMixin]] = {
    "findings": FindingViewSet,
    "waivers": WaiverViewSet,
    "benefit-ledger": LedgerViewSet,
    "evidence-grades": EvidenceViewSet,
}
