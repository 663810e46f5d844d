"""A law of three measures, people to edit it, and a clock that tests set."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from accounts.models import LawRole, User
from core import clock
from sanctions.content import as_json, content_of
from sanctions.keeping import keep_shipped
from sanctions.models import HsChapter, Instrument, Measure, MeasureVersion
from sanctions.services import accept, draft_of, propose

FIRST = date(2026, 3, 1)
NAMES = ("res-1", "res-2", "act-1")


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Whatever happens inside happens at this moment; of a day, at noon."""
    now = moment if isinstance(moment, datetime) else noon(moment)
    with (
        patch.object(clock, "now", lambda: now),
        patch.object(clock, "today", lambda: timezone.localtime(now).date()),
    ):
        yield


def small_law(day: date = FIRST) -> None:
    """Two resolutions' paragraphs and one of an act, shipped on a day."""
    for chapter in ("61", "62", "84", "85"):
        HsChapter.objects.get_or_create(code=chapter, defaults={"name_ko": "류", "name_en": "ch."})
    made = {
        regime: Instrument.objects.create(
            id=f"{regime}-text", regime=regime, name_ko="문서", name_en="Text", order=900
        )
        for regime in ("un", "kr")
    }
    for number, name in enumerate(NAMES):
        regime = "kr" if name.startswith("act") else "un"
        Measure.objects.create(id=name, instrument=made[regime], **_said(regime, number))
    with at(day):
        keep_shipped()


def officer(name: str = "officer") -> User:
    return User.objects.create_user(name, law_role=LawRole.OFFICER)


def reviewer(name: str = "reviewer") -> User:
    return User.objects.create_user(name, law_role=LawRole.REVIEWER)


def edit(measure: str, values: dict[str, Any], by: User, second: User, kind: str = "change") -> Any:
    """Proposed by one, accepted by another; the version it became."""
    made = propose(kind, measure, values, why="because", evidence="S/RES/1", by=by)
    return accept(made, seen=draft_of(made).number, by=second)


def said_now() -> dict[str, Any]:
    """What every measure of the table says."""
    return {each.pk: as_json(content_of(each)) for each in Measure.objects.all()}


def version_of(measure: str) -> MeasureVersion:
    return MeasureVersion.objects.current().get(measure=measure)


def days_after(count: int) -> date:
    return FIRST + timedelta(days=count)


def _said(regime: str, number: int) -> dict[str, Any]:
    return {
        "regime": regime,
        "paragraph": str(number + 1),
        "adopted": date(2017, 12, 22),
        "effective_from": date(2017, 12, 22),
        "direction": "import_to_dprk",
        "subject": "goods",
        "hs_scope": "listed",
        "hs_include": ["84", "85"],
        "hs_basis": "mapping",
        "effect": "prohibited",
        "legal_force": "binding",
        "summary_ko": "기계류 반출 금지",
        "summary_en": "No machinery",
        "citation": f"Text {number}",
        "confidence": "high",
        "verified": "content",
        "order": 900 + number,
    }
