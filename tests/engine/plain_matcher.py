"""A second matcher, as plain as the eight rules it follows: no index, no memory, one row at a time.

The rules are those of the reference data: subject and direction ("within" fits either), days
inclusive, longest include prefix against an exclude prefix as long or longer, a tag that has to be
there, forms for investment, work abroad for labour under the UN; wind-down, carve-out, any other
route in the text, the effect; the worst over lines and measures.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

ORDER = ("permitted", "capped", "needs_exemption", "prohibited")
Row = Mapping[str, Any]


class Plain(NamedTuple):
    """A verdict, the measures that decide it or were set aside, and those that only advise."""

    verdict: str
    cites: frozenset[str]
    advice: frozenset[str]


def plainly(case: Mapping[str, Any], rows: list[Row]) -> Plain:
    found, advice = list(_found(case, rows)), set()
    binding = []
    for row in found:
        if row["legal_force"] == "binding":
            binding.append((row["id"], *_outcome(case, row)))
        else:
            advice.add(row["id"])
    verdict = max((word for _id, word, _aside in binding), key=ORDER.index, default="permitted")
    cites = {key for key, word, aside in binding if aside or word == verdict}
    return Plain(verdict, frozenset(cites), frozenset(advice))


def _found(case: Mapping[str, Any], rows: list[Row]) -> Iterator[Row]:
    day = case["date"]
    for line in case["lines"]:
        for row in rows:
            if row["regime"] not in case["regimes"] or row["subject"] != line["subject"]:
                continue
            if "within" not in {row["direction"], line["direction"]} and (
                row["direction"] != line["direction"]
            ):
                continue
            if day < row["effective_from"] or day > (row["effective_to"] or "9999-12-31"):
                continue
            if _is_about(case, line, row):
                yield row


def _is_about(case: Mapping[str, Any], line: Mapping[str, Any], row: Row) -> bool:
    tag, has_tag = row.get("requires_tag"), row.get("requires_tag") in line["tags"]
    if tag and not has_tag:
        return False
    if line["subject"] == "goods" and row["hs_scope"] != "none":
        return row["hs_scope"] == "all" or _names(line["hs"], row)
    if line["subject"] == "investment":
        return case["investment_form"] in (row.get("investment_forms") or ())
    if line["subject"] == "labour" and row["regime"] == "un":
        return bool(case["uses_dprk_labour_abroad"])
    return has_tag


def _names(hs: str, row: Row) -> bool:
    include = max((len(each) for each in row["hs_include"] if hs.startswith(each)), default=0)
    exclude = max((len(each) for each in row["hs_exclude"] if hs.startswith(each)), default=0)
    return include > exclude


def _outcome(case: Mapping[str, Any], row: Row) -> tuple[str, bool]:
    contract, last = case["contract_date"], row["wind_down_until"]
    if contract and last and contract < row["adopted"] and case["date"] <= last:
        return "permitted", True
    listed = {(row["id"], each["basis"], each["kind"]) for each in row["exemptions"]}
    claimed = {(each["measure"], each["basis"], each["kind"]) for each in case["claimed_route"]}
    kinds = {kind for _measure, _basis, kind in listed & claimed}
    if "carve_out" in kinds:
        return "permitted", True
    if kinds or row["effect"] in {"committee_approval", "notification"}:
        return "needs_exemption", False
    return ("capped" if row["effect"] == "capped" else "prohibited"), False


def day_after(day: str, days: int) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + days).isoformat()
