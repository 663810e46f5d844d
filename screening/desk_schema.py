"""The shapes of the desk's requests and answers, for the OpenAPI document."""

from typing import Any

from rest_framework import serializers

from screening.api_schema import VERDICTS
from screening.models import DataRequest

STATES = ["open", "confirmed", "stale"]


class CodeOut(serializers.Serializer[Any]):
    """A goods line's code, what a confirmation of it would rest on, and the last one."""

    line = serializers.CharField()
    project = serializers.CharField()
    hs = serializers.CharField()
    state = serializers.ChoiceField(STATES)
    rests_on = serializers.CharField()
    by = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)


class VerdictOut(serializers.Serializer[Any]):
    """A project's verdict under the scenario, what its signature would rest on, and the last."""

    project = serializers.CharField()
    verdict = serializers.ChoiceField(VERDICTS)
    state = serializers.ChoiceField(STATES)
    rests_on = serializers.CharField()
    by = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)


class ConfirmationsOut(serializers.Serializer[Any]):
    """All codes and verdicts of a plan; a confirmation clears nothing."""

    revision = serializers.IntegerField()
    scenario = serializers.CharField()
    codes = CodeOut(many=True)
    verdicts = VerdictOut(many=True)
    notice = serializers.CharField()


class ConfirmationIn(serializers.Serializer[Any]):
    """`kind` code needs `line`, verdict needs `project`; `rests_on` is the digest as read."""

    kind = serializers.ChoiceField(["code", "verdict"])
    line = serializers.CharField(required=False)
    project = serializers.CharField(required=False)
    rests_on = serializers.CharField()
    note = serializers.CharField(required=False)


class DataRequestIn(serializers.Serializer[Any]):
    """A fact the compliance officer asks for; without a line about the whole project."""

    project = serializers.CharField()
    line = serializers.CharField(required=False)
    about = serializers.ChoiceField(DataRequest.About.choices)
    text = serializers.CharField(max_length=1_000)


class DataAnswerIn(serializers.Serializer[Any]):
    """What the planners tell."""

    answer = serializers.CharField(max_length=1_000)


class DataRequestOut(serializers.Serializer[Any]):
    """A request for data; `open` until somebody answers."""

    id = serializers.IntegerField()
    project = serializers.CharField()
    line = serializers.CharField()
    about = serializers.ChoiceField(DataRequest.About.choices)
    text = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()
    open = serializers.BooleanField()
    answer = serializers.CharField()
    answered_by = serializers.CharField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class UnlockedOut(serializers.Serializer[Any]):
    """Keys, and what they unlock together; `exact` unless there were too many to try all."""

    keys = serializers.ListField(child=serializers.CharField())
    activities = serializers.IntegerField()
    projects = serializers.ListField(child=serializers.CharField())
    waiting = serializers.IntegerField()
    exact = serializers.BooleanField()


class LawfulProjectOut(serializers.Serializer[Any]):
    """A project some of whose activities need no new permission."""

    project = serializers.CharField()
    activities = serializers.IntegerField()
    of = serializers.IntegerField()


class NoKeyOut(serializers.Serializer[Any]):
    """A project that meets measures without any route."""

    project = serializers.CharField()
    measures = serializers.ListField(child=serializers.CharField())


class LawfulOut(serializers.Serializer[Any]):
    """A day under a scenario: only the law is asked, and nothing is cleared."""

    revision = serializers.IntegerField()
    scenario = serializers.CharField()
    day = serializers.DateField()
    activities = serializers.IntegerField()
    of = serializers.IntegerField()
    projects = LawfulProjectOut(many=True)
    best = UnlockedOut(many=True)
    one_after_another = UnlockedOut(many=True)
    single = UnlockedOut(many=True)
    no_key = NoKeyOut(many=True)
    notice = serializers.CharField()


class CandidateOut(serializers.Serializer[Any]):
    """A chapter or heading of the HS, and why it fits."""

    code = serializers.CharField()
    name_ko = serializers.CharField()
    name_en = serializers.CharField()
    score = serializers.IntegerField()
    reasons = serializers.ListField(child=serializers.CharField())
