"""How long permissions take: data/reference/permit_routes.yaml, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from engine.clearing import Lead


@dataclass(frozen=True, slots=True)
class Routes:
    """The days by kind of permission, and from which amounts of a fund on the Council decides."""

    leads: Mapping[str, Lead]
    council_from: Mapping[str, Decimal]


@cache
def routes() -> Routes:
    """What ships with the product."""
    path = Path(settings.BASE) / "data" / "reference" / "permit_routes.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    leads = {row["id"]: Lead(**{**row, "source": tuple(row["source"])}) for row in found["leads"]}
    return Routes(leads, {k: Decimal(v) for k, v in found["council_from"].items()})
