"""Drafts as JSON, and what the REST interface takes."""

from typing import Any

from rest_framework import serializers

from drafts.models import Draft, DraftStep
from engine.merging import MINE, THEIRS
from roadmaps.models import Roadmap
from roadmaps.serializers import changes_json


class DraftStepOut(serializers.ModelSerializer[DraftStep]):
    """One thing done to a draft."""

    by = serializers.CharField(source="by.username")
    changes = serializers.SerializerMethodField()

    def get_changes(self, step: DraftStep) -> list[dict[str, Any]]:
        return changes_json(step.changes, step.draft.plan_id)

    class Meta:
        model = DraftStep
        fields = ("version", "sort", "changes", "choices", "accepted", "note", "by", "at")


class DraftOut(serializers.ModelSerializer[Draft]):
    """A draft: its `changes` lead from the plan at `base_revision` to what it proposes."""

    made_by = serializers.CharField(source="made_by.username")
    decided_by = serializers.CharField(source="decided_by.username", default=None)
    adopted_as = serializers.IntegerField(source="adopted_as.number", default=None)
    changes = serializers.SerializerMethodField()
    steps = DraftStepOut(many=True)

    def get_changes(self, draft: Draft) -> list[dict[str, Any]]:
        return changes_json(draft.changes, draft.plan_id)

    class Meta:
        model = Draft
        fields = (
            "id",
            "plan",
            "name",
            "purpose",
            "state",
            "version",
            "base_revision",
            "changes",
            "merged_from",
            "made_by",
            "made_at",
            "adopted_as",
            "decision",
            "decided_by",
            "decided_at",
            "steps",
        )


class ChangeList(serializers.ListField):
    """Changes as `plans/1/edits/` takes them."""

    child = serializers.DictField()


class NewDraft(serializers.Serializer[Any]):
    """A draft on the plan as it stands; or, with `copy`, what was changed in a copy of it."""

    plan = serializers.IntegerField()
    name = serializers.CharField()
    purpose = serializers.CharField(required=False)
    changes = ChangeList(required=False)
    copy = serializers.IntegerField(required=False, help_text="The id of a plan.")
    since = serializers.IntegerField(
        required=False, help_text="The revision the copy was made of; without one it is worked out."
    )


class DraftEdit(serializers.Serializer[Any]):
    """More changes. `version` is the draft's as it was seen."""

    version = serializers.IntegerField()
    changes = ChangeList()
    note = serializers.CharField(required=False)


class Look(serializers.Serializer[Any]):
    """What to bring together: the plan as it stands, or another draft (`with_draft`)."""

    with_draft = serializers.IntegerField(required=False)
    scenario = serializers.CharField(required=False)
    choices = serializers.DictField(
        child=serializers.ChoiceField((THEIRS, MINE)),
        required=False,
        help_text="By the `name` of a collision.",
    )


class Rebase(serializers.Serializer[Any]):
    """How collisions are settled, and which joint breaches are accepted knowingly."""

    version = serializers.IntegerField()
    scenario = serializers.CharField(required=False, help_text="The one of the dry run.")
    choices = serializers.DictField(child=serializers.ChoiceField((THEIRS, MINE)), required=False)
    accepted = serializers.ListField(child=serializers.CharField(), required=False)


class MergeIn(Rebase):
    """The other draft, seen at a version too, and the name of the new one."""

    with_draft = serializers.IntegerField()
    other_version = serializers.IntegerField()
    name = serializers.CharField()


class DraftAdoption(serializers.Serializer[Any]):
    """The decision, kept with the draft and as the reason of the revision."""

    version = serializers.IntegerField()
    scenario = serializers.CharField(required=False, help_text="The one of the dry run.")
    decision = serializers.CharField()


class AdoptedOut(serializers.Serializer[Any]):
    """The revision the draft became."""

    revision = serializers.IntegerField()


class Dropping(serializers.Serializer[Any]):
    """Why the draft is put aside."""

    version = serializers.IntegerField()
    why = serializers.CharField(required=False)


class CollisionOut(serializers.Serializer[Any]):
    """One thing both changed; an empty `field` is the whole record, null where there is none."""

    name = serializers.CharField()
    kind = serializers.CharField()
    key = serializers.CharField()
    field = serializers.CharField()
    base = serializers.JSONField()
    theirs = serializers.JSONField()
    mine = serializers.JSONField()
    chosen = serializers.CharField(allow_null=True)


class JointOut(serializers.Serializer[Any]):
    """A breach neither side has alone. `accept` is its name where it has to be accepted."""

    sentence = serializers.CharField()
    theirs = serializers.ListField(child=serializers.CharField())
    mine = serializers.ListField(child=serializers.CharField())
    accept = serializers.CharField(allow_null=True)


class ShiftOut(serializers.Serializer[Any]):
    """An activity whose dates would move."""

    key = serializers.CharField()
    old_start = serializers.DateField(allow_null=True)
    old_finish = serializers.DateField(allow_null=True)
    start = serializers.DateField(allow_null=True)
    finish = serializers.DateField(allow_null=True)


class YearOut(serializers.Serializer[Any]):
    """A source's year with another sum, in thousand millions; a null year is all of them."""

    source = serializers.CharField()  # type: ignore[assignment]  # a name in the answer
    currency = serializers.CharField()
    year = serializers.IntegerField(allow_null=True)
    before = serializers.FloatField()
    after = serializers.FloatField()
    ceiling = serializers.FloatField(allow_null=True)


class DraftVerdictOut(serializers.Serializer[Any]):
    """A project whose gravest verdict would differ."""

    project = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()


class DryRunOut(serializers.Serializer[Any]):
    """A dry run. `unsettled` counts what stands in the way; nothing was written."""

    unsettled = serializers.IntegerField()
    collisions = CollisionOut(many=True)
    problems = serializers.ListField(child=serializers.DictField())
    joint = JointOut(many=True)
    changes = ChangeList(help_text="From the base to the merged plan.")
    shifts = ShiftOut(many=True)
    years = YearOut(many=True)
    verdicts = DraftVerdictOut(many=True)
    findings = serializers.ListField(child=serializers.CharField())


class AdoptionRuleOut(serializers.ModelSerializer[Roadmap]):
    """How a plan adopts drafts; nobody has said so where `set_by` is null."""

    plan = serializers.IntegerField(source="pk")
    needs_approval = serializers.SerializerMethodField(
        help_text="Whether only approved drafts are adopted."
    )
    set_by = serializers.CharField(source="adoption_rule.set_by.username", default=None)
    set_at = serializers.DateTimeField(source="adoption_rule.set_at", default=None)

    def get_needs_approval(self, plan: Roadmap) -> bool:
        rule = getattr(plan, "adoption_rule", None)
        return rule is not None and rule.needs_approval

    class Meta:
        model = Roadmap
        fields = ("plan", "needs_approval", "set_by", "set_at")


class NewAdoptionRule(serializers.Serializer[Any]):
    """Whether only approved drafts are adopted in a plan from now on."""

    plan = serializers.IntegerField()
    needs_approval = serializers.BooleanField()
