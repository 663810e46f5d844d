"""Edits of the law under review: one person proposes, another decides, and nothing is lost."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from core import clock
from core.errors import Forbidden, Invalid, Outdated
from engine.problems import Problem
from sanctions.checking import check_id, checked
from sanctions.content import as_json, content_of, differences
from sanctions.keeping import keep_reviewed, lock_versions
from sanctions.models import MeasureProposal, MeasureVersion, ProposalStep

Kind = MeasureProposal.Kind
State = MeasureProposal.State
Verb = ProposalStep.Verb
#: All that the end of a measure says: its last day, and what stands in its place.
END_FIELDS = frozenset({"effective_to", "superseded_by"})
LONGEST_COMMENT = 4_000


@transaction.atomic
def propose(
    kind: str, measure: str, values: Mapping[str, Any], *, why: str, evidence: str, by: User
) -> MeasureProposal:
    """Propose a new measure, a change of one or its end; `values` are the fields that differ.

    Raises Forbidden to who is no compliance officer of the catalogue, Invalid with every fault.
    """
    if not by.proposes_law:
        raise Forbidden(Problem("not_a_law_officer"))
    if kind not in Kind.values:
        found = {"field": "kind", "found": str(kind)[:40], "choices": ", ".join(Kind.values)}
        raise Invalid(Problem("not_one_of", ("kind",), found))
    current = None if kind == Kind.NEW else _current(measure)
    if kind == Kind.NEW:
        check_id(measure)
    draft = _draft(kind, measure, values, current, why=why, evidence=evidence)
    now = clock.now()
    made = MeasureProposal.objects.create(
        kind=kind, measure=measure, proposed_by=by, proposed_at=now
    )
    _step(made, Verb.PROPOSE, by, **draft)
    return made


@transaction.atomic
def revise(
    proposal: MeasureProposal, values: Mapping[str, Any], *, why: str, evidence: str, by: User
) -> MeasureProposal:
    """Put another draft in the place of the last; `values` differ from the law as it is now.

    Whoever proposed does this, as long as nobody has decided.
    """
    locked = _undecided(proposal)
    _require_proposer(locked, by)
    current = None if locked.kind == Kind.NEW else _current(locked.measure)
    draft = _draft(locked.kind, locked.measure, values, current, why=why, evidence=evidence)
    _step(locked, Verb.REVISE, by, **draft)
    return _move(locked, State.OPEN)


@transaction.atomic
def withdraw(proposal: MeasureProposal, *, by: User, comment: str = "") -> MeasureProposal:
    """Take a proposal back; it stays among those kept."""
    locked = _undecided(proposal)
    _require_proposer(locked, by)
    _step(locked, Verb.WITHDRAW, by, comment=comment.strip()[:LONGEST_COMMENT])
    return _move(locked, State.WITHDRAWN, by)


@transaction.atomic
def send_back(proposal: MeasureProposal, *, seen: int, comment: str, by: User) -> MeasureProposal:
    """Ask for another draft, and say what is wrong with this one."""
    locked = _to_decide(proposal, seen, by)
    _step(locked, Verb.SEND_BACK, by, comment=_needed("comment", comment))
    return _move(locked, State.SENT_BACK)


@transaction.atomic
def reject(proposal: MeasureProposal, *, seen: int, comment: str, by: User) -> MeasureProposal:
    """Refuse a proposal for good, and say why."""
    locked = _to_decide(proposal, seen, by)
    _step(locked, Verb.REJECT, by, comment=_needed("comment", comment))
    return _move(locked, State.REJECTED, by)


@transaction.atomic
def accept(proposal: MeasureProposal, *, seen: int, by: User, comment: str = "") -> MeasureVersion:
    """Let a proposal count from this moment on: a new version, and the law as it is known.

    `seen` is the number of the draft that was looked at. Raises Outdated when there is another, or
    when the measure has a version that the draft was not written against.
    """
    lock_versions()
    locked = _to_decide(proposal, seen, by)
    draft = draft_of(locked)
    current = MeasureVersion.objects.current().filter(measure=locked.measure).first()
    if (current.number if current else None) != draft.on_version:
        raise Outdated(Problem("law_changed_meanwhile", (locked.measure,)))
    # What the draft refers to may have gone since it was written.
    checked(locked.measure, draft.content or {})
    made = keep_reviewed(locked, draft, by=by, current=current)
    _step(locked, Verb.ACCEPT, by, comment=comment.strip()[:LONGEST_COMMENT])
    _move(locked, State.ACCEPTED, by)
    return made


def draft_of(proposal: MeasureProposal) -> ProposalStep:
    """The latest draft of a proposal; there is always one."""
    return proposal.steps.filter(content__isnull=False).order_by("-number")[0]


def _draft(
    kind: str,
    measure: str,
    values: Mapping[str, Any],
    current: MeasureVersion | None,
    *,
    why: str,
    evidence: str,
) -> dict[str, Any]:
    """A draft's columns: the values over what the measure says now, checked as a whole."""
    said = content_of(current) if current else None
    if kind == Kind.END:
        _only_the_end(values)
    content = checked(measure, {**(said or {}), **values})
    if said is not None and not differences(said, content):
        raise Invalid(Problem("nothing_differs", (measure,)))
    return {
        "comment": _needed("why", why),
        "evidence": _needed("evidence", evidence),
        "content": as_json(content),
        "on_version": current.number if current else None,
    }


def _only_the_end(values: Mapping[str, Any]) -> None:
    others = sorted(set(values) - END_FIELDS)
    if others:
        raise Invalid(
            *(Problem("end_is_only_the_end", (name,), {"field": name}) for name in others)
        )
    if not values.get("effective_to"):
        raise Invalid(Problem("empty", ("effective_to",), {"field": "effective_to"}))


def _current(measure: str) -> MeasureVersion:
    found = MeasureVersion.objects.current().filter(measure=measure).first()
    if found is None:
        values = {"field": "measure", "key": str(measure)[:40]}
        raise Invalid(Problem("unknown_in_catalogue", ("measure",), values))
    return found


def _undecided(proposal: MeasureProposal) -> MeasureProposal:
    locked = MeasureProposal.objects.select_for_update().get(pk=proposal.pk)
    if not locked.is_open:
        raise Outdated(Problem("proposal_decided", (locked.measure,)))
    return locked


def _to_decide(proposal: MeasureProposal, seen: int, by: User) -> MeasureProposal:
    """The proposal, locked; by somebody who may decide on it and has seen its latest draft."""
    if not by.decides_law:
        raise Forbidden(Problem("not_a_law_reviewer"))
    locked = _undecided(proposal)
    if by.pk == locked.proposed_by_id:
        raise Forbidden(Problem("own_proposal"))
    if locked.state != State.OPEN:
        raise Outdated(Problem("proposal_sent_back", (locked.measure,)))
    if draft_of(locked).number != seen:
        raise Outdated(Problem("draft_changed", (locked.measure,)))
    return locked


def _require_proposer(proposal: MeasureProposal, by: User) -> None:
    if by.pk != proposal.proposed_by_id or not by.proposes_law:
        raise Forbidden(Problem("not_your_proposal"))


def _needed(name: str, text: Any) -> str:
    if not isinstance(text, str) or not text.strip() or "\x00" in text:
        raise Invalid(Problem("empty", (name,), {"field": name}))
    if len(text.strip()) > LONGEST_COMMENT:
        values = {"field": name, "longest": LONGEST_COMMENT}
        raise Invalid(Problem("too_long", (name,), values))
    return text.strip()


def _step(proposal: MeasureProposal, verb: str, by: User, **values: Any) -> ProposalStep:
    number = proposal.steps.count() + 1
    return ProposalStep.objects.create(
        proposal=proposal, number=number, verb=verb, by=by, at=clock.now(), **values
    )


def _move(proposal: MeasureProposal, state: str, by: User | None = None) -> MeasureProposal:
    proposal.state = state
    if by is not None:
        proposal.decided_by, proposal.decided_at = by, clock.now()
    proposal.save(update_fields=["state", "decided_by", "decided_at"])
    return proposal
