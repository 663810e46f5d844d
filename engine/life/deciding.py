"""May this step be taken? Allowed, or everything that speaks against it at once."""

from collections.abc import Iterator, Mapping

from engine.life.guards import GUARDS
from engine.life.values import Attempt, Procedure, Standing, Transition
from engine.problems import Problem


def way(procedure: Procedure, track: str, source: str, target: str) -> Transition | Problem:
    """The transition from one state to another, or why there is none."""
    states = procedure.tracks[track].states
    for state in (source, target):
        if state not in states:
            return Problem("life_unknown_state", (state,), {"state": state})
    values = {"from": source, "to": target, "track": track}
    if source == target:
        return Problem("life_same_state", (target,), values)
    if states[source].is_final:
        return Problem("life_is_over", (source,), values)
    found = procedure.between(track, source, target)
    if found:
        return found
    ways = [each.target for each in procedure.leaving(track, source)]
    return Problem("life_no_way", (source, target), {**values, "ways": ways})


def refusals(
    procedure: Procedure, transition: Transition, attempt: Attempt, standing: Standing
) -> list[Problem]:
    """Why this step may not be recorded; nothing where it may."""
    return [
        *_role(procedure, transition, attempt.role),
        *_day(transition, attempt, standing),
        *_papers(transition, attempt.documents),
        *_facts(transition, attempt.facts),
        *_guards(procedure, transition, attempt, standing),
    ]


def hindrances(procedure: Procedure, transition: Transition, standing: Standing) -> list[Problem]:
    """What already speaks against a step, whoever takes it, before anything has been filled in."""
    found = _guards(procedure, transition, Attempt("", standing.today), standing)
    return [problem for problem in found if not problem.values.get("asks")]


def _role(procedure: Procedure, transition: Transition, role: str) -> Iterator[Problem]:
    roles = procedure.actors[transition.actor].roles
    if role not in roles:
        values = {"actor": transition.actor, "roles": sorted(roles), "event": transition.key}
        yield Problem("life_wrong_role", (transition.key,), values)


def _day(transition: Transition, attempt: Attempt, standing: Standing) -> Iterator[Problem]:
    if attempt.on > standing.today:
        yield Problem("life_day_ahead", ("on",), {"day": attempt.on})
    before = standing.last(transition.track)
    if before and attempt.on < before.on:
        yield Problem("life_day_before_last", ("on",), {"day": attempt.on, "last": before.on})


def _papers(transition: Transition, documents: Mapping[str, str]) -> Iterator[Problem]:
    for name in transition.documents:
        if not documents.get(name, "").strip():
            yield Problem("life_document_missing", (f"documents.{name}",), {"document": name})
    for name in sorted(set(documents) - set(transition.documents)):
        yield Problem("life_unknown_document", (f"documents.{name}",), {"document": name})


def _facts(transition: Transition, facts: Mapping[str, object]) -> Iterator[Problem]:
    for name in transition.required:
        if name not in facts:
            yield Problem("life_fact_missing", (f"facts.{name}",), {"fact": name})
    for name in sorted(set(facts) - {*transition.required, *transition.optional}):
        yield Problem("life_fact_not_asked", (f"facts.{name}",), {"fact": name})


def _guards(
    procedure: Procedure, transition: Transition, attempt: Attempt, standing: Standing
) -> Iterator[Problem]:
    for name in transition.guards:
        yield from GUARDS[name](procedure, transition, attempt, standing)
