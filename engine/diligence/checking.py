"""Every check of a supply network, asked at once; what they are called is the reference file's."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from engine.diligence import dealings, trails
from engine.diligence.answers import Check, Checked, Missing, RedFlag
from engine.diligence.network import SupplyNetwork
from engine.diligence.trails import Found

Query = Callable[[Check, SupplyNetwork, date], Found]
QUERIES: Mapping[str, Query] = {
    "origin": trails.origin,
    "capacity": trails.capacity,
    "cover": trails.cover,
    "owners": trails.owners,
    "yields": trails.yields,
    "labour": dealings.labour,
    "payment": dealings.payment,
    "disclosure": dealings.disclosure,
    "parties": dealings.parties,
    "machines": dealings.machines,
}
#: What a check looks at: without one of these there is nothing to be asked.
LOOKS_AT: Mapping[str, tuple[str, ...]] = {
    "origin": ("product_lot",),
    "capacity": ("factory",),
    "cover": ("shipment",),
    "owners": ("firm",),
    "yields": ("derived_from",),
    "labour": ("places_workers",),
    "payment": ("pays",),
    "disclosure": ("subcontracts", "factory"),
    "parties": ("firm",),
    "machines": ("shipment",),
}


def check_network(checks: Iterable[Check], network: SupplyNetwork, on: date) -> tuple[Checked, ...]:
    """The answer of every check, in their order; `on` is the day they are asked on."""
    return tuple(_checked(check, network, on) for check in checks)


def _checked(check: Check, network: SupplyNetwork, on: date) -> Checked:
    found = tuple(QUERIES[check.id](check, network, on))
    sorts = LOOKS_AT[check.id]
    return Checked(
        check,
        len(network.of(*sorts)) + len(network.ties(*sorts)),
        tuple(each for each in found if isinstance(each, RedFlag)),
        tuple(dict.fromkeys(each for each in found if isinstance(each, Missing))),
    )
