"""XML from outside, read without following anything it points at.

A document type declaration is refused at its first letter: without one there are no entities, so
none can be outside, and none can grow. Each element remembers its line.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from engine.problems import Problem
from parties.lists.values import Unreadable, fault

DEEPEST = 30


@dataclass(slots=True)
class Element:
    """An element by its local name, with its text and the line it began on."""

    name: str
    attributes: dict[str, str]
    line: int
    children: "list[Element]" = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    def all(self, *path: str) -> "Iterator[Element]":
        """Every element at the path below this one."""
        first, *rest = path
        for child in self.children:
            if child.name == first:
                yield from child.all(*rest) if rest else (child,)

    def told(self, *path: str) -> str:
        """The text of the first element at the path that has one."""
        return next((each.text for each in self.all(*path) if each.text), "")

    def tells(self, *path: str) -> list[str]:
        return [each.text for each in self.all(*path) if each.text]


class _Declared(Exception):
    """The file declares a document type."""


class _Reader:
    """Builds the tree of one file."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self._open: list[Element] = [Element("", {}, 0)]

    def read(self, file: bytes) -> Element:
        self.parser.Parse(file, True)
        return self._open[0].children[0]

    def _refuse(self, *_: object) -> None:
        raise _Declared

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > DEEPEST:
            raise _Declared
        line = self.parser.CurrentLineNumber
        made = Element(name.rpartition(" ")[2], attributes, line)
        self._open[-1].children.append(made)
        self._open.append(made)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _say(self, text: str) -> None:
        self._open[-1].parts.append(text)


def read_tree(file: bytes) -> Element:
    """The root of the file. Raises Unreadable with the line of what is wrong."""
    reader = _Reader()
    try:
        return reader.read(file)
    except expat.ExpatError as error:
        raise Unreadable(fault("list_xml", error.lineno)) from error
    except _Declared as error:
        raise Unreadable(fault("list_doctype", reader.parser.CurrentLineNumber)) from error
    except (LookupError, ValueError) as error:
        raise Unreadable(Problem("list_xml", ("1",), {"line": 1})) from error
