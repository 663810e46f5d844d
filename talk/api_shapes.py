"""What talk gives and takes over REST, and by what its lists can be narrowed."""

from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from roadmaps.filters import FlagFilter, WholeFilter
from talk.models import Comment, Notice, Watch
from talk.queries.inbox import lines_of


class EarlierOut(serializers.Serializer[Any]):
    """What a comment said before it was edited."""

    text = serializers.CharField()
    until = serializers.DateTimeField()


class CommentOut(serializers.ModelSerializer[Comment]):
    """A comment about kind:key of a plan. Of a removed one the text is empty."""

    about = serializers.CharField()
    by = serializers.CharField(source="by.username", default=None)
    guest = serializers.CharField(help_text="A guest's name, as they gave it; else empty.")
    is_shared = serializers.SerializerMethodField(
        help_text="Whether guests of one link or pass read it too."
    )
    text = serializers.SerializerMethodField()
    removed_by = serializers.CharField(source="removed_by.username", default=None)
    resolved_by = serializers.CharField(source="resolved_by.username", default=None)
    earlier = serializers.SerializerMethodField()

    class Meta:
        model = Comment
        fields = ("id", "plan", "about", "answers", "text", "by", "guest", "is_shared", "at",
                  "edited_at", "earlier", "removed_by", "removed_at", "resolved_by",
                  "resolved_at")  # fmt: skip

    def get_is_shared(self, comment: Comment) -> bool:
        return bool(comment.circle)

    def get_text(self, comment: Comment) -> str:
        return "" if comment.removed_at else comment.text

    @extend_schema_field(EarlierOut(many=True))
    def get_earlier(self, comment: Comment) -> Any:
        return [] if comment.removed_at else EarlierOut(comment.earlier.all(), many=True).data


class WatchOut(serializers.ModelSerializer[Watch]):
    """Something the caller follows."""

    about = serializers.CharField()

    class Meta:
        model = Watch
        fields = ("id", "plan", "about", "is_on", "since")


class NoticeOut(serializers.ModelSerializer[Notice]):
    """Something the caller was told."""

    about = serializers.CharField()
    by = serializers.CharField(source="by.username", default=None)
    revision = serializers.IntegerField(source="revision.number", default=None)
    sentence = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields = ("id", "plan", "about", "what", "by", "comment", "revision", "sentence", "at",
                  "read_at")  # fmt: skip

    def get_sentence(self, notice: Notice) -> str:
        return lines_of([notice])[0].sentence


class NewComment(serializers.Serializer[Any]):
    """Something to say about `about`, or an answer to the first comment of a thread there."""

    plan = serializers.IntegerField()
    about = serializers.CharField(help_text="kind:key, such as condition:SAN-2397-7, or plan:plan.")
    text = serializers.CharField()
    answers = serializers.IntegerField(required=False)


class NewText(serializers.Serializer[Any]):
    """What a comment is to say from now on."""

    text = serializers.CharField()


class NewWatch(serializers.Serializer[Any]):
    """Follow a thing of a plan, or no longer."""

    plan = serializers.IntegerField()
    about = serializers.CharField()
    is_on = serializers.BooleanField()


class ReadNotices(serializers.Serializer[Any]):
    """Which notices have been read."""

    ids = serializers.ListField(child=serializers.IntegerField(), required=False)
    all = serializers.BooleanField(required=False)


class ReadOut(serializers.Serializer[Any]):
    """How many were unread until now."""

    read = serializers.IntegerField()


class CommentFilters(filters.FilterSet):  # type: ignore[misc]
    """Comments by plan, by what they are about, and whether their thread is resolved."""

    plan = WholeFilter(field_name="plan_id")
    about = filters.CharFilter(method="keep_about", label="kind:key of what they are about.")
    resolved = FlagFilter(method="keep_resolved", label="true: only threads that are resolved.")

    class Meta:
        model = Comment
        fields: list[str] = []

    def keep_about(self, found: "QuerySet[Comment]", name: str, about: str) -> Any:
        kind, _, key = about.partition(":")
        return found.filter(kind=kind, key=key)

    def keep_resolved(self, found: "QuerySet[Comment]", name: str, resolved: bool) -> Any:
        return found.filter(answers=None, resolved_at__isnull=not resolved)


class NoticeFilters(filters.FilterSet):  # type: ignore[misc]
    """Notices by plan, and whether they have been read."""

    plan = WholeFilter(field_name="plan_id")
    read = FlagFilter(method="keep_read", label="false: only those not read yet.")

    class Meta:
        model = Notice
        fields: list[str] = []

    def keep_read(self, found: "QuerySet[Notice]", name: str, read: bool) -> Any:
        return found.filter(read_at__isnull=not read)


class WatchFilters(filters.FilterSet):  # type: ignore[misc]
    """Watches by plan."""

    plan = WholeFilter(field_name="plan_id")

    class Meta:
        model = Watch
        fields: list[str] = []
