"""What due diligence found about a project's supply network, and the controls planned for it."""

from django.db import models

from roadmaps.models.project import Project
from roadmaps.models.rows import NamedRow, Row
from roadmaps.models.structure import is_share, keys
from roadmaps.models.structure import share as a_share


def an_amount() -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=20, decimal_places=3, null=True, blank=True)


def degrees() -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)


def word(longest: int = 24) -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(max_length=longest, blank=True)


def entity_key() -> models.CharField:  # type: ignore[type-arg]
    """The key of an entity of the same plan; the engine sees to it that there is one."""
    return models.CharField(max_length=64, blank=True)


def a_day() -> models.DateField:  # type: ignore[type-arg]
    return models.DateField(null=True, blank=True)


def whole() -> models.PositiveIntegerField:  # type: ignore[type-arg]
    return models.PositiveIntegerField(null=True, blank=True)


class Found(models.Model):
    """How something was found out: the evidence, its day, and how sure it is."""

    evidence_ref = word(300)
    evidence_date = a_day()
    confidence = word(12)
    illustrative = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Entity(NamedRow, Found):
    """Somebody or something in a project's supply network."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="entities")
    sort = models.CharField(max_length=16)
    role = word()
    country = word(2)
    aliases = keys()
    registration_no = word(64)
    founded = a_day()
    beneficial_owners = keys()
    screened_on = a_day()
    screening_result = word()
    firm = entity_key()
    admin_area = word(120)
    latitude = degrees()
    longitude = degrees()
    line_count = whole()
    machine_count = whole()
    headcount = whole()
    capacity_month = an_amount()
    last_audit = a_day()
    licence = word(120)
    source_countries = keys()
    permits = keys()
    hs = word(10)
    quantity = an_amount()
    unit = word(16)
    value = an_amount()
    declared_origin = word(2)
    origin_evidence = word(300)
    bl_no = word(64)
    moved_on = a_day()
    from_place = entity_key()
    to_place = entity_key()
    transport = word()
    gross_kg = an_amount()
    imo = word(16)
    flag = word(2)
    owner = entity_key()
    insurer = entity_key()
    bic = word(16)
    place_kind = word()
    authority = word(120)
    reference_no = word(120)
    measure = word(40)
    valid_from = a_day()
    valid_to = a_day()
    item_scope = keys()


class Relation(Row, Found):
    """What one entity is to another."""

    sort = models.CharField(max_length=16)
    source = models.ForeignKey(Entity, models.CASCADE, related_name="relations_out")
    target = models.ForeignKey(Entity, models.CASCADE, related_name="relations_in")
    share = a_share(null=True, blank=True)
    since = a_day()
    until = a_day()
    hs = word(10)
    disclosed = word()
    quantity = an_amount()
    unit = word(16)
    day = a_day()
    step = word()
    output_ratio = an_amount()
    leg = word(64)
    arrived = a_day()
    left = a_day()
    capacity_as = word()
    amount = an_amount()
    currency = word(3)
    bank = entity_key()
    method = word()
    nationality = word(2)
    permit = word()
    headcount = whole()
    goods = keys()

    class Meta(Row.Meta):
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(name="relation_share_is_a_share", condition=is_share("share")),
        )


class Control(NamedRow):
    """What is planned against a channel, by whom and until when."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="controls")
    channel = models.CharField(max_length=32)
    responsible = word(200)
    due = a_day()
    done = a_day()
    evidence_ref = word(300)
