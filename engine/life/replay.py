"""What a project's recorded steps amount to: those that stand, and the state they lead to."""

from collections.abc import Iterable, Mapping, Sequence

from engine.life.values import Procedure, Step


def standing_steps(steps: Iterable[Step]) -> list[Step]:
    """The steps that have not been taken back, each track's in its own order."""
    found: list[Step] = []
    for step in steps:
        if step.reverses is None:
            found.append(step)
        else:
            found = [s for s in found if (s.track, s.number) != (step.track, step.reverses)]
    return found


def states_of(procedure: Procedure, steps: Sequence[Step]) -> Mapping[str, str]:
    """The state of every track: where its last row led, or where it begins."""
    states = {key: track.first for key, track in procedure.tracks.items()}
    for step in steps:
        states[step.track] = step.target
    return states


def taken_back_next(steps: Sequence[Step], track: str) -> Step | None:
    """The only step of a track that can be taken back: the last that stands."""
    found = [step for step in standing_steps(steps) if step.track == track]
    return found[-1] if found else None
