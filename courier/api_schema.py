"""Stations and packages as JSON, and what the REST interface takes."""

from typing import Any

from rest_framework import serializers

from courier.models import Incoming, KeyRing, Outgoing, Station


class StationCardOut(serializers.ModelSerializer[KeyRing]):
    """Our own card: public keys only. `card` is the text to give to partners."""

    card = serializers.SerializerMethodField()
    made_by = serializers.CharField(source="made_by.username", default=None)

    class Meta:
        model = KeyRing
        fields = ("name", "fingerprint", "groups", "card", "made_by", "made_at")

    def get_card(self, ring: KeyRing) -> str:
        return str(self.context["card"])


class NewKeys(serializers.Serializer[Any]):
    """The name on the new card. The keys in use until now are retired."""

    name = serializers.CharField()


class StationOut(serializers.ModelSerializer[Station]):
    """A partner's station. Its fingerprint is told once it has been confirmed."""

    fingerprint = serializers.SerializerMethodField()
    added_by = serializers.CharField(source="added_by.username")
    confirmed_by = serializers.CharField(source="confirmed_by.username", default=None)
    retired_by = serializers.CharField(source="retired_by.username", default=None)

    class Meta:
        model = Station
        fields = ("id", "name", "fingerprint", "is_trusted", "added_by", "added_at",
                  "confirmed_by", "confirmed_at", "confirmed_how",
                  "retired_by", "retired_at", "retired_why")  # fmt: skip

    def get_fingerprint(self, station: Station) -> str:
        return station.fingerprint if station.confirmed_at else ""


class NewStation(serializers.Serializer[Any]):
    """The text of a partner's card."""

    card = serializers.CharField()


class Confirming(serializers.Serializer[Any]):
    """The fingerprint as it was heard, and who read it out."""

    fingerprint = serializers.CharField()
    how = serializers.CharField()


class Retiring(serializers.Serializer[Any]):
    """Why the station is not trusted any more."""

    why = serializers.CharField()


class PackageOut(serializers.ModelSerializer[Outgoing]):
    """A package that went out. `base` is the SHA-256 of its content, which an answer names."""

    station_name = serializers.CharField(source="station.name")
    by = serializers.CharField(source="by.username")

    class Meta:
        model = Outgoing
        fields = ("id", "number", "sort", "plan", "station", "station_name", "revision", "scenario",
                  "amounts_withheld", "parties_withheld", "projects", "note", "answer_by",
                  "base", "sha256", "by", "at")  # fmt: skip


class NewPackage(serializers.Serializer[Any]):
    """What to send to whom. Without `projects` all of them; without a revision the present one."""

    plan = serializers.IntegerField()
    station = serializers.IntegerField()
    revision = serializers.IntegerField(required=False)
    scenario = serializers.CharField(required=False)
    hide_amounts = serializers.BooleanField(required=False, default=True)
    hide_parties = serializers.BooleanField(required=False, default=True)
    projects = serializers.ListField(child=serializers.CharField(), required=False)
    note = serializers.CharField(required=False)
    answer_by = serializers.DateField(required=False)


class KindOut(serializers.Serializer[Any]):
    """Records of one kind: how many go out, how many stay, which fields are withheld."""

    name = serializers.CharField()
    sent = serializers.IntegerField()
    kept = serializers.IntegerField()
    withheld = serializers.ListField(child=serializers.CharField())


class PackagePreview(serializers.Serializer[Any]):
    """What would go out. `moved` has other dates there, since what it waits for is not sent."""

    lines = KindOut(many=True)
    texts = serializers.IntegerField(help_text="Notes that go out as written.")
    moved = serializers.ListField(child=serializers.CharField())
    kilobytes = serializers.IntegerField()


class SealedFile(serializers.Serializer[Any]):
    """A package's file: text in UTF-8."""

    name = serializers.CharField()
    file = serializers.CharField()


class NewPackageAnswer(serializers.Serializer[Any]):
    """What goes back with the edits made since the plan came in."""

    plan = serializers.IntegerField()
    note = serializers.CharField(required=False)


class GivenFile(serializers.Serializer[Any]):
    """A package's text, as it was carried here."""

    file = serializers.CharField()


class ReceivedOut(serializers.ModelSerializer[Incoming]):
    """A package that was taken over: into a plan of its own, or as a draft."""

    station_name = serializers.CharField(source="station.name")
    answers = serializers.IntegerField(source="answers.number", default=None)
    by = serializers.CharField(source="by.username")

    class Meta:
        model = Incoming
        fields = ("id", "number", "sort", "station", "station_name", "plan", "answers", "draft",
                  "revision", "amounts_withheld", "parties_withheld", "is_partial", "person",
                  "note", "answer_by", "base", "sha256", "signed_at", "by", "at")  # fmt: skip


class LookedOut(serializers.Serializer[Any]):
    """What is in a file: nothing has been written."""

    sort = serializers.CharField(help_text="plan or answer.")
    number = serializers.IntegerField()
    station = serializers.CharField()
    person = serializers.CharField()
    signed_at = serializers.DateTimeField()
    note = serializers.CharField()
    name = serializers.CharField(help_text="Of the plan sent, or of the one that is answered.")
    answers = serializers.IntegerField(allow_null=True, help_text="Number of the package.")
    changes = serializers.ListField(child=serializers.DictField())
