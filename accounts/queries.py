"""Reads shaped for the account page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import ApiToken, User


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
