"""The house rules that a machine can read in the source."""

import ast
import re
from pathlib import Path

from tests.architecture.sources import APPS, CHECKOUT, at, files, nodes, python, tree

LONGEST_FILE = 300
EMPTY_NAMES = {
    "utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "handler",
    "handlers", "process", "data", "info", "obj",
}  # fmt: skip
# Catalogue rows are the same for everyone who may sign in; everything else belongs to somebody.
CATALOGUES = ("zones", "sanctions")
SCOPED = {"visible_to", "editable_by"}


def test_no_file_scrolls_for_ever() -> None:
    ours = [path for path in files(".py", ".js", ".html") if "migrations" not in path.parts]
    long = {
        at(path): lines
        for path in ours
        if path.relative_to(CHECKOUT).parts[0] not in {"tests", "docs"}
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_every_module_says_why_it_exists() -> None:
    silent = [
        at(path)
        for path in python(tests=True)
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [at(path) for path in python() if path.stem in EMPTY_NAMES] == []


def test_nothing_happens_behind_a_save() -> None:
    hidden = [
        at(path, method.lineno)
        for path in python(*APPS)
        if "models" in path.relative_to(CHECKOUT).with_suffix("").parts
        for method in nodes(path, ast.FunctionDef)
        if method.name in {"save", "delete", "save_base", "full_clean"}
    ]
    hidden += [
        at(path, found.lineno)
        for path in python(*APPS)
        for found in nodes(path, ast.ImportFrom)
        if found.module in {"django.db.models.signals", "django.dispatch"}
    ]
    assert hidden == []


def test_pages_and_endpoints_read_only_what_their_visitor_may_see() -> None:
    catalogues = {
        model.name
        for path in python(*CATALOGUES)
        if "models" in path.relative_to(CHECKOUT).with_suffix("").parts
        for model in nodes(path, ast.ClassDef)
    }
    doors = [path for path in python(*APPS) if _is_door(path)]
    open_reads = [
        at(path, call.lineno)
        for path in doors
        for call in nodes(path, ast.Attribute)
        if isinstance(call.value, ast.Attribute) and call.value.attr == "objects"
        if isinstance(call.value.value, ast.Name) and call.value.value.id not in catalogues
        if call.attr not in SCOPED
    ]
    assert open_reads == []


def test_views_are_short() -> None:
    long = [
        f"{at(path, view.lineno)} {view.name}"
        for path in python(*APPS)
        if path.stem == "views" or path.parent.name == "views"
        for view in nodes(path, ast.FunctionDef)
        if any(argument.arg == "request" for argument in view.args.args)
        if _body_length(view) > 15
    ]
    assert long == []


def test_migrations_stand_alone() -> None:
    leaning = [
        at(path, found.lineno)
        for path in files(".py")
        if path.parent.name == "migrations"
        for found in [*nodes(path, ast.Import), *nodes(path, ast.ImportFrom)]
        for name in _imported(found)
        if name.split(".")[0] in (*APPS, "engine")
    ]
    assert leaning == []


def test_the_engine_does_not_know_what_time_it_is() -> None:
    clocks = {"now", "today", "utcnow", "time", "monotonic", "perf_counter"}
    looked = [
        at(path, found.lineno)
        for path in python("engine")
        for found in nodes(path, ast.Call)
        if isinstance(found.func, ast.Attribute) and found.func.attr in clocks
        if isinstance(found.func.value, ast.Name)
        if found.func.value.id in {"date", "datetime", "time"}
    ]
    # Only its command line has a clock to hand to a search, which is told how long it may take.
    looked += [
        at(path, found.lineno)
        for path in python("engine")
        if path.name != "__main__.py"
        for found in [*nodes(path, ast.Import), *nodes(path, ast.ImportFrom)]
        if {name.split(".")[0] for name in _imported(found)} & {"time", "random", "secrets"}
    ]
    assert looked == []


def test_the_time_is_looked_at_in_one_place() -> None:
    looked = [
        at(path, found.lineno)
        for path in python(*APPS)
        if at(path) != "core/clock.py"
        for found in nodes(path, ast.Attribute)
        if found.attr in {"now", "today", "localdate", "utcnow"}
        if isinstance(found.value, ast.Name) and found.value.id in {"timezone", "date", "datetime"}
    ]
    assert looked == []


def test_pages_obey_their_own_content_security_policy() -> None:
    forbidden = re.compile(
        r"""<[^>]*\s(style\s*=|on[a-z]+\s*=\s*["'])|<style|javascript:|<script(?![^>]*(src=|nonce=))""",
        re.IGNORECASE,
    )
    broken = [
        at(path, number)
        for path in files(".html")
        if "templates" in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if forbidden.search(line)
    ]
    assert broken == []


def test_scripts_hold_no_words() -> None:
    comments = re.compile(r"^\s*(//|/?\*)")
    korean = re.compile("""["'`][^"'`]*[가-힣]""")
    spoken = [
        at(path, number)
        for path in files(".js")
        if "static" in path.parts and "vendor" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if korean.search(line) and not comments.match(line)
    ]
    assert spoken == []


def _is_door(path: Path) -> bool:
    return path.stem in {"views", "api"} or path.parent.name in {"views", "api"}


def _body_length(function: ast.FunctionDef) -> int:
    """Lines below the signature, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _imported(found: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(found, ast.ImportFrom):
        return [found.module or ""]
    return [alias.name for alias in found.names]
