"""The shapes of the procedure over REST, for the OpenAPI document."""

from typing import Any

from rest_framework import serializers

from life.models import LifeStep
from life.queries.facts import facts_seen

STEP_FIELDS = (
    "id", "plan", "project", "project_name", "track", "number", "event", "from_state", "to_state",
    "on", "facts", "documents", "note", "reverses", "by", "by_name", "by_role", "revision", "at",
)  # fmt: skip


class LifeStepOut(serializers.ModelSerializer[LifeStep]):
    """A recorded step. `reverses` is the id of the step it takes back."""

    by = serializers.CharField(source="by.username")
    facts = serializers.SerializerMethodField(
        help_text="What was recorded, by the names of the table; null where it is withheld."
    )
    documents = serializers.DictField(child=serializers.CharField())

    class Meta:
        model = LifeStep
        fields = STEP_FIELDS

    def get_facts(self, step: LifeStep) -> dict[str, Any]:
        return facts_seen(step.plan_id, step.facts)


class NewLifeStep(serializers.Serializer[Any]):
    """A step to record; its facts and documents are those of its row in `/life-transitions/`."""

    plan = serializers.IntegerField()
    project = serializers.CharField(max_length=64)
    track = serializers.CharField(max_length=16, default="procedure")
    event = serializers.CharField(max_length=40)
    on = serializers.DateField(help_text="The day it took effect; not after today.")
    facts = serializers.DictField(required=False)
    documents = serializers.DictField(child=serializers.CharField(max_length=300), required=False)
    note = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    seen = serializers.IntegerField(
        min_value=0, help_text="How many rows of the track you saw; another count is refused (409)."
    )


class TakingBack(serializers.Serializer[Any]):
    """Why a step is taken back. Only the last of its track that stands can be."""

    reason = serializers.CharField(max_length=1000)


class LifeTransitionOut(serializers.Serializer[Any]):
    """A row of the table: what may follow on a state, who may, and what it needs."""

    track = serializers.CharField()
    event = serializers.CharField()
    name_ko = serializers.CharField()
    name_en = serializers.CharField()
    from_state = serializers.CharField()
    to_state = serializers.CharField()
    actor = serializers.CharField()
    roles = serializers.ListField(child=serializers.CharField())
    documents = serializers.ListField(child=serializers.CharField())
    facts = serializers.ListField(child=serializers.CharField())
    facts_optional = serializers.ListField(child=serializers.CharField())
    guards = serializers.ListField(child=serializers.CharField())
    lead_days = serializers.IntegerField(allow_null=True)
    notice_days = serializers.IntegerField(allow_null=True)
    months = serializers.IntegerField(allow_null=True)
    basis = serializers.ListField(child=serializers.CharField())
    sources = serializers.ListField(child=serializers.CharField())
    confidence = serializers.CharField()


class TrackOut(serializers.Serializer[Any]):
    """One of the five tracks. `share` is the part behind it; `due` whether it is its turn."""

    track = serializers.CharField()
    state = serializers.CharField()
    share = serializers.DecimalField(4, 2)
    stopped = serializers.BooleanField()
    due = serializers.BooleanField()


class LifeDeadlineOut(serializers.Serializer[Any]):
    """A statutory deadline that runs. One of amounts has no day; `measured` is the change."""

    project = serializers.CharField()
    clock = serializers.CharField()
    limit = serializers.CharField()
    since = serializers.DateField()
    due = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=["running", "due", "breached"])
    days_left = serializers.IntegerField(allow_null=True)
    measured = serializers.CharField(allow_null=True)
    withheld = serializers.ListField(child=serializers.CharField())


class LifeStateOut(serializers.Serializer[Any]):
    """Where a project stands: its own state, every track, and the track it waits for."""

    project = serializers.CharField()
    state = serializers.CharField()
    states = serializers.DictField(child=serializers.CharField())
    rows = serializers.DictField(
        child=serializers.IntegerField(), help_text="Rows recorded by track: the `seen` of a step."
    )
    tracks = TrackOut(many=True)
    laggard = serializers.CharField(allow_blank=True)
    may_follow = serializers.ListField(child=serializers.CharField())
    needs_council = serializers.BooleanField(
        allow_null=True, help_text="null: it depends on amounts that the plan came without."
    )
    deadlines = LifeDeadlineOut(many=True)


class LifeScheduleOut(serializers.Serializer[Any]):
    """The rest of a project's procedure as changes, to be sent to `edits/` as they are."""

    revision = serializers.IntegerField()
    project = serializers.CharField()
    changes = serializers.ListField(child=serializers.DictField())
