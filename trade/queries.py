"""The two sides of one flow, year by year: what the importer says, what the exporter says."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from trade.models import Figure, Flow, Upload

#: The year of the resolutions that closed most trade (2371, 2375, 2397 of August to December).
BREAK = 2017
SPAN = 3
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """A flow: from whom, to whom, of what. Countries by ISO 3166 code."""

    exporter: str
    importer: str
    goods: str

    @property
    def text(self) -> str:
        return f"{self.exporter}-{self.importer}-{self.goods}"


@dataclass(frozen=True, slots=True)
class Side:
    """One side's figure of a year, in US dollars; how many months it is made of, if of months."""

    value: Decimal
    figure: Figure
    months: int = MONTHS

    @property
    def is_whole(self) -> bool:
        return self.months == MONTHS


@dataclass(frozen=True, slots=True)
class MirrorYear:
    """A year as both sides have it. The gap is the importer's figure less the exporter's."""

    year: int
    importer: Side | None
    exporter: Side | None

    @property
    def sides(self) -> tuple[Side, ...]:
        return tuple(side for side in (self.importer, self.exporter) if side)

    @property
    def gap(self) -> Decimal | None:
        """None unless both sides tell of the whole year."""
        if not (self.importer and self.exporter):
            return None
        if not (self.importer.is_whole and self.exporter.is_whole):
            return None
        return self.importer.value - self.exporter.value


@dataclass(frozen=True, slots=True)
class Mirror:
    """A flow over the years, and the change across the break of 2017."""

    pair: Pair
    years: tuple[MirrorYear, ...]

    @property
    def change(self) -> Decimal | None:
        """The mean of the three years after 2017 against the three before, as a share less one.

        Of the importer's figures; None where a year is missing.
        """
        known = {y.year: y.importer.value for y in self.years if y.importer and y.importer.is_whole}
        before = [known.get(year) for year in range(BREAK - SPAN, BREAK)]
        after = [known.get(year) for year in range(BREAK + 1, BREAK + 1 + SPAN)]
        was, now = _sum(before), _sum(after)
        return now / was - 1 if was and now is not None else None


def pairs() -> list[Pair]:
    """Every flow of which there are figures, by either side."""
    found = set()
    rows = Figure.objects.values_list("reporter", "partner", "flow", "goods").distinct()
    for reporter, partner, flow, goods in rows:
        ends = (partner, reporter) if flow == Flow.IMPORT else (reporter, partner)
        found.add((*ends, goods))
    return [Pair(*each) for each in sorted(found, key=lambda ends: (ends[2] != "TOTAL", ends))]


def mirror_of(pair: Pair) -> Mirror:
    """Both sides' figures, year by year, without gaps between the first and the last year."""
    importer = _by_year(pair.importer, pair.exporter, Flow.IMPORT, pair.goods)
    exporter = _by_year(pair.exporter, pair.importer, Flow.EXPORT, pair.goods)
    known = importer.keys() | exporter.keys()
    years = range(min(known), max(known) + 1) if known else range(0)
    lines = (MirrorYear(year, importer.get(year), exporter.get(year)) for year in years)
    return Mirror(pair, tuple(lines))


def uploads() -> list[Upload]:
    return list(Upload.objects.select_related("by"))


def _by_year(reporter: str, partner: str, flow: Flow, goods: str) -> dict[int, Side]:
    """A year's own figure; without one the sum of its months. The newest upload counts."""
    newest: dict[tuple[int, int | None], Figure] = {}
    rows = Figure.objects.filter(reporter=reporter, partner=partner, flow=flow, goods=goods)
    for row in rows.order_by("upload_id"):
        newest[row.year, row.month] = row
    months: dict[int, list[Figure]] = defaultdict(list)
    found: dict[int, Side] = {}
    for (year, month), row in newest.items():
        if month is None:
            found[year] = Side(row.value, row)
        else:
            months[year].append(row)
    for year, rows_of_year in months.items():
        total = sum((row.value for row in rows_of_year), Decimal(0))
        found.setdefault(year, Side(total, rows_of_year[0], len(rows_of_year)))
    return found


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = list(values)
    return None if None in known else sum((v for v in known if v is not None), Decimal(0))
