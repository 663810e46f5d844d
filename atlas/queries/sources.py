"""Where the catalogue's facts come from, and how many rest on each source."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from sanctions.models import Instrument
from zones.models import Belt, Industry, InfrastructureItem, Region, Source, Strategy, Zone

SOURCED: tuple[Any, ...] = (Belt, Industry, InfrastructureItem, Region, Strategy, Zone)


@dataclass(frozen=True, slots=True)
class SourceLine:
    source: Source
    use_count: int

    @property
    def address(self) -> str:
        """The locator if it is one address that a browser can open."""
        locator = self.source.locator
        return locator if locator.startswith("http") and " " not in locator else ""


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    instrument: Instrument
    measure_count: int


def source_lines(text: str) -> list[SourceLine]:
    uses = Counter(
        key
        for model in SOURCED
        for keys in model.objects.values_list("source", flat=True)
        for key in keys
    )
    wanted = text.lower().split()
    return [
        SourceLine(source, uses[source.pk])
        for source in Source.objects.all()
        if all(word in _words(source) for word in wanted)
    ]


def instrument_lines() -> list[InstrumentLine]:
    counted = Instrument.objects.annotate(measure_count=Count("measures"))
    return [InstrumentLine(each, each.measure_count) for each in counted]


def _words(source: Source) -> str:
    return f"{source.pk}\n{source.title}\n{source.published}\n{source.kind}".lower()
