"""Taking figures in: a file is taken whole or not at all, and nothing taken in is changed."""

from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction

from accounts.models import User
from core.errors import Invalid
from engine.problems import Problem
from trade.comtrade import Unreadable, read_comtrade
from trade.models import Figure, Upload

MOST_BYTES = 20 * 1024 * 1024


def import_comtrade(name: str, file: bytes, *, source: str = "", by: User | None) -> Upload:
    """Take in a CSV file of UN Comtrade; the file that was taken in already comes back as it is.

    Raises Invalid with every fault, by line.
    """
    if len(file) > MOST_BYTES:
        raise Invalid(Problem("trade_size", (), {"most": MOST_BYTES // 1024 // 1024}))
    try:
        lines = read_comtrade(file)
    except Unreadable as fault:
        raise Invalid(*fault.problems) from fault
    figures = [
        Figure(
            reporter=line.reporter,
            partner=line.partner,
            flow=line.flow,
            goods=line.goods,
            year=line.year,
            month=line.month,
            value=line.value,
        )
        for line in lines
    ]
    return take_in(name, sha256(file).hexdigest(), figures, source=source or "UN Comtrade", by=by)


@transaction.atomic
def take_in(
    name: str, digest: str, figures: Iterable[Figure], *, source: str, by: User | None
) -> Upload:
    """Store figures as one upload, unless the very same file has been stored."""
    upload, is_new = Upload.objects.get_or_create(
        sha256=digest, defaults={"name": name[:200], "source": source[:300], "by": by}
    )
    if is_new:
        rows = list(figures)
        for row in rows:
            row.upload = upload
        Figure.objects.bulk_create(rows, batch_size=2000)
    return upload
