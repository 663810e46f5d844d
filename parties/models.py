"""Lists that were imported, what is added about parties, what was held against what, and decisions.

Everything here is added to and nothing overwritten: a decision stays what it was about, also when
the entry or the party has changed since; a trigger in the database keeps it so.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from accounts.models import User
from roadmaps.models import Roadmap


class Source(models.TextChoices):
    """Whose list it is."""

    UN = "un", pgettext_lazy("party list", "UN Security Council consolidated list")
    OFAC = "ofac", pgettext_lazy("party list", "OFAC SDN list (United States)")
    EU = "eu", pgettext_lazy("party list", "EU consolidated financial sanctions list")
    OWN = "own", pgettext_lazy("party list", "list of one's own")


class Sort(models.TextChoices):
    PERSON = "person", pgettext_lazy("listed as", "person")
    ENTITY = "entity", pgettext_lazy("listed as", "entity")
    VESSEL = "vessel", pgettext_lazy("listed as", "vessel")
    AIRCRAFT = "aircraft", pgettext_lazy("listed as", "aircraft")


class Entry(models.Model):
    """An entry as a list once gave it. Changed by its list, it is another row."""

    source = models.CharField(max_length=4, choices=Source)
    reference = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    sort = models.CharField(max_length=8, choices=Sort)
    programme = models.CharField(max_length=200, blank=True)
    identity = models.JSONField(help_text="What the list gives: names, dates, countries and so on.")

    class Meta:
        ordering = ("source", "reference", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "reference", "digest"), name="party_entry_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.reference}"


class ListVersion(models.Model):
    """One file that was imported, and the entries it holds. The newest of a source counts."""

    source = models.CharField(max_length=4, choices=Source)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    published = models.CharField(max_length=10, blank=True, help_text="As the file says.")
    entries = models.ManyToManyField(Entry, related_name="versions")
    added = models.PositiveIntegerField(help_text="Entries that no earlier file held like this.")
    dropped = models.PositiveIntegerField(help_text="Of the version before, those not here.")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    checked_at = models.DateTimeField(
        db_default=Now(), help_text="When the very same file was last imported: it is current."
    )

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.source} {self.name}"


class PartyFacts(models.Model):
    """What somebody added about a party, to tell it from others of its name. The latest counts."""

    plan = models.ForeignKey(Roadmap, models.PROTECT, related_name="party_facts")
    party = models.CharField(max_length=16)
    aliases = ArrayField(models.CharField(max_length=200), default=list)
    dates = ArrayField(models.CharField(max_length=10), default=list)
    countries = ArrayField(models.CharField(max_length=60), default=list)
    identifiers = ArrayField(models.CharField(max_length=80), default=list)
    addresses = ArrayField(models.CharField(max_length=300), default=list)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index("plan", "party", name="party_facts_of"),)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.party}"


class PartyScreening(models.Model):
    """One holding of a plan's parties against the lists as they were, done by a worker."""

    plan = models.ForeignKey(Roadmap, models.PROTECT, related_name="party_screenings")
    lists = ArrayField(models.BigIntegerField(), help_text="The list versions.")
    parties = ArrayField(models.CharField(max_length=64), help_text="Digests of the parties.")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    found = models.PositiveIntegerField(null=True, help_text="Candidates not seen before.")

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.asked_at:%Y-%m-%d}"


class Candidate(models.Model):
    """A party beside an entry that may be the same: a question, feature by feature."""

    plan = models.ForeignKey(Roadmap, models.PROTECT, related_name="party_candidates")
    party = models.CharField(max_length=16)
    party_digest = models.CharField(max_length=64)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="candidates")
    features = models.JSONField()
    screening = models.ForeignKey(PartyScreening, models.PROTECT, related_name="candidates")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "party_digest", "entry"), name="party_candidate_unique"
            ),
        )

    def __str__(self) -> str:
        return f"{self.party} {self.entry_id}"


class Decision(models.Model):
    """What a compliance officer says of a candidate, signed. A later one stands before it."""

    class Verdict(models.TextChoices):
        SAME = "same", pgettext_lazy("party decision", "the same party")
        OTHER = "other", pgettext_lazy("party decision", "not the same party")
        MORE = "more", pgettext_lazy("party decision", "more is needed to tell")

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=5, choices=Verdict)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(name="party_decision_has_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.verdict}"
