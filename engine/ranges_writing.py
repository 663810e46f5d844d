"""Writes `plan-ranges/1`: what many runs say, as JSON values; dates ISO, null where never."""

from dataclasses import asdict
from typing import Any

from engine.ranges import Ranges, Spread
from engine.worktime import iso_of

FORMAT = "plan-ranges/1"


def write_ranges(ranges: Ranges) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "scenario": ranges.scenario,
        "draws": ranges.draws,
        "seed": ranges.seed,
        "finish": _spread(ranges.finish),
        "complete": _spread(ranges.complete),
        "activities": {
            key: {
                "start": _spread(line.start),
                "finish": _spread(line.finish),
                "criticality": line.criticality,
            }
            for key, line in ranges.activities.items()
        },
        "gates": {key: _spread(gate) for key, gate in ranges.gates.items()},
        "groups": {key: _spread(group) for key, group in ranges.groups.items()},
        "causes": [asdict(cause) for cause in ranges.causes],
        "spending": {
            source: {str(year): asdict(band) for year, band in years.items()}
            for source, years in ranges.spending.items()
        },
    }


def _spread(spread: Spread) -> dict[str, Any]:
    dates = {name: getattr(spread, name) for name in ("p10", "p50", "p80", "p90")}
    written = {name: when and iso_of(when) for name, when in dates.items()}
    return {**written, "never": spread.never}
