"""The five checks of a supply network that follow goods, shipments and owners through it."""

from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from engine.diligence.answers import Check, Missing, RedFlag
from engine.diligence.network import NORTH, SupplyNetwork, is_on
from engine.records import Entity, Relation
from engine.screening import digits

Found = Iterator[RedFlag | Missing]
SEWN = ("61", "62")
SUSPECT = ("listed", "possible_match")


def origin(check: Check, network: SupplyNetwork, on: date) -> Found:
    """The declared origin of a lot is the country of the factory that sewed it."""
    for lot in network.of("product_lot"):
        sewing = [tie for tie in network.reaching(lot.key, "makes") if tie.step == "sew"]
        if not sewing and not digits(lot.hs).startswith(SEWN):
            continue
        if not sewing:
            yield Missing(check.id, "sewing_factory", ("entity", lot.key))
        elif not lot.declared_origin:
            yield Missing(check.id, "declared_origin", ("entity", lot.key))
        for tie in sewing:
            factory = network.entities[tie.source]
            if not factory.country:
                yield Missing(check.id, "factory_country", ("entity", factory.key))
            elif lot.declared_origin and factory.country != lot.declared_origin:
                values = {"declared": lot.declared_origin, "sewn": factory.country}
                yield RedFlag(
                    check.id,
                    "origin_differs",
                    ("entity", lot.key),
                    (("relation", tie.key), ("entity", factory.key)),
                    values,
                )


def capacity(check: Check, network: SupplyNetwork, on: date) -> Found:
    """What a factory makes in a month is within its capacity, step of the work by step."""
    for factory in network.of("factory"):
        made: dict[tuple[int, int, str], list[tuple[Relation, Decimal]]] = defaultdict(list)
        for tie in network.leaving(factory.key, "makes"):
            amount = _made(network, tie)
            if tie.day is None or amount is None:
                need = "making_day" if tie.day is None else "made_quantity"
                yield Missing(check.id, need, ("relation", tie.key))
            else:
                made[tie.day.year, tie.day.month, tie.step].append((tie, amount))
        if not made:
            continue
        if factory.capacity_month is None:
            yield Missing(check.id, "capacity_month", ("entity", factory.key))
            continue
        for (year, month, step), rows in sorted(made.items()):
            total = sum((amount for _tie, amount in rows), Decimal(0))
            if total > factory.capacity_month:
                values = {
                    "month": date(year, month, 1),
                    "made": total,
                    "capacity": factory.capacity_month,
                    "step": step,
                }
                ties = tuple(("relation", tie.key) for tie, _amount in rows)
                about = ("entity", factory.key)
                yield RedFlag(check.id, "above_capacity", about, ties, values)


def cover(check: Check, network: SupplyNetwork, on: date) -> Found:
    """Every shipment to or from the North has an approval in date whose scope holds its goods."""
    for shipment in network.of("shipment"):
        about = ("entity", shipment.key)
        ends = [network.entities.get(key) for key in (shipment.from_place, shipment.to_place)]
        countries = {end.country for end in ends if end and end.country}
        if NORTH not in countries:
            if len([end for end in ends if end and end.country]) < 2:
                yield Missing(check.id, "shipment_ends", about)
            continue
        covers = network.reaching(shipment.key, "covers")
        if not covers:
            yield RedFlag(check.id, "no_approval", about)
        elif shipment.moved_on is None:
            yield Missing(check.id, "shipment_day", about)
        else:
            yield from _covered(check, network, shipment, covers, shipment.moved_on)


def owners(check: Check, network: SupplyNetwork, on: date) -> Found:
    """No way of ownership or subcontracting leads to a listed or flagged firm within the limit.

    Followed both ways along ownership, and from contractor to subcontractor; from every firm that
    trades in the network.
    """
    most = int(check.limits["steps"])
    told: set[str] = set()
    for firm in network.of("firm"):
        if not _trades(network, firm.key):
            continue
        for path in _paths(network, firm.key, most, on):
            last = network.entities[path[-1][1]] if path else firm
            if last.screening_result not in SUSPECT or last.key in told:
                continue
            told.add(last.key)
            ties = tuple(("relation", tie) for tie, _key in path)
            passed = tuple(("entity", key) for _tie, key in path[:-1])
            values = {
                "firm": firm.key,
                "steps": len(path),
                "result": last.screening_result,
                "path": (firm.key, *(key for _tie, key in path)),
            }
            start = (("entity", firm.key),) if path else ()
            about = ("entity", last.key)
            yield RedFlag(check.id, "reaches_listed", about, (*start, *passed, *ties), values)


def yields(check: Check, network: SupplyNetwork, on: date) -> Found:
    """Input times the units made of one unit is the output, within the tolerance.

    Inputs of one HS heading add up; inputs of different headings each have to explain the output.
    """
    tolerance = check.limits["tolerance"]
    for lot in network.of("product_lot"):
        about = ("entity", lot.key)
        groups: dict[str, list[Relation]] = defaultdict(list)
        for tie in network.leaving(lot.key, "derived_from"):
            groups[digits(network.entities[tie.target].hs)[:4]].append(tie)
        if groups and lot.quantity is None:
            yield Missing(check.id, "output_quantity", about)
            continue
        for _heading, ties in sorted(groups.items()):
            amounts = []
            for tie in ties:
                used = _used(network, tie)
                if used is None or tie.output_ratio is None:
                    need = "input_quantity" if used is None else "output_ratio"
                    yield Missing(check.id, need, ("relation", tie.key))
                else:
                    amounts.append(used * tie.output_ratio)
            if len(amounts) < len(ties) or lot.quantity is None:
                continue
            expected = sum(amounts, Decimal(0))
            if abs(lot.quantity - expected) > tolerance * expected:
                case = "more_than_input" if lot.quantity > expected else "less_than_input"
                values = {"made": lot.quantity, "expected": expected, "tolerance": tolerance}
                places = tuple(("relation", tie.key) for tie in ties)
                yield RedFlag(check.id, case, about, places, values)
        yield from _overdrawn(check, network, lot)


def _overdrawn(check: Check, network: SupplyNetwork, lot: Entity) -> Found:
    """More was taken of an input lot than there was of it."""
    taken = [tie.quantity for tie in network.reaching(lot.key, "derived_from") if tie.quantity]
    if lot.quantity is not None and sum(taken) > lot.quantity:
        values = {"made": sum(taken), "expected": lot.quantity}
        places = tuple(("relation", tie.key) for tie in network.reaching(lot.key, "derived_from"))
        yield RedFlag(check.id, "input_overdrawn", ("entity", lot.key), places, values)


def _covered(
    check: Check,
    network: SupplyNetwork,
    shipment: Entity,
    covers: tuple[Relation, ...],
    day: date,
) -> Found:
    about = ("entity", shipment.key)
    approvals = [network.entities[tie.source] for tie in covers]
    known = [each for each in approvals if each.valid_from or each.valid_to]
    in_date = [
        each
        for each in known
        if (each.valid_from or date.min) <= day <= (each.valid_to or date.max)
    ]
    if not in_date:
        if len(known) < len(approvals):
            yield Missing(check.id, "approval_dates", about)
        else:
            places = tuple(("entity", each.key) for each in approvals)
            yield RedFlag(check.id, "approval_out_of_date", about, places, {"day": day})
        return
    scope = tuple(digits(prefix) for each in in_date for prefix in each.item_scope)
    if not scope:
        yield Missing(check.id, "approval_scope", ("entity", in_date[0].key))
        return
    for tie in network.leaving(shipment.key, "carries"):
        lot = network.entities[tie.target]
        if not lot.hs:
            yield Missing(check.id, "lot_hs", ("entity", lot.key))
        elif not digits(lot.hs).startswith(scope):
            places = (("entity", lot.key), *(("entity", each.key) for each in in_date))
            yield RedFlag(check.id, "outside_scope", about, places, {"hs": lot.hs})


def _trades(network: SupplyNetwork, key: str) -> bool:
    """Whether a firm does something in the network besides owning."""
    out = ("operates", "supplies_input", "pays", "subcontracts")
    return any(network.leaving(key, sort) for sort in out) or any(
        network.reaching(key, sort) for sort in ("pays", "consigned_to")
    )


def _paths(
    network: SupplyNetwork, start: str, most: int, on: date
) -> Iterator[tuple[tuple[str, str], ...]]:
    """The shortest way to every firm within so many steps, as (relation, firm) pairs."""
    seen = {start}
    queue: deque[tuple[tuple[tuple[str, str], ...], str]] = deque([((), start)])
    while queue:
        path, key = queue.popleft()
        yield path
        if len(path) == most:
            continue
        for tie, other in _neighbours(network, key, on):
            if other not in seen:
                seen.add(other)
                queue.append(((*path, (tie, other)), other))


def _neighbours(network: SupplyNetwork, key: str, on: date) -> Iterator[tuple[str, str]]:
    for tie in (*network.leaving(key, "owns"), *network.leaving(key, "subcontracts")):
        if is_on(tie, on):
            yield tie.key, tie.target
    for tie in network.reaching(key, "owns"):
        if is_on(tie, on):
            yield tie.key, tie.source


def _made(network: SupplyNetwork, tie: Relation) -> Decimal | None:
    """How much of a lot a factory made; the whole lot if nobody else did the same step of it."""
    if tie.quantity is not None:
        return tie.quantity
    same = [each for each in network.reaching(tie.target, "makes") if each.step == tie.step]
    return None if len(same) > 1 else network.entities[tie.target].quantity


def _used(network: SupplyNetwork, tie: Relation) -> Decimal | None:
    """How much of an input lot went into the output; the whole lot if nothing else took of it."""
    if tie.quantity is not None:
        return tie.quantity
    is_shared = len(network.reaching(tie.target, "derived_from")) > 1
    return None if is_shared else network.entities[tie.target].quantity
