"""The shapes of screening requests and answers, for the OpenAPI document."""

from typing import Any

from rest_framework import serializers

from engine.screening import Verdict
from engine.screening.matters import DIRECTIONS, FORMS, REGIMES, SUBJECTS

VERDICTS = [each.word for each in Verdict]


class CaseLine(serializers.Serializer[Any]):
    """Something that crosses, is paid, done or taught. Goods need an HS code, or a tag."""

    direction = serializers.ChoiceField(DIRECTIONS)
    subject = serializers.ChoiceField(SUBJECTS)
    hs = serializers.CharField(
        required=False,
        allow_null=True,
        help_text="An even number of digits, two to ten. As a number, 301 is “0301”.",
    )
    description = serializers.CharField(required=False, allow_null=True)
    tags = serializers.ListField(child=serializers.CharField(), required=False)
    ruled_out = serializers.ListField(child=serializers.CharField(), required=False)
    quantity = serializers.DecimalField(20, 3, required=False, allow_null=True)
    unit = serializers.CharField(required=False, allow_null=True)
    key = serializers.CharField(required=False, allow_null=True)


class CaseClaim(serializers.Serializer[Any]):
    """A route in a measure's text that the planner names."""

    measure = serializers.CharField()
    basis = serializers.CharField()
    kind = serializers.CharField()


class CaseIn(serializers.Serializer[Any]):
    """A case; without regimes it is screened under the United Nations alone."""

    id = serializers.CharField(required=False)
    date = serializers.DateField()
    regimes = serializers.ListField(child=serializers.ChoiceField(REGIMES), required=False)
    lines = CaseLine(many=True)
    investment_form = serializers.ChoiceField(FORMS, required=False)
    uses_dprk_labour_abroad = serializers.BooleanField(required=False)
    contract_date = serializers.DateField(required=False, allow_null=True)
    claimed_route = CaseClaim(many=True, required=False, allow_null=True)
    totals = serializers.DictField(
        child=serializers.DecimalField(20, 3),
        required=False,
        allow_null=True,
        help_text="What all States together have used of a cap, by measure and in the cap's unit.",
    )
    known_on = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="The law as it was known at the end of this day; without it, as it is known now.",
    )


class Answer(serializers.Serializer[Any]):
    """The verdict, the measures that decide it or were set aside, and every ground."""

    id = serializers.CharField(allow_null=True)
    verdict = serializers.ChoiceField(VERDICTS)
    cites = serializers.ListField(child=serializers.CharField())
    review = serializers.ListField(child=serializers.CharField())
    date = serializers.DateField()
    lines = serializers.ListField(child=serializers.CharField())
    findings = serializers.ListField(child=serializers.DictField())
    reviews = serializers.ListField(child=serializers.DictField())
    questions = serializers.ListField(child=serializers.CharField())
    advice = serializers.ListField(child=serializers.DictField())
    notice = serializers.CharField()


class SpellOut(serializers.Serializer[Any]):
    """Days on which the answer is the same, both included."""

    since = serializers.DateField()
    until = serializers.DateField()
    verdict = serializers.ChoiceField(VERDICTS)
    cites = serializers.ListField(child=serializers.CharField())
    review = serializers.ListField(child=serializers.CharField())


class StopOut(serializers.Serializer[Any]):
    """Work that runs when measures snap back: its last day, and a wind-down to be confirmed."""

    project = serializers.CharField()
    activity = serializers.CharField(allow_null=True, help_text="Null: the project as a whole.")
    stop_by = serializers.DateField()
    wind_down_until = serializers.DateField(allow_null=True)
    measures = serializers.ListField(child=serializers.CharField())
    conditions = serializers.ListField(child=serializers.CharField())


class ScreenedProjectOut(serializers.Serializer[Any]):
    """A project with its gravest verdict while it runs."""

    project = serializers.CharField()
    verdict = serializers.ChoiceField(VERDICTS)
    questions = serializers.ListField(child=serializers.CharField())
    spells = SpellOut(many=True)
    stops = StopOut(many=True)


class PlanAnswer(serializers.Serializer[Any]):
    """All projects of a plan under one scenario."""

    revision = serializers.IntegerField()
    scenario = serializers.CharField()
    regimes = serializers.ListField(child=serializers.ChoiceField(REGIMES))
    projects = ScreenedProjectOut(many=True)
    notice = serializers.CharField()
