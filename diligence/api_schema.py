"""What due diligence answers over REST, described."""

from typing import Any

from rest_framework import serializers

from diligence.models import Answer, SignOff


class AnswerOut(serializers.ModelSerializer[Answer]):
    """An answer to a question about a project; `counts` is whether it is the latest."""

    by = serializers.CharField(source="by.username", allow_null=True)
    counts = serializers.BooleanField()

    class Meta:
        model = Answer
        fields = (
            "id", "plan", "project", "question", "answer", "note", "evidence", "illustrative",
            "revision", "by", "at", "counts",
        )  # fmt: skip


class NewAnswer(serializers.Serializer[Any]):
    """An answer: 0 clear evidence, 1 partial, 2 missing or a red flag, null opens it again."""

    plan = serializers.IntegerField()
    project = serializers.CharField(max_length=64)
    question = serializers.CharField(max_length=16)
    answer = serializers.IntegerField(min_value=0, max_value=2, allow_null=True)
    note = serializers.CharField(max_length=2_000, required=False, allow_blank=True)
    evidence = serializers.CharField(max_length=500, required=False, allow_blank=True)
    seen = serializers.IntegerField(
        required=False,
        help_text="The id of the answer you have read (0: none); another since then is refused.",
    )


class SignOffOut(serializers.ModelSerializer[SignOff]):
    """A signature of a compliance officer. `stands`: nothing it rests on has changed."""

    by = serializers.CharField(source="by.username")
    stands = serializers.BooleanField()

    class Meta:
        model = SignOff
        fields = (
            "id", "plan", "project", "band", "score", "stops", "flags", "note", "revision", "by",
            "at", "stands",
        )  # fmt: skip


class NewSignOff(serializers.Serializer[Any]):
    """A signature: `seen` is the `rests_on` of the standing that was looked at."""

    plan = serializers.IntegerField()
    project = serializers.CharField(max_length=64)
    seen = serializers.CharField(max_length=64)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class QuestionOut(serializers.Serializer[Any]):
    """A question of the questionnaire."""

    id = serializers.CharField()
    text_ko = serializers.CharField()
    text_en = serializers.CharField()
    weight = serializers.IntegerField()
    is_stop = serializers.BooleanField()
    evidence_ko = serializers.ListField(child=serializers.CharField())
    evidence_en = serializers.ListField(child=serializers.CharField())
    red_flag_ko = serializers.CharField()
    red_flag_en = serializers.CharField()
    basis = serializers.ListField(child=serializers.CharField())
    sources = serializers.ListField(child=serializers.CharField())


class ScoreOut(serializers.Serializer[Any]):
    """The score and what it is made of: points ÷ (2 × weight_answered)."""

    value = serializers.FloatField(allow_null=True)
    points = serializers.IntegerField()
    weight_answered = serializers.IntegerField()
    weight = serializers.IntegerField()
    least = serializers.FloatField(help_text="If everything open were answered 0.")
    most = serializers.FloatField(help_text="If everything open were answered 2.")
    coverage = serializers.FloatField()
    band = serializers.ChoiceField(choices=["low", "medium", "high"], allow_null=True)
    is_settled = serializers.BooleanField(help_text="No answer to come can change the band.")
    stops = serializers.ListField(child=serializers.CharField())
    stops_open = serializers.ListField(child=serializers.CharField())


class FlagOut(serializers.Serializer[Any]):
    """A red flag of the supply network, with the measures it rests on."""

    check = serializers.CharField()
    case = serializers.CharField()
    about = serializers.ListField(child=serializers.CharField(), help_text="kind:key of records.")
    sentence = serializers.CharField()
    basis = serializers.ListField(child=serializers.CharField())


class NeedOut(serializers.Serializer[Any]):
    """A fact without which a check can't tell; never a pass."""

    check = serializers.CharField()
    need = serializers.CharField()
    about = serializers.CharField()
    sentence = serializers.CharField()


class CheckOut(serializers.Serializer[Any]):
    """A check of the network and its state."""

    id = serializers.CharField()
    state = serializers.ChoiceField(choices=["flagged", "unknown", "unflagged", "none"])
    looked_at = serializers.IntegerField()


class ClosingOut(serializers.Serializer[Any]):
    """A day on which the scenario closes the lawful road, so that a channel becomes likelier."""

    measure = serializers.CharField()
    day = serializers.DateField()
    why = serializers.ChoiceField(choices=["window_ends", "comes_into_force", "stays_closed"])
    while_project = serializers.ChoiceField(choices=["before", "running", "after", "undated"])
    sentence = serializers.CharField()


class ChannelOut(serializers.Serializer[Any]):
    """An informal channel as the project meets it."""

    id = serializers.CharField()
    state = serializers.ChoiceField(choices=["applies", "unknown", "not_found"])
    reasons = serializers.ListField(child=serializers.CharField())
    closings = ClosingOut(many=True)
    controls = serializers.ListField(child=serializers.CharField(), help_text="Keys of controls.")
    sources = serializers.ListField(child=serializers.CharField())


class StandingOut(serializers.Serializer[Any]):
    """One project's due diligence on a day."""

    plan = serializers.IntegerField()
    project = serializers.CharField()
    on = serializers.DateField()
    score = ScoreOut()
    checks = CheckOut(many=True)
    flags = FlagOut(many=True)
    missing = NeedOut(many=True)
    channels = ChannelOut(many=True)
    signed = serializers.BooleanField()
    stale = serializers.BooleanField()
    rests_on = serializers.CharField(help_text="What a signature of this standing has to name.")
    notice = serializers.CharField()


class SummaryOut(serializers.Serializer[Any]):
    """How one project stands, in figures."""

    plan = serializers.IntegerField()
    project = serializers.CharField()
    score = ScoreOut()
    red_flags = serializers.IntegerField()
    missing = serializers.IntegerField()
    channels = serializers.ListField(child=serializers.CharField(), help_text="Those that apply.")
    without_control = serializers.ListField(child=serializers.CharField())
    signed = serializers.BooleanField()
    stale = serializers.BooleanField()


class SpotOut(serializers.Serializer[Any]):
    """Where an entity stands in the drawing."""

    entity = serializers.CharField()
    tier = serializers.CharField()
    place = serializers.IntegerField()
    flagged = serializers.BooleanField()


class LineOut(serializers.Serializer[Any]):
    """What is drawn between two entities; relations alike are one line."""

    sort = serializers.CharField()
    start = serializers.CharField(help_text="The entity it goes from.")
    end = serializers.CharField(help_text="The entity it goes to.")
    relations = serializers.ListField(child=serializers.CharField())
    flagged = serializers.BooleanField()


class DrawingOut(serializers.Serializer[Any]):
    """The drawing of a supply network: its tiers and lines, and the whole of it as SVG."""

    plan = serializers.IntegerField()
    project = serializers.CharField()
    crossings = serializers.IntegerField()
    tiers = serializers.ListField(child=serializers.CharField())
    entities = SpotOut(many=True)
    lines = LineOut(many=True)
    svg = serializers.CharField(allow_blank=True)
