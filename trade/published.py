"""The published figures that come with the product (data/trade/published.yaml)."""

from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from trade.models import Figure, Upload
from trade.services import take_in

FILE = Path(settings.BASE) / "data" / "trade" / "published.yaml"
MILLION = Decimal(1_000_000)


def take_in_published() -> Upload:
    """Store the published figures; a second time changes nothing."""
    text = FILE.read_bytes()
    rows = [_figure(row) for row in yaml.safe_load(text)["figures"]]
    source = "KITA, KOTRA (China customs)"
    return take_in(FILE.name, sha256(text).hexdigest(), rows, source=source, by=None)


def _figure(row: dict[str, Any]) -> Figure:
    value = Decimal(str(row.pop("usd_m"))) * MILLION
    return Figure(value=value, **{"confidence": "", **row})
