"""Who may decide in whose place, at which level, of which plan, from when until when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from approvals.models.submission import How, Level
from roadmaps.models import Roadmap


class Delegation(models.Model):
    """Made by whoever gives it. Revoked it counts no more, but stays. Both days are included."""

    plan = models.ForeignKey(Roadmap, models.PROTECT, related_name="delegations")
    giver = models.ForeignKey(User, models.PROTECT, related_name="delegations")
    taker = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("deputy"))
    how = models.CharField(_("kind"), max_length=9, choices=How.choices)
    level = models.CharField(
        max_length=11, choices=Level.choices, blank=True, help_text="Empty: all levels."
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=500)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="delegation_to_somebody_else", condition=~Q(giver=F("taker"))
            ),
            models.CheckConstraint(name="delegation_has_days", condition=Q(until__gte=F("since"))),
        )

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"
