"""The terms over REST, and texts looked at for their readers."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from core.errors import Refused
from engine.problems import Problem
from lint.queries.terms import terms_found
from roadmaps.api_schema import PROBLEM
from roadmaps.requests import body_of, refuse_unknown
from terms.marking import in_register, marks_of
from terms.reading import MOST_LETTERS
from terms.termbook import Term, termbook

AUDIENCES = ("south", "north", "third")
MARK_FIELDS = ("start", "end", "word", "kind", "instead", "why_ko", "why_en")


class TermOut(serializers.Serializer[Any]):
    """One thing in three registers."""

    south = serializers.CharField()
    north = serializers.CharField()
    english = serializers.CharField()
    south_latin = serializers.CharField()
    north_latin = serializers.CharField()
    group = serializers.CharField()
    sources = serializers.ListField(child=serializers.CharField())
    confidence = serializers.CharField(help_text="high, medium or low.")
    converts = serializers.BooleanField(help_text="Whether texts are turned by it, both ways.")


class TextIn(serializers.Serializer[Any]):
    """A text and who is to read it."""

    text = serializers.CharField(max_length=MOST_LETTERS, trim_whitespace=False)
    audience = serializers.ChoiceField(choices=list(AUDIENCES))


class MarkOut(serializers.Serializer[Any]):
    """A part of the text: it offends, misleads, or is of the other register."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    word = serializers.CharField()
    kind = serializers.ChoiceField(choices=["offends", "misleads", "register"])
    instead = serializers.CharField(help_text="Empty where a person has to find the words.")
    why_ko = serializers.CharField()
    why_en = serializers.CharField()


class TextOut(serializers.Serializer[Any]):
    """The marks, and the text in the readers' register. Words that offend are only marked."""

    marks = MarkOut(many=True)
    turned = serializers.CharField()


@extend_schema_view(
    list=extend_schema(
        parameters=[
            OpenApiParameter("q", str, description="Only terms that hold this."),
            OpenApiParameter("order", str, enum=["south", "north", "english"]),
        ],
        responses={200: TermOut(many=True), 400: PROBLEM},
    )
)
class TermViewSet(GenericViewSet[Any]):
    """Southern, Northern and English terms."""

    serializer_class = TermOut
    filter_backends = ()

    def list(self, request: Request) -> Response:
        refuse_unknown(request, "q", "order", "page", "page_size")
        asked = request.query_params
        found = terms_found(asked.get("q", ""), asked.get("order", "south"))
        page = self.paginate_queryset(found)
        return self.get_paginated_response([_term_json(each) for each in page or ()])


@extend_schema_view(create=extend_schema(request=TextIn, responses={200: TextOut, 400: PROBLEM}))
class TermCheckViewSet(GenericViewSet[Any]):
    """A text looked at for its readers. Nothing is stored."""

    serializer_class = TextOut

    def create(self, request: Request) -> Response:
        body = body_of(request, "text", "audience")
        asked = TextIn(data=body)
        asked.is_valid(raise_exception=True)
        text, audience = asked.validated_data["text"], asked.validated_data["audience"]
        if audience not in termbook().audiences:
            raise Refused(Problem("not_one_of", (audience,), {"field": "audience"}))
        marks = [
            {name: getattr(mark, name) for name in MARK_FIELDS} for mark in marks_of(text, audience)
        ]
        return Response({"marks": marks, "turned": in_register(text, audience)})


def _term_json(term: Term) -> dict[str, Any]:
    names = ("south", "north", "english", "south_latin", "north_latin", "confidence", "converts")
    values = {name: getattr(term, name) for name in names}
    return {**values, "group": term.group.id, "sources": list(term.group.source)}


VIEWSETS: dict[str, type[ViewSetMixin]] = {"terms": TermViewSet, "term-checks": TermCheckViewSet}
