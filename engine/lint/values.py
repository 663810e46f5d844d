"""What lint is asked with and what it answers: rules, facts of the catalogue, findings, gaps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from engine.standards import Standards

Severity = Literal["error", "warning", "information"]
#: A record as (kind, key): of the plan ("project", "F4-01"), or "region", "strategy", "industry".
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the queries need it: what is asked, how much is too much, which words count.

    `limits` are thresholds in the unit the rulebook names (shares from 0 to 1, months, KRW, MW);
    `terms` are lists of keys, codes or words.
    """

    id: str
    query: str
    severity: Severity
    limits: Mapping[str, Decimal] = field(default_factory=dict)
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ZoneFacts:
    """A zone of the catalogue. `area_km2` None: not known."""

    region: str
    side: str
    size_class: str
    area_km2: Decimal | None = None
    belts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the rules ask of the catalogue.

    Zones by id, every strategy's parent ("": none), and the technical standards there are.
    """

    zones: Mapping[str, ZoneFacts] = field(default_factory=dict)
    strategies: Mapping[str, str] = field(default_factory=dict)
    standards: Standards = field(default_factory=Standards)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule does not allow: which rule, about what, measured against which threshold.

    `case` names the sentence, `detail` tells findings of one case about one record apart (a side, a
    year, another record's key), `places` are further records concerned, `values` fill the sentence.
    """

    rule: str
    case: str
    about: Place
    measured: Decimal | None = None
    threshold: Decimal | None = None
    unit: str = ""
    detail: str = ""
    places: tuple[Place, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def identity(self) -> tuple[str, str, Place, str]:
        """What stays the same while the plan changes: by this two findings are one."""
        return self.rule, self.case, self.about, self.detail

    @property
    def excess(self) -> Decimal:
        """How far beyond the threshold, in `unit`; zero where nothing is measured."""
        if self.measured is None or self.threshold is None:
            return Decimal(0)
        return abs(self.measured - self.threshold)


@dataclass(frozen=True, slots=True)
class Gap:
    """What a rule could not look at, because the plan does not say: `need` names the missing fact.

    A gap is never a pass. `about` are the records it is missing of.
    """

    rule: str
    need: str
    about: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One rule's answer. Without findings and gaps it holds."""

    rule: Rule
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]

    @property
    def holds(self) -> bool:
        return not self.findings and not self.gaps


@dataclass(frozen=True, slots=True)
class Lint:
    """Every rule's answer about one plan under one scenario, in the order of the rulebook."""

    results: tuple[RuleResult, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for result in self.results for finding in result.findings)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(gap for result in self.results for gap in result.gaps)
