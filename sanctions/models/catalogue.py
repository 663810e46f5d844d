"""What forbids: legal instruments, their measures, and the goods codes they name."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Regime(models.TextChoices):
    UN = "un", _("United Nations")
    US = "us", _("United States")
    EU = "eu", _("European Union")
    KR = "kr", _("Republic of Korea")


class Direction(models.TextChoices):
    INTO = "import_to_dprk", _("into the DPRK")
    OUT_OF = "export_from_dprk", _("out of the DPRK")
    WITHIN = "within", _("within, or either way")


class Subject(models.TextChoices):
    GOODS = "goods", _("goods")
    FINANCE = "finance", _("finance")
    INVESTMENT = "investment", _("investment")
    LABOUR = "labour", _("labour")
    TECHNOLOGY = "technology", _("technology")
    TRANSPORT = "transport", _("transport")


class Effect(models.TextChoices):
    PROHIBITED = "prohibited", _("prohibited")
    CAPPED = "capped", _("capped")
    COMMITTEE_APPROVAL = "committee_approval", _("approval needed")
    NOTIFICATION = "notification", _("notification needed")


class LegalForce(models.TextChoices):
    BINDING = "binding", _("binding")
    CALLS_UPON = "calls_upon", _("calls upon States")
    REMINDER = "reminder", _("reminder")


class HsScope(models.TextChoices):
    LISTED = "listed", _("listed codes")
    ALL = "all", _("all goods")
    NONE = "none", _("no codes")


class HsBasis(models.TextChoices):
    RESOLUTION_TEXT = "resolution_text", _("codes printed in the text")
    MAPPING = "mapping", _("our mapping of the text to codes")
    NONE = "none", _("no codes")


class Verified(models.TextChoices):
    NUMBER_AND_CONTENT = "number_and_content", _("paragraph number and content seen")
    CONTENT = "content", _("content seen second-hand")
    MEMORY = "memory", _("recalled, not looked up")


class Confidence(models.TextChoices):
    HIGH = "high", _("high confidence")
    MEDIUM = "medium", _("medium confidence")
    LOW = "low", _("low confidence")


class Instrument(models.Model):
    """A legal source: a resolution, act, regulation or order that holds measures."""

    id = models.CharField(primary_key=True, max_length=40)
    regime = models.CharField(max_length=4, choices=Regime.choices)
    name_ko = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name_en


class MeasureContent(models.Model):
    """What one paragraph says that forbids, caps or conditions something, and since when."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="%(class)ss")
    regime = models.CharField(max_length=4, choices=Regime.choices)
    paragraph = models.CharField(max_length=60)
    adopted = models.DateField()
    # The three last days are inclusive, as in the texts.
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    wind_down_until = models.DateField(null=True, blank=True)
    direction = models.CharField(max_length=20, choices=Direction.choices)
    subject = models.CharField(max_length=20, choices=Subject.choices)
    hs_scope = models.CharField(max_length=10, choices=HsScope.choices)
    hs_include = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    hs_exclude = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    # Near misses that a person has to look at.
    hs_review = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    hs_basis = models.CharField(max_length=20, choices=HsBasis.choices)
    effect = models.CharField(max_length=20, choices=Effect.choices)
    legal_force = models.CharField(max_length=20, choices=LegalForce.choices)
    cap = models.JSONField(null=True, blank=True)
    # Lists of {"basis", "kind", "note_ko", "note_en"}.
    exemptions = models.JSONField(default=list, blank=True)
    requires_tag = models.CharField(max_length=60, null=True, blank=True)
    investment_forms = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    authority = models.CharField(max_length=120, null=True, blank=True)
    summary_ko = models.TextField()
    summary_en = models.TextField()
    note_ko = models.TextField(null=True, blank=True)
    note_en = models.TextField(null=True, blank=True)
    citation = models.CharField(max_length=200)
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    verified = models.CharField(max_length=20, choices=Verified.choices)
    order = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


class Measure(MeasureContent):
    """A measure as it is known today; how it came to say that is kept in its versions."""

    id = models.CharField(primary_key=True, max_length=40)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.paragraph}"


class GeneralExemption(models.Model):
    """A route open under any measure, case by case."""

    basis = models.CharField(primary_key=True, max_length=40)
    kind = models.CharField(max_length=40)
    note_ko = models.TextField()
    note_en = models.TextField()

    class Meta:
        ordering = ["basis"]

    def __str__(self) -> str:
        return self.basis


class HsChapter(models.Model):
    """A chapter of the Harmonized System, 2022 edition; a short working name."""

    code = models.CharField(primary_key=True, max_length=2)
    name_ko = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name_en}"


class HsHeading(models.Model):
    """A heading that a measure names, or that screening has to tell from one."""

    code = models.CharField(primary_key=True, max_length=6)
    chapter = models.ForeignKey(HsChapter, models.PROTECT, related_name="headings")
    name_ko = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    named_by_measure = models.BooleanField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name_en}"


class HsEditionChange(models.Model):
    """A code that an edition of the Harmonized System renamed, split or added."""

    id = models.CharField(primary_key=True, max_length=60)
    year = models.PositiveSmallIntegerField()
    # Null: the code is new. Prefixes may end in x.
    old = models.CharField(max_length=10, null=True, blank=True)
    new = ArrayField(models.CharField(max_length=10))
    what_ko = models.CharField(max_length=160)
    what_en = models.CharField(max_length=160)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.id
