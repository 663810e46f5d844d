"""Who and what: labour beside technology, no fixed regions, the North as principal (R07-R13)."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from engine.lint.values import Finding, Gap, Rule
from engine.lint.view import SOUTH_ONLY, View, rounded
from engine.plan import HEADER
from engine.records import Project, Side

THE_PLAN = ("plan", HEADER)
SIDES: tuple[Side, ...] = ("south", "north")


def labour_and_technology(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R07: every stage has labour-intensive work and technology-intensive; mixed is the latter."""
    unknown = [each for each in view.plan.projects.values() if not each.intensity]
    for stage in view.stages:
        kinds = Counter(each.intensity for each in view.in_stage(stage.key) if each.intensity)
        total = sum(kinds.values())
        for name in ("labor", "technology") if total else ():
            share = Decimal(sum(kinds[each] for each in rule.terms[name])) / total
            if share < rule.limits[name]:
                yield Finding(
                    rule.id,
                    f"too_little_{name}",
                    ("stage", stage.key),
                    rounded(share),
                    rule.limits[name],
                    "share",
                )
    if unknown:
        yield Gap(rule.id, "intensity", tuple(("project", each.key) for each in unknown))


def no_fixed_industry(view: View, rule: Rule) -> Iterator[Finding]:
    """R08: industries of a region are not concentrated, nor those of its belt's theme alone."""
    for region, projects in _by_region(view).items():
        if len(projects) < rule.limits["projects"]:
            continue
        counts = Counter(each.industry for each in projects)
        index = sum((Decimal(count) / len(projects)) ** 2 for count in counts.values())
        about = ("region", region)
        places = tuple(("project", each.key) for each in projects)
        if index > rule.limits["index"]:
            yield Finding(
                rule.id,
                "one_industry",
                about,
                rounded(Decimal(index)),
                rule.limits["index"],
                "index",
                places=places,
            )
        belts = {belt for each in projects if (zone := view.zone(each)) for belt in zone.belts}
        for belt in sorted(belts & rule.terms.keys()):
            if counts.keys() <= set(rule.terms[belt]):
                yield Finding(
                    rule.id,
                    "only_belt_theme",
                    about,
                    Decimal(len(projects)),
                    rule.limits["projects"],
                    "count",
                    detail=belt,
                    places=places,
                )


def belts_are_labels(view: View, rule: Rule) -> Iterator[Finding]:
    """R09: some project stands outside the belts; if none does, were they taken for a limit?"""
    located = [zone for each in view.plan.projects.values() if (zone := view.zone(each))]
    outside = Decimal(sum(not zone.belts for zone in located))
    if located and outside < rule.limits["outside"]:
        limit = rule.limits["outside"]
        yield Finding(rule.id, "all_inside_belts", THE_PLAN, outside, limit, "count")


def north_as_principal(view: View, rule: Rule) -> Iterator[Finding]:
    """R10: a partner of the North has a principal's role and decides something."""
    for project in view.northern():
        about = ("project", project.key)
        partners = [each for each in view.partners[project.key] if each.side == "north"]
        principals = [each for each in partners if set(each.roles) & set(rule.terms["roles"])]
        if not partners:
            yield Finding(rule.id, "no_northern_partner", about)
        elif not principals:
            places = tuple(("partner", each.key) for each in partners)
            yield Finding(rule.id, "only_recipient", about, places=places)
        elif not any(each.decides_ko or each.decides_en for each in principals):
            places = tuple(("partner", each.key) for each in principals)
            yield Finding(rule.id, "decides_nothing", about, places=places)


def fits_northern_policy(view: View, rule: Rule) -> Iterator[Finding]:
    """R11: the project names the policy of the North that it fits."""
    for project in view.northern():
        if not (project.policy_hook_ko or project.policy_hook_en):
            yield Finding(rule.id, "no_policy_hook", ("project", project.key))


def benefit_for_both(view: View, rule: Rule) -> Iterator[Finding]:
    """R12: both sides gain, and for each side one gain is measured."""
    for key, project in view.plan.projects.items():
        for side in SIDES:
            lines = [each for each in view.benefits[key] if each.side == side]
            if not any(each.text_ko or each.text_en for each in lines):
                yield Finding(rule.id, f"no_benefit_{side}", ("project", key))
                continue
            if side == "north" and project.legal_path == SOUTH_ONLY:
                continue
            measured = Decimal(sum(bool(each.amount) for each in lines))
            measured += bool(_jobs(project, side))
            if measured < rule.limits["measured"]:
                yield Finding(
                    rule.id,
                    f"unmeasured_benefit_{side}",
                    ("project", key),
                    measured,
                    rule.limits["measured"],
                    "count",
                    places=tuple(("benefit", each.key) for each in lines),
                )


def division_of_labour(view: View, rule: Rule) -> Iterator[Finding]:
    """R13: a project of an industry says which steps are done in the South, which in the North."""
    for project in view.northern():
        south = project.steps_south_ko or project.steps_south_en
        north = project.steps_north_ko or project.steps_north_en
        if project.industry and not (south and north):
            side = "both" if not (south or north) else "north" if south else "south"
            yield Finding(rule.id, f"no_steps_{side}", ("project", project.key))


def _jobs(project: Project, side: Side) -> int | None:
    return project.dprk_workers if side == "north" else project.sk_staff


def _by_region(view: View) -> dict[str, list[Project]]:
    found: dict[str, list[Project]] = {}
    for project in view.plan.projects.values():
        zone = view.zone(project)
        if zone is not None and project.industry:
            found.setdefault(zone.region, []).append(project)
    return dict(sorted(found.items()))
