"""From frozen contents to a PDF. Reads nothing else, so the same contents give the same bytes."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from engine.problems import Problem

HERE = Path(__file__).resolve().parent
TEMPLATES, FONTS = HERE / "typst", HERE / "fonts"
#: Archival and accessible: every glyph embedded, every table, list and heading tagged.
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
_MISSING = re.compile(r'the text `?"(?P<text>.*?)"`? could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


class Undrawable(Exception):
    """The contents can't be set; trying again would change nothing."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished document."""

    pdf: bytes
    pages: int


def draw(contents: Mapping[str, Any]) -> Drawing:
    """The report as PDF/A-2a and PDF/UA-1. Undrawable names the sentence no font can show."""
    compiler = typst.Compiler(
        TEMPLATES / "report.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"contents": json.dumps(contents, ensure_ascii=False, sort_keys=True)},
    )
    made_at = datetime.fromisoformat(contents["made_at"])
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=made_at)
    except typst.TypstError as error:
        raise _named(error, contents) from error
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no single document")
    return Drawing(pdf, int(json.loads(compiler.query("<pages>", field="value", one=True))))


def _named(error: typst.TypstError, contents: Mapping[str, Any]) -> Exception:
    """A missing glyph with its sentence; any other fault is ours and stays what it is."""
    found = _MISSING.search(error.message)
    if found is None:
        return error
    glyph = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), found["text"])
    sentence = next((text for text in _texts(contents) if glyph in text), glyph)
    values = {"glyph": glyph, "sentence": sentence}
    return Undrawable(Problem("glyph_missing", (glyph,), values))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
