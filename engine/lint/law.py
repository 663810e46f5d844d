"""What the law asks before work begins, and how long its answers last (R18, R21-R23, R28)."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import combinations

from engine.lint.approvals import (
    approved_totals,
    granted_permits,
    recorded_clocks,
    recorded_idleness,
)
from engine.lint.values import Finding, Gap, Rule
from engine.lint.view import Span, View, months_between
from engine.overlaps import headings_of
from engine.records import Partner, Project, SelfCheck, Window


def conditions_of_goods(view: View, rule: Rule) -> Iterator[Finding]:
    """R18: goods by HS code and direction, forms and loans wait for the measure that covers them.

    Terms: "into:KEY" and "out:KEY" hold HS prefixes, "form:KEY" forms of cooperation, "loan:KEY"
    funding sources, "measures:KEY" the measures a condition may stand for instead of KEY itself.
    """
    for project in view.northern():
        for line in view.goods[project.key]:
            for key, prefixes in _table(rule, f"{line.direction}:"):
                if line.hs.startswith(prefixes) and not _waits(view, project, rule, key):
                    yield Finding(
                        rule.id,
                        "goods_without_condition",
                        ("goods", line.key),
                        detail=key,
                        places=(("project", project.key), ("condition", key)),
                        values={"hs": line.hs, "measures": _measures(rule, key)},
                    )
        for key, forms in _table(rule, "form:"):
            if project.modality in forms and not _waits(view, project, rule, key):
                yield _without(rule, "form_without_condition", project, key)
        for key, sources in _table(rule, "loan:"):
            lent = any(each.source in sources and each.amount for each in view.costs[project.key])
            if lent and not _waits(view, project, rule, key):
                yield _without(rule, "loan_without_condition", project, key)


def article_17(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R21: no two projects sell the same goods from the same region at the same time.

    Goods are the same where their HS heading (four digits) is. A project approved under article 17
    answers to each of its five requirements; one that is not answered is missing.
    """
    sellers = [
        (project, headings, zone.region)
        for project in view.northern()
        if (zone := view.zone(project))
        if (headings := headings_of(view.plan, project.key))
    ]
    for (one, mine, here), (other, theirs, there) in combinations(sellers, 2):
        if here != there or one.industry != other.industry or not mine & theirs:
            continue
        if _overlap(view.spans[one.key], view.spans[other.key]):
            yield Finding(
                rule.id,
                "same_goods",
                ("project", other.key),
                detail=one.key,
                places=(("project", one.key), ("region", here)),
                values={"hs": ", ".join(sorted(mine & theirs))},
            )
    approved = [each for each in view.northern() if each.legal_path in rule.terms["legal_paths"]]
    yield from _requirements(view, rule, approved)


def _requirements(view: View, rule: Rule, projects: list[Project]) -> Iterator[Finding | Gap]:
    asked, unanswered = set(rule.terms["requirements"]), []
    checks: dict[str, dict[str, SelfCheck]] = {}
    for each in view.plan.self_checks.values():
        checks.setdefault(each.project, {})[each.requirement] = each
    for project in projects:
        own = checks.get(project.key, {})
        for name, check in sorted(own.items()):
            if check.answer == "not_met":
                yield Finding(
                    rule.id,
                    "requirement_not_met",
                    ("project", project.key),
                    detail=name,
                    places=(("self_check", check.key),),
                )
        if asked - {name for name, check in own.items() if check.answer != "open"}:
            unanswered.append(("project", project.key))
    if unanswered:
        yield Gap(rule.id, "article_17_boxes", tuple(unanswered))


def approval_clock(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R22: no approval lasts longer than the law lets it, and none lapses during the work.

    Terms: "term:NAME" holds the conditions whose approvals last at most limit NAME (months).
    """
    kept = {
        key: name.removeprefix("term:")
        for name, keys in rule.terms.items()
        if name.startswith("term:")
        for key in keys
    }
    scenario = view.schedule.scenario or ""
    windows: dict[str, list[Window]] = {}
    for window in view.plan.windows.values():
        if window.scenario == scenario and window.condition in kept:
            windows.setdefault(window.condition, []).append(window)
    for key, found in sorted(windows.items()):
        most = rule.limits[kept[key]]
        for window in found:
            open_ended = window.until is None
            months = None if window.until is None else _months(window)
            if open_ended or (months is not None and months > most):
                yield Finding(
                    rule.id,
                    "approval_without_end" if open_ended else "approval_too_long",
                    ("window", window.key),
                    months,
                    most,
                    "months",
                    places=(("condition", key),),
                )
    notice = timedelta(days=int(rule.limits["notice_days"]))
    for project in view.northern():
        yield from _lapsing(view, rule, project, windows, notice)
    yield from approved_totals(view, rule)
    yield from granted_permits(view, rule)
    yield from recorded_clocks(view, rule)


def dormancy(view: View, rule: Rule) -> Iterator[Finding]:
    """R23: an approved project never rests for so many months between two activities."""
    for project in view.northern():
        if not view.waits_for(project, rule.terms["conditions"], ()):
            continue
        spans = sorted(
            (span.start, span.finish)
            for each in view.activities[project.key]
            if (span := view.dates[each.key]).start and span.finish
        )
        rest, busy_until = 0, spans[0][1] if spans else None
        for start, finish in spans:
            if busy_until and start and finish:
                rest = max(rest, months_between(busy_until, start))
                busy_until = max(busy_until, finish)
        if rest >= rule.limits["months"]:
            about, limit = ("project", project.key), rule.limits["months"]
            yield Finding(rule.id, "dormant", about, Decimal(rest), limit, "months")
    yield from recorded_idleness(view, rule)


def end_users(view: View, rule: Rule) -> Iterator[Finding | Gap]:
    """R28: goods go into the North only after a look at the end user that found it on no list.

    A condition of the project or a check of its partners stands for the look.
    """
    unnamed, unchecked = [], []
    for project in view.northern():
        partners = [each for each in view.partners[project.key] if each.side == "north"]
        unnamed += [each for each in partners if not (each.name_ko or each.name_en)]
        unchecked += [each for each in partners if not _is_checked(each)]
        for each in partners:
            if each.end_user in {"listed", "doubtful"}:
                yield Finding(rule.id, f"end_user_{each.end_user}", ("partner", each.key))
        checked = bool(partners) and all(_is_checked(each) for each in partners)
        into = [each for each in view.goods[project.key] if each.direction == "into"]
        listed = [each for each in into if each.hs.startswith(rule.terms["prefixes"])]
        if listed and not checked and not view.waits_for(project, rule.terms["conditions"], ()):
            yield Finding(
                rule.id,
                "end_user_unchecked",
                ("project", project.key),
                places=tuple(("goods", each.key) for each in listed),
            )
    if unnamed:
        yield Gap(rule.id, "partner_name", tuple(("partner", each.key) for each in unnamed))
    if unchecked:
        yield Gap(rule.id, "end_user_check", tuple(("partner", each.key) for each in unchecked))


def _is_checked(partner: Partner) -> bool:
    """A result without a day is hearsay."""
    return bool(partner.end_user) and partner.checked_on is not None


def _lapsing(
    view: View,
    rule: Rule,
    project: Project,
    windows: dict[str, list[Window]],
    notice: timedelta,
) -> Iterator[Finding]:
    span = view.spans[project.key]
    if span.start is None or span.finish is None:
        return
    for key in sorted(view.conditions(project) & windows.keys()):
        for window in windows[key]:
            if window.until is None or not window.since <= span.start <= window.until:
                continue
            if span.finish > window.until - notice:
                yield Finding(
                    rule.id,
                    "approval_lapses",
                    ("project", project.key),
                    Decimal((window.until - span.finish).days),
                    rule.limits["notice_days"],
                    "days",
                    detail=key,
                    places=(("condition", key), ("window", window.key)),
                    values={"day": window.until},
                )


def _table(rule: Rule, beginning: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, values in rule.terms.items():
        if name.startswith(beginning):
            yield name.removeprefix(beginning), values


def _measures(rule: Rule, key: str) -> tuple[str, ...]:
    return rule.terms.get(f"measures:{key}", ())


def _waits(view: View, project: Project, rule: Rule, key: str) -> bool:
    return view.waits_for(project, (key,), _measures(rule, key))


def _without(rule: Rule, case: str, project: Project, key: str) -> Finding:
    return Finding(
        rule.id,
        case,
        ("project", project.key),
        detail=key,
        places=(("condition", key),),
        values={"measures": _measures(rule, key)},
    )


def _months(window: Window) -> Decimal:
    until = window.until or window.since
    return Decimal(months_between(window.since, until + timedelta(days=1)))


def _overlap(one: Span, other: Span) -> bool:
    """Whether two projects run at one time; a project that never finishes here runs on."""
    if one.start is None or other.start is None:
        return False
    return (one.finish is None or other.start <= one.finish) and (
        other.finish is None or one.start <= other.finish
    )
