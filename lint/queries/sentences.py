"""What a finding and a missing fact say, in the reader's language."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.templatetags.ui import figure, in_language, percent
from engine.lint import Finding
from life.vocabulary import CLOCK_NAMES
from roadmaps import money, vocabulary
from zones.rulebook import CURRENCIES
from zones.standards import standards

RELIEF = {1: "A", 2: "B", 3: "C"}

SENTENCES: Mapping[str, Promise] = {
    "goal_without_project": gettext_lazy("No project serves this strategy."),
    "few_activities": gettext_lazy(
        "It has %(measured)s activities; a plan of work has at least %(most)s."
    ),
    "no_duration": gettext_lazy("None of its activities has a duration."),
    "no_lead": gettext_lazy("No body leads it."),
    "waits_for_later_stage": gettext_lazy(
        "Work of stage %(most)s waits for work of stage %(measured)s."
    ),
    "large_zone_early": gettext_lazy(
        "A small zone has worked %(measured)s before this large one; %(most)s are asked for."
    ),
    "early_budget_elsewhere": gettext_lazy(
        "Individual projects, the foundation and small zones carry %(measured)s of the first "
        "stage's cost (%(detail)s); at least %(most)s is asked for."
    ),
    "first_region_by_count": gettext_lazy(
        "%(first)s has %(measured)s of the stage's projects in the North, %(second)s %(most)s."
    ),
    "first_region_by_cost": gettext_lazy(
        "%(first)s has %(measured)s of the stage's cost in the North (%(detail)s), "
        "%(second)s %(most)s."
    ),
    "zone_opens_before": gettext_lazy("This zone opens %(measured)s before %(first)s."),
    "region_forgotten": gettext_lazy("No project of the first stage stands in this region."),
    "too_little_labor": gettext_lazy(
        "%(measured)s of the stage's projects are labour-intensive; at least %(most)s is asked for."
    ),
    "too_little_technology": gettext_lazy(
        "%(measured)s of the stage's projects are technology-intensive or mixed; at least %(most)s "
        "is asked for."
    ),
    "one_industry": gettext_lazy(
        "The region's projects are concentrated on few industries: an index of %(measured)s, "
        "at most %(most)s."
    ),
    "only_belt_theme": gettext_lazy(
        "All %(measured)s projects of the region are of its belt's own theme."
    ),
    "all_inside_belts": gettext_lazy("No project stands outside the three belts."),
    "no_northern_partner": gettext_lazy("No partner of the North is entered."),
    "only_recipient": gettext_lazy(
        "The North is only a recipient: it has none of a principal's roles."
    ),
    "decides_nothing": gettext_lazy("It is not said what the North decides."),
    "no_policy_hook": gettext_lazy("No policy of the North is named that it fits."),
    "no_benefit_south": gettext_lazy("No benefit for the South is stated."),
    "no_benefit_north": gettext_lazy("No benefit for the North is stated."),
    "unmeasured_benefit_south": gettext_lazy("No benefit for the South is measured."),
    "unmeasured_benefit_north": gettext_lazy("No benefit for the North is measured."),
    "power_short": gettext_lazy(
        "From %(day)s its finished projects need %(measured)s; %(most)s is firm supply."
    ),
    "no_way_upstream": gettext_lazy(
        "Goods are carried, but neither transport nor the 3-tong lies before it."
    ),
    "scale_without_pilot": gettext_lazy(
        "%(measured)s of the North work in it (more than %(most)s), and no pilot with an "
        "evaluation lies before it."
    ),
    "orders_without_skills": gettext_lazy(
        "Export orders with %(measured)s (more than %(most)s), and neither equipment nor training "
        "lies before them."
    ),
    "goods_without_condition": gettext_lazy(
        "HS %(hs)s does not wait for %(first_condition)s, the condition of the measure that covers "
        "it."
    ),
    "form_without_condition": gettext_lazy(
        "Its form of cooperation does not wait for the condition %(first_condition)s."
    ),
    "loan_without_condition": gettext_lazy(
        "Its loan from the fund does not wait for the condition %(first_condition)s."
    ),
    "relief_of_conditions": gettext_lazy(
        "It presupposes level %(measured)s, but its conditions need level %(most)s."
    ),
    "relief_of_upstream": gettext_lazy(
        "It presupposes level %(measured)s, but waits for projects of level %(most)s."
    ),
    "evasion_words": gettext_lazy(
        "Its text says “%(detail)s”: a person has to look whether it speaks of a way round."
    ),
    "same_goods": gettext_lazy(
        "It sells the same goods (HS %(hs)s) as %(first)s, at the same time."
    ),
    "approval_too_long": gettext_lazy(
        "The scenario lets an approval of %(first)s hold for %(measured)s; it lasts at most "
        "%(most)s."
    ),
    "approval_without_end": gettext_lazy(
        "The scenario lets an approval of %(first)s hold without end; it lasts at most %(most)s."
    ),
    "approval_lapses": gettext_lazy(
        "The approval of %(first)s ends on %(day)s, %(measured)s after its last day of work; "
        "%(most)s of notice are asked for."
    ),
    "permit_without_end": gettext_lazy(
        "This permit was granted without an end; it lasts at most %(most)s."
    ),
    "permit_too_long": gettext_lazy(
        "This permit was granted for %(measured)s; it lasts at most %(most)s."
    ),
    "permit_lapses": gettext_lazy(
        "Its permit %(first)s ends on %(day)s, %(measured)s after its last day of work; %(most)s "
        "of notice are asked for."
    ),
    "deadline_near": gettext_lazy(
        "%(clock)s: this period, which the record has set off, ends on %(day)s."
    ),
    "deadline_missed": gettext_lazy(
        "%(clock)s: this period ended on %(day)s, and no step was recorded in time."
    ),
    "recorded_total_changed": gettext_lazy(
        "%(clock)s: the plan's goods are %(measured)s off what was approved; more than %(most)s "
        "needs a new approval."
    ),
    "dormant": gettext_lazy(
        "No work is done for %(measured)s; an approval may be cancelled after %(most)s."
    ),
    "council_for_grant": gettext_lazy(
        "A grant of %(measured)s (from %(most)s on) does not wait for the Promotion Council."
    ),
    "council_for_trade_loan": gettext_lazy(
        "A trade loan of %(measured)s (from %(most)s on) does not wait for the Promotion Council."
    ),
    "council_for_project_loan": gettext_lazy(
        "A loan of %(measured)s (from %(most)s on) does not wait for the Promotion Council."
    ),
    "over_ceiling": gettext_lazy(
        "The year asks %(measured)s of this source; its ceiling is %(most)s."
    ),
    "over_line": gettext_lazy("%(detail)s asks %(measured)s of the fund; the line is %(most)s."),
    "beyond_cover": gettext_lazy(
        "Private money of %(measured)s; insurance pays at most %(most)s of it."
    ),
    "no_curriculum_screen": gettext_lazy(
        "The training does not wait for the screening of its curriculum."
    ),
    "barred_discipline": gettext_lazy(
        "Its text names a discipline that may be barred: “%(detail)s”."
    ),
    "end_user_unchecked": gettext_lazy(
        "Machinery, metal or vehicles go into the North, and no end-user check lies before."
    ),
    "scorecard_unfilled": gettext_lazy(
        "%(measured)s of the %(most)s aspects of the scorecard of absorptive capacity are filled."
    ),
    "capacity_too_low": gettext_lazy(
        "The scorecard of absorptive capacity reaches %(measured)s of its points; at least "
        "%(most)s is asked for."
    ),
    "no_steps_both": gettext_lazy(
        "It is not said which steps are done in the South and which in the North."
    ),
    "no_steps_south": gettext_lazy("It is not said which steps are done in the South."),
    "no_steps_north": gettext_lazy("It is not said which steps are done in the North."),
    "requirement_not_met": gettext_lazy("It does not meet a requirement: %(requirement)s."),
    "total_changed": gettext_lazy(
        "The value of its goods (%(detail)s) is %(measured)s off what was approved; more than "
        "%(most)s needs a new approval."
    ),
    "firm_beyond_cover": gettext_lazy(
        "This firm bears %(measured)s over all its projects; insurance pays at most %(most)s of it."
    ),
    "end_user_listed": gettext_lazy("The end-user check found this body on a list."),
    "end_user_doubtful": gettext_lazy("The end-user check of this body left doubts."),
    "standards_clash": gettext_lazy(
        "Its %(aspect)s is %(after)s, but %(first)s before it works by %(before)s, and no "
        "conversion lies between."
    ),
    "standards_clash_in_zone": gettext_lazy(
        "Its %(aspect)s is %(after)s, but %(first)s in the same zone works by %(before)s, and "
        "nothing there converts."
    ),
    "no_source": gettext_lazy("%(measured)s of its figures have no source."),
    "single_number": gettext_lazy(
        "%(measured)s of its durations are one number; a guess has a shortest and a longest value."
    ),
}
NEEDS: Mapping[str, Promise] = {
    "dates": gettext_lazy("dates in this scenario"),
    "stage_costs": gettext_lazy("the costs of the first stage"),
    "first_zone_date": gettext_lazy(
        "when the first zone of the first region opens in this scenario"
    ),
    "intensity": gettext_lazy("whether the project is labour- or technology-intensive"),
    "firm_supply": gettext_lazy("the region's firm supply of power"),
    "power_need": gettext_lazy("the power the project needs"),
    "article_17_boxes": gettext_lazy("an answer to each of the five requirements of article 17"),
    "approved_totals": gettext_lazy("the value of goods that was approved"),
    "withheld_amounts": gettext_lazy("the amounts, which the plan came without"),
    "fund_sources": gettext_lazy("which funding source is the Cooperation Fund"),
    "fund_in_won": gettext_lazy("the fund's amounts in won"),
    "exposure_by_firm": gettext_lazy("which firm bears the private money"),
    "curriculum_topics": gettext_lazy("the topics of the training"),
    "partner_name": gettext_lazy("the name of the North's body"),
    "end_user_check": gettext_lazy(
        "the day and the result of the end-user check of the North's body"
    ),
}


def sentence(finding: Finding, names: Mapping[str, str]) -> str:
    """The finding as a sentence; `names` are the words for the places it speaks of."""
    values = {
        "measured": amount(finding.measured, finding.unit),
        "most": amount(finding.threshold, finding.unit),
        "detail": finding.detail,
        "hs": finding.values.get("hs", ""),
        "day": finding.values.get("day", ""),
        **_words(finding),
        **names,
    }
    return str(SENTENCES[finding.case]) % values


def _words(finding: Finding) -> dict[str, str]:
    """The words of what a finding names by code: a requirement, standards and their aspect."""
    known, values = standards(), finding.values
    before, after = (known.get(str(values.get(each, ""))) for each in ("before", "after"))
    return {
        "clock": str(CLOCK_NAMES.get(finding.detail, "")),
        "requirement": str(
            vocabulary.choices("self_check", "requirement").get(finding.detail, finding.detail)
        ),
        "before": in_language(before) if before else "",
        "after": in_language(after) if after else "",
        "aspect": in_language(after.aspect) if after else "",
    }


def need(code: str) -> str:
    return str(NEEDS[code])


def amount(value: Decimal | None, unit: str) -> str:
    """A measure or a threshold with its unit; empty where nothing is measured."""
    if value is None:
        return ""
    if unit == "share":
        return str(percent(value))
    if unit == "relief":
        return RELIEF.get(int(value), "")
    if unit in CURRENCIES:
        return money.written(money.Total(value, unit, None))
    number = int(value)
    counted = {
        "months": ngettext("%(count)s month", "%(count)s months", number),
        "days": ngettext("%(count)s day", "%(count)s days", number),
        "workers": ngettext("%(count)s worker", "%(count)s workers", number),
    }
    if unit in counted:
        return counted[unit] % {"count": figure(value)}
    if unit == "index":
        return f"{value:.2f}"
    return _("%(number)s MW") % {"number": figure(value)} if unit == "MW" else str(figure(value))
