"""What submissions, versions, delegations and the plan of a day look like over REST."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from approvals.models import Delegation, Version
from approvals.models.submission import State, Verb


class PlanVersionOut(serializers.ModelSerializer[Version]):
    """A version. `content_hash` is what an approval is bound to."""

    made_by = serializers.CharField(source="made_by.username")

    class Meta:
        model = Version
        fields = (
            "id", "plan", "number", "revision", "name", "why", "content_hash", "origin", "made_by",
            "made_at",
        )  # fmt: skip


class NewPlanVersion(serializers.Serializer[Any]):
    """A name for a revision; without one for the plan as it stands."""

    plan = serializers.IntegerField()
    name = serializers.CharField(max_length=120)
    why = serializers.CharField(max_length=500, required=False, allow_blank=True)
    revision = serializers.IntegerField(required=False)


class StepOut(serializers.Serializer[Any]):
    """A step of the route, with what was decided in this round."""

    level = serializers.CharField()
    person = serializers.CharField()
    verb = serializers.CharField(allow_null=True)
    current = serializers.BooleanField()


class PointOut(serializers.Serializer[Any]):
    """A point of the checklist."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    text = serializers.CharField()
    state = serializers.ChoiceField(choices=["open", "answered", "settled"])


class DecisionOut(serializers.Serializer[Any]):
    """What somebody did, named as they were then."""

    round = serializers.IntegerField()
    verb = serializers.ChoiceField(choices=Verb.choices)
    by = serializers.CharField()
    how = serializers.CharField(help_text="acting or delegated; empty: in their own place.")
    standing_for = serializers.CharField()
    text = serializers.CharField()
    conditions = serializers.ListField(child=serializers.CharField())
    valid_until = serializers.DateField(allow_null=True)
    content_hash = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField()


class SubmissionOut(serializers.Serializer[Any]):
    """A submission. `may` is what the caller may do with it now."""

    id = serializers.IntegerField()
    plan = serializers.IntegerField()
    title = serializers.CharField()
    note = serializers.CharField()
    state = serializers.ChoiceField(choices=State.choices)
    round = serializers.IntegerField()
    drafter = serializers.CharField()
    draft = serializers.IntegerField(allow_null=True, help_text="The draft decided on, if any.")
    version = serializers.IntegerField(allow_null=True, help_text="The id of the version.")
    content_hash = serializers.CharField(allow_null=True)
    since = serializers.IntegerField(allow_null=True)
    stale = serializers.BooleanField(help_text="The plan is no longer what is decided on.")
    valid_until = serializers.DateField(allow_null=True)
    changed_ko = serializers.CharField(help_text="What changed since the last approved version.")
    changed_en = serializers.CharField()
    route = StepOut(many=True)
    points = PointOut(many=True)
    decisions = DecisionOut(many=True)
    may = serializers.ListField(child=serializers.CharField())


class RouteIn(serializers.Serializer[Any]):
    """A person of the route."""

    level = serializers.CharField()
    person = serializers.CharField(help_text="The user name.")


class NewSubmission(serializers.Serializer[Any]):
    """What is put to approval, and its route. It is submitted at once."""

    plan = serializers.IntegerField()
    title = serializers.CharField(max_length=120)
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    draft = serializers.IntegerField(required=False, help_text="A draft of the plan, by its id.")
    route = RouteIn(many=True)


class DeedIn(serializers.Serializer[Any]):
    """One thing done. `seen` is the content hash of the version the decider looked at."""

    verb = serializers.ChoiceField(choices=Verb.choices)
    seen = serializers.CharField(required=False, allow_blank=True, max_length=64)
    text = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    points = serializers.ListField(child=serializers.CharField(), required=False)
    conditions = serializers.ListField(child=serializers.CharField(), required=False)
    valid_until = serializers.DateField(required=False, allow_null=True)


class AnswerIn(serializers.Serializer[Any]):
    """What is said to a point."""

    point = serializers.IntegerField()
    verb = serializers.CharField(help_text="answer, settle or reopen.")
    text = serializers.CharField(required=False, allow_blank=True, max_length=1000)


class DelegationOut(serializers.ModelSerializer[Delegation]):
    """A delegation; `level` empty means all levels."""

    giver = serializers.CharField(source="giver.username")
    taker = serializers.CharField(source="taker.username")

    class Meta:
        model = Delegation
        fields = (
            "id", "plan", "giver", "taker", "how", "level", "since", "until", "reason", "made_at",
            "revoked_at",
        )  # fmt: skip


class NewDelegation(serializers.Serializer[Any]):
    """Whom the caller lets decide in their place."""

    plan = serializers.IntegerField()
    taker = serializers.CharField(help_text="The user name.")
    how = serializers.ChoiceField(choices=["acting", "delegated"])
    level = serializers.CharField(required=False, allow_blank=True)
    since = serializers.DateField()
    until = serializers.DateField()
    reason = serializers.CharField(max_length=500)


class ProjectThenOut(serializers.Serializer[Any]):
    """A project as one had to see it that day."""

    project = serializers.CharField()
    start = serializers.DateField(allow_null=True)
    finish = serializers.DateField(allow_null=True)
    verdict = serializers.CharField(help_text="The gravest while it runs.")
    verdict_on_day = serializers.CharField(allow_null=True)


@extend_schema_serializer(many=False)
class AsOfOut(serializers.Serializer[Any]):
    """The plan when a day ended, under the law then in force, as then known."""

    as_of = serializers.DateField()
    revision = serializers.IntegerField()
    content_hash = serializers.CharField()
    scenario = serializers.CharField()
    finish = serializers.DateField(allow_null=True)
    projects = ProjectThenOut(many=True)
