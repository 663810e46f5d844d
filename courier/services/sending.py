"""Packing: a plan for a station, or what was edited since as the answer to its package."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from core import clock
from core.errors import Invalid
from courier.models import Incoming, KeyRing, Outgoing, Sort, Station
from courier.queries.standing import card_of, origin_of
from courier.sealing import Envelope, seal
from courier.services.stations import required_ring, unlocked
from engine.codec import decode_changes
from engine.courier import Edit, Parcel, Reply, cut, read_parcel, write_parcel, write_reply
from engine.courier.parcels import LONGEST_NOTE
from engine.courier.returning import withheld_problems
from engine.masking import Mask
from engine.merging import between
from engine.problems import BrokenPlan, Problem
from roadmaps import permit_rules
from roadmaps.models import Roadmap
from roadmaps.past import whole_plan_at
from roadmaps.schedules import scenario_of, whole_plan_of
from roadmaps.services import require_editor
from roadmaps.sights import eyes_of


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants to send: which state of the plan, in which scenario, without what."""

    revision: int
    scenario: str
    mask: Mask
    note: str = ""
    answer_by: date | None = None


def parcel_for(roadmap: Roadmap, order: Order, *, by: User) -> Parcel:
    """What would go out. What the sender may not see does not, whatever was asked for."""
    require_editor(roadmap, by)
    if not 0 < order.revision <= roadmap.revision:
        raise Invalid(Problem("no_such_revision", ("revision",), {"number": order.revision}))
    _refuse_order(order)
    plan = whole_plan_at(roadmap, order.revision)
    if order.mask.projects is not None and not order.mask.projects & plan.projects.keys():
        raise Invalid(Problem("no_project_sent", ("projects",)))
    if order.scenario and order.scenario not in plan.scenarios:
        raise Invalid(Problem("no_scenario_sent", ("scenario",), {"key": order.scenario}))
    mask = seen_through(roadmap, order.mask, by)
    sent = cut(plan, mask, scenario_of(plan, order.scenario))
    return Parcel(
        sent,
        order.revision,
        mask.amounts,
        mask.parties,
        mask.projects is not None and plan.projects.keys() > sent.projects.keys(),
        by.get_full_name(),
        order.note.strip(),
        order.answer_by,
    )


def seen_through(roadmap: Roadmap, mask: Mask, by: User) -> Mask:
    """The mask, and what this person does not see themselves."""
    seen = eyes_of(by)(roadmap.pk)
    return Mask(mask.amounts or not seen.amounts, mask.parties or not seen.parties, mask.projects)


@transaction.atomic(durable=True)
def pack_plan(roadmap: Roadmap, station: Station, order: Order, *, by: User) -> Outgoing:
    """Sign and seal the plan for the station; the package is on the plan's list from then on."""
    parcel = parcel_for(roadmap, order, by=by)
    sent = frozenset(parcel.plan.projects) if parcel.partial else None
    made = Outgoing(
        sort=Sort.PLAN,
        plan=roadmap,
        revision=order.revision,
        scenario=parcel.plan.header.default_scenario,
        amounts_withheld=parcel.amounts,
        parties_withheld=parcel.parties,
        projects=sorted(sent) if sent is not None else None,
        note=parcel.note,
        answer_by=parcel.answer_by,
        by=by,
    )
    return _sealed(made, station, write_parcel(parcel))


def edits_of(roadmap: Roadmap, origin: Incoming) -> list[Edit]:
    """What was edited here since the plan came in, each edit with who made it."""
    since = roadmap.revisions.filter(number__gt=origin.arrived_as)
    return [
        Edit(
            each.by.get_full_name() if each.by else "",
            each.at,
            each.reason,
            decode_changes(each.changes),
        )
        for each in since.order_by("number").select_related("by")
    ]


def refuse_reply(roadmap: Roadmap, origin: Incoming) -> None:
    """Refuse to send back what could not be taken over there, as long as it can be mended here."""
    sent = read_parcel(origin.content.encode())
    now = whole_plan_of(roadmap)
    changes = between(sent.plan, now)
    if not changes:
        raise Invalid(Problem("nothing_to_send_back"))
    if problems := list(withheld_problems(sent.plan, sent.mask, changes)):
        raise BrokenPlan(*problems)
    permit_rules.refuse_moves(sent.plan, changes, now, permit_rules.nobody)


@transaction.atomic(durable=True)
def pack_answer(roadmap: Roadmap, note: str = "", *, by: User) -> Outgoing:
    """Send back what was edited since, signed, to the station the plan came from."""
    require_editor(roadmap, by)
    locked = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    origin = origin_of(locked)
    if origin is None:
        raise Invalid(Problem("not_from_a_package", (), {"plan": locked.name}))
    if len(note) > LONGEST_NOTE:
        raise Invalid(Problem("package_note", ("note",), {"longest": LONGEST_NOTE}))
    refuse_reply(locked, origin)
    reply = Reply(
        origin.number,
        origin.base,
        by.get_full_name(),
        note.strip(),
        tuple(edits_of(locked, origin)),
    )
    made = Outgoing(
        sort=Sort.ANSWER,
        plan=locked,
        revision=locked.revision,
        scenario=locked.default_scenario,
        amounts_withheld=origin.amounts_withheld,
        parties_withheld=origin.parties_withheld,
        note=reply.note,
        by=by,
    )
    return _sealed(made, origin.station, write_reply(reply))


def _refuse_order(order: Order) -> None:
    if len(order.note) > LONGEST_NOTE:
        raise Invalid(Problem("package_note", ("note",), {"longest": LONGEST_NOTE}))
    if order.answer_by and order.answer_by < clock.today():
        raise Invalid(Problem("answer_day_past", ("answer_by",)))


def _sealed(made: Outgoing, station: Station, content: bytes) -> Outgoing:
    """Number, sign, seal and keep; two that pack at once get two numbers."""
    trusted = Station.objects.select_for_update().get(pk=station.pk)
    if not trusted.is_trusted:
        raise Invalid(Problem("station_untrusted", ("station",), {"name": trusted.name}))
    ring = KeyRing.objects.select_for_update().get(pk=required_ring().pk)
    numbers = ring.packages.aggregate(last=Max("number"))
    made.number = (numbers["last"] or 0) + 1
    envelope = Envelope(made.sort, made.number, clock.now())  # type: ignore[arg-type]
    file = seal(content, envelope, unlocked(ring), card_of(trusted))
    made.ring, made.station = ring, trusted
    made.content, made.base = content.decode(), sha256(content).hexdigest()
    made.file, made.sha256 = file.decode(), sha256(file).hexdigest()
    made.save(force_insert=True)
    return made
