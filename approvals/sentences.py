"""What changed since the last approved version, as a paragraph made from the difference alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.templatetags.ui import day
from engine.approving import DateMove, Difference, RecordChange
from engine.plan import Plan
from roadmaps import vocabulary
from roadmaps.money import Total, written

LANGUAGES = ("ko", "en")


def paragraphs(found: Difference, before: Plan, after: Plan) -> dict[str, str]:
    """The paragraph in Korean and in English."""
    told = {}
    for language in LANGUAGES:
        with override(language):
            told[language] = " ".join(_sentences(found, before, after))
    return told


def _sentences(found: Difference, before: Plan, after: Plan) -> Iterator[str]:
    if found.is_empty:
        yield _("Nothing has changed since the last approved version.")
        return
    yield from _finish(found)
    yield from _moves([each for each in found.dates if each.kind == "project"], before, after)
    yield from _money(found)
    yield from _gates(found)
    yield from _counted(_("Links"), found.of_kinds("link"))
    yield from _law(found)
    yield from _check(found)
    yield from _deleted(found.deletions)


def _finish(found: Difference) -> Iterator[str]:
    old, new = found.finish
    if old == new:
        yield _("The finish of the plan stays the same.")
    elif old and new:
        values = {"old": day(old), "new": day(new), "days": f"{(new - old).days:+,}"}
        yield _("The finish of the plan moves from %(old)s to %(new)s (%(days)s days).") % values
    elif new is None:
        yield _("The plan has no finish any more: nothing in it has dates.")
    else:
        yield _("The plan now has a finish: %(new)s.") % {"new": day(new)}


def _moves(moves: list[DateMove], before: Plan, after: Plan) -> Iterator[str]:
    ends = [each for each in moves if each.edge == "finish"]
    dated = [(each.days, each) for each in ends if each.days]
    later = [days for days, _each in dated if days > 0]
    if dated:
        values = {"later": len(later), "earlier": len(dated) - len(later)}
        yield _("Projects that finish later: %(later)s, earlier: %(earlier)s.") % values
        days, most = max(dated, key=lambda pair: abs(pair[0]))
        plan = after if after.has("project", most.key) else before
        name = f"{most.key} {vocabulary.name_of(plan, 'project', most.key)}"
        yield _("The largest shift is that of %(name)s: %(days)s days.") % {
            "name": name,
            "days": f"{days:+,}",
        }
    lost = [each for each in ends if each.after is None and after.has("project", each.key)]
    if lost:
        yield _("Projects that lose their finish: %(count)s.") % {"count": len(lost)}


def _money(found: Difference) -> Iterator[str]:
    sums: dict[tuple[str, int | None], Decimal] = defaultdict(Decimal)
    for each in found.money:
        sums[each.currency, each.price_year] += each.after - each.before
    for (currency, price_year), amount in sums.items():
        # Years are rounded one by one: what is left of that is no change of the sum.
        if abs(amount) <= len(found.money):
            yield _("Money moves between years or sources; its sum stays the same.")
            continue
        told = written(Total(abs(amount), currency, price_year))
        values = {"amount": told, "year": price_year or "—"}
        if amount > 0:
            yield _("Cost rises by %(amount)s (prices of %(year)s).") % values
        else:
            yield _("Cost falls by %(amount)s (prices of %(year)s).") % values


def _gates(found: Difference) -> Iterator[str]:
    moved = [each.days for each in found.dates if each.kind == "gate" and each.days]
    if moved:
        later = sum(days > 0 for days in moved)
        values = {"later": later, "earlier": len(moved) - later}
        yield _("Gates that open later: %(later)s, earlier: %(earlier)s.") % values
    yield from _counted(_("Gates and criteria"), found.of_kinds("gate", "criterion"))


def _counted(what: str, changes: Iterable[RecordChange]) -> Iterator[str]:
    counts = Counter(each.verb for each in changes)
    if counts:
        values = {
            "what": what,
            "added": counts["add"],
            "removed": counts["remove"],
            "changed": counts["change"],
        }
        yield _("%(what)s: %(added)s added, %(removed)s removed, %(changed)s changed.") % values


def _law(found: Difference) -> Iterator[str]:
    graver = sum(each.is_graver for each in found.verdicts)
    if found.verdicts:
        values = {"graver": graver, "milder": len(found.verdicts) - graver}
        yield (
            _("Projects that the law judges more gravely: %(graver)s, more mildly: %(milder)s.")
            % values
        )


def _check(found: Difference) -> Iterator[str]:
    lint = found.lint
    if lint.refuses or lint.gone:
        values = {"new": len(lint.new), "worse": len(lint.worse), "gone": len(lint.gone)}
        yield _("Findings of the plan check: %(new)s new, %(worse)s worse, %(gone)s gone.") % values


def _deleted(deletions: Iterable[RecordChange]) -> Iterator[str]:
    counts = Counter(each.kind for each in deletions)
    if counts:
        told = ", ".join(f"{vocabulary.kind_name(kind)} {count}" for kind, count in counts.items())
        yield _("Deleted: %(told)s.") % {"told": told}
