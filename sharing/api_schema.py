"""Share links as JSON, and what the REST interface takes."""

from typing import Any

from rest_framework import serializers

from core import clock
from sharing.models import ShareLink, ShareVisit
from sharing.queries.links import state_of

LINK_FIELDS = (
    "id",
    "plan",
    "label",
    "kind",
    "revision",
    "scenario",
    "hide_amounts",
    "hide_parties",
    "projects",
    "zones",
    "may_comment",
    "prefix",
    "has_password",
    "state",
    "made_by",
    "made_at",
    "expires_at",
    "revoked_by",
    "revoked_at",
    "seen",
    "refused",
)


class ShareLinkOut(serializers.ModelSerializer[ShareLink]):
    """A share link. Its address is told once, when it is made, and never again."""

    made_by = serializers.CharField(source="made_by.username")
    revoked_by = serializers.CharField(source="revoked_by.username", default=None)
    has_password = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()
    seen = serializers.IntegerField(help_text="How often it was seen.")
    refused = serializers.IntegerField(help_text="How often it showed nothing.")

    class Meta:
        model = ShareLink
        fields: tuple[str, ...] = LINK_FIELDS

    def get_has_password(self, link: ShareLink) -> bool:
        return bool(link.password)

    def get_state(self, link: ShareLink) -> str:
        return state_of(link, clock.now())


class MadeLinkOut(ShareLinkOut):
    """A link just made, with its address."""

    address = serializers.SerializerMethodField()

    class Meta:
        model = ShareLink
        fields: tuple[str, ...] = (*LINK_FIELDS, "address")

    def get_address(self, link: ShareLink) -> str:
        return str(self.context["address"])


class NewShareLink(serializers.Serializer[Any]):
    """What a link shows. Without `until` it holds for two weeks; amounts and parties are withheld
    unless it is said otherwise."""

    plan = serializers.IntegerField()
    label = serializers.CharField(help_text="For whom.")  # type: ignore[assignment]  # as the model
    kind = serializers.ChoiceField(ShareLink.Kind.choices, default=ShareLink.Kind.FROZEN)
    revision = serializers.IntegerField(required=False)
    scenario = serializers.CharField(required=False)
    hide_amounts = serializers.BooleanField(default=True)
    hide_parties = serializers.BooleanField(default=True)
    projects = serializers.ListField(child=serializers.CharField(), required=False)
    zones = serializers.ListField(child=serializers.CharField(), required=False)
    may_comment = serializers.BooleanField(default=False)
    until = serializers.DateField(required=False)
    password = serializers.CharField(required=False)


class LetComment(serializers.Serializer[Any]):
    """Whether whoever has the link may comment."""

    may_comment = serializers.BooleanField()


class ShareVisitOut(serializers.ModelSerializer[ShareVisit]):
    """One visit to a link."""

    class Meta:
        model = ShareVisit
        fields = ("id", "link", "at", "address", "outcome", "revision", "language")
