"""The shapes of the law over REST: versions, proposals, and the clock they are asked by."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from sanctions.content import FIELDS
from sanctions.models import Measure, MeasureProposal, MeasureVersion, ProposalStep

KNOWN = OpenApiParameter(
    "known",
    {"type": "string", "format": "date"},
    description="The law as it was known at the end of this day; without it, as it is known now. "
    "A day before the first load, or to come, is refused (422).",
)


class MeasureOut(serializers.ModelSerializer[Measure]):
    """One paragraph that forbids, caps or conditions something. Last days are included."""

    class Meta:
        model = Measure
        exclude = ("order",)


class MeasureKnownOut(serializers.ModelSerializer[MeasureVersion]):
    """A measure as it was known on a day, in the shape of a measure."""

    id = serializers.CharField(source="measure")
    superseded_by = serializers.CharField(source="superseded_by_id", allow_null=True)

    class Meta:
        model = MeasureVersion
        fields = ("id", *FIELDS)


class MeasureVersionOut(serializers.ModelSerializer[MeasureVersion]):
    """One state of a measure: from when until when it was known, who said so, who agreed, why."""

    superseded_by = serializers.CharField(source="superseded_by_id", allow_null=True)
    proposed_by = serializers.CharField(source="proposed_by.username", default=None)
    approved_by = serializers.CharField(source="approved_by.username", default=None)
    changed = serializers.ListField(
        child=serializers.CharField(), help_text="The fields that differ from the version before."
    )

    class Meta:
        model = MeasureVersion
        fields = (
            "measure",
            "number",
            "known_from",
            "known_until",
            "origin",
            "why",
            "evidence",
            "proposal",
            "proposed_by",
            "approved_by",
            "changed",
            *FIELDS,
        )


class ProposalStepOut(serializers.ModelSerializer[ProposalStep]):
    """One thing done about a proposal; `content` is there for drafts only."""

    by = serializers.CharField(source="by.username")

    class Meta:
        model = ProposalStep
        fields = (
            "number", "verb", "by", "at", "comment", "evidence", "content", "on_version",
        )  # fmt: skip


class ProposalOut(serializers.ModelSerializer[MeasureProposal]):
    """An edit of the law on its way or at its end, with every step."""

    proposed_by = serializers.CharField(source="proposed_by.username")
    decided_by = serializers.CharField(source="decided_by.username", default=None)
    version = serializers.IntegerField(
        source="version.number", default=None, help_text="The version it became, once accepted."
    )
    changed = serializers.ListField(
        child=serializers.CharField(),
        help_text="The fields in which its latest draft differs from the version it is about.",
    )
    steps = ProposalStepOut(many=True)

    class Meta:
        model = MeasureProposal
        fields = (
            "id", "kind", "measure", "state", "proposed_by", "proposed_at", "decided_by",
            "decided_at", "version", "changed", "steps",
        )  # fmt: skip


class DraftIn(serializers.Serializer[Any]):
    """A draft: the fields that are to differ, why, and where the official text is found."""

    values = serializers.DictField(
        help_text="Fields of a measure; all that are needed for a new one, the rest stays as it is."
    )
    why = serializers.CharField()
    evidence = serializers.CharField()


class ProposalIn(DraftIn):
    """A new measure, a change of one or its end."""

    kind = serializers.ChoiceField(MeasureProposal.Kind.choices)
    measure = serializers.CharField()


class SeenIn(serializers.Serializer[Any]):
    """Which draft was looked at (the number of its step), and a comment."""

    seen = serializers.IntegerField()
    comment = serializers.CharField(required=False)


class CommentIn(serializers.Serializer[Any]):
    """A comment."""

    comment = serializers.CharField(required=False)
