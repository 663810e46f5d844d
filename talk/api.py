"""Comments, watches and the inbox over REST. What the caller may not see does not exist."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ViewSetMixin

from core.errors import Invalid
from engine.problems import Problem
from roadmaps.api_schema import PROBLEM, REFUSALS, WRITES
from roadmaps.models import Roadmap
from roadmaps.requests import actor, body_of, refuse_unknown, whole_number
from talk import inboxes, services
from talk.api_shapes import (
    CommentFilters,
    CommentOut,
    NewComment,
    NewText,
    NewWatch,
    NoticeFilters,
    NoticeOut,
    ReadNotices,
    ReadOut,
    WatchFilters,
    WatchOut,
)
from talk.models import Comment, Notice, Watch
from talk.queries.inbox import inbox_of, watches_of
from talk.queries.threads import comments_in


@extend_schema_view(
    list=extend_schema(responses={200: CommentOut, 400: PROBLEM}),
    retrieve=extend_schema(responses={200: CommentOut, **REFUSALS}),
    create=extend_schema(request=NewComment, responses={201: CommentOut, **WRITES}),
    edit=extend_schema(request=NewText, responses={200: CommentOut, **WRITES}),
    remove=extend_schema(request=None, responses={200: CommentOut, **WRITES}),
    resolve=extend_schema(request=None, responses={200: CommentOut, **WRITES}),
    reopen=extend_schema(request=None, responses={200: CommentOut, **WRITES}),
)
class CommentViewSet(GenericViewSet[Comment]):
    """What is said about the caller's plans. Nothing is deleted."""

    queryset = Comment._default_manager.none()
    serializer_class = CommentOut
    filterset_class = CommentFilters
    lookup_value_converter = "int"
    ordering = ("id",)
    ordering_fields = ("id", "at")
    search_fields = ("key",)

    def get_queryset(self) -> "QuerySet[Comment]":
        return comments_in(Roadmap.objects.visible_to(actor(self.request)))

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        refuse_unknown(request)
        return self._answer(pk)

    def create(self, request: Request) -> Response:
        """Say something, or answer."""
        body = body_of(request, "plan", "about", "text", "answers")
        roadmap = _roadmap(request, body)
        answers = whole_number(body, "answers") if body.get("answers") is not None else None
        made = services.add_comment(
            roadmap, _text(body, "about"), _text(body, "text"), answers=answers, by=actor(request)
        )
        place = request.build_absolute_uri(reverse("api-comments-detail", args=[made.pk]))
        return self._answer(made.pk, 201, Location=place)

    @action(detail=True, methods=["post"])
    def edit(self, request: Request, pk: int) -> Response:
        """Say it otherwise; only its author may. What it said before is kept."""
        comment = self._comment(pk)
        services.edit_comment(comment, _text(body_of(request, "text"), "text"), by=actor(request))
        return self._answer(pk)

    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: int) -> Response:
        """Take it out of sight; its author or an owner of the plan may."""
        services.remove_comment(self._comment(pk), by=actor(request))
        return self._answer(pk)

    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, pk: int) -> Response:
        """The thread is settled."""
        services.resolve(self._comment(pk), by=actor(request))
        return self._answer(pk)

    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: int) -> Response:
        """The thread is open again."""
        services.reopen(self._comment(pk))
        return self._answer(pk)

    def _comment(self, pk: int) -> Comment:
        return get_object_or_404(self.get_queryset(), pk=pk)

    def _answer(self, pk: int, status: int = 200, **headers: str) -> Response:
        return Response(self.get_serializer(self._comment(pk)).data, status, headers=headers)


@extend_schema_view(
    list=extend_schema(responses={200: WatchOut, 400: PROBLEM}),
    create=extend_schema(request=NewWatch, responses={200: WatchOut, **WRITES}),
)
class WatchViewSet(GenericViewSet[Watch]):
    """What the caller follows."""

    queryset = Watch._default_manager.none()
    serializer_class = WatchOut
    filterset_class = WatchFilters
    ordering = ("id",)
    ordering_fields = ("id", "since")
    search_fields = ("key",)

    def get_queryset(self) -> "QuerySet[Watch]":
        return watches_of(actor(self.request))

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def create(self, request: Request) -> Response:
        """Follow a thing, or end that with `"is_on": false`."""
        body = body_of(request, "plan", "about", "is_on")
        roadmap, is_on = _roadmap(request, body), body.get("is_on")
        if not isinstance(is_on, bool):
            raise Invalid(Problem("missing_field", ("is_on",), {"field": "is_on"}))
        watch = services.set_watch(roadmap, _text(body, "about"), is_on=is_on, by=actor(request))
        return Response(self.get_serializer(watch).data)


@extend_schema_view(
    list=extend_schema(responses={200: NoticeOut, 400: PROBLEM}),
    read=extend_schema(request=ReadNotices, responses={200: ReadOut, **WRITES}),
)
class InboxViewSet(GenericViewSet[Notice]):
    """What the caller was told about their plans."""

    queryset = Notice._default_manager.none()
    serializer_class = NoticeOut
    filterset_class = NoticeFilters
    ordering = ("-id",)
    ordering_fields = ("id", "at")
    search_fields = ("key",)

    def get_queryset(self) -> "QuerySet[Notice]":
        return inbox_of(actor(self.request)).select_related("plan", "by", "comment", "revision")

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @action(detail=False, methods=["post"])
    def read(self, request: Request) -> Response:
        """Mark notices as read: `{"ids": [3, 4]}` or `{"all": true}`."""
        body = body_of(request, "ids", "all")
        ids = body.get("ids")
        named = isinstance(ids, list) and all(type(each) is int for each in ids)
        if body.get("all") is not True and not named:
            raise Invalid(Problem("notices_missing", ("ids",)))
        read = inboxes.mark_read(actor(request), None if body.get("all") is True else ids)
        return Response({"read": read})


VIEWSETS: dict[str, type[ViewSetMixin]] = {
    "comments": CommentViewSet,
    "watches": WatchViewSet,
    "inbox": InboxViewSet,
}


def _roadmap(request: Request, body: dict[str, Any]) -> Roadmap:
    """The plan the body names, among those the caller sees."""
    seen = Roadmap.objects.visible_to(actor(request))
    return get_object_or_404(seen, pk=whole_number(body, "plan"))


def _text(body: dict[str, Any], name: str) -> str:
    found = body.get(name, "")
    if not isinstance(found, str):
        raise Invalid(Problem("not_text", (name,), {"field": name}))
    return found
