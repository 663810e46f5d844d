"""What the files say, as rows to be: the readers make them, `atlas.services` writes them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import Model

from atlas.loading.document import Entry, Faults, open_document
from zones.models import Confidence

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its natural key, its columns, and the keys its many-to-many fields hold."""

    model: type[Model]
    key: str
    fields: Fields
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Korean:
    """Our Korean renderings of sentences that the sources have in English only."""

    def __init__(self, path: Path, faults: Faults) -> None:
        self._sections: dict[str, dict[str, Entry]] = {}
        document = open_document(path, faults)
        for section in document.names() if document else ():
            inner = document.entry(section) if document else None
            if inner is None:
                continue
            found = {key: inner.entry(key) for key in inner.names()}
            self._sections[section] = {key: entry for key, entry in found.items() if entry}
        self._unused = {(s, key) for s, entries in self._sections.items() for key in entries}

    def of(self, section: str, key: str, name: str) -> str | None:
        entry = self._sections.get(section, {}).get(key)
        self._unused.discard((section, key))
        return entry.maybe_text(name) if entry else None

    def close(self, faults: Faults) -> None:
        for section, key in sorted(self._unused):
            entry = self._sections[section][key]
            faults.add(entry.file, entry.line, f"{section}: there is no {key!r}")
        for section, entries in self._sections.items():
            for key, entry in entries.items():
                if (section, key) not in self._unused:
                    entry.close()


def closing(
    document: Entry, section: str, key: str = "id", longest: int = 40
) -> Iterator[tuple[str, Entry]]:
    """The entries of a list with their keys; each is closed when the reader moves on."""
    seen: set[str] = set()
    for entry in document.entries(section):
        name = entry.text(key, longest)
        if name in seen:
            entry.fault(key, f"{name!r} is given twice")
        elif name:
            seen.add(name)
            yield name, entry
            entry.close()


def evidence(entry: Entry, sources: Collection[str]) -> Fields:
    """The two fields every fact has to bring."""
    source = entry.choices("source", sources, "source")
    if "source" in entry and not source:
        entry.fault("source", "names no source")
    return {"source": source, "confidence": entry.choice("confidence", Confidence.values)}
