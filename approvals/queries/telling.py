"""A difference in words: a table by subject, and the paragraph in both languages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals.queries.seeing import Side, seen
from approvals.sentences import paragraphs
from core.clock import today
from core.templatetags.ui import day
from engine.approving import Difference, MoneyChange, RecordChange, Seen, differing
from engine.lint import Finding
from engine.plan import Plan
from engine.screening import Verdict
from lint.queries.checking import Checked
from lint.queries.page import lines_of
from lint.queries.waiving import waivers_by_finding, waivers_of
from roadmaps import vocabulary
from roadmaps.models import Roadmap
from roadmaps.money import Total, written
from roadmaps.schedules import as_seen
from screening.sentences import VERDICTS

NOTHING = "—"
#: Kinds with a part of the table of their own.
GATES, LINKS = ("gate", "criterion"), ("link",)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that differs; `tone` is worse, better or empty."""

    what: str
    before: str
    after: str
    change: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows about one subject."""

    key: str
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Told:
    """A difference as it is read."""

    difference: Difference
    paragraphs: Mapping[str, str]
    parts: Sequence[Part]


def told(roadmap: Roadmap, before: Side, after: Side) -> Told:
    """What leads from one revision and scenario to another."""
    was, now = seen(roadmap, before, after)
    found = differing(was, now)
    words = _Words(was.plan, now.plan)
    findings = _findings(roadmap, was, now, found)
    parts = [
        Part("dates", pgettext("part", "Dates"), tuple(words.dates(found))),
        Part("money", _("Money"), tuple(map(words.money, found.money))),
        Part("gates", _("Gates"), tuple(map(words.record, found.of_kinds(*GATES)))),
        Part("links", _("Links"), tuple(map(words.record, found.of_kinds(*LINKS)))),
        Part("law", pgettext("part", "Law"), tuple(words.verdicts(found))),
        Part("check", _("Plan check"), tuple(findings)),
        Part("deletions", _("Deletions"), tuple(map(words.record, found.deletions))),
        Part("records", _("Other changes"), tuple(words.others(found))),
    ]
    return Told(found, paragraphs(found, was.plan, now.plan), [each for each in parts if each.rows])


def _findings(roadmap: Roadmap, was: Seen, now: Seen, found: Difference) -> Iterator[Row]:
    waivers = waivers_by_finding(waivers_of(roadmap, today()))

    def sentences(side: Seen, findings: Sequence[Finding]) -> Iterator[tuple[str, str, str]]:
        checked = Checked(as_seen(roadmap.pk, side.plan), side.schedule, side.lint, side.plan)
        for line in lines_of(roadmap, checked, "", waivers, findings):
            waived = _("waived") if line.waiver else ""
            yield f"{line.finding.rule} · {line.about.name}", line.sentence, waived

    for what, text, waived in sentences(now, found.lint.new):
        yield Row(what, NOTHING, text, waived or pgettext("finding", "new"), "worse")
    worse = [each.after for each in found.lint.worse]
    earlier = [each.before for each in found.lint.worse]
    for (what, text, waived), (_what, old, _old) in zip(
        sentences(now, worse), sentences(was, earlier), strict=True
    ):
        yield Row(what, old, text, waived or pgettext("finding", "worse"), "worse")
    for what, text, _waived in sentences(was, found.lint.gone):
        yield Row(what, text, NOTHING, pgettext("finding", "gone"), "better")


class _Words:
    """Names and values of both plans."""

    def __init__(self, before: Plan, after: Plan) -> None:
        self._before, self._after = before, after

    def dates(self, found: Difference) -> Iterator[Row]:
        edges = {
            "start": pgettext("edge", "start"),
            "finish": pgettext("edge", "finish"),
            "opens": pgettext("edge", "opens"),
        }
        for each in found.dates:
            days = each.days
            change = f"{days:+,}" if days else ""
            tone = "worse" if each.after is None or (days or 0) > 0 else "better"
            what = f"{self.name(each.kind, each.key)} · {edges[each.edge]}"
            yield Row(what, _day(each.before), _day(each.after), change, tone)

    def money(self, each: MoneyChange) -> Row:
        year = str(each.year) if each.year else _("without dates")
        source = self.name("source", each.source)
        before, after = (_amount(value, each) for value in (each.before, each.after))
        more = each.after - each.before
        tone = "worse" if more > 0 else "better"
        change = f"{'+' if more > 0 else '−'}{_amount(abs(more), each)}"
        return Row(f"{source} · {year}", before, after, change, tone)

    def record(self, change: RecordChange) -> Row:
        what = self.name(change.kind, change.key)
        if change.verb == "add":
            return Row(what, NOTHING, _("added"))
        if change.verb == "remove":
            return Row(what, _("removed"), NOTHING, "", "worse")
        return Row(
            what,
            self._values(self._before, change),
            self._values(self._after, change),
        )

    def verdicts(self, found: Difference) -> Iterator[Row]:
        for each in found.verdicts:
            tone = "worse" if each.is_graver else "better"
            what = self.name("project", each.project)
            yield Row(what, _verdict(each.before), _verdict(each.after), "", tone)

    def others(self, found: Difference) -> Iterator[Row]:
        for each in found.records:
            if each.verb != "remove" and each.kind not in (*GATES, *LINKS):
                yield self.record(each)

    def name(self, kind: str, key: str) -> str:
        plan = self._after if kind == "plan" or self._after.has(kind, key) else self._before
        called = vocabulary.kind_name(kind)
        if kind == "plan":
            return called
        name = vocabulary.name_of(plan, kind, key) if plan.has(kind, key) else ""
        return f"{called} {key} {name}" if name and name != key else f"{called} {key}"

    def _values(self, plan: Plan, change: RecordChange) -> str:
        record = plan.find(change.kind, change.key)
        return ", ".join(
            f"{vocabulary.field_name(change.kind, field)} "
            f"{vocabulary.in_words(plan, change.kind, field, getattr(record, field))}"
            for field in change.fields
        )


def _day(value: date | None) -> str:
    return str(day(value)) if value else NOTHING


def _amount(value: Decimal, each: MoneyChange) -> str:
    return written(Total(value, each.currency, each.price_year))


def _verdict(value: Verdict | None) -> str:
    return NOTHING if value is None else str(VERDICTS[value])
