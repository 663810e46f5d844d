"""What is done to people and tokens, each all or nothing."""

import hashlib
import secrets

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.db.models import QuerySet
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from accounts.models import ApiToken, User
from core import clock
from core.errors import Forbidden, Invalid
from engine.problems import Problem


class SignInLinks(PasswordResetTokenGenerator):
    """One-time sign-in links: each dies at the first sign-in, since that changes `last_login`."""

    key_salt = "accounts.SignInLinks"

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        # Django's own value forgets the fraction of the second, so that a link used within the
        # second of the sign-in before it would live on.
        last = user.last_login.isoformat() if user.last_login else ""
        return f"{user.pk}{user.password}{last}{timestamp}"


SIGN_IN_LINKS = SignInLinks()


def sign_in_path(user: User) -> tuple[str, str]:
    """The two words of a one-time sign-in address for this person."""
    return urlsafe_base64_encode(force_bytes(user.pk)), SIGN_IN_LINKS.make_token(user)


def user_by_link(uid: str, token: str) -> User | None:
    """Whom a sign-in link lets in; None once it was used, is too old or was never made."""
    return _holder(User.objects.filter(is_active=True), uid, token)


@transaction.atomic
def use_link(uid: str, token: str) -> User:
    """Whom the link lets in, this once: of two who follow it at the same moment, one gets in."""
    people = User.objects.select_for_update().filter(is_active=True)
    user = _holder(people, uid, token)
    if user is None:
        raise Forbidden(Problem("bad_link"))
    user.last_login = clock.now()
    user.save(update_fields=["last_login"])
    return user


@transaction.atomic
def change_profile(*, full_name: str, language: str, by: User) -> None:
    """What a person is called, and which language they see first."""
    by.full_name, by.language = full_name, language
    by.full_clean(exclude=["password"])
    by.save(update_fields=["full_name", "language"])


@transaction.atomic
def issue_token(*, name: str, scope: str, by: User) -> tuple[ApiToken, str]:
    """A new token of this person's, and its text, which is shown this once and not kept."""
    if scope not in ApiToken.Scope.values:
        raise Invalid(Problem("not_one_of", ("scope",), {"field": "scope", "found": scope}))
    if not name.strip():
        raise Invalid(Problem("empty", ("name",), {"field": "name"}))
    text = f"nkp_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        user=by, name=name.strip()[:80], scope=scope, prefix=text[:10], digest=_digest(text)
    )
    return token, text


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User) -> None:
    """The token opens nothing from now on. Its owner or an administrator may do this."""
    if token.user_id != by.pk and not by.is_staff:
        raise Invalid(Problem("not_your_token", (token.prefix,)))
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])


def token_of(text: str) -> ApiToken | None:
    """The usable token with this text, noted as used (at most once a minute)."""
    token = ApiToken.objects.usable().select_related("user").filter(digest=_digest(text)).first()
    if token is not None:
        now = clock.now()
        if token.used_at is None or (now - token.used_at).total_seconds() > 60:
            ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return token


def _holder(people: "QuerySet[User]", uid: str, token: str) -> User | None:
    try:
        user = people.get(pk=int(force_str(urlsafe_base64_decode(uid))))
    except (ValueError, OverflowError, User.DoesNotExist):
        return None
    return user if SIGN_IN_LINKS.check_token(user, token) else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
