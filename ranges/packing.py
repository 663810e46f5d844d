"""Runs as bytes and back, so that one worker draws them and another reads ranges from them."""

import io
import json
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.simulation import Runs

#: The fastest: these bytes live for seconds.
LEVEL = 1


def pack(runs: Runs) -> bytes:
    gates, sources = sorted(runs.gate_day), sorted(runs.spending)
    out = io.BytesIO()
    head = json.dumps({"gates": gates, "sources": sources}).encode()
    out.write(len(head).to_bytes(4, "big") + head)
    for array in _arrays(runs, gates, sources):
        np.lib.format.write_array(out, np.ascontiguousarray(array), allow_pickle=False)
    return zlib.compress(out.getbuffer(), LEVEL)


def unpack(packed: bytes) -> Runs:
    file = io.BytesIO(zlib.decompress(packed))
    head = json.loads(file.read(int.from_bytes(file.read(4), "big")))

    def read() -> NDArray[Any]:
        array: NDArray[Any] = np.lib.format.read_array(file, allow_pickle=False)
        return array

    start, finish, critical, bins = (read() for _ in range(4))
    gates = {row: read() for row in head["gates"]}
    return Runs(start, finish, gates, critical, bins, {name: read() for name in head["sources"]})


def _arrays(runs: Runs, gates: list[int], sources: list[str]) -> Iterator[NDArray[Any]]:
    yield from (runs.start, runs.finish, runs.critical, runs.bins)
    yield from (runs.gate_day[row] for row in gates)
    yield from (runs.spending[name] for name in sources)
