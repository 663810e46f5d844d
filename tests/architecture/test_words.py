"""Every sentence on a screen exists in Korean, and says the same."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.architecture.sources import APPS, at, files, python

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
IN_TEMPLATE = re.compile(r"\b(_|gettext|ngettext|pgettext|npgettext)\(")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
Message = tuple[str, str, str]  # place, context, msgid


def test_every_sentence_has_its_korean() -> None:
    known = {(context, msgid) for context, msgid, _ in _korean()} | _known_to_django()
    missing = sorted(
        {f"{place} {msgid!r}" for place, c, msgid in _spoken() if (c, msgid) not in known}
    )
    assert missing == []


def test_placeholders_survive_translation() -> None:
    broken = [
        f"{msgid!r} -> {korean!r}"
        for _, msgid, forms in _korean()
        for korean in forms
        if not set(_holes(korean)) <= set(_holes(msgid))
        or (len(forms) == 1 and set(_holes(korean)) != set(_holes(msgid)))
    ]
    assert broken == []


def test_a_sentence_has_one_korean_everywhere() -> None:
    found: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for context, msgid, forms in _korean():
        found.setdefault((context, msgid), set()).add(forms)
    assert {key: forms for key, forms in found.items() if len(forms) > 1} == {}


def test_no_translation_is_left_doubtful() -> None:
    fuzzy = [
        f"{at(path)} {message.id!r}"
        for path in files(".po")
        for message in _catalogue(path)
        if message.id and message.fuzzy
    ]
    assert fuzzy == []


@cache
def _spoken() -> tuple[Message, ...]:
    return (*_in_python(), *_in_templates())


def _in_python() -> Iterator[Message]:
    for path in python(*APPS):
        with path.open("rb") as file:
            for line, found, _, context in extract("python", file, keywords=KEYWORDS):
                msgid = found if isinstance(found, str) else found[-2 if len(found) > 2 else 0]
                if msgid:
                    yield at(path, line), context or "", msgid


def _in_templates() -> Iterator[Message]:
    for path in files(".html"):
        if "templates" not in path.parts:
            continue
        text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        for found in IN_TEMPLATE.finditer(text):
            words = _strings(text, found.end() - 1)
            if words:
                line = text.count("\n", 0, found.start()) + 1
                has_context = found[1] in {"pgettext", "npgettext"}
                yield (
                    at(path, line),
                    words[0] if has_context else "",
                    words[1 if has_context else 0],
                )


def _strings(text: str, opened: int) -> list[str]:
    """The strings of the call whose bracket opens there; it ends where it can be parsed."""
    for closed in re.finditer(r"\)", text[opened:]):
        try:
            called = ast.parse(f"f{text[opened : opened + closed.end()]}", mode="eval").body
        except SyntaxError:
            continue
        assert isinstance(called, ast.Call)
        return [
            a.value for a in called.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
    return []


@cache
def _korean() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Context, msgid and Korean forms of every translated message."""
    found = []
    for path in files(".po"):
        for message in _catalogue(path):
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            msgid = message.id[0] if isinstance(message.id, tuple) else message.id
            if msgid and all(forms) and not message.fuzzy:
                found.append((message.context or "", msgid, tuple(map(str, forms))))
    return tuple(found)


@cache
def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="ko")


def _known_to_django() -> set[tuple[str, str]]:
    """Sentences that Django itself brings in Korean, such as those of its fields."""
    home = Path(django.__file__).parent
    known = set()
    for path in home.glob("**/locale/ko/LC_MESSAGES/django.mo"):
        with path.open("rb") as file:
            catalog = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        known |= {("", key) for key in catalog if isinstance(key, str) and catalog[key]}
    return known


def _holes(text: str) -> list[str]:
    return [found.group(0) for found in PLACEHOLDER.finditer(text.replace("%%", ""))]
