"""The industries, with their codes, their zones and what the plan has of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from atlas.queries.codes import CodeNames, GoodsCode
from atlas.queries.spans import ProjectSpan
from engine.plan import Plan
from engine.records import Condition
from sanctions.models import Measure
from zones.facts import Evidence, Evidences, Words, in_own_language
from zones.models import Industry, InfrastructureItem, Zone


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks of the list. `flag`: "into", "out", "any" or "none"."""

    text: str = ""
    intensity: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition that goods of this kind usually meet, and the measures behind it."""

    key: str
    condition: Condition | None
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class IndustryLine:
    industry: Industry
    zones: tuple[Zone, ...]
    into: tuple[Flag, ...]
    out: tuple[Flag, ...]
    project_count: int


@dataclass(frozen=True, slots=True)
class IndustryPage:
    industry: Industry
    why: Words
    notes: Words | None
    evidence: Evidence
    suited: tuple[Zone, ...]
    targeted_by: tuple[Zone, ...]
    complexes: tuple[InfrastructureItem, ...]
    inputs: Sequence[GoodsCode]
    outputs: Sequence[GoodsCode]
    into: tuple[Flag, ...]
    out: tuple[Flag, ...]
    projects: tuple[ProjectSpan, ...]


def industry_lines(wish: Wish, plan: Plan) -> list[IndustryLine]:
    counts = Counter(project.industry for project in plan.projects.values())
    flags = _Flags(plan)
    lines = [
        IndustryLine(
            industry,
            tuple(industry.suited_zones.all()),
            flags.of(industry.input_conditions),
            flags.of(industry.output_conditions),
            counts[industry.pk],
        )
        for industry in Industry.objects.prefetch_related("suited_zones")
    ]
    return [line for line in lines if _answers(line, wish)]


def industry_page(industry: Industry, plan: Plan, spans: Mapping[str, ProjectSpan]) -> IndustryPage:
    names, flags = CodeNames(), _Flags(plan)
    return IndustryPage(
        industry,
        in_own_language(industry.why_ko, industry.why_en) or Words(""),
        in_own_language(industry.notes_ko, industry.notes_en),
        Evidences().of(industry.source, industry.confidence),
        tuple(industry.suited_zones.all()),
        tuple(industry.target_zones.all()),
        tuple(industry.complexes.select_related("region")),
        [names.of(each["hs"], each["name"]) for each in industry.hs_inputs],
        [names.of(each["hs"], each["name"]) for each in industry.hs_outputs],
        flags.of(industry.input_conditions),
        flags.of(industry.output_conditions),
        tuple(spans[p.key] for p in plan.projects.values() if p.industry == industry.pk),
    )


class _Flags:
    """The plan's conditions and their measures, fetched once for one page."""

    def __init__(self, plan: Plan) -> None:
        self._conditions = plan.conditions
        self._measures = Measure.objects.select_related("instrument").in_bulk()

    def of(self, keys: Sequence[str]) -> tuple[Flag, ...]:
        return tuple(self._flag(key) for key in keys)

    def _flag(self, key: str) -> Flag:
        condition = self._conditions.get(key)
        ids = condition.measures if condition else ()
        return Flag(key, condition, tuple(self._measures[i] for i in ids if i in self._measures))


def _answers(line: IndustryLine, wish: Wish) -> bool:
    flagged = {
        "": True,
        "into": bool(line.into),
        "out": bool(line.out),
        "any": bool(line.into or line.out),
        "none": not (line.into or line.out),
    }
    if wish.intensity not in {"", line.industry.intensity} or not flagged[wish.flag]:
        return False
    return all(word in _words(line) for word in wish.text.lower().split())


def _words(line: IndustryLine) -> str:
    one = line.industry
    codes: list[dict[str, Any]] = [*one.isic, *one.ksic]
    texts = [one.pk, one.name_ko, one.name_en, one.why_en, one.why_ko or "", *_zone_names(line)]
    texts += [f"{each['code']} {each['name']}" for each in codes]
    texts += [each["hs"] for each in (*one.hs_inputs, *one.hs_outputs)]
    return "\n".join(texts).lower()


def _zone_names(line: IndustryLine) -> list[str]:
    return [f"{zone.name_ko} {zone.name_en}" for zone in line.zones]
