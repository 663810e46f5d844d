"""What one scenario says about the conditions, on the timeline of a compiled network."""

import numpy as np

from engine.compiling import Compiled
from engine.rows import Needs
from engine.windows import OPEN_END, STRIDE, Piece, Pieces, Times, held, intersection, pieces_of


class Weather:
    """The windows of every condition, set of conditions and gate under one scenario."""

    def __init__(self, compiled: Compiled, scenario: str | None) -> None:
        windows = compiled.network.scenarios[scenario] if scenario is not None else {}
        self._pieces_for: dict[Needs, list[Piece]] = {}
        self.held = {name: held(times, compiled.timeline) for name, times in windows.items()}
        self.pieces = Pieces(
            [self.pieces_for(needs) for needs in compiled.requirement_sets], compiled.timeline
        )
        self.set_key = compiled.requirement_set * STRIDE
        # From these days on the conditions of a row hold for ever: nothing need be looked up.
        opens = [self._opens_for_ever(needs, compiled) for needs in compiled.requirement_sets]
        self.open_from = np.array([*opens, 0], np.int64)[compiled.requirement_set]
        self.gate_holds: dict[int, Times] = {
            gate.row: intersection(self.held.get(name, []) for name in gate.gate.conditions)
            for gate in compiled.gates
            if gate.gate.conditions
        }

    def pieces_for(self, needs: Needs) -> list[Piece]:
        if needs not in self._pieces_for:
            self._pieces_for[needs] = pieces_of(needs, self.held)
        return self._pieces_for[needs]

    def _opens_for_ever(self, needs: Needs, compiled: Compiled) -> int:
        pieces = self.pieces_for(needs)
        stays = pieces and pieces[-1].until == pieces[-1].limit == OPEN_END
        return pieces[-1].since if stays else compiled.timeline.never + 1
