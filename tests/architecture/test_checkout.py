"""What is committed names no machine, and the lists that people rely on are complete."""

import ast
import re
import subprocess
from pathlib import Path

from tests.architecture.sources import APPS, CHECKOUT, at, files, nodes, python

LOCKS = ("requirements.txt", "requirements-dev.txt")
# Set by the system, by make or by the launcher for its own children; nobody configures them.
NOT_SETTINGS = {
    "PATH", "LC_ALL", "LC_MESSAGES", "LANG", "TZ", "MAKELEVEL", "XDG_RUNTIME_DIR", "LAUNCHED_AT",
    "PIP_NO_COLOR", "PIP_DISABLE_PIP_VERSION_CHECK", "DJANGO_SETTINGS_MODULE", "PYTHONPATH",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
}  # fmt: skip
READERS = {"text", "flag", "number", "words"}


def test_the_example_environment_names_every_variable() -> None:
    example = (CHECKOUT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", example, re.MULTILINE))

    assert _read_by_settings() - named == set()
    assert _read_from_environ() - named - NOT_SETTINGS == set()


def test_the_composition_asks_only_for_named_variables() -> None:
    example = (CHECKOUT / ".env.example").read_text(encoding="utf-8")
    composed = (CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$\{([A-Z_]+)", composed))

    assert asked - set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", example, re.MULTILINE)) == set()


def test_locks_name_no_host_and_every_package_has_its_hash() -> None:
    for name in LOCKS:
        text = (CHECKOUT / name).read_text(encoding="utf-8")
        packages = re.split(r"\n(?=\S)", text.strip())

        assert re.findall(r"https?://|file:|--index|--find-links", text) == []
        assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []


def test_every_wanted_package_has_its_reason() -> None:
    for name in ("requirements.in", "requirements-dev.in"):
        lines = (CHECKOUT / name).read_text(encoding="utf-8").splitlines()
        wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]

        assert [line for line in wanted if "  # " not in line and " # " not in line] == []


def test_no_committed_file_names_this_machine() -> None:
    # Put together here, so that this file does not name them either.
    places = ["/" + "work/", "/" + "root/", "/opt/" + "pypi", "/opt/" + "wheels"]
    hosts = ["files." + "pythonhosted", "pypi." + "org", "registry." + "npmjs"]
    pattern = re.compile("|".join(map(re.escape, places + hosts)))
    named = [
        at(path, number)
        for path in _committed()
        if path.suffix not in {".mo", ".woff2", ".ttf", ".otf", ".png", ".jpg", ".pdf"}
        for number, line in enumerate(_lines(path), start=1)
        if pattern.search(line)
    ]
    assert named == []


def _read_by_settings() -> set[str]:
    """First arguments of env.text(…) and its kin."""
    return {
        str(call.args[0].value)
        for path in python(*APPS)
        for call in nodes(path, ast.Call)
        if isinstance(call.func, ast.Attribute) and call.func.attr in READERS
        if isinstance(call.func.value, ast.Name) and call.func.value.id == "env"
        if call.args and isinstance(call.args[0], ast.Constant)
    }


def _read_from_environ() -> set[str]:
    """Names in os.environ["…"], os.environ.get("…") and the like."""
    pattern = re.compile(r"""environ(?:\.get\(|\.setdefault\(|\[)\s*["']([A-Z_]+)["']""")
    return {
        name
        for path in (*python(), *files(".py"))
        if path.relative_to(CHECKOUT).parts[0] != "tests"
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    }


def _committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        return list(files())
    return [CHECKOUT / name for name in listed.stdout.split("\0") if name]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (UnicodeDecodeError, FileNotFoundError):
        return []
