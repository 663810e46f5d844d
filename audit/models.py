"""The log of what happened, and the chain that shows nobody altered it.

Both tables are made and filled by the database (`migrations/0001_log.py`); nothing here saves.
"""

from django.db import models
from django.utils.translation import pgettext_lazy as context


class Event(models.Model):
    """One thing that happened to one row: who did it, as named then, and what it was and became.

    It refers to nothing: people and plans may go, what they did stays. Of a change, `old` and
    `new` hold the columns that differ; secrets are told as "***".
    """

    class Verb(models.TextChoices):
        ADD = "add", context("log", "added")
        CHANGE = "change", context("log", "changed")
        REMOVE = "remove", context("log", "removed")
        READ = "read", context("log", "read")

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.TextField(choices=Verb.choices)
    subject = models.TextField(help_text="The table of the row.")
    row = models.TextField(help_text="The row's primary key.")
    plan = models.BigIntegerField(null=True, help_text="The plan it belonged to.")
    key = models.TextField(help_text="The record's key in its plan.")
    called = models.TextField(help_text="What it was called.")
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    who_id = models.BigIntegerField(null=True)
    who = models.TextField()
    role = models.TextField()
    reason = models.TextField()
    request = models.TextField(help_text="What the request, job or command was called.")
    address = models.TextField()
    txn = models.TextField(help_text="What happened together has one.")

    class Meta:
        managed = False
        db_table = "audit_event"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.verb} {self.subject} {self.row}"


class Seal(models.Model):
    """A link of the chain: the SHA-256 of the link before and of one event, in order of commit."""

    number = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.DO_NOTHING, related_name="seal")
    hash = models.BinaryField()

    class Meta:
        managed = False
        db_table = "audit_seal"
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}"
