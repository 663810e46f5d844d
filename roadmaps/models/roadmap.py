"""The plan as a whole, and who may do what in it."""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.sight import ALL, Sight
from sanctions.models import Regime


class Role(models.TextChoices):
    """What a member does in a plan."""

    GUEST = "guest", _("guest")
    VIEWER = "viewer", _("viewer")
    PLANNER = "planner", _("planner")
    COMPLIANCE = "compliance", _("compliance officer")
    REVIEWER = "reviewer", _("reviewer")
    APPROVER = "approver", _("approver")
    OWNER = "owner", _("owner")


#: The roles that see the whole plan: all but guests, who see what they are given.
INSIDERS = frozenset(Role.values) - {Role.GUEST.value}

#: The roles that may edit a plan.
EDITORS = frozenset({Role.PLANNER.value, Role.OWNER.value})

#: The roles that make a draft the plan.
DECIDERS = frozenset({Role.APPROVER.value, Role.OWNER.value})

#: The roles that sign what a screening says, and those that may say what goods are.
OFFICERS = frozenset({Role.COMPLIANCE.value})
SCREENERS = EDITORS | OFFICERS


class RoadmapQuerySet(models.QuerySet["Roadmap"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The plans this person is a member of, no mere guest; an administrator sees all."""
        if isinstance(user, AnonymousUser) or user.is_guest:
            return self.none()
        if user.is_staff:
            return self
        return self.filter(memberships__user=user, memberships__role__in=INSIDERS).distinct()

    def editable_by(self, user: User) -> Self:
        """The plans this person may edit. Being an administrator is not enough: membership is."""
        return self.filter(memberships__user_id=user.pk, memberships__role__in=EDITORS).distinct()


class Roadmap(models.Model):
    """A staged plan. `revision` counts every edit ever made to it. Its dates are not stored."""

    name_ko = models.CharField(_("name in Korean"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    start = models.DateField(_("start of the plan"))
    status_date = models.DateField(_("status date"), null=True, blank=True)
    calendar = models.CharField(_("calendar"), max_length=64, blank=True)
    default_scenario = models.CharField(_("default scenario"), max_length=64, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    note_ko = models.TextField(_("note in Korean"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    regimes = ArrayField(
        models.CharField(max_length=4, choices=Regime.choices), default=list, blank=True
    )
    out_of_sequence = models.CharField(max_length=24, default="progress_override")
    critical_by = models.CharField(max_length=16, default="float")
    critical_float = models.PositiveIntegerField(default=0)
    permit_notice = models.PositiveIntegerField(default=60)
    revision = models.PositiveIntegerField(default=0, editable=False)
    reference = models.CharField(
        max_length=32,
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="Set on a plan that came with the product; it is loaded once under this name.",
    )
    lacks_amounts = models.BooleanField(
        default=False,
        editable=False,
        help_text="The plan came from elsewhere without its amounts: here nobody sees or sets any.",
    )
    lacks_parties = models.BooleanField(
        default=False, editable=False, help_text="The same of the names of its parties."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[RoadmapQuerySet] = RoadmapQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name_ko", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the request."""
        is_korean = (get_language() or "ko").startswith("ko")
        return (is_korean and self.name_ko) or self.name_en or self.name_ko

    def get_absolute_url(self) -> str:
        return reverse("roadmaps:roadmap", args=[self.pk])

    @property
    def insiders(self) -> "models.QuerySet[Membership]":
        """The members who see the whole plan."""
        return self.memberships.filter(role__in=INSIDERS)

    def role_of(self, user: User) -> str:
        """The person's role in this plan; "" without one."""
        found = self.memberships.filter(user_id=user.pk).values_list("role", flat=True).first()
        return found or ""

    def people_with(self, roles: Iterable[str]) -> list[User]:
        """The members with one of these roles who may still sign in."""
        held = self.insiders.filter(role__in=list(roles), user__is_active=True)
        return [each.user for each in held.select_related("user")]


class Membership(models.Model):
    """One person's role in one plan, and what they see there besides names and dates.

    An owner sees everything, whatever the two columns say.
    """

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.VIEWER)
    sees_amounts = models.BooleanField(_("sees amounts of money"), default=True)
    sees_parties = models.BooleanField(_("sees names of parties"), default=True)

    class Meta:
        ordering = ("user__username",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "user"), name="membership_unique"),
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"

    @property
    def sight(self) -> Sight:
        """What this person may see of the plan."""
        seen = ALL if self.role == Role.OWNER else Sight(self.sees_amounts, self.sees_parties)
        there = Sight(not self.plan.lacks_amounts, not self.plan.lacks_parties)
        return Sight(seen.amounts and there.amounts, seen.parties and there.parties)
