"""What a guest of a plan is given. A guest without a pass, or with an empty one, sees nothing."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models import User
from roadmaps.models import Membership


class GuestPass(models.Model):
    """The projects and zones a guest sees; the membership says whether amounts and parties, too."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="guest_pass")
    projects = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    zones = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    may_comment = models.BooleanField(default=False)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    @property
    def circle(self) -> str:
        """Whose talk with the plan's people this is: that of this one guest."""
        return f"pass:{self.pk}"

    def __str__(self) -> str:
        return f"{self.membership_id}: {', '.join([*self.projects, *self.zones])}"
