"""What people say about a plan, who follows it, and what they are told. Nothing is deleted.

A notice in somebody's inbox is the truth; a mail only carries it further.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from roadmaps.models import Revision, Roadmap


class About(models.Model):
    """Something about a thing of a plan: its `kind` and `key`, or "plan" and "plan"."""

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24)
    key = models.CharField(max_length=64)

    class Meta:
        abstract = True

    @property
    def about(self) -> str:
        return f"{self.kind}:{self.key}"


class Comment(About):
    """What somebody said. An answer has the comment it answers in `answers`, one level deep.

    `circle` is who reads it besides the members: nobody where it is empty, else those whom one
    share link or one guest's pass stands for. All comments of a thread have the same. Of a guest
    the name stands in `guest`; who has only a link has no account in `by`.
    """

    plan = models.ForeignKey(Roadmap, models.CASCADE, related_name="comments")
    answers = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    guest = models.CharField(max_length=80, blank=True)
    circle = models.CharField(max_length=24, blank=True)
    at = models.DateTimeField(db_default=Now())
    edited_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index("plan", "kind", "key", name="comment_about"),)
        constraints = (
            models.CheckConstraint(
                name="comment_by_somebody", condition=Q(by__isnull=False) | ~Q(guest="")
            ),
            models.CheckConstraint(
                name="comment_of_guest_in_circle", condition=Q(guest="") | ~Q(circle="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.about} {self.pk}"

    @property
    def author(self) -> str:
        """Who says it, as everybody reads it; a guest's name is as they gave it."""
        return _("%(name)s (guest)") % {"name": self.guest} if self.guest else str(self.by)


class EarlierText(models.Model):
    """What a comment said before its author edited it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="earlier")
    text = models.TextField()
    until = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.comment_id} {self.until}"


class Watch(About):
    """Somebody follows a thing. One that was ended stays, so that nothing switches it on again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="watches")
    is_on = models.BooleanField(default=True)
    since = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("user", "plan", "kind", "key"), name="watched_once"),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.about}"


class Heard(models.Model):
    """Up to which revision of a plan those who watch have been told."""

    plan = models.OneToOneField(Roadmap, models.CASCADE, primary_key=True, related_name="+")
    revision = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.plan_id} {self.revision}"


class Occasion(About):
    """Something people are told of once besides comments and edits: a turn, a decision, a day.

    The app that knows the topic has the words for it (`talk.topics`); `values` are what they need.
    """

    topic = models.CharField(max_length=32)
    identity = models.CharField(max_length=200, help_text="Which one, so that it comes once.")
    values = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "topic", "identity"), name="occasion_once"),
        )

    def __str__(self) -> str:
        return f"{self.topic} {self.identity}"


class MailSetting(models.Model):
    """When somebody wants their notices by mail."""

    class When(models.TextChoices):
        AT_ONCE = "at_once", pgettext_lazy("mail", "at once")
        DAILY = "daily", pgettext_lazy("mail", "once a day")
        NONE = "none", pgettext_lazy("mail", "never")

    user = models.OneToOneField(User, models.CASCADE, related_name="mail_setting")
    when = models.CharField(max_length=8, choices=When, default=When.DAILY)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="mail_when_known", condition=Q(when__in=("at_once", "daily", "none"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.when}"


class Mail(models.Model):
    """A letter that waits to be sent, with one notice or those of a day.

    Whoever sends it takes it by a conditional update first; `attempts` is then their claim. A
    claim whose worker died lapses, and the letter is sent again under the same Message-ID: it
    goes out at least once, and mail programs show it once.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("mail", "waiting")
        TAKEN = "taken", pgettext_lazy("mail", "being sent")
        SENT = "sent", pgettext_lazy("mail", "sent")
        EMPTY = "empty", pgettext_lazy("mail", "nothing left to tell")
        FAILED = "failed", pgettext_lazy("mail", "given up")

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    is_digest = models.BooleanField()
    due = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(is_digest=True, state="waiting"),
                name="one_digest_waits",
            ),
            models.CheckConstraint(
                name="mail_state_known",
                condition=Q(state__in=("waiting", "taken", "sent", "empty", "failed")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.state} {self.due}"


class Notice(About):
    """One thing somebody is told: once for each comment, revision or occasion that is the cause."""

    class What(models.TextChoices):
        MENTION = "mention", pgettext_lazy("notice", "mention")
        COMMENT = "comment", pgettext_lazy("notice", "comment")
        EDIT = "edit", pgettext_lazy("notice", "edit")
        OCCASION = "occasion", pgettext_lazy("notice", "occasion")

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    what = models.CharField(max_length=8, choices=What)
    by = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="notices")
    revision = models.ForeignKey(Revision, models.CASCADE, null=True, related_name="+")
    occasion = models.ForeignKey(Occasion, models.CASCADE, null=True, related_name="notices")
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, related_name="notices")
    is_queued = models.BooleanField(default=False, help_text="Whether it is past the outbox.")
    at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index("user", condition=Q(read_at=None), name="notice_unread"),
            models.Index("user", condition=Q(is_queued=False), name="notice_not_queued"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("user", "comment", "what"), name="told_of_a_comment_once"
            ),
            models.UniqueConstraint(fields=("user", "revision"), name="told_of_a_revision_once"),
            models.UniqueConstraint(fields=("user", "occasion"), name="told_of_an_occasion_once"),
            models.CheckConstraint(
                name="notice_what_known",
                condition=Q(what__in=("mention", "comment", "edit", "occasion")),
            ),
            models.CheckConstraint(
                name="notice_has_a_cause",
                condition=Q(comment__isnull=False, revision=None, occasion=None)
                | Q(comment=None, revision__isnull=False, occasion=None)
                | Q(comment=None, revision=None, occasion__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.what} {self.about}"


class Presence(About):
    """Who looks at a plan now, and at what in it. A row lives as long as its heartbeat."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("plan", "user"), name="present_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.about}"
