"""Which informal channels a project lies near to, and why: read from its record, never guessed.

A channel is where trade goes once the lawful road is closed. Every sign of it that the record shows
is told; without any, the record may still be too thin to tell, and then the channel is unknown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from engine.diligence.answers import Place
from engine.diligence.dealings import PAID_OUTSIDE_BANKS, brokers
from engine.diligence.network import NORTH, SOUTH, SupplyNetwork
from engine.plan import Plan
from engine.records import Control, Project
from engine.screening import digits

State = Literal["applies", "unknown", "not_found"]


@dataclass(frozen=True, slots=True)
class Sign:
    """What the record may show of a channel; `terms` are the words or codes it is known by."""

    id: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """An informal channel, as the reference file has it: `road` are the measures that close the
    lawful way, `signs` what shows that a project lies near to it."""

    id: str
    road: tuple[str, ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A sign that the record shows: where, and what a sentence about it needs."""

    sign: str
    about: Place
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Exposure:
    """A channel as one project meets it, and the controls planned for it."""

    channel: Channel
    reasons: tuple[Reason, ...]
    is_thin: bool
    controls: tuple[Control, ...]

    @property
    def state(self) -> State:
        if self.reasons:
            return "applies"
        return "unknown" if self.is_thin else "not_found"

    @property
    def lacks_control(self) -> bool:
        """It applies and nothing is planned against it."""
        return bool(self.reasons) and not self.controls


@dataclass(frozen=True, slots=True)
class Case:
    """A project with what belongs to it, as the signs look at it."""

    plan: Plan
    project: Project
    network: SupplyNetwork


def exposures(
    channels: Mapping[str, Channel], plan: Plan, project: str, network: SupplyNetwork
) -> tuple[Exposure, ...]:
    """Every channel with the reasons why it applies to the project, in the file's order."""
    case = Case(plan, plan.projects[project], network)
    trades = any(line.project == project for line in plan.goods.values())
    is_thin = network.is_empty and (trades or case.project.modality == "consignment")
    return tuple(
        Exposure(
            channel,
            tuple(reason for sign in channel.signs for reason in SIGNS[sign.id](sign, case)),
            is_thin,
            tuple(
                each
                for each in plan.controls.values()
                if each.project == project and each.channel == channel.id
            ),
        )
        for channel in channels.values()
    )


def _consignment(sign: Sign, case: Case) -> Iterator[Reason]:
    project = case.project
    if project.modality == "consignment" or project.investment_form == "contract_processing":
        yield Reason(sign.id, ("project", project.key))


def _industry(sign: Sign, case: Case) -> Iterator[Reason]:
    if case.project.industry in sign.terms:
        values = {"industry": case.project.industry}
        yield Reason(sign.id, ("project", case.project.key), values)


def _goods_out(sign: Sign, case: Case) -> Iterator[Reason]:
    for line in case.plan.goods.values():
        is_mine = line.project == case.project.key and line.direction == "out"
        if is_mine and digits(line.hs).startswith(sign.terms):
            yield Reason(sign.id, ("goods", line.key), {"hs": line.hs})


def _labour_abroad(sign: Sign, case: Case) -> Iterator[Reason]:
    if case.project.labour_abroad:
        yield Reason(sign.id, ("project", case.project.key))


def _workers_placed(sign: Sign, case: Case) -> Iterator[Reason]:
    for tie in case.network.ties("places_workers"):
        agency = case.network.entities[tie.source]
        if NORTH in {tie.nationality, *agency.source_countries}:
            values = {"agency": agency.key, "factory": tie.target}
            yield Reason(sign.id, ("relation", tie.key), values)


def _foreign_factory(sign: Sign, case: Case) -> Iterator[Reason]:
    for factory in case.network.of("factory"):
        if factory.country not in {"", NORTH, SOUTH}:
            values = {"factory": factory.key, "country": factory.country}
            yield Reason(sign.id, ("entity", factory.key), values)


def _other_permit(sign: Sign, case: Case) -> Iterator[Reason]:
    for tie in case.network.ties("places_workers"):
        if tie.permit not in {"", "work"}:
            yield Reason(sign.id, ("relation", tie.key), {"permit": tie.permit})
    for agency in case.network.of("labour_agency"):
        for permit in agency.permits:
            if permit not in {"", "work"}:
                yield Reason(sign.id, ("entity", agency.key), {"permit": permit})


def _third_country_firm(sign: Sign, case: Case) -> Iterator[Reason]:
    for firm in brokers(case.network):
        values = {"firm": firm.key, "country": firm.country}
        yield Reason(sign.id, ("entity", firm.key), values)


def _undisclosed(sign: Sign, case: Case) -> Iterator[Reason]:
    for tie in case.network.ties("subcontracts"):
        if tie.disclosed == "no":
            yield Reason(sign.id, ("relation", tie.key))


def _border_place(sign: Sign, case: Case) -> Iterator[Reason]:
    for place in case.network.of("place"):
        if place.place_kind == "border_crossing" and place.country != SOUTH:
            yield Reason(sign.id, ("entity", place.key), {"place": place.key})


def _zone(sign: Sign, case: Case) -> Iterator[Reason]:
    for zone in (case.project.zone, *case.project.also_zones):
        if zone in sign.terms:
            yield Reason(sign.id, ("project", case.project.key), {"zone": zone})


def _uncovered_shipment(sign: Sign, case: Case) -> Iterator[Reason]:
    network = case.network
    for shipment in network.of("shipment"):
        ends = (network.entities.get(key) for key in (shipment.from_place, shipment.to_place))
        is_north = any(end and end.country == NORTH for end in ends)
        if is_north and not network.reaching(shipment.key, "covers"):
            yield Reason(sign.id, ("entity", shipment.key), {"shipment": shipment.key})


def _origin_differs(sign: Sign, case: Case) -> Iterator[Reason]:
    for tie in case.network.ties("makes"):
        factory, lot = case.network.entities[tie.source], case.network.entities[tie.target]
        if factory.country == NORTH and lot.declared_origin not in {"", NORTH}:
            values = {"lot": lot.key, "declared": lot.declared_origin}
            yield Reason(sign.id, ("entity", lot.key), values)


def _foreign_consignee(sign: Sign, case: Case) -> Iterator[Reason]:
    for tie in case.network.ties("consigned_to"):
        firm = case.network.entities[tie.target]
        if firm.country not in {"", NORTH, SOUTH}:
            values = {"firm": firm.key, "country": firm.country}
            yield Reason(sign.id, ("relation", tie.key), values)


def _outside_banks(sign: Sign, case: Case) -> Iterator[Reason]:
    for tie in case.network.ties("pays"):
        if tie.method in PAID_OUTSIDE_BANKS:
            yield Reason(sign.id, ("relation", tie.key), {"method": tie.method})


def _waits_for(sign: Sign, case: Case) -> Iterator[Reason]:
    for key in case.project.conditions:
        condition = case.plan.conditions.get(key)
        if condition and set(condition.measures) & set(sign.terms):
            yield Reason(sign.id, ("condition", key), {"condition": key})


SIGNS: Mapping[str, Callable[[Sign, Case], Iterator[Reason]]] = {
    "consignment": _consignment,
    "industry": _industry,
    "goods_out": _goods_out,
    "labour_abroad": _labour_abroad,
    "workers_placed": _workers_placed,
    "foreign_factory": _foreign_factory,
    "other_permit": _other_permit,
    "third_country_firm": _third_country_firm,
    "undisclosed": _undisclosed,
    "border_place": _border_place,
    "zone": _zone,
    "uncovered_shipment": _uncovered_shipment,
    "origin_differs": _origin_differs,
    "foreign_consignee": _foreign_consignee,
    "outside_banks": _outside_banks,
    "waits_for": _waits_for,
}
