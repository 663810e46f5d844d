"""The people a new installation starts with, each with a role in the reference plan."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import LawRole, User
from roadmaps.models import Membership, Roadmap, Role

REFERENCE = "nkpei"
#: Without letters and digits that are mistaken for each other.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody to try the product as."""

    username: str
    full_name: str
    role: Role
    is_staff: bool = False
    law_role: LawRole = LawRole.NONE


CAST = (
    Character("planner", "김도현", Role.PLANNER),
    Character("compliance", "이서연", Role.COMPLIANCE, law_role=LawRole.OFFICER),
    Character("reviewer", "박민준", Role.REVIEWER, law_role=LawRole.REVIEWER),
    Character("approver", "최은정", Role.APPROVER),
    Character("viewer", "정하늘", Role.VIEWER),
    Character("admin", "한지우", Role.OWNER, is_staff=True),
)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody just made, with the password that is told this once."""

    character: Character
    password: str


@transaction.atomic
def seed_people() -> Sequence[NewPerson]:
    """Make those who are not there yet. Nothing is changed about those who are."""
    made = [made for character in CAST if (made := _make(character))]
    plan = Roadmap.objects.filter(reference=REFERENCE).first()
    # A plan that has members is its owner's business: nobody who was taken out comes back.
    if plan is not None and not plan.memberships.exists():
        users = User.objects.in_bulk([each.username for each in CAST], field_name="username")
        Membership.objects.bulk_create(
            Membership(plan=plan, user=users[each.username], role=each.role) for each in CAST
        )
    return made


def _make(character: Character) -> NewPerson | None:
    if User.objects.filter(username__iexact=character.username).exists():
        return None
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    User.objects.create_user(
        character.username,
        password=password,
        full_name=character.full_name,
        is_staff=character.is_staff,
        law_role=character.law_role,
    )
    return NewPerson(character, password)
