"""Asking the rules: which function answers which query, and all of them over one plan."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from engine.lint import fitting, grounds, law, money, partnership, readiness, staging, wording
from engine.lint.values import Catalogue, Finding, Gap, Lint, Rule, RuleResult
from engine.lint.view import Clocks, View
from engine.masking import Mask
from engine.plan import HEADER, Plan
from engine.schedule import Schedule

Query = Callable[[View, Rule], Iterable[Finding | Gap]]

COMPLETE = Mask()
#: Rules that count or compare amounts, and what they would find where there are none.
OF_AMOUNTS = frozenset({"fund_route", "fund_ceiling", "uninsurable_loss", "early_budget",
                        "first_region_first", "benefit_for_both", "approval_clock",
                        "conditions_of_goods"})  # fmt: skip
FALSE_WITHOUT = frozenset({"unmeasured_benefit_south", "unmeasured_benefit_north", "total_changed",
                           "recorded_total_changed"})  # fmt: skip

QUERIES: Mapping[str, Query] = {
    query.__name__: query
    for query in (
        staging.method_before_vision,
        staging.step_by_step,
        staging.no_large_zone_early,
        staging.early_budget,
        staging.first_region_first,
        staging.east_coast_explored,
        partnership.labour_and_technology,
        partnership.no_fixed_industry,
        partnership.belts_are_labels,
        partnership.north_as_principal,
        partnership.fits_northern_policy,
        partnership.benefit_for_both,
        partnership.division_of_labour,
        readiness.power_before_factory,
        readiness.roads_before_volume,
        readiness.pilot_before_scale,
        readiness.skills_before_orders,
        law.conditions_of_goods,
        staging.honest_scenarios,
        wording.never_evade,
        law.article_17,
        law.approval_clock,
        law.dormancy,
        money.fund_route,
        money.fund_ceiling,
        money.uninsurable_loss,
        wording.curriculum,
        law.end_users,
        grounds.evidence,
        fitting.matching_standards,
    )
}


def lint_plan(
    plan: Plan,
    schedule: Schedule,
    catalogue: Catalogue,
    rules: Sequence[Rule],
    clocks: Clocks | None = None,
    lacks: Mask = COMPLETE,
) -> Lint:
    """Every rule's findings and gaps about the plan as scheduled.

    `clocks` are the periods that recorded steps have set off, by project. What a plan from
    elsewhere `lacks` is neither kept nor broken: it is a gap. A rule whose query nobody knows is a
    mistake in the rulebook: KeyError.
    """
    view = View(plan, schedule, catalogue, clocks or {})
    return Lint(tuple(_ask(view, rule, lacks) for rule in rules))


def with_thresholds(rules: Iterable[Rule], own: Mapping[str, Decimal]) -> tuple[Rule, ...]:
    """The rules with a plan's own thresholds ("R04.share") in place of the rulebook's."""
    return tuple(
        replace(
            rule,
            limits={
                name: own.get(f"{rule.id}.{name}", value) for name, value in rule.limits.items()
            },
        )
        for rule in rules
    )


def _ask(view: View, rule: Rule, lacks: Mask) -> RuleResult:
    answers = list(QUERIES[rule.query](view, rule))
    if lacks.amounts and rule.query in OF_AMOUNTS:
        answers = [each for each in answers if getattr(each, "case", "") not in FALSE_WITHOUT]
        answers.append(Gap(rule.id, "withheld_amounts", (("plan", HEADER),)))
    return RuleResult(
        rule,
        tuple(each for each in answers if isinstance(each, Finding)),
        tuple(each for each in answers if isinstance(each, Gap)),
    )
