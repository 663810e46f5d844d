"""The Cooperation Fund: its council, its ceilings, and what insurance does not cover (R24-R26)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from engine.lint.values import Finding, Gap, Rule
from engine.lint.view import SOUTH_ONLY, View
from engine.plan import HEADER
from engine.records import CostLine, Project

WON = "KRW"
CENT = Decimal("0.01")


def fund_route(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R24: support at or above the threshold waits for a resolution of the Promotion Council."""
    known = {*rule.terms["grants"], *rule.terms["loans"]}
    if view.plan.costs and not known & view.plan.sources.keys():
        yield Gap(rule.id, "fund_sources", (("plan", HEADER),))
    foreign = [line for line in view.plan.costs.values() if line.source in known]
    foreign = [line for line in foreign if line.currency != WON]
    if foreign:
        yield Gap(rule.id, "fund_in_won", tuple(("cost", line.key) for line in foreign))
    for key, project in view.plan.projects.items():
        if project.legal_path == SOUTH_ONLY or view.waits_for(
            project, rule.terms["conditions"], ()
        ):
            continue
        loan = "trade_loan" if project.legal_path == "carry_only" else "project_loan"
        for name, sources in (("grant", rule.terms["grants"]), (loan, rule.terms["loans"])):
            total = _sum(view.costs[key], sources)
            if total >= rule.limits[name]:
                about, limit = ("project", key), rule.limits[name]
                yield Finding(rule.id, f"council_for_{name}", about, total, limit, WON)


def fund_ceiling(view: View, rule: Rule) -> Iterator[Finding]:
    """R25: no year asks more of the fund than its ceilings, or where there are none the line."""
    spending = _spending(view)
    ruled: set[int] = set()
    for key, ceiling in sorted(view.plan.ceilings.items()):
        if ceiling.source not in rule.terms["sources"] or ceiling.year is None:
            continue
        ruled.add(ceiling.year)
        spent = spending[ceiling.source, ceiling.year, ceiling.currency, ceiling.price_year]
        if spent > ceiling.amount:
            about = ("ceiling", key)
            yield Finding(rule.id, "over_ceiling", about, spent, ceiling.amount, ceiling.currency)
    years: defaultdict[tuple[int, int | None], Decimal] = defaultdict(Decimal)
    for (source, year, currency, price), amount in spending.items():
        if source in rule.terms["sources"] and currency == WON and year not in ruled:
            years[year, price] += amount
    limit = rule.limits["yearly"]
    for (year, price), amount in sorted(years.items(), key=str):
        if amount > limit:
            detail = str(year) if price is None else f"{year} ({price})"
            yield Finding(rule.id, "over_line", ("plan", HEADER), amount, limit, WON, detail=detail)


def uninsurable_loss(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R26: private money beyond what loss insurance covers: of a firm, over all its projects.

    Money of which no firm is named is judged by its project, as if one firm bore it.
    """
    cap, share = rule.limits["cap"], rule.limits["share"]
    yield from _firms(view, rule)
    private = [
        project
        for project in view.northern()
        if _sum(_without_firm(view, project.key), rule.terms["sources"])
    ]
    for project in private:
        amount = _sum(_without_firm(view, project.key), rule.terms["sources"])
        covered = min(amount * share, cap)
        if amount * share > cap:
            yield Finding(
                rule.id,
                "beyond_cover",
                ("project", project.key),
                amount,
                covered,
                WON,
                values={"uninsured": amount - covered},
            )
    if private:
        yield Gap(rule.id, "exposure_by_firm", tuple(("project", each.key) for each in private))


def _firms(view: View, rule: Rule) -> Iterator[Finding]:
    """Each firm with all it bears. A firm stands in several projects under one name."""
    cap, share = rule.limits["cap"], rule.limits["share"]
    lines: defaultdict[str, list[CostLine]] = defaultdict(list)
    for project in view.northern():
        for line in view.costs[project.key]:
            if line.partner:
                firm = view.plan.partners[line.partner]
                lines[firm.name_ko or firm.name_en or firm.key].append(line)
    for _name, borne in sorted(lines.items()):
        amount = _sum(borne, rule.terms["sources"])
        if amount * share > cap:
            keys = sorted({line.partner for line in borne})
            yield Finding(
                rule.id,
                "firm_beyond_cover",
                ("partner", keys[0]),
                amount,
                min(amount * share, cap),
                WON,
                places=tuple(("project", key) for key in sorted({each.project for each in borne})),
                values={"uninsured": amount - cap},
            )


def _without_firm(view: View, project: str) -> list[CostLine]:
    return [line for line in view.costs[project] if not line.partner]


def _sum(lines: list[CostLine], sources: tuple[str, ...]) -> Decimal:
    found = (line.amount for line in lines if line.source in sources and line.currency == WON)
    return sum(found, Decimal(0))


def _spending(view: View) -> defaultdict[tuple[str, int, str, int | None], Decimal]:
    """What each source spends each year: a project's costs fall evenly over its days."""
    found: defaultdict[tuple[str, int, str, int | None], Decimal] = defaultdict(Decimal)
    for project in view.plan.projects.values():
        for year, share in _shares(view, project):
            for line in view.costs[project.key]:
                key = (line.source, year, line.currency, line.price_year)
                found[key] += line.amount * share
    for key, amount in found.items():
        found[key] = amount.quantize(CENT)
    return found


def _shares(view: View, project: Project) -> Iterator[tuple[int, Decimal]]:
    span = view.spans[project.key]
    if span.start is None or span.finish is None:
        return
    days = (span.finish - span.start).days + 1
    for year in range(span.start.year, span.finish.year + 1):
        first, last = max(span.start, date(year, 1, 1)), min(span.finish, date(year, 12, 31))
        yield year, Decimal((last - first).days + 1) / days
