"""A version on its way to approval: its route, and everything anybody said about it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from approvals.models.version import Version
from drafts.models import Draft
from roadmaps.models import Roadmap


class Level(models.TextChoices):
    """What a step is for."""

    REVIEW = "review", pgettext_lazy("level", "review")
    COOPERATION = "cooperation", pgettext_lazy("level", "cooperation")
    DECISION = "decision", pgettext_lazy("level", "decision")
    ACCEPTANCE = "acceptance", pgettext_lazy("level", "acceptance")


class State(models.TextChoices):
    """Where a submission stands; the moves between them are in `engine.approving`."""

    DRAFT = "draft", pgettext_lazy("submission", "draft")
    REVIEW = "review", pgettext_lazy("submission", "under review")
    COOPERATION = "cooperation", pgettext_lazy("submission", "in cooperation")
    DECISION = "decision", pgettext_lazy("submission", "to be decided")
    ACCEPTANCE = "acceptance", pgettext_lazy("submission", "to be accepted")
    APPROVED = "approved", pgettext_lazy("submission", "approved")
    CONDITIONAL = "conditional", pgettext_lazy("submission", "approved with conditions")
    SENT_BACK = "sent_back", pgettext_lazy("submission", "sent back")
    REJECTED = "rejected", pgettext_lazy("submission", "rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("submission", "withdrawn")


class Verb(models.TextChoices):
    """What somebody did, for people to read."""

    SUBMIT = "submit", pgettext_lazy("deed", "submitted")
    RESUBMIT = "resubmit", pgettext_lazy("deed", "submitted again")
    WITHDRAW = "withdraw", pgettext_lazy("deed", "withdrew")
    AGREE = "agree", pgettext_lazy("deed", "agreed")
    APPROVE = "approve", pgettext_lazy("deed", "approved")
    CONDITION = "condition", pgettext_lazy("deed", "approved with conditions")
    ACCEPT = "accept", pgettext_lazy("deed", "accepted")
    SEND_BACK = "send_back", pgettext_lazy("deed", "sent back")
    REJECT = "reject", pgettext_lazy("deed", "rejected")


class How(models.TextChoices):
    """In whose place somebody decides: of one who is absent, or by standing authority."""

    ACTING = "acting", pgettext_lazy("decision", "acting")
    DELEGATED = "delegated", pgettext_lazy("decision", "delegated")


class Submission(models.Model):
    """A plan, or a draft of it, put to approval. `version` is what is decided on, `since` what was
    approved last.

    Each time it is submitted a new round begins, with a version of its own.
    """

    plan = models.ForeignKey(Roadmap, models.PROTECT, related_name="submissions")
    draft = models.ForeignKey(Draft, models.PROTECT, null=True, related_name="submissions")
    title = models.CharField(_("title"), max_length=120)
    note = models.CharField(_("what it is about"), max_length=1000, blank=True)
    drafter = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=11, choices=State.choices, default=State.DRAFT)
    round = models.PositiveSmallIntegerField(default=0)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="submissions")
    since = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """One person in the route, in order."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=11, choices=Level.choices)
    person = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("submission", "position"), name="step_position_unique"),
            models.UniqueConstraint(fields=("submission", "person"), name="step_person_once"),
        )

    def __str__(self) -> str:
        return f"{self.level}: {self.person}"


class Decision(models.Model):
    """What somebody did with a submission, named as they were then. Only ever added."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="decisions")
    verb = models.CharField(max_length=9, choices=Verb.choices)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    how = models.CharField(max_length=9, choices=How.choices, blank=True)
    standing_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    standing_name = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=2000, blank=True)
    conditions = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    valid_until = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("step", "round"), name="decision_once_a_step"),
            models.UniqueConstraint(
                fields=("submission", "round", "by"),
                condition=models.Q(step__isnull=False),
                name="decision_four_eyes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.verb}"


class Point(models.Model):
    """One thing to be mended before it comes back."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """What was said to a point: an answer of the drafter, or that it is settled or is not."""

    class Verb(models.TextChoices):
        ANSWER = "answer", pgettext_lazy("point", "answered")
        SETTLE = "settle", pgettext_lazy("point", "settled")
        REOPEN = "reopen", pgettext_lazy("point", "open again")

    point = models.ForeignKey(Point, models.PROTECT, related_name="answers")
    verb = models.CharField(max_length=6, choices=Verb.choices)
    text = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.verb}: {self.text}"
