"""The checkout's own text, for the tests that read it."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

CHECKOUT = Path(__file__).resolve().parents[2]
APPS = (
    "accounts", "approvals", "atlas", "core", "courier", "diligence", "documents", "jobs", "law",
    "life", "lint", "parties", "planner", "projects", "ranges", "reports", "roadmaps", "sanctions",
    "scenarios", "screening", "sharing", "talk", "zones",
)  # fmt: skip
PACKAGES = (*APPS, "engine", "launcher")
Node = TypeVar("Node", bound=ast.AST)
NOT_OURS = {
    ".git", ".venv", ".data", "__pycache__", "node_modules", "test-output", ".hypothesis",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache",
}  # fmt: skip


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """Every file of ours with one of these endings, or simply every file."""
    return tuple(sorted(path for path in _walk() if not endings or path.suffix in endings))


def python(*folders: str, tests: bool = False) -> list[Path]:
    """Our modules, without migrations."""
    chosen = folders or PACKAGES + (("tests",) if tests else ())
    return [
        path
        for path in files(".py")
        if path.relative_to(CHECKOUT).parts[0] in chosen and "migrations" not in path.parts
    ]


@cache
def tree(path: Path) -> ast.Module:
    """The module, parsed once."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def nodes(path: Path, kind: type[Node]) -> Iterator[Node]:
    """Every node of a kind in a module."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, kind))


def at(path: Path, line: int = 0) -> str:
    """Where it is, as editors understand it."""
    place = path.relative_to(CHECKOUT).as_posix()
    return f"{place}:{line}" if line else place


def _walk() -> Iterator[Path]:
    for folder, below, names in os.walk(CHECKOUT):
        below[:] = [name for name in below if name not in NOT_OURS]
        yield from (Path(folder, name) for name in names)
