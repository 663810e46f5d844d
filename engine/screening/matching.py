"""Which measures find a line: indexed once per law, so that a line costs a few look-ups.

Rules of matching: subject and direction equal ("within" fits either), the longest include prefix
counts, and an exclude prefix that is as long or longer wins. Where a tag is required and nobody has
said whether the line carries it, the measure does not match, but has to be asked about.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from engine.screening.answers import By
from engine.screening.law import WITHIN, Measure
from engine.screening.matters import UNNAMED_FORMS, Case, Line

#: Kinds of line whose measures are remembered, per law and day.
MOST_KNOWN = 20_000


class Match(NamedTuple):
    """A measure that finds a line, and by what."""

    measure: Measure
    by: By
    found_by: str


@dataclass(frozen=True, slots=True)
class Matched:
    """What a line meets: measures that match, and what a person has to look at."""

    matches: tuple[Match, ...]
    reviews: tuple[tuple[str, str, str], ...]  # measure, code, tag asked for


class Shelf:
    """The measures of one subject that can meet one direction, on one day."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._by_prefix: dict[str, list[Measure]] = defaultdict(list)
        self._near: dict[str, list[Measure]] = defaultdict(list)
        self._finer: dict[str, dict[str, Measure]] = defaultdict(dict)
        self._by_own_tag: dict[str, list[Measure]] = defaultdict(list)
        self._all_goods: list[Measure] = []
        self.by_tag: list[Measure] = []
        self.rest: list[Measure] = []
        self._stems: set[str] = set()
        for measure in measures:
            if measure.scope == "listed":
                self._list(measure)
            elif measure.scope == "all":
                self._all_goods.append(measure)
            elif measure.tag:
                self.by_tag.append(measure)
            if measure.scope != "listed":
                self.rest.append(measure)
            for prefix in measure.review:
                self._near[prefix].append(measure)
            for prefix in (*measure.include, *measure.exclude, *measure.review):
                self._stems.update(_prefixes(prefix))
        self.questions = tuple((each.id, "tag", each.tag) for each in self.by_tag)

    def stem(self, hs: str) -> str:
        """As much of a code as any measure here tells apart: codes of one stem meet the same."""
        for length in range(len(hs), 1, -1):
            if hs[:length] in self._stems:
                return hs[:length]
        return ""

    def goods(self, hs: str, prefixes: Sequence[str]) -> Iterator[tuple[Measure, By, str]]:
        """The measures whose text or list covers the code, each once, by its longest prefix."""
        found: dict[str, tuple[Measure, By, str]] = {}
        for prefix in prefixes:
            for measure in self._by_prefix.get(prefix, ()):
                found[measure.id] = measure, "goods", prefix
        for measure, by, prefix in found.values():
            if not (measure.exclude and _excluded(measure, hs, len(prefix))):
                yield measure, by, prefix
        for measure in self._all_goods:
            if not (measure.exclude and _excluded(measure, hs, 0)):
                yield measure, "all_goods", ""

    def near(self, prefixes: Sequence[str]) -> Iterator[Measure]:
        """The measures that have a person look at goods like these."""
        for prefix in prefixes:
            yield from self._near.get(prefix, ())

    def finer(self, hs: str) -> Iterable[Measure]:
        """The measures that name goods inside the code: it is too short to tell."""
        return self._finer[hs].values() if hs in self._finer else ()

    def without_code(self, tags: Iterable[str]) -> Iterator[Measure]:
        """The measures that would name goods with such tags, had they a code."""
        for tag in sorted(tags):
            yield from self._by_own_tag.get(tag, ())

    def _list(self, measure: Measure) -> None:
        if measure.tag:
            self._by_own_tag[measure.tag].append(measure)
        for prefix in measure.include:
            self._by_prefix[prefix].append(measure)
            for shorter in _prefixes(prefix)[:-1]:
                self._finer[shorter][measure.id] = measure


class Shelves:
    """The measures of a law that are in force on a day and asked for, by subject and direction."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._measures = tuple(measures)
        self._shelves: dict[tuple[str, str], Shelf] = {}
        self._known: dict[tuple[object, ...], Matched] = {}

    def matched(self, line: Line, case: Case) -> Matched:
        """What the line meets in this case; lines that are alike are looked up once."""
        shelf = self._shelf(line.subject, line.direction)
        stem = shelf.stem(line.hs) if line.subject == "goods" else ""
        facts = (line.subject, line.direction, stem, line.tags, line.ruled_out)
        alike = (*facts, case.form, case.labour_abroad)
        found = self._known.get(alike)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[alike] = self._look_up(shelf, line, case)
        return found

    def _look_up(self, shelf: Shelf, line: Line, case: Case) -> Matched:
        prefixes = _prefixes(line.hs) if line.subject == "goods" else ()
        matches: list[Match] = []
        reviews: list[tuple[str, str, str]] = []
        for measure, by, found_by in self._candidates(shelf, line, case, prefixes):
            if measure.tag and measure.tag not in line.tags:
                if measure.tag not in line.ruled_out:
                    reviews.append((measure.id, "tag", measure.tag))
                continue
            matches.append(Match(measure, by, found_by))
        if line.subject == "goods" and not line.tags and not line.ruled_out:
            reviews += shelf.questions
        if prefixes:
            reviews += _beside(shelf, line, prefixes, {match.measure.id for match in matches})
        elif line.subject == "goods":
            reviews += [(each.id, "code_too_short", "") for each in shelf.without_code(line.tags)]
        elif line.subject == "investment" and case.form in UNNAMED_FORMS:
            reviews += self._forms_not_named(case.form)
        return Matched(tuple(matches), tuple(reviews))

    def _candidates(
        self, shelf: Shelf, line: Line, case: Case, prefixes: Sequence[str]
    ) -> Iterator[tuple[Measure, By, str]]:
        if line.subject == "goods":
            yield from shelf.goods(line.hs, prefixes)
            if line.tags or line.ruled_out:
                for measure in shelf.by_tag:
                    yield measure, "tag", measure.tag
            return
        for measure in shelf.rest:
            if measure.subject == "investment":
                if case.form in measure.forms:
                    yield measure, "form", case.form
            elif measure.subject == "labour" and measure.regime == "un":
                if case.labour_abroad:
                    yield measure, "labour", measure.tag
            elif measure.tag:
                yield measure, "tag", measure.tag

    def _forms_not_named(self, form: str) -> Iterator[tuple[str, str, str]]:
        for measure in self._measures:
            if "joint_venture" in measure.forms and form not in measure.forms:
                yield measure.id, "form_not_named", ""

    def _shelf(self, subject: str, direction: str) -> Shelf:
        found = self._shelves.get((subject, direction))
        if found is None:
            found = self._shelves[subject, direction] = Shelf(
                each
                for each in self._measures
                if each.subject == subject
                and (WITHIN in {each.direction, direction} or each.direction == direction)
            )
        return found


def _beside(
    shelf: Shelf, line: Line, prefixes: Sequence[str], matched: set[str]
) -> Iterator[tuple[str, str, str]]:
    """What lies next to the line: near misses, codes that are only our reading."""
    for measure in shelf.near(prefixes):
        if measure.id in matched:
            yield measure.id, "unsure_code", ""
        elif not measure.tag or not (
            # Ruled out by a person, or asked about already.
            measure.tag in line.ruled_out or line.hs.startswith(measure.include)
        ):
            yield measure.id, "near_miss", ""
    for measure in shelf.finer(line.hs):
        if measure.id not in matched and measure.tag not in line.ruled_out:
            yield measure.id, "code_too_short", ""


def _prefixes(hs: str) -> tuple[str, ...]:
    """From short to long, so that the longest is met last."""
    return tuple(hs[:length] for length in range(2, len(hs) + 1))


def _excluded(measure: Measure, hs: str, included: int) -> bool:
    return any(len(each) >= included and hs.startswith(each) for each in measure.exclude)
