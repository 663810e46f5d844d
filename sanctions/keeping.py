"""Writing versions: the one place where what is known of a measure changes.

The table of measures is what the open versions say; whoever changes one changes both, here, in the
transaction of whoever calls. Time goes forward only: a version never begins before its predecessor.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection

from accounts.models import User
from core import clock
from sanctions.content import Content, as_json, columns, content_of, from_json
from sanctions.models import Measure, MeasureProposal, MeasureVersion, ProposalStep, WithheldMeasure

Origin = MeasureVersion.Origin


def lock_versions() -> None:
    """One writer of the law at a time; readers are not held up."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE sanctions_measureversion IN SHARE ROW EXCLUSIVE MODE")


def current_versions() -> dict[str, MeasureVersion]:
    """What is known now, by measure."""
    return {each.measure: each for each in MeasureVersion.objects.current()}


def keep_reviewed(
    proposal: MeasureProposal, draft: ProposalStep, *, by: User, current: MeasureVersion | None
) -> MeasureVersion:
    """The version an accepted proposal makes, and the measure as it is known from now on."""
    content = from_json(draft.content or {})
    made = _keep(
        proposal.measure,
        content,
        current,
        origin=Origin.REVIEWED,
        proposal=proposal,
        proposed_by=proposal.proposed_by,
        approved_by=by,
        why=draft.comment,
        evidence=draft.evidence,
    )
    Measure.objects.update_or_create(
        pk=proposal.measure,
        defaults=columns(content),
        create_defaults={"order": made.order, **columns(content)},
    )
    # Whoever decided has seen what the shipped data say: it is told no more.
    WithheldMeasure.objects.filter(pk=proposal.measure).update(settled=True)
    return made


def keep_shipped() -> None:
    """Versions of what a load of the shipped data has changed, added or taken out."""
    known = current_versions()
    rows = Measure.objects.in_bulk()
    for key, row in rows.items():
        current, content = known.get(key), content_of(row)
        if current is None or content_of(current) != content:
            _keep(key, content, current, origin=Origin.SHIPPED, order=row.order)
    for key, version in known.items():
        if key not in rows:
            _close(version, _moment_after(version))


def withhold(shipped: Mapping[str, Content]) -> tuple[set[str], list[str]]:
    """Which measures the shipped data may not touch: those that a person has edited last.

    Also the ones of them about which the data say something new; that is noted beside them.
    """
    edited = {
        key: each for key, each in current_versions().items() if each.origin == Origin.REVIEWED
    }
    told = {each.measure: each for each in MeasureVersion.objects.filter(origin=Origin.SHIPPED)}
    news = []
    for key, version in edited.items():
        offered, last = shipped.get(key), told.get(key)
        settled = offered == content_of(version) or (
            offered == (content_of(last) if last else None)
        )
        if settled:
            WithheldMeasure.objects.filter(pk=key).delete()
            continue
        content = as_json(offered) if offered else None
        noted = WithheldMeasure.objects.filter(pk=key).first()
        if noted is not None and noted.content == content:
            continue
        values = {"content": content, "at": clock.now(), "settled": False}
        WithheldMeasure.objects.update_or_create(pk=key, defaults=values)
        news.append(key)
    return set(edited), news


def _keep(
    measure: str, content: Content, current: MeasureVersion | None, **about: object
) -> MeasureVersion:
    last = current or MeasureVersion.objects.filter(measure=measure).order_by("number").last()
    moment = _moment_after(last)
    if current is not None:
        _close(current, moment)
    values: dict[str, object] = {"order": _place(measure), **columns(content), **about}
    return MeasureVersion.objects.create(
        measure=measure,
        number=last.number + 1 if last else 1,
        known_from=moment,
        **values,
    )


def _close(version: MeasureVersion, moment: datetime) -> None:
    MeasureVersion.objects.filter(pk=version.pk).update(known_until=moment)


def _moment_after(last: MeasureVersion | None) -> datetime:
    """Now; a tick after the last version's times where the clock has been set back, or stood."""
    now = clock.now()
    if last is None:
        return now
    return max(now, (last.known_until or last.known_from) + timedelta(microseconds=1))


def _place(measure: str) -> int:
    """The place of a measure in lists; a new one comes last."""
    found = Measure.objects.filter(pk=measure).values_list("order", flat=True).first()
    if found is not None:
        return found
    last = Measure.objects.order_by("order").values_list("order", flat=True).last()
    return 0 if last is None else last + 1
