"""Projects, and what belongs to one: activities, partners, money, goods, benefits."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roadmaps.models.permit import Permit
from roadmaps.models.rows import NamedRow, Row
from roadmaps.models.structure import Condition, Gate, Scenario, Stage, is_share, keys, share
from zones.models import Industry, Strategy, Zone


def money() -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=20, decimal_places=2)


class Project(NamedRow):
    """What is to be built."""

    stage = models.ForeignKey(
        Stage, models.SET_NULL, null=True, blank=True, related_name="projects"
    )
    strategy = models.ForeignKey(Strategy, models.PROTECT, null=True, blank=True, related_name="+")
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, blank=True, related_name="+")
    also_zones = keys()
    industry = models.ForeignKey(Industry, models.PROTECT, null=True, blank=True, related_name="+")
    intensity = models.CharField(_("intensity"), max_length=16, blank=True)
    modality = models.CharField(_("modality"), max_length=32, blank=True)
    legal_path = models.CharField(_("legal path"), max_length=32, blank=True)
    earliest_scenario = models.CharField(max_length=8, blank=True)
    large_sez = models.BooleanField(default=False)
    conditions = keys()
    policy_hook_ko = models.TextField(blank=True)
    policy_hook_en = models.TextField(blank=True)
    notes_ko = models.TextField(blank=True)
    notes_en = models.TextField(blank=True)
    dprk_workers = models.PositiveIntegerField(null=True, blank=True)
    sk_staff = models.PositiveIntegerField(null=True, blank=True)
    power_need_mw = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    power_supply_mw = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    illustrative = models.BooleanField(default=False)
    evidence = models.CharField(max_length=40, blank=True)
    investment_form = models.CharField(max_length=24, blank=True)
    labour_abroad = models.BooleanField(default=False)
    contract_date = models.DateField(null=True, blank=True)
    tags = keys()
    ruled_out = keys()
    wind_down = models.PositiveIntegerField(null=True, blank=True)
    steps_south_ko = models.TextField(blank=True)
    steps_south_en = models.TextField(blank=True)
    steps_north_ko = models.TextField(blank=True)
    steps_north_en = models.TextField(blank=True)


class Activity(NamedRow):
    """A piece of a project's work. These are the planner's inputs; its dates are computed."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="activities")
    duration = models.PositiveIntegerField(_("duration"), default=0)
    unit = models.CharField(max_length=12, default="months")
    calendar = models.CharField(max_length=64, blank=True)
    constraint = models.CharField(max_length=32, blank=True)
    constraint_date = models.DateField(null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)
    actual_start = models.DateField(null=True, blank=True)
    actual_finish = models.DateField(null=True, blank=True)
    remaining = models.PositiveIntegerField(null=True, blank=True)
    low = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)
    requires = keys()
    firm = models.BooleanField(default=False)
    given_start = models.DateField(null=True, blank=True)
    given_finish = models.DateField(null=True, blank=True)
    owner = models.CharField(max_length=64, blank=True)
    decides_ko = models.TextField(blank=True)
    decides_en = models.TextField(blank=True)
    permit = models.ForeignKey(
        Permit, models.SET_NULL, null=True, blank=True, related_name="activities"
    )


class Link(Row):
    """`after` waits for `before`."""

    class Type(models.TextChoices):
        FS = "FS", _("finish to start")
        SS = "SS", _("start to start")
        FF = "FF", _("finish to finish")
        SF = "SF", _("start to finish")

    before = models.ForeignKey(Activity, models.CASCADE, related_name="links_out")
    after = models.ForeignKey(Activity, models.CASCADE, related_name="links_in")
    type = models.CharField(max_length=2, choices=Type.choices, default=Type.FS)
    lag = models.IntegerField(default=0)
    unit = models.CharField(max_length=12, default="months")
    max_lag = models.IntegerField(null=True, blank=True)
    lag_calendar = models.CharField(max_length=64, blank=True)


class Criterion(NamedRow):
    """What a gate asks for: an activity finished, or a condition holding; one of the two."""

    gate = models.ForeignKey(Gate, models.CASCADE, related_name="criteria")
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="criteria"
    )
    condition = models.ForeignKey(
        Condition, models.CASCADE, null=True, blank=True, related_name="criteria"
    )

    class Meta(NamedRow.Meta):
        constraints = (
            *NamedRow.Meta.constraints,
            models.CheckConstraint(
                name="criterion_asks_one_thing",
                condition=Q(activity__isnull=True) ^ Q(condition__isnull=True),
                violation_error_code="criterion_asks_one_thing",
            ),
        )


class Partner(NamedRow):
    """An organisation in a project, its roles and what it decides."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="partners")
    side = models.CharField(max_length=5)
    roles = keys()
    decides_ko = models.TextField(blank=True)
    decides_en = models.TextField(blank=True)
    end_user = models.CharField(max_length=16, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    note_ko = models.TextField(blank=True)
    note_en = models.TextField(blank=True)


class FundingSource(NamedRow):
    """Where money comes from."""

    side = models.CharField(max_length=5, default="south")


class Ceiling(Row):
    """The most a source may give in a year (no year: in all years together)."""

    source = models.ForeignKey(FundingSource, models.CASCADE, related_name="ceilings")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    amount = money()
    currency = models.CharField(max_length=3, default="KRW")
    price_year = models.PositiveSmallIntegerField(null=True, blank=True)
    origin = keys()
    confidence = models.CharField(max_length=12, blank=True)


class CostLine(Row):
    """What a project costs one source."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="costs")
    source = models.ForeignKey(FundingSource, models.CASCADE, related_name="costs")
    amount = money()
    currency = models.CharField(max_length=3, default="KRW")
    price_year = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=40, blank=True)
    recoverable = share(null=True, blank=True)
    partner = models.CharField(max_length=64, blank=True)

    class Meta(Row.Meta):
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="cost_recoverable_is_a_share", condition=is_share("recoverable")
            ),
        )


class GoodsLine(NamedRow):
    """Goods carried into or out of the North."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="goods")
    direction = models.CharField(max_length=4)
    hs = models.CharField(max_length=10)
    quantity = models.DecimalField(max_digits=20, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=16, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    price_year = models.PositiveSmallIntegerField(null=True, blank=True)
    tags = keys()
    ruled_out = keys()
    approved_value = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)


class BenefitLine(Row):
    """What a project gives to one side."""

    class Gain(models.TextChoices):
        JOBS = "jobs", pgettext_lazy("gain", "jobs")
        INCOME = "income", pgettext_lazy("gain", "wages and fees")
        SKILLS = "skills", pgettext_lazy("gain", "skills")
        ENERGY = "energy", pgettext_lazy("gain", "energy")
        YIELD = "yield", pgettext_lazy("gain", "farm yield")
        TECHNOLOGY = "technology", pgettext_lazy("gain", "technology")
        IMPORT_SUBSTITUTION = "import_substitution", pgettext_lazy("gain", "import substitution")
        COST_SAVING = "cost_saving", pgettext_lazy("gain", "lower cost")
        REVENUE = "revenue", pgettext_lazy("gain", "revenue")

    project = models.ForeignKey(Project, models.CASCADE, related_name="benefits")
    side = models.CharField(max_length=5)
    text_ko = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    gain = models.CharField(max_length=24, choices=Gain.choices, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=16, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    price_year = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=40, blank=True)


class Capacity(NamedRow):
    """A supply from a day on."""

    resource = models.CharField(max_length=32)
    region = models.CharField(max_length=64, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    since = models.DateField()
    amount = models.DecimalField(max_digits=16, decimal_places=3)
    unit = models.CharField(max_length=16, blank=True)
    evidence = models.CharField(max_length=40, blank=True)


class Step(Row):
    """So much more of a capacity, or less: from a day on, or once an activity has finished."""

    capacity = models.ForeignKey(Capacity, models.CASCADE, related_name="steps")
    change = models.DecimalField(max_digits=16, decimal_places=3, default=0)
    since = models.DateField(null=True, blank=True)
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="steps"
    )
    scenario = models.ForeignKey(
        Scenario, models.CASCADE, null=True, blank=True, related_name="steps"
    )
    evidence = models.CharField(max_length=40, blank=True)

    class Meta(Row.Meta):
        constraints = (
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="step_has_one_moment",
                condition=Q(activity__isnull=True) ^ Q(since__isnull=True),
                violation_error_code="step_has_one_moment",
            ),
            models.CheckConstraint(
                name="step_of_activity_adds",
                condition=Q(activity__isnull=True) | Q(change__gt=0, scenario__isnull=True),
                violation_error_code="step_of_activity_adds",
            ),
        )


class Demand(Row):
    """What an activity takes of a capacity while it runs, or from its start on for good."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="demands")
    capacity = models.ForeignKey(Capacity, models.CASCADE, related_name="demands")
    amount = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    lasting = models.BooleanField(default=False)
    evidence = models.CharField(max_length=40, blank=True)
