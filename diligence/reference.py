"""The questionnaire, the checks and the channels: data/reference/due_diligence.yaml.

The file ships with the product and is read once; every fault in it is told with file and line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import get_args

from django.conf import settings

from atlas.loading.document import Entry, Fault, Faults, open_document
from atlas.loading.rows import closing
from engine.diligence.answers import Check
from engine.diligence.checking import QUERIES
from engine.diligence.exposure import SIGNS, Channel, Sign
from engine.diligence.scoring import Bands, Question
from engine.records.diligence import ChannelId
from zones.models import Confidence

FOLDER = Path(settings.BASE) / "data" / "reference"
FILE = "due_diligence"


class BadReference(Exception):
    """The file can't be used; `faults` lists every reason with its line."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Worded:
    """What the file says in words about a thing, in both languages, and where it is from."""

    name_ko: str
    name_en: str
    text_ko: str
    text_en: str
    source: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its words, the evidence it asks for, and what would be a red flag."""

    question: Question
    words: Worded
    evidence_ko: tuple[str, ...]
    evidence_en: tuple[str, ...]
    red_flag: Worded


@dataclass(frozen=True, slots=True)
class Told:
    """A check or a channel with its words; `questions` are those that ask about the same."""

    words: Worded
    questions: tuple[str, ...]
    quote: Worded | None = None
    controls: tuple[Worded, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """The whole file."""

    questions: Mapping[str, Asked]
    checks: Mapping[str, Check]
    channels: Mapping[str, Channel]
    check_words: Mapping[str, Told]
    channel_words: Mapping[str, Told]
    bands: Bands
    stop_weight: int


@cache
def reference() -> Reference:
    """The file that ships with the product. Raises BadReference with every fault."""
    return read_reference(FOLDER)


def read_reference(folder: Path) -> Reference:
    """The file of a folder, held against the measures and sources beside it."""
    faults = Faults()
    names = (FILE, "measures", "sources")
    document, measures, sources = (open_document(folder / f"{n}.yaml", faults) for n in names)
    if document is None or measures is None or sources is None:
        raise BadReference(faults.listed())
    read = _Reader(
        {str(each["id"]) for each in measures.plain("measures")},
        {str(each["id"]) for each in sources.plain("sources")},
    )
    found = read.all(document)
    if faults.listed():
        raise BadReference(faults.listed())
    return found


class _Reader:
    """Reads the file against the ids it may name."""

    def __init__(self, measures: set[str], sources: set[str]) -> None:
        self._measures, self._sources = measures, sources

    def all(self, document: Entry) -> Reference:
        scoring = document.entry("scoring")
        bands, stop = Bands(Fraction(0), Fraction(0)), 0
        if scoring:
            edges = (Fraction(scoring.number(n)) for n in ("medium_from", "high_above"))
            bands, stop = Bands(*edges), int(scoring.number("stop_weight"))
            self._evidence(scoring)
            scoring.close()
        questions = {key: self._asked(key, each) for key, each in closing(document, "questions")}
        checks: dict[str, Check] = {}
        channels: dict[str, Channel] = {}
        said: dict[str, Told] = {}
        told: dict[str, Told] = {}
        for key, each in closing(document, "checks"):
            if key not in QUERIES:
                each.fault("id", f"unknown check {key!r}")
            asks = tuple(each.choices("questions", questions, "question"))
            checks[key] = Check(key, self._named(each, "basis"), asks, _limits(each))
            said[key] = Told(self._words(each), asks)
        for key, each in closing(document, "channels"):
            if key not in get_args(ChannelId):
                each.fault("id", f"unknown channel {key!r}")
            channels[key] = Channel(key, self._named(each, "road"), _signs(each))
            asks = tuple(each.choices("questions", questions, "question"))
            controls = tuple(_named_only(inner) for inner in each.entries("controls"))
            quote = Worded("", "", each.text("quote_ko"), each.text("quote_en"), (), "")
            told[key] = Told(self._words(each), asks, quote, controls)
        document.close()
        return Reference(questions, checks, channels, said, told, bands, stop)

    def _asked(self, key: str, each: Entry) -> Asked:
        question = Question(key, int(each.number("weight")), self._named(each, "basis"))
        texts = each.text("text_ko"), each.text("text_en")
        flags = each.text("red_flag_ko"), each.text("red_flag_en")
        source, confidence = self._evidence(each)
        return Asked(
            question,
            Worded("", "", *texts, source, confidence),
            tuple(each.words("evidence_ko")),
            tuple(each.words("evidence_en")),
            Worded("", "", *flags, source, confidence),
        )

    def _words(self, each: Entry) -> Worded:
        names = each.text("name_ko"), each.text("name_en")
        return Worded(*names, each.text("text_ko"), each.text("text_en"), *self._evidence(each))

    def _evidence(self, each: Entry) -> tuple[tuple[str, ...], str]:
        source = tuple(each.choices("source", self._sources, "source"))
        return source, each.choice("confidence", Confidence.values)

    def _named(self, each: Entry, name: str) -> tuple[str, ...]:
        return tuple(each.choices(name, self._measures, "measure"))


def _signs(each: Entry) -> tuple[Sign, ...]:
    found = []
    for inner in each.entries("signs"):
        key = inner.choice("id", SIGNS, "sign")
        found.append(Sign(key, tuple(inner.maybe_words("terms"))))
        inner.close()
    return tuple(found)


def _limits(each: Entry) -> dict[str, Decimal]:
    inner = each.entry("limits") if "limits" in each else None
    if inner is None:
        return {}
    found = {name: inner.number(name) for name in inner.names()}
    inner.close()
    return found


def _named_only(inner: Entry) -> Worded:
    found = Worded(inner.text("ko"), inner.text("en"), "", "", (), "")
    inner.close()
    return found
