"""Reads shaped for the account page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from accounts.models import ApiToken, LawRole, User


@dataclass(frozen=True, slots=True)
class TokenLine:
    """One token as its owner sees it; its text was shown once and is gone."""

    pk: int
    name: str
    prefix: str
    scope: str
    created_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


def token_lines(user: User) -> Sequence[TokenLine]:
    """The person's tokens, those in use first."""
    tokens = ApiToken.objects.filter(user=user)
    lines = [
        TokenLine(
            each.pk,
            each.name,
            each.prefix,
            each.get_scope_display(),
            each.created_at,
            each.used_at,
            each.revoked_at,
        )
        for each in tokens
    ]
    return sorted(lines, key=lambda line: line.revoked_at is not None)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person as an administrator sees them."""

    pk: int
    username: str
    name: str
    is_staff: bool
    is_active: bool
    law_role: str
    has_password: bool
    last_login: datetime | None
    tokens: int


def person_lines() -> Sequence[PersonLine]:
    """Everybody, those who may sign in first."""
    usable = Count("tokens", filter=Q(tokens__revoked_at=None))
    people = User.objects.annotate(usable_tokens=usable).order_by("-is_active", "username")
    return [
        PersonLine(
            each.pk,
            each.username,
            str(each),
            each.is_staff,
            each.is_active,
            str(LawRole(each.law_role).label) if each.law_role else "",
            each.has_usable_password(),
            each.last_login,
            each.usable_tokens,
        )
        for each in people
    ]
