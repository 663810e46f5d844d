"""Everything between the packages and the first request, each step only when its inputs changed."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher import leash
from launcher.environment import manage_command, python_command
from launcher.installing import last_lines
from launcher.places import CHECKOUT, VENV, Places
from launcher.telling import CannotStart, tell
from launcher.words import words

NOT_OURS = {".venv", ".git", ".data", "node_modules", "tests", "bench", "launcher"}


@dataclass(frozen=True)
class Step:
    """A command that gives the same result on the same inputs."""

    name: str
    commands: Sequence[Sequence[str | Path]]
    inputs: str
    shown: bool = False


def compile_messages(env: Mapping[str, str], log: Path) -> None:
    """Make every .mo file whose .po changed. The stamp lies beside the environment: so do they."""
    catalogues = sorted(_ours("**/LC_MESSAGES/django.po"))
    folders = sorted({path.parent.parent.parent for path in catalogues})
    babel = ("-m", "babel.messages.frontend", "compile", "-D", "django", "-d")
    commands = [python_command(*babel, str(folder)) for folder in folders]
    inputs = _digest(catalogues, str(all(p.with_suffix(".mo").exists() for p in catalogues)))
    made = _digest(catalogues, "True")
    if inputs != made or not _is_stamped(VENV, "messages", made):
        _perform(Step("messages", commands, made), env, log)
        _stamp(VENV, "messages", made)


def prepare(places: Places, env: Mapping[str, str]) -> None:
    """Front-end files, tables, reference data, the plan and the people to try it with."""
    compile_messages(env, places.logs / "prepare.log")
    for step in _steps(env):
        # A database that is not ours may have been replaced since.
        if step.inputs and _is_stamped(places.stamps, step.name, step.inputs):
            continue
        _perform(step, env, places.logs / "prepare.log")
        _stamp(places.stamps, step.name, step.inputs)


def _steps(env: Mapping[str, str]) -> Iterable[Step]:
    lock = CHECKOUT / "requirements.txt"
    code = [path for path in _ours("**/*.py") if path.name != "manage.py"]
    front = [path for path in (CHECKOUT / "static").rglob("*") if path.is_file()]
    yield Step(
        "static",
        [manage_command("collectstatic", "--no-input", "--verbosity=0")],
        _digest([lock, *front], env.get("STATIC_ROOT", ""), env.get("DEBUG", "")),
    )
    is_ours = MADE_HERE in env
    tables = [path for path in code if path.parent.name == "migrations"]
    contents = [path for path in (CHECKOUT / "data").rglob("*") if path.is_file()]
    yield Step(
        "migrate",
        [manage_command("migrate", "--no-input", "--verbosity=0")],
        _digest([lock, *tables]) if is_ours else "",
    )
    inputs = _digest([*code, *contents]) if is_ours else ""
    yield Step(
        "load_reference", [manage_command("load_reference"), manage_command("load_trade")], inputs
    )
    yield Step("load_nkpei", [manage_command("load_nkpei")], inputs)
    yield Step("seed_people", [manage_command("seed_people")], inputs, shown=True)


# Set in the environment when the database is the embedded one: then the stamps beside it hold.
MADE_HERE = "LAUNCHER_DATABASE"


def _perform(step: Step, env: Mapping[str, str], log: Path) -> None:
    tell(step.name)
    for command in step.commands:
        with log.open("ab") as output:
            output.write(f"\n== {step.name}\n".encode())
            output.flush()
            target = subprocess.PIPE if step.shown else output
            program = leash.start(command, env=env, output=target, cwd=CHECKOUT)
            try:
                said, _ = program.communicate()
            finally:
                leash.end(program, signal.SIGTERM, patience=5)
        if step.shown and program.returncode == 0:
            sys.stdout.write(said.decode())
            sys.stdout.flush()
        elif said:
            log.write_bytes(log.read_bytes() + said)
        if program.returncode:
            raise CannotStart("step_failed", step=words(step.name), log=log, detail=last_lines(log))


def _ours(pattern: str) -> Iterable[Path]:
    for folder in sorted(CHECKOUT.iterdir()):
        if folder.is_dir() and folder.name not in NOT_OURS and not folder.name.startswith("."):
            yield from sorted(folder.glob(pattern))


def _digest(files: Iterable[Path], *words: str) -> str:
    total = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        total.update(str(file.relative_to(CHECKOUT)).encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _is_stamped(folder: Path, name: str, inputs: str) -> bool:
    stamp = folder / f"{name}.stamp"
    return stamp.exists() and stamp.read_text(encoding="utf-8") == inputs


def _stamp(folder: Path, name: str, inputs: str) -> None:
    draft = folder / f"{name}.stamp.new"
    draft.write_text(inputs, encoding="utf-8")
    draft.replace(folder / f"{name}.stamp")
