"""A screening as JSON: the verdict and citations first, then every ground of them."""

from collections.abc import Iterable
from typing import Any

from engine.codec import encode_value
from engine.screening import Finding, Review, Screening, Spell, Verdict

ADVICE = "A planning aid, not legal advice. “permitted” means that no loaded measure was found."
Json = dict[str, Any]


def brief(number: Any, screening: Screening) -> Json:
    """Verdict, citations and near misses."""
    return {
        "id": number,
        "verdict": screening.verdict.word,
        "cites": list(screening.cites),
        "review": list(screening.review),
    }


def full(number: Any, screening: Screening) -> Json:
    """The brief answer with its grounds, per line and measure."""
    return {
        **brief(number, screening),
        "date": encode_value(screening.day),
        "lines": [Verdict(each).word for each in screening.lines],
        "findings": [_finding(each) for each in screening.findings],
        "reviews": [_review(each) for each in screening.reviews],
        "questions": list(screening.questions),
        "advice": [{"line": line, "measure": measure} for line, measure in screening.advice],
        "notice": ADVICE,
    }


def grounds(screening: Screening) -> Json:
    """Everything an answer rests on but its days."""
    whole = full(None, screening)
    findings = [{**each, "until": None} for each in whole["findings"]]
    return {**{key: whole[key] for key in ("verdict", "lines", "reviews")}, "findings": findings}


def spells_json(spells: Iterable[Spell]) -> list[Json]:
    return [
        {
            "since": encode_value(each.since),
            "until": encode_value(each.until),
            "verdict": each.screening.verdict.word,
            "cites": list(each.screening.cites),
            "review": list(each.screening.review),
        }
        for each in spells
    ]


def _finding(each: Finding) -> Json:
    return {
        "line": each.line,
        "measure": each.measure,
        "verdict": each.verdict.word,
        "reason": each.reason,
        "by": each.by,
        "found_by": each.found_by,
        "routes": [{"basis": route.basis, "kind": route.kind} for route in each.routes],
        "set_aside": each.set_aside or None,
        "because": each.because or None,
        "until": encode_value(each.until),
    }


def _review(each: Review) -> Json:
    return {
        "line": each.line,
        "measure": each.measure or None,
        "code": each.code,
        "asks": each.asks or None,
    }
