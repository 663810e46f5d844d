"""The reference plan: from the files in data/plans/nkpei to the records of a plan."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml

from engine.plan import Plan, plan_of
from engine.records import (
    KINDS,
    Activity,
    BenefitLine,
    Calendar,
    Ceiling,
    Condition,
    CostLine,
    Criterion,
    FundingSource,
    Gate,
    GoodsLine,
    Header,
    Link,
    Partner,
    Project,
    Record,
    Scenario,
    Side,
    Stage,
    Window,
)
from roadmaps.nkpei_network import network_records
from roadmaps.nkpei_supply import supply_records
from roadmaps.reference_calendars import reference_calendars

#: REF or REF:TYPE+LAG; REF is an activity of the same project (a3) or of another (F4-04.a4).
REFERENCE = re.compile(
    r"(?:(?P<project>[A-Z]\d-\d\d)\.)?(?P<activity>a\d+)(?::(?P<type>FS|SS|FF|SF)(?P<lag>[+-]\d+)?)?"
)
BOTH_SIDES: tuple[Side, ...] = ("south", "north")
DIRECTIONS: tuple[tuple[Literal["into", "out"], str], ...] = (
    ("into", "goods_into_dprk"),
    ("out", "goods_out_of_dprk"),
)
ILLUSTRATIVE = "ILLUSTRATIVE"
COPIED = (
    "strategy",
    "stage",
    "zone",
    "industry",
    "intensity",
    "modality",
    "legal_path",
    "earliest_scenario",
)
Yaml = Mapping[str, Any]


def read_plan(folder: Path) -> Plan:
    """The plan that the folder's files describe."""
    frame, templates, scenarios, korean, supply, network = (
        yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        for name in ("plan", "projects", "scenarios", "korean", "supply", "network")
    )
    header = frame["header"]
    rows: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
    supplies = supply_records(supply, templates["projects"])
    found = network_records(network)
    for record in (*_records(frame, templates, scenarios, korean), *supplies, *found):
        rows[record.kind][record.key] = record
    return plan_of(
        Header(
            "plan",
            header["name_ko"],
            header["name_en"],
            date.fromisoformat(header["start"]),
            calendar=header["calendar"],
            default_scenario=header["default_scenario"],
            illustrative=True,
            note_ko=header["note_ko"],
            note_en=header["note_en"],
        ),
        rows,
    )


def _records(frame: Yaml, templates: Yaml, scenarios: Yaml, korean: Yaml) -> Iterator[Record]:
    projects = templates["projects"]
    yield from _calendars(frame["calendars"])
    for place, (key, name) in enumerate(templates["meta"]["stages"].items(), start=1):
        yield Stage(key, name["ko"], name["en"], place)
    for each in templates["preconditions"]:
        yield _condition(each, frame["measures"].get(each["id"], ()))
    yield from _scenarios(scenarios)
    for key, name in frame["sources"].items():
        yield FundingSource(key, name["name_ko"], name["name_en"])
    yield from _ceilings(frame)
    for each in projects:
        yield from _project(each, frame, korean)
    yield from _links(projects)
    yield from _gates(frame["gates"], projects)


def _calendars(raw: Iterable[Yaml]) -> Iterator[Calendar]:
    """Copies of published calendars, and what the plan makes of them for its own zones."""
    published = reference_calendars()
    for each in raw:
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in each.items()
        }
        copied = published.get(each.get("reference", ""))
        if copied is None:
            yield Calendar(**fields)
        else:
            yield replace(copied, **fields)


def _condition(raw: Yaml, measures: Iterable[str]) -> Condition:
    return Condition(
        raw["id"],
        raw["ko"],
        raw["en"],
        raw["kind"],
        tuple(measures),
        raw["min_scenario"] or "",
        tuple(raw["source"]),
        raw["confidence"],
    )


def _scenarios(raw: Yaml) -> Iterator[Record]:
    for each in raw["scenarios"]:
        copied = ("name_ko", "name_en", "note_ko", "note_en", "relief")
        yield Scenario(each["key"], **{name: each[name] for name in copied})
        for condition, windows in each["windows"].items():
            for number, (since, until) in enumerate(windows, start=1):
                spread = each.get("ranges", {}).get(condition) if number == 1 else None
                yield Window(
                    f"{each['key']}:{condition}:{number}",
                    each["key"],
                    condition,
                    date.fromisoformat(since),
                    date.fromisoformat(until) if until else None,
                    raw["evidence"],
                    _mode(each["modes"], condition),
                    **(_range(*spread) if spread else {}),
                )


def _mode(modes: Yaml, condition: str) -> Any:
    prefix = condition[: condition.find("-") + 1]
    return modes[condition] if condition in modes else modes.get(prefix, "")


def _range(low: str, high: str, never: str) -> dict[str, Any]:
    days = {"low": date.fromisoformat(low), "high": date.fromisoformat(high)}
    return {**days, "never": Decimal(never)}


def _ceilings(frame: Yaml) -> Iterator[Ceiling]:
    raw = frame["ceilings"]
    first, last = raw["years"]
    for source, amount in raw["amounts"].items():
        for year in range(first, last + 1):
            yield Ceiling(
                f"{source}:{year}",
                source,
                year,
                Decimal(amount),
                frame["currency"],
                frame["price_year"],
                tuple(raw["origin"]),
                raw["confidence"],
            )


def _project(raw: Yaml, frame: Yaml, korean: Yaml) -> Iterator[Record]:
    key, north = raw["code"], raw["dprk_partner"]
    yield Project(
        key,
        raw["title_ko"],
        raw["title_en"],
        **_copied(raw),
        large_sez=raw["large_sez"],
        illustrative=raw["illustrative"],
        also_zones=tuple(raw["also_zones"]),
        conditions=tuple(raw["preconditions"]),
        **_both(korean, "policy_hook", north["policy_hook"]),
        **_both(korean, "notes", raw["notes"]),
        dprk_workers=raw["employment"]["dprk_workers"],
        sk_staff=raw["employment"]["sk_staff"],
        power_need_mw=_decimal(raw["power_mw"]["need"]),
        power_supply_mw=_decimal(raw["power_mw"]["supply"]),
        evidence=ILLUSTRATIVE,
        **_screened(raw, frame),
        wind_down=frame["wind_down"][raw["modality"]],
    )
    yield from _partners(key, raw, korean)
    yield from _lines(key, raw, frame)
    calendar_of = {
        code: calendar for calendar, codes in frame["activity_calendars"].items() for code in codes
    }
    for each in raw["activities"]:
        names = each["name_ko"], each["name_en"]
        code = f"{key}.{each['id']}"
        yield Activity(code, *names, key, each["months"], calendar=calendar_of.get(code, ""))


def _copied(raw: Yaml) -> dict[str, Any]:
    return {name: str(raw[name]) for name in COPIED}


def _screened(raw: Yaml, frame: Yaml) -> dict[str, Any]:
    """What screening asks of a project, as far as its own words answer it."""
    is_domestic = raw["legal_path"] == "south_only"
    form = "" if is_domestic else frame["investment_forms"].get(raw["modality"], "")
    tags = (frame["tags"].get(condition) for condition in raw["preconditions"])
    return {"investment_form": form, "tags": tuple(tag for tag in tags if tag)}


def _lines(key: str, raw: Yaml, frame: Yaml) -> Iterator[Record]:
    """The project's costs, goods and benefits."""
    for source in frame["sources"]:
        amount = Decimal(str(raw["cost_bkrw"][source])) * frame["cost_unit"]
        if amount:
            made = frame["currency"], frame["price_year"], ILLUSTRATIVE
            back = Decimal(frame["recoverable"][source])
            yield CostLine(f"{key}:{source}", key, source, amount, *made, back)
    for direction, name in DIRECTIONS:
        for number, each in enumerate(raw[name], start=1):
            names = each["ko"], each["en"]
            yield GoodsLine(f"{key}:{direction}:{number}", *names, key, direction, each["hs"])
    for side in BOTH_SIDES:
        texts = raw["benefits"][f"{side}_ko"], raw["benefits"][f"{side}_en"]
        yield BenefitLine(f"{key}:{side}", key, side, *texts)


def _partners(key: str, raw: Yaml, korean: Yaml) -> Iterator[Partner]:
    names = [name.strip() for name in raw["south_lead"].split(";")]
    for number, name in enumerate(names, start=1):
        known = korean["organisations"].get(name, {"ko": name, "en": name})
        yield Partner(f"{key}:south:{number}", known["ko"], known["en"], key, "south", ("lead",))
    north = raw["dprk_partner"]
    decides = _both(korean, "decides", north["decides"])
    yield Partner(f"{key}:north", "", "", key, "north", tuple(north["roles"]), **decides)


def _both(korean: Yaml, name: str, english: str | None) -> dict[str, Any]:
    """A text in both languages; "-" and None in the source mean that there is none."""
    if english in {None, "-"}:
        return {f"{name}_ko": "", f"{name}_en": ""}
    return {f"{name}_ko": korean["texts"].get(english, ""), f"{name}_en": str(english)}


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _links(projects: Iterable[Yaml]) -> Iterator[Link]:
    for project in projects:
        for activity in project["activities"]:
            after = f"{project['code']}.{activity['id']}"
            for reference in activity["after"]:
                found = REFERENCE.fullmatch(reference)
                if found is None:
                    raise ValueError(f"{after}: cannot read the link {reference!r}")
                before = f"{found['project'] or project['code']}.{found['activity']}"
                kind = found["type"] or "FS"
                key = f"{before}>{after}:{kind}"
                yield Link(key, before, after, kind, int(found["lag"] or 0))  # type: ignore[arg-type]


def _gates(gates: Iterable[Yaml], projects: Iterable[Yaml]) -> Iterator[Record]:
    for raw in gates:
        opens = tuple(_roots(raw["opens_roots_of"], projects))
        names = raw["name_ko"], raw["name_en"]
        yield Gate(raw["key"], *names, raw["stage"], raw.get("at_least"), opens)
        for number, each in enumerate(raw["criteria"], start=1):
            asked = each.get("activity", ""), each.get("condition", "")
            names = each["name_ko"], each["name_en"]
            yield Criterion(f"{raw['key']}:{number}", *names, raw["key"], *asked)


def _roots(wanted: Yaml, projects: Iterable[Yaml]) -> Iterator[str]:
    """The activities with which the wanted projects begin: they wait for none of their own."""
    for project in projects:
        if project["stage"] != wanted["stage"]:
            continue
        if project["legal_path"] == wanted.get("except_legal_path"):
            continue
        if wanted.get("condition", project["preconditions"][0]) not in project["preconditions"]:
            continue
        for activity in project["activities"]:
            if all("." in reference for reference in activity["after"]):
                yield f"{project['code']}.{activity['id']}"
