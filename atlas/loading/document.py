"""YAML read node by node, so that every fault can name its file and line."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeGuard

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_PLAIN = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in a file, and where."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class Faults:
    """The list every reader writes to; nothing stops at the first fault."""

    def __init__(self) -> None:
        self._found: set[Fault] = set()

    def add(self, file: str, line: int, text: str) -> None:
        self._found.add(Fault(file, line, text))

    def listed(self) -> list[Fault]:
        return sorted(self._found)


class Entry:
    """One mapping of a file. Each read names a key; what nobody read is reported by `close`."""

    def __init__(self, node: MappingNode, file: str, faults: Faults) -> None:
        self.file = file
        self.line = node.start_mark.line + 1
        self._faults = faults
        self._values: dict[str, Node] = {}
        self._lines: dict[str, int] = {}
        self._read: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in self._values:
                self._fault(key, f"{name}: given twice")
            self._values[name] = value
            self._lines[name] = key.start_mark.line + 1

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def names(self) -> list[str]:
        return list(self._values)

    def line_of(self, key: str) -> int:
        return self._lines.get(key, self.line)

    def fault(self, key: str, text: str) -> None:
        self._faults.add(self.file, self.line_of(key), f"{key}: {text}")

    def text(self, key: str, longest: int = 4000) -> str:
        value = self.text_or_none(key, longest)
        if value is None and self._is_null(key):
            self.fault(key, "must be known here, but is null")
        return value or ""

    def text_or_none(self, key: str, longest: int = 4000) -> str | None:
        value: str | None = self._scalar(
            key, "str", "text (in quotes if it looks like a number)", str
        )
        if value is not None and not value.strip():
            self.fault(key, "is empty; write null if it is not known")
        if value is not None and len(value) > longest:
            self.fault(key, f"has {len(value)} characters, the longest allowed is {longest}")
        return value

    def maybe_text(self, key: str, longest: int = 4000) -> str | None:
        """Text of a key that may be left out altogether."""
        return self.text_or_none(key, longest) if key in self else None

    def number(self, key: str) -> Decimal:
        value = self.number_or_none(key)
        if value is None and self._is_null(key):
            self.fault(key, "must be known here, but is null")
        return value if value is not None else Decimal(0)

    def number_or_none(self, key: str) -> Decimal | None:
        value: Decimal | None = self._scalar(key, "int float", "a number", Decimal)
        if value is not None and value < 0 and key not in {"lat", "lon"}:
            self.fault(key, "is below zero")
        return value

    def flag(self, key: str) -> bool:
        return bool(self._scalar(key, "bool", "true or false", lambda text: text == "true"))

    def day_or_none(self, key: str) -> date | None:
        text = self.text_or_none(key)
        try:
            return None if text is None else date.fromisoformat(text)
        except ValueError:
            self.fault(key, f"{text!r} is not a date (2017-12-22)")
            return None

    def day(self, key: str) -> date:
        value = self.day_or_none(key)
        if value is None and self._is_null(key):
            self.fault(key, "must be known here, but is null")
        return value or date.min

    def choice(self, key: str, known: Collection[str], what: str = "") -> str:
        value = self.text(key)
        if value and value not in known:
            self.fault(key, f"unknown {what or key} {value!r}")
        return value

    def choice_or_none(self, key: str, known: Collection[str], what: str = "") -> str | None:
        if self._is_null(key):
            self._read.add(key)
            return None
        return self.choice(key, known, what)

    def words(self, key: str, pattern: str = r".+") -> list[str]:
        """A list of texts; an absent key is a fault, an empty list is not."""
        return [text for text, _ in self._listed_words(key, pattern)]

    def maybe_words(self, key: str, pattern: str = r".+") -> list[str]:
        return self.words(key, pattern) if key in self else []

    def choices(self, key: str, known: Collection[str], what: str) -> list[str]:
        found = list(self._listed_words(key, r".+"))
        for text, line in found:
            if text not in known:
                self._faults.add(self.file, line, f"{key}: unknown {what} {text!r}")
        return [text for text, _ in found]

    def entries(self, key: str) -> list["Entry"]:
        return [
            Entry(node, self.file, self._faults)
            for node in self._sequence(key)
            if self._is_mapping(node, key)
        ]

    def entry(self, key: str) -> "Entry | None":
        node = self._node(key)
        if node is None or not self._is_mapping(node, key):
            return None
        return Entry(node, self.file, self._faults)

    def plain(self, key: str) -> Any:
        """A value taken as it stands, whatever its shape."""
        node = self._node(key)
        return None if node is None else yaml.safe_load(yaml.serialize(node))

    def close(self) -> None:
        for key in self._values.keys() - self._read:
            self.fault(key, "is no field known here")

    def _fault(self, node: Node, text: str) -> None:
        self._faults.add(self.file, node.start_mark.line + 1, text)

    def _node(self, key: str) -> Node | None:
        self._read.add(key)
        if key not in self._values:
            self._faults.add(self.file, self.line, f"{key}: is missing")
            return None
        return self._values[key]

    def _is_null(self, key: str) -> bool:
        node = self._values.get(key)
        return node is not None and node.tag == f"{_PLAIN}null"

    def _scalar(self, key: str, tags: str, wanted: str, make: Callable[[str], Any]) -> Any:
        node = self._node(key)
        if node is None or node.tag == f"{_PLAIN}null":
            return None
        if isinstance(node, ScalarNode) and node.tag.removeprefix(_PLAIN) in tags.split():
            return make(node.value)
        self._fault(node, f"{key}: must be {wanted}")
        return None

    def _sequence(self, key: str) -> list[Node]:
        node = self._node(key)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self._fault(node, f"{key}: must be a list")
            return []
        return list(node.value)

    def _listed_words(self, key: str, pattern: str) -> Iterator[tuple[str, int]]:
        for node in self._sequence(key):
            line = node.start_mark.line + 1
            if not isinstance(node, ScalarNode) or node.tag != f"{_PLAIN}str":
                self._fault(node, f"{key}: each item must be text (in quotes)")
            elif not re.fullmatch(pattern, node.value):
                self._fault(node, f"{key}: {node.value!r} does not look right")
            else:
                yield node.value, line

    def _is_mapping(self, node: Node, key: str) -> TypeGuard[MappingNode]:
        if isinstance(node, MappingNode):
            return True
        self._fault(node, f"{key}: must be made of named fields")
        return False


def open_document(path: Path, faults: Faults) -> Entry | None:
    """The top mapping of a YAML file, or None with the reason among the faults."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        faults.add(path.name, 1, "file is missing")
    except UnicodeDecodeError as error:
        faults.add(path.name, 1, f"is not UTF-8: {error.reason}")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.add(path.name, (mark.line if mark else 0) + 1, f"is not YAML: {error.problem}")
    else:
        if isinstance(root, MappingNode):
            return Entry(root, path.name, faults)
        faults.add(path.name, 1, "must be made of named fields")
    return None
