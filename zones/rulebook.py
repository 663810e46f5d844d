"""The rules a plan is held against, with the sentence each comes from: data/reference/rules.yaml.

The file ships with the product and is read once; a fault in it stops the reader with its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from engine.lint import QUERIES, Rule
from zones.models import Confidence

SEVERITIES = ("error", "warning", "information")
#: Units of amounts of money.
CURRENCIES = frozenset({"KRW", "USD", "CNY", "EUR", "JPY"})
#: Units of numbers from 0 to 1.
SHARES = frozenset({"share", "index"})
UNITS = SHARES | {"count", "months", "days", "km2", "MW", "KRW", "workers"}
KEYS = frozenset(
    {
        "id", "query", "severity", "title_ko", "title_en", "statement_ko", "statement_en", "quoted",
        "mend_ko", "mend_en", "limits", "terms", "waived_by", "source", "confidence",
    }
)  # fmt: skip


class BadRulebook(Exception):
    """The rulebook can't be used: which rule, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold of a rule. A share or an index is a number from 0 to 1."""

    key: str
    value: Decimal
    unit: str
    name_ko: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Principle:
    """A rule with its words: what it says, how to mend a breach, where it comes from.

    The statement is a quotation where `is_quoted`, else a reading of the sources. `waived_by` are
    the roles that may waive a finding; nobody may where it is empty.
    """

    rule: Rule
    title_ko: str
    title_en: str
    statement_ko: str
    statement_en: str
    is_quoted: bool
    mend_ko: str
    mend_en: str
    limits: tuple[Limit, ...]
    waived_by: tuple[str, ...]
    source: tuple[str, ...]
    confidence: str

    @property
    def name_ko(self) -> str:
        return self.title_ko

    @property
    def name_en(self) -> str:
        return self.title_en


@cache
def principles() -> Mapping[str, Principle]:
    """Every rule by its id, in the order of the file."""
    path = Path(settings.BASE) / "data" / "reference" / "rules.yaml"
    return read_rulebook(path.read_text(encoding="utf-8"))


@cache
def limits() -> Mapping[str, Limit]:
    """Every threshold there is, by the key a plan's own one has."""
    return {limit.key: limit for each in principles().values() for limit in each.limits}


def read_rulebook(text: str) -> Mapping[str, Principle]:
    """The rules of a rulebook. Raises BadRulebook at the first fault."""
    found: dict[str, Principle] = {}
    for raw in yaml.safe_load(text)["rules"]:
        principle = _principle(raw)
        if principle.rule.id in found:
            raise BadRulebook(f"{principle.rule.id} is given twice")
        found[principle.rule.id] = principle
    return found


def _principle(raw: Mapping[str, Any]) -> Principle:
    about = str(raw.get("id", raw))
    unknown = raw.keys() - KEYS
    missing = KEYS - {"limits", "terms"} - raw.keys()
    _require(not unknown, f"{about}: unknown {', '.join(sorted(unknown))}")
    _require(not missing, f"{about}: without {', '.join(sorted(missing))}")
    _require(raw["query"] in QUERIES, f"{about}: no query {raw['query']}")
    _require(raw["severity"] in SEVERITIES, f"{about}: severity {raw['severity']}")
    _require(raw["confidence"] in Confidence.values, f"{about}: confidence {raw['confidence']}")
    _require(bool(raw["source"]), f"{about}: no source")
    found = tuple(_limit(about, name, each) for name, each in raw.get("limits", {}).items())
    terms = {name: tuple(map(str, values)) for name, values in raw.get("terms", {}).items()}
    names = {limit.key.rpartition(".")[2]: limit.value for limit in found}
    return Principle(
        Rule(about, raw["query"], raw["severity"], names, terms),
        raw["title_ko"],
        raw["title_en"],
        raw["statement_ko"],
        raw["statement_en"],
        bool(raw["quoted"]),
        raw["mend_ko"],
        raw["mend_en"],
        found,
        tuple(raw["waived_by"]),
        tuple(raw["source"]),
        raw["confidence"],
    )


def _limit(about: str, name: str, raw: Mapping[str, Any]) -> Limit:
    try:
        value = Decimal(raw["value"])
    except InvalidOperation:
        raise BadRulebook(f"{about}.{name}: {raw['value']} is no number") from None
    _require(raw["unit"] in UNITS, f"{about}.{name}: unit {raw['unit']}")
    return Limit(f"{about}.{name}", value, raw["unit"], raw["ko"], raw["en"])


def _require(holds: bool, fault: str) -> None:
    if not holds:
        raise BadRulebook(fault)
