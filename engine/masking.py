"""A plan with something left out: amounts of money, names of parties, or whole projects.

Which fields hold money and which name a party is said here, once, for every kind of record; a test
fails for a field that nobody has classified. Quantities (MW, tonnes, persons) are no amounts: a
schedule cannot be read without them. Keys are codes, and stay.
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from typing import Any

from engine.changes import Add, Alter, Change, Remove
from engine.plan import HEADER, Plan, plan_of, references
from engine.records import KINDS, BenefitLine, Criterion, Entity, Permit, Record

#: Amounts of money, by kind of record.
AMOUNT_FIELDS: Mapping[str, frozenset[str]] = {
    "ceiling": frozenset({"amount"}),
    "cost": frozenset({"amount"}),
    "goods": frozenset({"value", "approved_value"}),
    "benefit": frozenset({"amount"}),
    "entity": frozenset({"value"}),
    "relation": frozenset({"amount"}),
}
#: What names a party, or is as good as its name.
PARTY_FIELDS: Mapping[str, frozenset[str]] = {
    "partner": frozenset({"name_ko", "name_en", "note_ko", "note_en"}),
    "permit": frozenset({"applicant"}),
    "control": frozenset({"responsible"}),
    "entity": frozenset(
        {
            "name_ko",
            "name_en",
            "aliases",
            "registration_no",
            "beneficial_owners",
            "licence",
            "imo",
            "bic",
            "bl_no",
        }
    ),
}
#: Sorts of entity that are somebody, or belong to somebody who is known by them.
PARTY_SORTS = frozenset({"firm", "factory", "labour_agency", "vessel", "bank"})
#: What stands where a name is withheld: a name cannot be empty where people read it.
NAMELESS_KO, NAMELESS_EN = "비공개", "Withheld"
NAMES = {"name_ko": NAMELESS_KO, "name_en": NAMELESS_EN}


@dataclass(frozen=True, slots=True)
class Mask:
    """What is left out. True means hidden; of `projects`, where given, only these remain."""

    amounts: bool = False
    parties: bool = False
    projects: frozenset[str] | None = None

    @property
    def hides_nothing(self) -> bool:
        return not (self.amounts or self.parties) and self.projects is None


def masked(plan: Plan, mask: Mask) -> Plan:
    """The plan as somebody behind the mask may have it; sound where the plan is."""
    if mask.projects is not None:
        plan = _with_only(plan, mask.projects)
    if not (mask.amounts or mask.parties):
        return plan
    rows = {
        kind: {key: masked_record(each, mask) for key, each in plan.of(KINDS[kind]).items()}
        for kind in KINDS
        if kind != HEADER
    }
    return plan_of(plan.header, rows)


def masked_record(record: Record, mask: Mask) -> Record:
    """The record without what the mask hides."""
    hidden = hidden_in(record, mask)
    return replace(record, **{name: _emptied(record.kind, name) for name in hidden})


def masked_changes(changes: Iterable[Change], mask: Mask) -> list[Change]:
    """The changes without what the mask hides; one that alters nothing else is left out."""
    found: list[Change] = []
    for change in changes:
        if isinstance(change, Add):
            found.append(Add(masked_record(change.record, mask)))
        elif isinstance(change, Alter):
            hidden = hidden_of(change.kind, mask)
            values = {name: each for name, each in change.values.items() if name not in hidden}
            if values:
                found.append(Alter(change.kind, change.key, values))
        else:
            found.append(change)
    return found


def hidden_in(record: Record, mask: Mask) -> frozenset[str]:
    """The fields of this record that the mask hides, whether or not there is anything in them."""
    hidden: set[str] = set()
    if mask.amounts and _is_money(record):
        hidden |= AMOUNT_FIELDS.get(record.kind, frozenset())
    if mask.parties:
        hidden |= PARTY_FIELDS.get(record.kind, frozenset())
        if isinstance(record, Entity) and record.sort not in PARTY_SORTS:
            hidden -= NAMES.keys()
    return frozenset(hidden)


def hidden_of(kind: str, mask: Mask) -> frozenset[str]:
    """The fields of a kind that the mask may hide: where the record itself is not at hand."""
    amounts = AMOUNT_FIELDS.get(kind, frozenset()) if mask.amounts else frozenset()
    parties = PARTY_FIELDS.get(kind, frozenset()) if mask.parties else frozenset()
    return amounts | parties


def touched(change: Change, mask: Mask) -> frozenset[str]:
    """The hidden fields that a change would write: someone who cannot see them may not."""
    if isinstance(change, Alter):
        return hidden_of(change.kind, mask) & change.values.keys()
    if isinstance(change, Add):
        empty = _empties(change.record.kind)
        return frozenset(
            name
            for name in hidden_in(change.record, mask)
            if getattr(change.record, name) != empty.get(name, "")
        )
    return frozenset()


def uncovering(change: Change, mask: Mask) -> frozenset[str]:
    """The fields that decide what the mask hides, where a change would end that.

    A benefit is money by its currency, an entity a party by its sort: who may not read the amount
    or the name could have it shown by saying that it is none.
    """
    if not isinstance(change, Alter):
        return frozenset()
    values = change.values
    found = set()
    if mask.amounts and change.kind == BenefitLine.kind and values.get("currency") == "":
        found.add("currency")
    if (
        mask.parties
        and change.kind == Entity.kind
        and values.get("sort", "firm") not in PARTY_SORTS
    ):
        found.add("sort")
    return frozenset(found)


def rewritten(changes: Iterable[Change], mask: Mask) -> dict[tuple[str, str], frozenset[str]]:
    """What the mask hides in records that are removed and added anew in one go."""
    removed, found = set(), {}
    for change in changes:
        if isinstance(change, Remove):
            removed.add(change.about)
        elif isinstance(change, Add) and change.about in removed:
            hidden = hidden_in(change.record, mask)
            if hidden:
                found[change.about] = hidden
    return found


def _is_money(record: Record) -> bool:
    """A benefit without a currency counts jobs or tonnes."""
    return bool(record.currency) if isinstance(record, BenefitLine) else True


def _emptied(kind: str, name: str) -> Any:
    return NAMES.get(name) or _empties(kind).get(name, "")


@cache
def _empties(kind: str) -> Mapping[str, Any]:
    """What each field of a kind holds where nobody has said anything."""
    return {each.name: each.default for each in fields(KINDS[kind]) if each.default is not MISSING}


def _with_only(plan: Plan, projects: frozenset[str]) -> Plan:
    """The plan with only these projects, and without what was only about the others."""
    gone: dict[str, set[str]] = {kind: set() for kind in KINDS}
    gone["project"] = {key for key in plan.projects if key not in projects}
    rows: dict[str, dict[str, Record]] = {}
    for kind in KINDS:
        if kind == HEADER:
            continue
        found = {key: each for key, each in plan.of(KINDS[kind]).items() if key not in gone[kind]}
        for key, record in found.items():
            if _falls(record, gone):
                gone[kind].add(key)
        kept = [each for key, each in found.items() if key not in gone[kind]]
        rows[kind] = {each.key: _letting_go(each, gone) for each in kept}
    header = _letting_go(plan.header, gone)
    return _with_reachable_gates(replace(plan, header=header, _records=rows))  # type: ignore[arg-type]


def _falls(record: Record, gone: Mapping[str, set[str]]) -> bool:
    """Whether a record cannot be without what has gone, or was about nothing else."""
    needed = (each for each in references() if each.kind == record.kind)
    for reference in needed:
        keys = reference.keys(record) if reference.removal == "cascade" else ()
        if any(key in gone[reference.refers] for key in keys):
            return True
    was_about = record.projects if isinstance(record, Permit) else ()
    return bool(was_about) and all(key in gone["project"] for key in was_about)


def _letting_go(record: Record, gone: Mapping[str, set[str]]) -> Record:
    """The record without the keys of what has gone."""
    values: dict[str, Any] = {}
    for reference in references():
        if reference.kind == record.kind and reference.removal != "cascade":
            value = getattr(record, reference.field)
            if isinstance(value, tuple):
                left: Any = tuple(key for key in value if key not in gone[reference.refers])
            else:
                left = "" if value in gone[reference.refers] else value
            if left != value:
                values[reference.field] = left
    return replace(record, **values) if values else record


def _with_reachable_gates(plan: Plan) -> Plan:
    """A gate that asked for more activities than are left asks for all of these."""
    for gate in plan.gates.values():
        asked = [c for c in plan.of(Criterion).values() if c.gate == gate.key and c.activity]
        if gate.at_least is not None and gate.at_least > len(asked):
            plan = plan.with_record(replace(gate, at_least=None))
    return plan
