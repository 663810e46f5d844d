"""What one scenario says about the conditions, on the timeline of a compiled network."""

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
        self.gate_holds: dict[int, Times] = {
            gate.row: intersection(self.held.get(name, []) for name in gate.gate.conditions)
            for gate in compiled.gates
            if gate.gate.conditions
        }

    def pieces_for(self, needs: Needs) -> list[Piece]:
        if needs not in self._pieces_for:
            self._pieces_for[needs] = pieces_of(needs, self.held)
        return self._pieces_for[needs]

    def stays_open(self, needs: Needs) -> bool:
        """Whether these conditions hold together for ever from some day on."""
        return any(piece.until == piece.limit == OPEN_END for piece in self.pieces_for(needs))
