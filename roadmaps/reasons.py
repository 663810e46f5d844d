"""Why a date is what it is, in sentences made only from what the engine says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.templatetags.ui import month
from engine.answer import ChainStep, Reason, Release, Scheduled
from engine.networks import measures_behind, relief_level
from engine.plan import Plan
from engine.schedule import Schedule
from roadmaps.lag_words import lag_span, lag_words, on_calendar
from roadmaps.permit_reasons import permitted
from roadmaps.supply_words import neighbour_of, supply_name, supply_note
from sanctions.models import Measure

DAYS_OF_MONTH = 30.44
LONGEST_CHAIN = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that holds a date: what it is, when it lets go, and whether it binds."""

    what: str
    note: str
    day: date | None
    gain: str
    is_binding: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """A condition that never holds under this scenario, with the measures behind it."""

    what: str
    note: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The verdict first, then each reason, then the chain back to its root."""

    verdict: str
    lines: tuple[Line, ...]
    chain: tuple[Line, ...]
    holds: tuple[Hold, ...]


def explain(plan: Plan, schedule: Schedule, key: str, scenario: str, language: str) -> Explanation:
    """Everything the panel says about one activity's start."""
    found = schedule[key]
    project = plan.activities[key].project
    words = ReasonWords(plan, scenario, language, project=project)
    if found.blocked:
        holds = (*words.holds(found.blocked_by, project), *words.shortages(found.short_of))
        return Explanation(_blocked_verdict(found, holds), (), (), holds)
    lines = tuple(words.line(reason, is_binding=True) for reason in found.reasons)
    if found.runner_up:
        lines += (words.line(found.runner_up, is_binding=False),)
    chain = tuple(words.step(step) for step in schedule.chain(key)[:LONGEST_CHAIN])
    return Explanation(_verdict(words, found, lines), lines, chain, ())


def line_of(plan: Plan, reason: Reason, scenario: str, language: str) -> Line:
    """One reason in the plan's own words."""
    return ReasonWords(plan, scenario, language).line(reason, is_binding=True)


def span_words(days: int) -> str:
    """So many days, as a planner would say them: months from four weeks on."""
    if abs(days) < 28:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    months = round(days / DAYS_OF_MONTH)
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}


def _verdict(words: "ReasonWords", found: Scheduled, lines: tuple[Line, ...]) -> str:
    kinds = {reason.kind for reason in found.reasons}
    start = {"start": month(found.start)}
    if "actual" in kinds:
        return _("It started in %(start)s; what has begun is not moved.") % start
    if kinds <= {"plan_start", "status_date"}:
        return _("It starts in %(start)s, as early as the plan allows.") % start
    if len(found.releases) > 1:
        ways = "; ".join(words.way(release) for release in found.releases)
        pattern = _("The earliest start is %(start)s. Any one of these would be enough: %(ways)s.")
        return pattern % {**start, "ways": ways}
    values = {**start, "what": lines[0].what, "gain": ""}
    if found.runner_up and found.runner_up.gain_days:
        values["gain"] = span_words(found.runner_up.gain_days)
    others = len(found.reasons) - 1
    if others:
        values["others"] = str(others)
        return (
            _(
                "The earliest start is %(start)s. “%(what)s” and %(others)s more hold it; only "
                "without all of them could it start %(gain)s earlier."
            )
            % values
            if values["gain"]
            else _("The earliest start is %(start)s. “%(what)s” and %(others)s more hold it.")
            % values
        )
    if values["gain"]:
        return (
            _(
                "The earliest start is %(start)s. “%(what)s” holds it; without that it could start "
                "%(gain)s earlier."
            )
            % values
        )
    return _("The earliest start is %(start)s. “%(what)s” holds it.") % values


def _blocked_verdict(found: Scheduled, holds: tuple[Hold, ...]) -> str:
    if not holds:
        return _("It can't start under this scenario, and so it has no date.")
    values = {"what": holds[0].what, "others": len(holds) - 1}
    if len(holds) == len(found.short_of):
        return _("It can't start: there is never enough of “%(what)s”.") % values
    if len(holds) == 1:
        return _("It can't start under this scenario: “%(what)s” never holds.") % values
    return (
        _("It can't start under this scenario: “%(what)s” and %(others)s more never hold.") % values
    )


class ReasonWords:
    """The plan's own names for what the engine points at."""

    def __init__(
        self, plan: Plan, scenario: str, language: str, *, is_late: bool = False, project: str = ""
    ) -> None:
        self.plan, self.scenario, self.language = plan, scenario, language
        self._is_late, self._project = is_late, project

    def line(self, reason: Reason, *, is_binding: bool) -> Line:
        what, note, key = self._reason(reason)
        gain = pgettext("reason", "binding") if is_binding else ""
        if reason.gain_days:
            gain = self.gain(reason.gain_days)
        return Line(what, note, reason.date, gain, is_binding, key)

    def gain(self, days: int) -> str:
        """How much a date would move: earlier, or where a late date is asked about later."""
        pattern = _("%(span)s later") if self._is_late else _("%(span)s earlier")
        return pattern % {"span": span_words(days)}

    def way(self, release: Release) -> str:
        """What would have to fall, and how much that moves the date."""
        names = [_("“%(what)s”") % {"what": self.name(reason)} for reason in release.reasons]
        if release.some:
            some = ", ".join(f"“{self.name(reason)}”" for reason in release.some)
            pattern = ngettext(
                "any %(count)d of %(some)s", "any %(count)d of %(some)s", release.enough
            )
            names.append(pattern % {"count": release.enough, "some": some})
        values = {"what": _(" with ").join(names), "gain": self.gain(release.gain_days)}
        return _("%(what)s (%(gain)s)") % values

    def name(self, reason: Reason) -> str:
        """What a reason is called in a sentence."""
        return self._reason(reason)[0]

    def step(self, step: ChainStep) -> Line:
        kinds = self.plan.gates if step.is_gate else self.plan.activities
        record = kinds[step.key]
        project = "" if step.is_gate else self.plan.activities[step.key].project
        what, note, _key = self._reason(step.reason, project)
        key = "" if step.is_gate else step.key
        name = f"{step.key} {record.name(self.language)}"
        return Line(name, what if not note else f"{what} ({note})", step.date, "", False, key)

    def holds(self, keys: Iterable[str], project: str) -> Iterable[Hold]:
        """The conditions that never hold, those of sanctions first, each with its measures."""
        behind = {key: measures_behind(self.plan, key, project) for key in keys}
        ids = {measure for found in behind.values() for measure in found}
        known = {m.pk: m for m in Measure.objects.filter(pk__in=ids).select_related("instrument")}
        for key in sorted(behind, key=self._gravity):
            measures = tuple(known[each] for each in behind[key] if each in known)
            if level := relief_level(key):
                yield Hold(self._relief(level), _("condition"), measures)
            else:
                condition = self.plan.conditions[key]
                yield Hold(condition.name(self.language), SORTS[condition.sort](), measures)

    def shortages(self, names: Iterable[str]) -> Iterable[Hold]:
        """The capacities and ceilings that never have enough for it."""
        for name in names:
            yield Hold(supply_name(self.plan, name, self.language), _("supply"), ())

    def _gravity(self, key: str) -> tuple[bool, bool, str]:
        condition = self.plan.conditions.get(key)
        return condition is None, condition is not None and condition.sort != "sanctions", key

    def _reason(self, reason: Reason, project: str | None = None) -> tuple[str, str, str]:
        """What it is called, a note, and the activity to go to."""
        source = reason.source or ""
        match reason.kind:
            case "link":
                return self._link(source)
            case "max_lag":
                return self._max_lag(source)
            case "need" | "opened" | "last" | "first":
                return self._activity(source)
            case "deadline":
                return _("Its deadline"), source, ""
            case "finish":
                return _("The finish of the plan"), "", ""
            case "gate":
                gate = self.plan.gates.get(source)
                name = gate.name(self.language) if gate else ""
                return f"{source} {name}".strip(), _("gate"), ""
            case "condition":
                own = self._project if project is None else project
                return self._condition(source, reason.date, own)
            case "capacity" | "budget":
                name = supply_name(self.plan, source, self.language)
                return name, supply_note(reason), neighbour_of(reason)
            case "constraint":
                return _("A date set by hand"), _("constraint of this activity"), ""
            case "plan_start":
                return _("The start of the plan"), "", ""
            case "status_date":
                return _("The status date: no work is planned before it"), "", ""
            case "actual":
                return _("It has started already"), "", ""
        return reason.kind, source, ""

    def _link(self, key: str) -> tuple[str, str, str]:
        link = self.plan.links.get(key)
        if link is None:
            return key, "", ""
        lag = lag_words(self.plan, link, self.language)
        lag = f" {lag}" if lag else ""
        if self._is_late:
            what, _note, after = self._activity(link.after)
            note = _("successor %(key)s, %(type)s%(lag)s")
            return what, note % {"key": link.after, "type": link.type, "lag": lag}, after
        what, _note, before = self._activity(link.before)
        note = _("predecessor %(key)s, %(type)s%(lag)s")
        return what, note % {"key": link.before, "type": link.type, "lag": lag}, before

    def _max_lag(self, key: str) -> tuple[str, str, str]:
        link = self.plan.links.get(key)
        if link is None:
            return key, "", ""
        what, _note, after = self._activity(link.after)
        span = lag_span(link, link.max_lag or 0)
        span += on_calendar(self.plan, link, self.language)
        return what, _("%(key)s must follow within %(span)s") % {"key": after, "span": span}, after

    def _activity(self, key: str) -> tuple[str, str, str]:
        activity = self.plan.activities.get(key)
        return (activity.name(self.language) if activity else key), key, key

    def _condition(self, key: str, day: date | None, project: str) -> tuple[str, str, str]:
        if level := relief_level(key):
            return self._relief(level), _("condition"), ""
        condition = self.plan.conditions[key]
        permits = permitted(self.plan, self.scenario, project, key, day, self.language)
        if permits:
            return condition.name(self.language), permits, ""
        assumed = _("%(sort)s, assumed in scenario %(scenario)s")
        values = {"sort": SORTS[condition.sort](), "scenario": self.scenario}
        return condition.name(self.language), assumed % values, ""

    def _relief(self, level: str) -> str:
        named = [s for s in self.plan.scenarios.values() if s.relief == level]
        name = named[0].name(self.language) if named else ""
        return _("Relief at the level of scenario %(level)s (%(name)s)") % {
            "level": level,
            "name": name,
        }


SORTS = {
    "political": lambda: _("political condition"),
    "sanctions": lambda: _("sanctions condition"),
    "physical": lambda: _("physical condition"),
    "legal": lambda: _("legal condition"),
}
