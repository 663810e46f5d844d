"""The measures, and what each holds back in a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from atlas.queries.codes import CodeNames, GoodsCode
from atlas.queries.spans import ProjectSpan
from engine.plan import Plan
from engine.records import Condition
from sanctions.models import GeneralExemption, Measure
from sanctions.tags import EXEMPTION_KINDS
from zones.facts import Words, in_own_language


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks of the list; "" and None ask nothing."""

    text: str = ""
    regime: str = ""
    subject: str = ""
    direction: str = ""
    effect: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureLine:
    measure: Measure
    summary: Words
    in_force: bool
    condition_count: int
    project_count: int


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition of the plan that stands for a measure, and the projects that wait for it."""

    condition: Condition
    projects: tuple[ProjectSpan, ...]


@dataclass(frozen=True, slots=True)
class Exemption:
    """A lawful way for a case; `measure` where its basis is one of the rows."""

    basis: str
    kind: str
    note: Words
    measure: Measure | None

    @property
    def kind_label(self) -> str:
        return str(EXEMPTION_KINDS.get(self.kind, self.kind))


@dataclass(frozen=True, slots=True)
class MeasurePage:
    measure: Measure
    note: Words | None
    in_force: bool
    supersedes: tuple[Measure, ...]
    includes: Sequence[GoodsCode]
    excludes: Sequence[GoodsCode]
    review: Sequence[GoodsCode]
    exemptions: Sequence[Exemption]
    general: Sequence[Exemption]
    cap: Words | None
    bound: Sequence[Bound]


def measure_lines(
    wish: Wish,
    known: Mapping[str, Measure],
    today: date,
    plan: Plan,
    spans: Mapping[str, ProjectSpan],
) -> list[MeasureLine]:
    """The measures among those known that answer the wish, with what they hold back in the plan."""
    bound = _bound_by_measure(plan, spans)
    found = [each for each in known.values() if _answers(each, wish)]
    return [
        MeasureLine(
            measure,
            _summary(measure),
            is_in_force(measure, wish.day or today),
            len(bound.get(measure.pk, ())),
            len({span.key for each in bound.get(measure.pk, ()) for span in each.projects}),
        )
        for measure in found
    ]


def measure_page(
    measure: Measure,
    measures: Mapping[str, Measure],
    today: date,
    plan: Plan,
    spans: Mapping[str, ProjectSpan],
) -> MeasurePage:
    """One measure among those known, with what it holds back in the plan."""
    names = CodeNames()
    general = GeneralExemption.objects.all()
    return MeasurePage(
        measure,
        in_own_language(measure.note_ko, measure.note_en),
        is_in_force(measure, today),
        tuple(each for each in measures.values() if each.superseded_by_id == measure.pk),
        names.all(measure.hs_include),
        names.all(measure.hs_exclude),
        names.all(measure.hs_review),
        [_exemption(each, measures) for each in measure.exemptions],
        [_general(each, measures) for each in general],
        _cap(measure.cap),
        _bound_by_measure(plan, spans).get(measure.pk, ()),
    )


def is_in_force(measure: Measure, day: date) -> bool:
    """Both ends of a measure's time are days in force."""
    return measure.effective_from <= day and (
        measure.effective_to is None or day <= measure.effective_to
    )


def bound_by(
    plan: Plan, keys: Iterable[str], spans: Mapping[str, ProjectSpan]
) -> dict[str, tuple[ProjectSpan, ...]]:
    """Per condition, the projects that can't run without it."""
    waiting: dict[str, dict[str, ProjectSpan]] = {key: {} for key in keys}
    for project in plan.projects.values():
        for key in project.conditions:
            if key in waiting:
                waiting[key][project.key] = spans[project.key]
    for activity in plan.activities.values():
        for key in activity.requires:
            if key in waiting:
                waiting[key][activity.project] = spans[activity.project]
    return {key: tuple(found.values()) for key, found in waiting.items()}


def _bound_by_measure(plan: Plan, spans: Mapping[str, ProjectSpan]) -> dict[str, tuple[Bound, ...]]:
    projects = bound_by(plan, plan.conditions, spans)
    found: dict[str, tuple[Bound, ...]] = {}
    for condition in plan.conditions.values():
        for measure in condition.measures:
            one = Bound(condition, projects[condition.key])
            found[measure] = (*found.get(measure, ()), one)
    return found


def _answers(measure: Measure, wish: Wish) -> bool:
    exact = (
        (wish.regime, measure.regime),
        (wish.subject, measure.subject),
        (wish.direction, measure.direction),
        (wish.effect, measure.effect),
    )
    if any(wanted and wanted != value for wanted, value in exact):
        return False
    if wish.day and not is_in_force(measure, wish.day):
        return False
    return all(word in _words(measure) for word in wish.text.lower().split())


def _words(measure: Measure) -> str:
    instrument = measure.instrument
    texts = (
        measure.pk,
        measure.paragraph,
        instrument.name_ko,
        instrument.name_en,
        measure.summary_ko,
        measure.summary_en,
        measure.note_ko or "",
        measure.note_en or "",
        *measure.hs_include,
    )
    return "\n".join(texts).lower()


def _summary(measure: Measure) -> Words:
    return in_own_language(measure.summary_ko, measure.summary_en) or Words("")


def _exemption(one: Mapping[str, Any], measures: Mapping[str, Measure]) -> Exemption:
    note = in_own_language(one["note_ko"], one["note_en"]) or Words("")
    return Exemption(one["basis"], one["kind"], note, measures.get(one["basis"]))


def _general(one: GeneralExemption, measures: Mapping[str, Measure]) -> Exemption:
    note = in_own_language(one.note_ko, one.note_en) or Words("")
    return Exemption(one.basis, one.kind, note, measures.get(one.basis))


def _cap(cap: Mapping[str, Any] | None) -> Words | None:
    return in_own_language(cap.get("text_ko"), cap.get("text")) if cap else None
