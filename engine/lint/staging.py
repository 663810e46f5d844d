"""What comes when: the study's step-by-step approach (R01-R06) and honest scenarios (R19)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from engine.lint.values import Finding, Gap, Rule
from engine.lint.view import RELIEF_RANKS, ZONE_DEVELOPMENT, View, months_between, rounded
from engine.records import Project

Price = tuple[str, int | None]
LATEST = (date.max, "")
MOST_POINTS = 4


def method_before_vision(view: View, rule: Rule) -> Iterator[Finding]:
    """R01: a goal has a project; a project has a lead body, activities, and durations."""
    used = {project.strategy for project in view.plan.projects.values()}
    parents = set(view.catalogue.strategies.values())
    for key in view.catalogue.strategies:
        if key not in parents and key not in used:
            yield Finding(
                rule.id, "goal_without_project", ("strategy", key), Decimal(0), Decimal(1), "count"
            )
    least = rule.limits["activities"]
    for key in view.plan.projects:
        activities, about = view.activities[key], ("project", key)
        count = Decimal(len(activities))
        if count < least:
            yield Finding(rule.id, "few_activities", about, count, least, "count")
        if activities and not any(each.duration for each in activities):
            yield Finding(rule.id, "no_duration", about)
        if not any("lead" in each.roles for each in view.partners[key]):
            yield Finding(rule.id, "no_lead", about)


def step_by_step(view: View, rule: Rule) -> Iterator[Finding]:
    """R02: nothing waits for a later stage."""
    plan = view.plan
    for key, link in plan.links.items():
        before, after = (plan.activities[each].project for each in (link.before, link.after))
        ranks = [view.ranks.get(plan.projects[each].stage) for each in (before, after)]
        if ranks[0] is not None and ranks[1] is not None and ranks[0] > ranks[1]:
            yield Finding(
                rule.id,
                "waits_for_later_stage",
                ("link", key),
                Decimal(ranks[0]),
                Decimal(ranks[1]),
                "stage",
                places=(("project", after), ("project", before)),
            )


def no_large_zone_early(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R03: before a large zone, a small one has worked for months, and its place can take it in."""
    area, months = rule.limits["area"], rule.limits["months"]
    large = [each for each in view.plan.projects.values() if view.is_large(each, area)]
    for project in large:
        yield from _scorecard(view, rule, project)
        start = view.spans[project.key].start
        small = [
            key
            for key in sorted(view.upstream(project.key))
            if view.plan.projects[key].modality == ZONE_DEVELOPMENT
            and not view.is_large(view.plan.projects[key], area)
        ]
        finishes = [finish for key in small if (finish := view.spans[key].finish)]
        if finishes and start is None:
            yield Gap(rule.id, "dates", (("project", project.key),))
            continue
        worked = max(
            (max(0, months_between(finish, start)) for finish in finishes if start), default=0
        )
        if worked < months:
            yield Finding(
                rule.id,
                "large_zone_early",
                ("project", project.key),
                Decimal(worked),
                months,
                "months",
                places=tuple(("project", key) for key in small),
            )


def _scorecard(view: View, rule: Rule, project: Project) -> Iterator[Finding]:
    """A large zone has a filled scorecard of absorptive capacity, and enough points on it."""
    about, asked = ("project", project.key), rule.limits["aspects"]
    scores = [each for each in view.plan.scores.values() if each.project == project.key]
    places = tuple(("score", each.key) for each in scores)
    aspects = Decimal(len({each.aspect for each in scores}))
    if aspects < asked:
        yield Finding(rule.id, "scorecard_unfilled", about, aspects, asked, "count", places=places)
        return
    points = sum(each.points for each in scores)
    share = rounded(Decimal(points) / (len(scores) * MOST_POINTS))
    if share < rule.limits["points"]:
        limit = rule.limits["points"]
        yield Finding(rule.id, "capacity_too_low", about, share, limit, "share", places=places)


def early_budget(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R04: individual projects, the foundation and small zones carry the first stage's cost."""
    if not view.stages:
        return
    first = view.stages[0].key
    projects = view.in_stage(first)
    early = {each.key for each in projects if _is_early(view, each, rule)}
    sums = _costs(view, projects)
    if projects and not sums:
        yield Gap(rule.id, "stage_costs", (("stage", first),))
    for price, costs in sums.items():
        total = sum(costs.values(), Decimal(0))
        share = sum((costs[key] for key in costs if key in early), Decimal(0)) / total
        if share < rule.limits["share"]:
            yield Finding(
                rule.id,
                "early_budget_elsewhere",
                ("stage", first),
                rounded(share),
                rule.limits["share"],
                "share",
                detail=_told(price),
                places=tuple(("project", key) for key in costs if key not in early),
            )


def first_region_first(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R05: in every stage the first region has the largest share, and its zone opens first."""
    first = rule.terms["region"][0]
    for stage in view.stages:
        projects = [each for each in view.in_stage(stage.key) if _in_the_north(view, each)]
        weights = {"count": {each.key: Decimal(1) for each in projects}}
        weights |= {_told(price): costs for price, costs in _costs(view, projects).items()}
        for what, amounts in weights.items():
            shares = _shares(view, amounts)
            others = {region: share for region, share in shares.items() if region != first}
            most = max(others, key=lambda region: (others[region], region), default="")
            mine = shares.get(first, Decimal(0))
            if most and others[most] > mine:
                yield Finding(
                    rule.id,
                    "first_region_by_count" if what == "count" else "first_region_by_cost",
                    ("stage", stage.key),
                    rounded(mine),
                    rounded(others[most]),
                    "share",
                    detail=what,
                    places=(("region", first), ("region", most)),
                )
    yield from _zones_before(view, rule, first)


def east_coast_explored(view: View, rule: Rule) -> Iterator[Finding]:
    """R06: by the end of the first stage every region named has a project, if only a survey."""
    if not view.stages or not view.plan.projects:
        return
    first = view.in_stage(view.stages[0].key)
    reached = {region for each in first for region in view.regions(each)}
    for region in rule.terms["regions"]:
        if region not in reached:
            yield Finding(
                rule.id,
                "region_forgotten",
                ("region", region),
                Decimal(0),
                Decimal(1),
                "count",
                places=(("stage", view.stages[0].key),),
            )


def honest_scenarios(view: View, rule: Rule) -> Iterator[Finding]:
    """R19: a project presupposes no less relief than its own conditions and what it waits for."""
    plan = view.plan
    for key, project in plan.projects.items():
        own = RELIEF_RANKS.get(project.earliest_scenario, 1)
        needs = {
            ("condition", each): RELIEF_RANKS.get(plan.conditions[each].min_scenario, 1)
            for each in sorted(view.conditions(project))
            if each in plan.conditions
        }
        waits = {
            ("project", each): RELIEF_RANKS.get(plan.projects[each].earliest_scenario, 1)
            for each in sorted(view.upstream(key))
        }
        for case, ranks in (("relief_of_conditions", needs), ("relief_of_upstream", waits)):
            above = {place: rank for place, rank in ranks.items() if rank > own}
            if above:
                yield Finding(
                    rule.id,
                    case,
                    ("project", key),
                    Decimal(own),
                    Decimal(max(above.values())),
                    "relief",
                    places=tuple(above),
                )


def _is_early(view: View, project: Project, rule: Rule) -> bool:
    zone = view.zone(project)
    is_small = zone is not None and zone.size_class == "small_medium"
    builds = project.modality == ZONE_DEVELOPMENT and is_small and not project.large_sez
    return builds or project.strategy.startswith(rule.terms["strategies"])


def _in_the_north(view: View, project: Project) -> bool:
    zone = view.zone(project)
    return zone is not None and zone.side == "north"


def _costs(view: View, projects: Iterable[Project]) -> Mapping[Price, dict[str, Decimal]]:
    """What each project costs, by currency and price year; amounts of unlike prices never add."""
    found: dict[Price, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for project in projects:
        for line in view.costs[project.key]:
            if line.amount:
                found[line.currency, line.price_year][project.key] += line.amount
    return dict(sorted(found.items(), key=str))


def _shares(view: View, amounts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """The share of every region in the sum of these projects' amounts."""
    total = sum(amounts.values(), Decimal(0))
    found: dict[str, Decimal] = defaultdict(Decimal)
    for key, amount in amounts.items():
        zone = view.zone(view.plan.projects[key])
        if zone is not None:
            found[zone.region] += amount / total
    return found


def _zones_before(view: View, rule: Rule, first: str) -> Iterator[Finding | Gap]:
    """Zones of other regions that open before the first one of the first region."""
    opened: dict[str, tuple[date, str]] = {}
    for key, project in view.plan.projects.items():
        finish, zone = view.spans[key].finish, view.zone(project)
        if not finish or zone is None or zone.side != "north":
            continue
        if project.modality == ZONE_DEVELOPMENT and (finish, key) < opened.get(zone.region, LATEST):
            opened[zone.region] = finish, key
    if first not in opened:
        if opened:
            about = tuple(("project", key) for _, key in sorted(opened.values()))
            yield Gap(rule.id, "first_zone_date", about)
        return
    reference, own = opened[first]
    for region, (finish, key) in sorted(opened.items()):
        if finish < reference:
            yield Finding(
                rule.id,
                "zone_opens_before",
                ("project", key),
                Decimal((reference - finish).days),
                Decimal(0),
                "days",
                places=(("project", own), ("region", region)),
            )


def _told(price: Price) -> str:
    currency, year = price
    return f"{currency} {year}" if year else currency
