"""What an administrator does to people, each all or nothing."""

from django.db import transaction

from accounts.models import User
from core.errors import Forbidden, Invalid
from engine.problems import Problem


@transaction.atomic
def add_person(
    username: str,
    full_name: str,
    *,
    is_staff: bool,
    law_role: str = "",
    is_guest: bool = False,
    by: User,
) -> User:
    """A new person without a password: they come in by a one-time link and choose their own."""
    _require_staff(by)
    if User.objects.filter(username__iexact=username).exists():
        raise Invalid(Problem("name_taken", ("username",), {"name": username}))
    user = User(
        username=username,
        full_name=full_name,
        is_staff=is_staff,
        law_role=law_role,
        is_guest=is_guest,
        language=by.language,
    )
    _require_guest_only(user)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    return user


@transaction.atomic
def change_person(
    user: User,
    *,
    full_name: str,
    is_staff: bool,
    is_active: bool,
    law_role: str = "",
    is_guest: bool = False,
    by: User,
) -> User:
    """Rename a person, let them in or not, say what they may do besides reading."""
    _require_staff(by)
    administrators = User.objects.select_for_update().filter(is_staff=True, is_active=True)
    others = [each for each in administrators if each.pk != user.pk]
    if not others and not (is_staff and is_active):
        raise Invalid(Problem("last_administrator", ("is_staff",), {"name": str(user)}))
    user.full_name, user.is_staff, user.is_active = full_name, is_staff, is_active
    user.law_role, user.is_guest = law_role, is_guest
    _require_guest_only(user)
    user.full_clean(exclude=["password"])
    user.save(update_fields=["full_name", "is_staff", "is_active", "law_role", "is_guest"])
    return user


def _require_guest_only(user: User) -> None:
    """A guest is let in by plans alone: no part in the catalogue, no administration."""
    if user.is_guest and (user.is_staff or user.law_role):
        raise Invalid(Problem("guest_is_nothing_else", ("is_guest",), {"name": str(user)}))


def _require_staff(by: User) -> None:
    if not (by.is_staff and by.is_active):
        raise Forbidden(Problem("not_an_administrator"))
