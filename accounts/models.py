"""People, and the tokens their programs use."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class LawRole(models.TextChoices):
    """What somebody does about the catalogue of measures, which belongs to no plan."""

    NONE = "", _("reads only")
    OFFICER = "officer", _("compliance officer of the catalogue")
    REVIEWER = "reviewer", _("reviewer of the catalogue")


class User(AbstractUser):
    """A person who signs in. `is_staff` makes them an administrator of this installation."""

    full_name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=[("ko", "한국어"), ("en", "English")], default="ko"
    )
    is_guest = models.BooleanField(
        _("guest: sees only what plans give them"),
        default=False,
        help_text="Nothing opens for them that is not made for guests.",
    )
    law_role = models.CharField(
        _("part in the catalogue of measures"),
        max_length=8,
        choices=LawRole.choices,
        default=LawRole.NONE,
        blank=True,
    )

    class Meta:
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                name="user_law_role_known", condition=models.Q(law_role__in=LawRole.values)
            ),
            models.CheckConstraint(
                name="user_guest_is_nothing_else",
                condition=models.Q(is_guest=False)
                | models.Q(is_staff=False, law_role=LawRole.NONE),
            ),
        )

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return self.full_name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()

    @property
    def proposes_law(self) -> bool:
        """Whether they may propose edits of the catalogue of measures."""
        return self.is_active and self.law_role == LawRole.OFFICER

    @property
    def decides_law(self) -> bool:
        """Whether they may decide on what somebody else proposed."""
        return self.is_active and (self.law_role != LawRole.NONE or self.is_staff)


class TokenQuerySet(models.QuerySet["ApiToken"]):
    def usable(self) -> "TokenQuerySet":
        return self.filter(revoked_at=None, user__is_active=True)


class ApiToken(models.Model):
    """What a program shows instead of a password. Only its SHA-256 is kept."""

    class Scope(models.TextChoices):
        READ = "read", _("read")
        WRITE = "write", _("read and write")

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    scope = models.CharField(_("scope"), max_length=5, choices=Scope.choices, default=Scope.READ)
    prefix = models.CharField(
        max_length=12, help_text="The first characters, to tell tokens apart."
    )
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[TokenQuerySet] = TokenQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                name="token_scope_known", condition=models.Q(scope__in=["read", "write"])
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix}… ({self.name})"


class FailedSignIn(models.Model):
    """One attempt to sign in that has not succeeded: what guessing a password leaves behind."""

    username = models.CharField(max_length=150)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index("username", "at", name="failed_sign_in_lately"),)

    def __str__(self) -> str:
        return f"{self.username} {self.at:%Y-%m-%d %H:%M:%S}"
