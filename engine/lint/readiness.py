"""What must be there first: power, roads and the 3-tong, pilots, equipment and skills (R14-R17)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from engine.lint.values import Finding, Gap, Rule
from engine.lint.view import View
from engine.records import Project

DAY = timedelta(days=1)


def power_before_factory(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R14: in every region finished projects need no more power than is firm, on any day.

    A project needs and supplies from the day after its finish; capacities supply from their day
    and change with their steps. Where a step names a project's activity, the step is its supply.
    """
    needs, supplies = _power(view, rule)
    for region in sorted(needs):
        known = supplies.get(region, [])
        if not known:
            about = tuple(("project", key) for _, _, key in needs[region])
            yield Gap(rule.id, "firm_supply", (("region", region), *about))
            continue
        worst = max((_short(needs[region], known, day), day) for day, _, _ in needs[region])
        if worst[0] > rule.limits["shortage"]:
            day = worst[1]
            need = sum((mw for since, mw, _ in needs[region] if since <= day), Decimal(0))
            places = [("project", key) for since, _, key in needs[region] if since <= day]
            yield Finding(
                rule.id,
                "power_short",
                ("region", region),
                need,
                need - worst[0],
                "MW",
                places=tuple(places),
                values={"day": day},
            )
    unknown = [each for each in view.northern() if each.power_need_mw is None]
    if unknown:
        yield Gap(rule.id, "power_need", tuple(("project", each.key) for each in unknown))


def roads_before_volume(view: View, rule: Rule) -> Iterator[Finding]:
    """R15: where goods are carried, a port, transport or the 3-tong lies upstream.

    What a study or a training project takes along is no volume of trade.
    """
    for project in view.northern():
        is_trade = project.modality not in rule.terms["no_trade"]
        goods = view.goods[project.key] if is_trade else []
        chain = [project, *(view.plan.projects[key] for key in sorted(view.upstream(project.key)))]
        if not goods or any(_is_way(view, each, rule) for each in chain):
            continue
        yield Finding(
            rule.id,
            "no_way_upstream",
            ("project", project.key),
            places=tuple(("goods", each.key) for each in goods),
        )


def pilot_before_scale(view: View, rule: Rule) -> Iterator[Finding]:
    """R16: a programme of more workers than so many only after a pilot that was evaluated."""
    most = rule.limits["workers"]
    for project in view.plan.projects.values():
        workers = Decimal(project.dprk_workers or 0)
        if workers <= most or project.modality in rule.terms["no_programme"]:
            continue
        chain = (project.key, *sorted(view.upstream(project.key)))
        if not any(_was_piloted(view, view.plan.projects[key], rule) for key in chain):
            about = ("project", project.key)
            yield Finding(rule.id, "scale_without_pilot", about, workers, most, "workers")


def skills_before_orders(view: View, rule: Rule) -> Iterator[Finding]:
    """R17: large consignment work for export only after equipment or training."""
    most = rule.limits["workers"]
    for project in view.plan.projects.values():
        workers = Decimal(project.dprk_workers or 0)
        exports = any(each.direction == "out" for each in view.goods[project.key])
        if project.modality != "consignment" or not exports or workers <= most:
            continue
        before = [view.plan.projects[key] for key in sorted(view.upstream(project.key))]
        prepared = any(each.modality in rule.terms["modalities"] for each in before)
        if not prepared and not _mentions(view, project, rule.terms["words"]):
            about = ("project", project.key)
            yield Finding(rule.id, "orders_without_skills", about, workers, most, "workers")


def _power(
    view: View, rule: Rule
) -> tuple[dict[str, list[tuple[date, Decimal, str]]], dict[str, list[tuple[date, Decimal]]]]:
    """Per region what is needed from which day by whom, and what is supplied from which day."""
    needs: defaultdict[str, list[tuple[date, Decimal, str]]] = defaultdict(list)
    supplies: defaultdict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    stepped = _step_projects(view, rule)
    for key, project in view.plan.projects.items():
        zone, finish = view.zone(project), view.spans[key].finish
        if zone is None or finish is None:
            continue
        if project.power_need_mw:
            needs[zone.region].append((finish + DAY, project.power_need_mw, key))
        if project.power_supply_mw and key not in stepped:
            supplies[zone.region].append((finish + DAY, project.power_supply_mw))
    for key, region in _power_regions(view, rule).items():
        supplies[region] += _steps(view, key)
    return needs, supplies


def _power_regions(view: View, rule: Rule) -> dict[str, str]:
    """The region of each capacity that is power."""
    found = {}
    for key, capacity in view.plan.capacities.items():
        place = view.catalogue.zones.get(capacity.zone)
        region = capacity.region or (place.region if place else "")
        if capacity.resource in rule.terms["resource"] and region:
            found[key] = region
    return found


def _steps(view: View, key: str) -> list[tuple[date, Decimal]]:
    """What a capacity supplies: its amount, then its steps in the scenario."""
    capacity = view.plan.capacities[key]
    found = [(capacity.since, capacity.amount)]
    steps = [each for each in view.plan.steps.values() if each.capacity == key]
    own = [each for each in steps if each.scenario == view.schedule.scenario]
    plain = [each for each in steps if not each.scenario and (each.activity or not own)]
    for step in (*own, *plain):
        finish = view.dates[step.activity].finish if step.activity else None
        since = finish + DAY if finish else step.since
        if since:
            found.append((since, step.change))
    return found


def _step_projects(view: View, rule: Rule) -> set[str]:
    powered = _power_regions(view, rule)
    steps = (each for each in view.plan.steps.values() if each.capacity in powered)
    return {view.plan.activities[each.activity].project for each in steps if each.activity}


def _short(
    needs: list[tuple[date, Decimal, str]], supplies: list[tuple[date, Decimal]], day: date
) -> Decimal:
    need = sum((mw for since, mw, _ in needs if since <= day), Decimal(0))
    return need - sum((mw for since, mw in supplies if since <= day), Decimal(0))


def _is_way(view: View, project: Project, rule: Rule) -> bool:
    return project.industry in rule.terms["industries"] or view.waits_for(
        project, rule.terms["conditions"], ()
    )


def _was_piloted(view: View, project: Project, rule: Rule) -> bool:
    return _mentions(view, project, rule.terms["pilot"]) and _mentions(
        view, project, rule.terms["evaluation"]
    )


def _mentions(view: View, project: Project, words: tuple[str, ...]) -> bool:
    """Whether the project's name, or one of its activities', holds one of the words."""
    named = (project, *view.activities[project.key])
    texts = [text.casefold() for each in named for text in (each.name_ko, each.name_en)]
    return any(word.casefold() in text for word in words for text in texts)
