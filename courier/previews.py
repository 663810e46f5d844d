"""What goes out, what is withheld, and what a file holds, in words, before anything is written."""

from dataclasses import dataclass

from accounts.models import User
from core import sight
from courier.services.receiving import Arrival, Return
from courier.services.sending import Order, seen_through
from engine.changes import undo_all
from engine.codec import encode_changes
from engine.courier import Parcel, free_texts, write_parcel
from engine.masking import hidden_in
from engine.merging import draft_plan
from engine.networks import network_of
from engine.plan import HEADER, Plan
from engine.records import KINDS
from engine.schedule import Schedule, solve
from roadmaps import vocabulary
from roadmaps.history import ChangeLine, lines_of
from roadmaps.models import Roadmap
from roadmaps.past import whole_plan_at

MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class KindLine:
    """How many records of a kind go out, how many stay, and which of their fields are withheld."""

    name: str
    sent: int
    kept: int
    withheld: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outgoes:
    """What would go out.

    `moved` are activities whose dates differ there: they waited for something that is not sent.
    Forced is what the sender does not see themselves. `size` is in kB.
    """

    parcel: Parcel
    lines: tuple[KindLine, ...]
    texts: int
    moved: tuple[str, ...]
    size: int
    is_amounts_forced: bool
    is_parties_forced: bool


def outgoes(roadmap: Roadmap, order: Order, parcel: Parcel, by: User) -> Outgoes:
    """The parcel in words, held against the plan it was cut from."""
    whole = whole_plan_at(roadmap, order.revision)
    mask = seen_through(roadmap, order.mask, by)
    return Outgoes(
        parcel,
        tuple(_kinds(parcel, whole)),
        free_texts(parcel.plan),
        tuple(_moved(whole, parcel)),
        len(write_parcel(parcel)) * 4 // 3 // 1024 + 1,
        mask.amounts and not order.mask.amounts,
        mask.parties and not order.mask.parties,
    )


def kinds_in(parcel: Parcel) -> list[KindLine]:
    """What a package holds, by kind."""
    return _kinds(parcel, parcel.plan)


def changes_in(found: Return) -> list[ChangeLine]:
    """What an answer would change in the plan, as it was when it was sent."""
    whole = whole_plan_at(found.package.plan, found.package.revision)
    changes = found.changes[:MOST_LINES]
    undo = encode_changes(undo_all(whole, changes))
    return lines_of(draft_plan(whole, found.changes), encode_changes(changes), undo)


def is_long(found: Return) -> bool:
    """Whether there are more changes than are told."""
    return len(found.changes) > MOST_LINES


def _kinds(parcel: Parcel, whole: Plan) -> list[KindLine]:
    lines = []
    for kind, record in KINDS.items():
        there, here = parcel.plan.of(record), whole.of(record)
        if kind == HEADER or not here:
            continue
        hidden = {name for each in there.values() for name in hidden_in(each, parcel.mask)}
        names = dict.fromkeys(vocabulary.field_name(kind, name) for name in sorted(hidden))
        lines.append(
            KindLine(vocabulary.kind_name(kind), len(there), len(here) - len(there), tuple(names))
        )
    return lines


def _moved(whole: Plan, parcel: Parcel) -> list[str]:
    """What would have other dates there than here."""
    scenario = parcel.plan.header.default_scenario or None
    here, there = (solve(network_of(plan), scenario) for plan in (whole, parcel.plan))
    keys = [key for key in there if key in parcel.plan.activities and _differ(here, there, key)]
    return [f"{key} {vocabulary.name_of(parcel.plan, 'activity', key)}" for key in sorted(keys)]


def _differ(here: Schedule, there: Schedule, key: str) -> bool:
    return (here[key].start, here[key].finish) != (there[key].start, there[key].finish)


def describe(found: Arrival | Return) -> dict[str, object]:
    """What the page shows of a file that was looked at."""
    if isinstance(found, Arrival):
        return {"arrival": found, "lines": kinds_in(found.parcel)}
    with sight.within(found.package.plan_id):
        return {"answer": found, "changes": changes_in(found), "is_long": is_long(found)}
