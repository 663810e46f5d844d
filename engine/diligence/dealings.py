"""The checks of a supply network that look at one dealing: work, money, parties, machines."""

from datetime import date

from engine.diligence.answers import Check, Missing, RedFlag
from engine.diligence.network import NORTH, SOUTH, SupplyNetwork
from engine.diligence.trails import Found
from engine.records import Entity, Relation
from engine.screening import digits

PAID_OUTSIDE_BANKS = frozenset({"cash", "in_kind", "other"})


def labour(check: Check, network: SupplyNetwork, on: date) -> Found:
    """Nobody of the North works abroad, and every worker placed somewhere holds a work permit."""
    for tie in network.ties("places_workers"):
        about = ("relation", tie.key)
        factory, agency = network.entities[tie.target], network.entities[tie.source]
        places = (("entity", agency.key), ("entity", factory.key))
        if not tie.nationality:
            yield Missing(check.id, "nationality", about)
        elif not factory.country:
            yield Missing(check.id, "factory_country", ("entity", factory.key))
        elif tie.nationality == NORTH != factory.country:
            values = {"country": factory.country, "headcount": tie.headcount}
            yield RedFlag(check.id, "north_abroad", about, places, values)
        if not tie.permit:
            yield Missing(check.id, "permit", about)
        elif tie.permit != "work":
            yield RedFlag(check.id, "no_work_permit", about, places, {"permit": tie.permit})


def payment(check: Check, network: SupplyNetwork, on: date) -> Found:
    """Everything is paid through a bank that is named."""
    for tie in network.ties("pays"):
        about, places = ("relation", tie.key), _ends(tie)
        if not tie.method:
            yield Missing(check.id, "method", about)
        elif tie.method in PAID_OUTSIDE_BANKS:
            yield RedFlag(check.id, "outside_banks", about, places, {"method": tie.method})
        elif not tie.bank:
            yield Missing(check.id, "bank", about)


def disclosure(check: Check, network: SupplyNetwork, on: date) -> Found:
    """Every subcontractor was disclosed, and every factory has a firm that answers for it."""
    for tie in network.ties("subcontracts"):
        if not tie.disclosed:
            yield Missing(check.id, "disclosed", ("relation", tie.key))
        elif tie.disclosed == "no":
            yield RedFlag(check.id, "undisclosed", ("relation", tie.key), _ends(tie))
    for factory in network.of("factory"):
        if not factory.firm and not network.reaching(factory.key, "operates"):
            yield Missing(check.id, "operator", ("entity", factory.key))


def parties(check: Check, network: SupplyNetwork, on: date) -> Found:
    """Every firm was screened against the lists, not longer ago than the limit, without a match."""
    most = int(check.limits["days"])
    for firm in network.of("firm"):
        about = ("entity", firm.key)
        if firm.screened_on is None or not firm.screening_result:
            yield Missing(check.id, "list_screening", about)
            continue
        age = (on - firm.screened_on).days
        if age > most:
            values = {"day": firm.screened_on, "days": age, "most": most}
            yield RedFlag(check.id, "screening_too_old", about, (), values)
        if firm.screening_result != "no_match":
            values = {"result": firm.screening_result}
            yield RedFlag(check.id, "screening_match", about, (), values)


def machines(check: Check, network: SupplyNetwork, on: date) -> Found:
    """Nothing of HS chapters 72 to 89 goes to the North without an approval that covers it."""
    for shipment in network.of("shipment"):
        to = network.entities.get(shipment.to_place)
        if to is None or to.country != NORTH:
            continue
        for tie in network.leaving(shipment.key, "carries"):
            lot = network.entities[tie.target]
            code = digits(lot.hs)
            if not code:
                yield Missing(check.id, "lot_hs", ("entity", lot.key))
            elif 72 <= int(code[:2]) <= 89 and not _approved(network, shipment, code):
                places = (("entity", lot.key), ("relation", tie.key))
                values = {"hs": lot.hs}
                yield RedFlag(check.id, "machines_sent", ("entity", shipment.key), places, values)


def brokers(network: SupplyNetwork) -> list[Entity]:
    """Firms of a third country that stand between the two sides as trader or broker."""
    named = {
        tie.target
        for tie in network.ties("consigned_to")
        if tie.capacity_as in {"broker", "notify"}
    }
    return [
        each
        for each in network.of("firm")
        if each.country not in {"", NORTH, SOUTH} and (each.role == "trader" or each.key in named)
    ]


def _approved(network: SupplyNetwork, shipment: Entity, code: str) -> bool:
    day = shipment.moved_on
    approvals = (network.entities[tie.source] for tie in network.reaching(shipment.key, "covers"))
    return day is not None and any(
        (each.valid_from or date.min) <= day <= (each.valid_to or date.max)
        and code.startswith(tuple(map(digits, each.item_scope)))
        for each in approvals
    )


def _ends(tie: Relation) -> tuple[tuple[str, str], ...]:
    return ("entity", tie.source), ("entity", tie.target)
