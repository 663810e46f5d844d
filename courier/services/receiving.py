"""Reading a package: looked at first, which writes nothing, then taken over.

Whatever is wrong with a file, nothing of it is used. What can be said without a key (it is cut
off, newer, for somebody else) is said; after a key has been used there is one answer to all faults.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import Forbidden, Invalid
from courier.models import Incoming, KeyRing, Outgoing, Sort, Station
from courier.queries.standing import card_of
from courier.sealing import unseal
from courier.services.stations import required_ring, unlocked
from courier.wire import Header, Wire, read_wire
from drafts.models import Draft
from drafts.services import take_draft
from engine.changes import Change
from engine.courier import Parcel, Reply, bring_home, read_parcel, read_reply
from engine.problems import Problem
from roadmaps.models import Roadmap
from roadmaps.past import whole_plan_at
from roadmaps.services import create_plan, require_editor


@dataclass(frozen=True, slots=True)
class Opened:
    """A package that is what it says: from a station we trust, for us, unchanged."""

    header: Header
    station: Station
    content: bytes
    sha256: str

    @property
    def base(self) -> str:
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A plan that would become one of ours."""

    opened: Opened
    parcel: Parcel


@dataclass(frozen=True, slots=True)
class Return:
    """An answer that would become a draft: the package it answers, and what it would change."""

    opened: Opened
    reply: Reply
    package: Outgoing
    changes: list[Change]


def look(file: bytes, *, by: User) -> Arrival | Return:
    """What is in the file. Writes nothing.

    Raises Invalid or BrokenPlan where it is refused, Forbidden where it answers a package of a
    plan this person does not edit.
    """
    opened = _opened(file)
    if opened.header.sort == "plan":
        return Arrival(opened, read_parcel(opened.content))
    reply = read_reply(opened.content)
    package = _answered(opened, reply)
    if not Roadmap.objects.editable_by(by).filter(pk=package.plan_id).exists():
        raise Forbidden(Problem("answer_not_yours"))
    sent = read_parcel(package.content.encode())
    whole = whole_plan_at(package.plan, package.revision)
    return Return(opened, reply, package, bring_home(whole, sent.plan, sent.mask, reply.edits))


@transaction.atomic(durable=True)
def take(file: bytes, *, by: User) -> Incoming:
    """Take over what is in the file: a plan of its own, or a draft. Once, and never a second time.

    Verified anew, with the station's row locked: it may have been retired since it was looked at,
    and of two who take the same file over only one does.
    """
    header = read_wire(file).header
    Station.objects.select_for_update().filter(fingerprint=header.sender).first()
    found = look(file, by=by)
    return _new_plan(found, by) if isinstance(found, Arrival) else _new_draft(found, by)


def _opened(file: bytes) -> Opened:
    wire = read_wire(file)
    station = _sender(wire)
    ring = _recipient(wire)
    content = unseal(wire, unlocked(ring), card_of(station))
    number = wire.header.number
    if station.received.filter(number=number).exists():
        values = {"number": number, "name": station.name}
        raise Invalid(Problem("package_read_before", ("file",), values))
    return Opened(wire.header, station, content, sha256(file).hexdigest())


def _sender(wire: Wire) -> Station:
    found = Station.objects.filter(fingerprint=wire.header.sender).first()
    if found is None:
        raise Invalid(Problem("sender_unknown", ("file",)))
    if found.retired_at:
        raise Invalid(Problem("sender_retired", ("file",), {"name": found.name}))
    if not found.is_trusted:
        raise Invalid(Problem("station_untrusted", ("file",), {"name": found.name}))
    return found


def _recipient(wire: Wire) -> KeyRing:
    ring = required_ring()
    if wire.header.recipient == ring.fingerprint:
        return ring
    ours = KeyRing.objects.filter(fingerprint=wire.header.recipient).exists()
    raise Invalid(Problem("package_for_retired" if ours else "package_for_another", ("file",)))


def _answered(opened: Opened, reply: Reply) -> Outgoing:
    sent = opened.station.sent.filter(sort=Sort.PLAN, number=reply.number)
    package = sent.filter(ring__retired_at=None).select_related("plan").first()
    if package is None:
        raise Invalid(Problem("answer_to_nothing", ("file",), {"number": reply.number}))
    if package.base != reply.base:
        raise Invalid(Problem("answer_other_base", ("file",), {"number": reply.number}))
    return package


def _new_plan(found: Arrival, by: User) -> Incoming:
    parcel = found.parcel
    lacks = parcel.mask
    made = create_plan(parcel.plan.header, parcel.plan.all(), by=by, lacks=lacks)
    return Incoming.objects.create(
        plan=made,
        arrived_as=made.revision,
        revision=parcel.revision,
        amounts_withheld=parcel.amounts,
        parties_withheld=parcel.parties,
        is_partial=parcel.partial,
        person=parcel.by,
        note=parcel.note,
        answer_by=parcel.answer_by,
        **_common(found.opened, by),
    )


def _new_draft(found: Return, by: User) -> Incoming:
    require_editor(found.package.plan, by)
    draft = _draft(found, by)
    return Incoming.objects.create(
        plan=found.package.plan,
        answers=found.package,
        draft=draft,
        revision=found.package.revision,
        person=found.reply.by,
        note=found.reply.note,
        **_common(found.opened, by),
    )


def _draft(found: Return, by: User) -> Draft:
    opened, reply, package = found.opened, found.reply, found.package
    edits = [
        {
            "by": each.by,
            "at": each.at.isoformat(),
            "reason": each.reason,
            "changes": len(each.changes),
        }
        for each in reply.edits
    ]
    signed = {
        "station": opened.station.name,
        "fingerprint": opened.station.fingerprint,
        "person": reply.by,
        "signed_at": opened.header.made_at,
        "package": package.number,
        "sha256": opened.sha256,
        "edits": edits,
    }
    words = {"name": opened.station.name, "package": package.number, "number": opened.header.number}
    name = _("%(name)s: answer %(number)s to package %(package)s") % words
    return take_draft(
        package.plan, package.revision, name, reply.note, found.changes, signed, by=by
    )


def _common(opened: Opened, by: User) -> dict[str, object]:
    return {
        "number": opened.header.number,
        "sort": opened.header.sort,
        "station": opened.station,
        "base": opened.base,
        "content": opened.content.decode(),
        "sha256": opened.sha256,
        "signed_at": opened.header.made_at,
        "by": by,
    }
