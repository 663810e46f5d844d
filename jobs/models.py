"""Work that outlives a request, as rows: the database is the truth, the broker only a doorbell."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a job stands. The last three are final until somebody asks for another try."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


FINAL = (State.DONE, State.FAILED, State.CANCELLED)


class Job(models.Model):
    """One piece of work on one subject. Only the worker that holds the token may end it."""

    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField(help_text="The id of the row the work is about.")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    token = models.UUIDField(
        null=True, help_text="The claim: made anew by each worker that takes it."
    )
    worker = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    rung_at = models.DateTimeField(
        db_default=Now(), help_text="When the bell was last rung for it."
    )
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    progress = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=40, blank=True, help_text="A code; the kind has the words.")
    cancel_requested = models.BooleanField(default=False)
    error_code = models.CharField(max_length=60, blank=True)
    error_values = models.JSONField(default=dict)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint("kind", "subject", name="job_one_per_subject"),
            models.CheckConstraint(name="job_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="job_progress_percent", condition=Q(progress__lte=100)),
            models.CheckConstraint(
                name="job_running_is_claimed",
                condition=~Q(state=State.RUNNING)
                | Q(token__isnull=False, heartbeat_at__isnull=False, started_at__isnull=False),
            ),
            models.CheckConstraint(
                name="job_final_has_an_end",
                condition=Q(state__in=FINAL, finished_at__isnull=False)
                | Q(state__in=[State.QUEUED, State.RUNNING], finished_at__isnull=True),
            ),
            models.CheckConstraint(
                name="job_failed_says_why",
                condition=~Q(state=State.FAILED) | ~Q(error_code=""),
            ),
        ]
        indexes = [
            models.Index("state", "rung_at", name="job_waiting", condition=Q(state=State.QUEUED)),
            models.Index(
                "state", "heartbeat_at", name="job_at_work", condition=Q(state=State.RUNNING)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}: {self.state}"

    @property
    def is_final(self) -> bool:
        return self.state in FINAL


class Pulse(models.Model):
    """The last sign of life of a part that no request ever meets: the worker, the beat."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
