"""Screening as a pure function: a case and the law in, a verdict with all its grounds out.

Precedence per measure: a relief of the scenario, the wind-down of its text and a claimed carve-out
set it aside; a permission that has been given is held against it, and leaves "needs an exemption":
it needs one, and has one while that lasts. Any other route it lists and the planner claims makes it
"needs an exemption" too; otherwise its own effect counts. The verdict is the worst over all lines
and measures: a permission for one measure says nothing about another.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from engine.screening.answers import HELD, Finding, Reason, Review, Screening, SetAside
from engine.screening.law import (
    ASKS_PERMISSION,
    BINDING,
    CARVE_OUT,
    LIFTED,
    Law,
    Measure,
    Relief,
    Verdict,
)
from engine.screening.matching import Match, Shelves
from engine.screening.matters import Case, Claim, Line

DAY = timedelta(days=1)
#: Cases whose near measures are remembered.
MOST_KNOWN = 5_000
#: Verdict, reason, why set aside, what that rests on, and until when.
_Outcome = tuple[Verdict, Reason, SetAside, str, date | None]


def screen(case: Case, law: Law) -> Screening:
    """The verdict of one case under one law."""
    return Screener(law).screen(case)


class Screener:
    """Screens many cases under one law; what the law says of a code is looked up once."""

    def __init__(self, law: Law, like: "Screener | None" = None) -> None:
        """`like` screens under the same measures: what it knows of them is taken over."""
        self.law = law
        self.base: Screener = like.base if like and like.law.measures is law.measures else self
        if self.base is self:
            self._shelves: dict[tuple[frozenset[str], int], Shelves] = {}
            self._whole: dict[frozenset[str], Shelves] = {}
            self._near: dict[Case, frozenset[str]] = {}
            self._turns = sorted(set(_turns_of(law.measures.values())))
        self._reliefs: dict[str, list[Relief]] = {}
        for relief in law.reliefs:
            if relief.measure in law.measures and law.measures[relief.measure].is_relievable:
                self._reliefs.setdefault(relief.measure, []).append(relief)

    def screen(self, case: Case) -> Screening:
        shelves = self.base._shelves_for(case)
        findings: list[Finding] = []
        reviews: list[Review] = list(_missing_lines(case))
        advice: list[tuple[int, str]] = []
        verdicts: list[Verdict] = []
        known: dict[str, _Outcome] = {}
        for place, line in enumerate(case.lines):
            matched = shelves.matched(line, case)
            worst = Verdict.PERMITTED
            for match in matched.matches:
                if match.measure.force != BINDING:
                    advice.append((place, match.measure.id))
                    continue
                finding = self._finding(case, place, line, match, known)
                worst = max(worst, finding.verdict)
                findings.append(finding)
                if case.claims or finding.reason == "caps":
                    reviews += _about(finding, case, match.measure)
            verdicts.append(worst)
            reviews += [Review(place, *each) for each in matched.reviews]
            if line.subject == "goods" and not line.hs:
                reviews.append(Review(place, "", "no_code"))
        verdict = max(verdicts, default=Verdict.PERMITTED)
        return Screening(
            case.day, verdict, tuple(verdicts), tuple(findings), tuple(reviews), tuple(advice)
        )

    def turning_days(self, case: Case, first: date, last: date) -> tuple[date, ...]:
        """The days after `first`, up to `last`, on which the case's answer may change."""
        days: set[date] = set()
        for key in self.base._near_to(case):
            measure = self.law.measures[key]
            days |= {measure.since} | _after(measure.until) | _after(measure.wind_down_until)
            for relief in self._reliefs.get(key, ()):
                days |= {relief.since} | _after(relief.until)
        for grant in case.grants:
            days |= {grant.since} | _after(grant.until)
        return tuple(sorted(day for day in days if first < day <= last))

    def reliefs_for(self, case: Case) -> tuple[Relief, ...]:
        """All of the scenario that can change the case's answers on any day."""
        near = sorted(self.base._near_to(case) & self._reliefs.keys())
        return tuple(relief for key in near for relief in self._reliefs[key])

    def _near_to(self, case: Case) -> frozenset[str]:
        """The measures that would match a line, or have it looked at, were they all in force."""
        undated = replace(case, day=date.min)
        found = self._near.get(undated)
        if found is None:
            if len(self._near) >= MOST_KNOWN:
                self._near.clear()
            whole = self._whole.get(case.regimes)
            if whole is None:
                known = self.law.measures.values()
                whole = Shelves(each for each in known if each.regime in case.regimes)
                self._whole[case.regimes] = whole
            matched = [whole.matched(line, case) for line in case.lines]
            found = self._near[undated] = frozenset(
                [match.measure.id for each in matched for match in each.matches]
                + [measure for each in matched for measure, _code, _asks in each.reviews]
            )
        return found

    def _shelves_for(self, case: Case) -> Shelves:
        key = case.regimes, bisect_right(self._turns, case.day)
        found = self._shelves.get(key)
        if found is None:
            found = self._shelves[key] = Shelves(
                each
                for each in self.law.measures.values()
                if each.regime in case.regimes and each.in_force(case.day)
            )
        return found

    def _finding(
        self, case: Case, place: int, line: Line, match: Match, known: dict[str, _Outcome]
    ) -> Finding:
        measure, by, found_by = match
        outcome = known.get(measure.id)
        if outcome is None:
            outcome = self._outcome(case, line, measure)
            if self._is_alike_for_all_lines(case, measure):
                known[measure.id] = outcome
        verdict, reason, set_aside, because, until = outcome
        return Finding(
            place,
            measure.id,
            verdict,
            reason,
            by,
            found_by,
            measure.routes,
            set_aside,
            because,
            until,
        )

    def _is_alike_for_all_lines(self, case: Case, measure: Measure) -> bool:
        return not (
            case.grants
            or measure.effect == "capped"
            or any(relief.goods for relief in self._reliefs.get(measure.id, ()))
        )

    def _outcome(self, case: Case, line: Line, measure: Measure) -> _Outcome:
        aside = self._set_aside(case, line, measure)
        if aside is not None and aside[0] != HELD:
            return (Verdict.PERMITTED, _own_reason(measure), *aside)
        verdict, reason, because = self._effect(case, line, measure)
        if aside is not None:
            return (min(verdict, Verdict.NEEDS_EXEMPTION), reason, *aside)
        return verdict, reason, "", because, None

    def _set_aside(
        self, case: Case, line: Line, measure: Measure
    ) -> tuple[SetAside, str, date | None] | None:
        for relief in self._active(case, line, measure):
            if relief.mode in LIFTED or (relief.mode == "partial_suspension" and relief.goods):
                return "relief", relief.condition, relief.until
        wind_down = measure.wind_down_until
        if (
            wind_down is not None
            and case.contract_date is not None
            and case.contract_date < measure.adopted
            and case.day <= wind_down
        ):
            return "wind_down", "", wind_down
        for claim in case.claims:
            if claim.measure == measure.id and claim.kind == CARVE_OUT and _in_text(claim, measure):
                return "carve_out", claim.basis, None
        for grant in case.grants:
            if grant.covers(measure.id, line.key, case.day) and measure.is_relievable:
                return "grant", grant.reference, grant.until
        return None

    def _effect(self, case: Case, line: Line, measure: Measure) -> tuple[Verdict, Reason, str]:
        if measure.effect in ASKS_PERMISSION:
            return Verdict.NEEDS_EXEMPTION, "asks", ""
        for claim in case.claims:
            if claim.measure == measure.id and claim.kind != CARVE_OUT and _in_text(claim, measure):
                return Verdict.NEEDS_EXEMPTION, "claimed", claim.basis
        if measure.effect == "capped":
            over = _is_over(case, line, measure)
            return (Verdict.PROHIBITED, "over_cap", "") if over else (Verdict.CAPPED, "caps", "")
        for relief in self._active(case, line, measure):
            return Verdict.NEEDS_EXEMPTION, "relieved_in_part", relief.condition
        return Verdict.PROHIBITED, "forbids", ""

    def _active(self, case: Case, line: Line, measure: Measure) -> Iterator[Relief]:
        for relief in self._reliefs.get(measure.id, ()):
            if relief.holds(case.day) and (not relief.goods or line.hs.startswith(relief.goods)):
                yield relief


def _in_text(claim: Claim, measure: Measure) -> bool:
    route = claim.basis, claim.kind
    return any((each.basis, each.kind) == route for each in measure.routes)


def _own_reason(measure: Measure) -> Reason:
    if measure.effect in ASKS_PERMISSION:
        return "asks"
    return "caps" if measure.effect == "capped" else "forbids"


def _is_over(case: Case, line: Line, measure: Measure) -> bool:
    """Whether this line would carry all States past the cap; False where that is not known.

    Without a running total at least nothing has been used: a line beyond the cap alone is over it.
    """
    cap, used = measure.cap, dict(case.totals).get(measure.id)
    if cap is None or cap.number is None:
        return False
    own = line.quantity if line.quantity is not None and line.unit == cap.unit else Decimal(0)
    if used is None:
        return own > cap.number
    return used >= cap.number or used + own > cap.number


def _about(finding: Finding, case: Case, measure: Measure) -> Iterator[Review]:
    is_capped = finding.reason == "caps" and not finding.set_aside
    if is_capped and measure.id not in dict(case.totals):
        yield Review(finding.line, measure.id, "running_total")
    for claim in case.claims:
        if claim.measure == measure.id and not _in_text(claim, measure):
            yield Review(finding.line, measure.id, "claim_not_in_text", claim.basis)


def _missing_lines(case: Case) -> Iterator[Review]:
    """A form or work abroad that no line carries would silently meet nothing."""
    subjects = {line.subject for line in case.lines}
    if case.form != "none" and "investment" not in subjects:
        yield Review(None, "", "line_missing", "investment")
    if case.labour_abroad and "labour" not in subjects:
        yield Review(None, "", "line_missing", "labour")


def _turns_of(measures: Iterable[Measure]) -> Iterator[date]:
    for measure in measures:
        yield measure.since
        yield from _after(measure.until)


def _after(day: date | None) -> set[date]:
    return {day + DAY} if day is not None and day < date.max else set()
