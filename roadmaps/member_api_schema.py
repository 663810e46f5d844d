"""Members and roles in parts as JSON, and what is taken of them."""

from typing import Any

from rest_framework import serializers

from roadmaps.models import INSIDERS, Grant, Membership, Role

#: The roles given to members; guests get a pass.
GIVEN = [choice for choice in Role.choices if choice[0] in INSIDERS]


class MemberOut(serializers.ModelSerializer[Membership]):
    """Somebody's role in a plan, and what they see of it besides names and dates."""

    user = serializers.CharField(source="user.username", help_text="The name they sign in by.")
    name = serializers.CharField(source="user")
    sees_amounts = serializers.BooleanField(
        source="sight.amounts", help_text="Amounts of money. An owner sees everything."
    )
    sees_parties = serializers.BooleanField(source="sight.parties", help_text="Names of parties.")

    class Meta:
        model = Membership
        fields = ("id", "plan", "user", "name", "role", "sees_amounts", "sees_parties")


class NewMember(serializers.Serializer[Any]):
    """Who is let in, as what. Guests get a pass instead, on the plan's page of guests."""

    plan = serializers.IntegerField()
    user = serializers.CharField(max_length=150)
    role = serializers.ChoiceField(choices=GIVEN)
    sees_amounts = serializers.BooleanField(required=False)
    sees_parties = serializers.BooleanField(required=False)


class MemberChange(serializers.Serializer[Any]):
    """What is to be otherwise; what is left out stays."""

    role = serializers.ChoiceField(choices=GIVEN, required=False)
    sees_amounts = serializers.BooleanField(required=False)
    sees_parties = serializers.BooleanField(required=False)


class GrantOut(serializers.ModelSerializer[Grant]):
    """Somebody's role in one project, or in all that lies in one zone."""

    user = serializers.CharField(source="user.username", help_text="The name they sign in by.")
    name = serializers.CharField(source="user")

    class Meta:
        model = Grant
        fields = ("id", "plan", "user", "name", "role", "project", "zone")


class NewGrant(serializers.Serializer[Any]):
    """A role for one project or one zone; either is named, not both."""

    plan = serializers.IntegerField()
    user = serializers.CharField(max_length=150)
    role = serializers.ChoiceField(choices=Grant.GrantRole.choices)
    project = serializers.CharField(max_length=64, required=False, allow_blank=True)
    zone = serializers.CharField(max_length=64, required=False, allow_blank=True)
