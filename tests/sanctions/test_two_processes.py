"""An edit of the law made in one process counts in every other at its next question."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from sanctions.services import propose, withdraw
from tests.jobs.farm import ROOT, environment
from tests.sanctions.small_law import edit, officer, reviewer, small_law

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other() -> Iterator[Callable[[str], str]]:
    """Another process, as a worker is one: what it answers about a code."""
    small_law()
    command = [sys.executable, "-m", "tests.sanctions.asked_again"]
    with subprocess.Popen(
        command,
        env=environment("memory://"),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout

        def ask(hs: str) -> str:
            assert process.stdin
            assert process.stdout
            process.stdin.write(f"{hs}\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        yield ask
        process.stdin.close()


def test_another_process_meets_an_accepted_edit_without_a_restart(
    other: Callable[[str], str],
) -> None:
    seoyeon, minjun = officer("seoyeon"), reviewer("minjun")
    assert other("8452") == "prohibited res-1,res-2"
    assert other("6101") == "permitted"
    waiting = propose("change", "res-1", {"hs_include": ["61"]}, why="w", evidence="e", by=seoyeon)
    assert other("8452") == "prohibited res-1,res-2"  # proposed is not the law
    withdraw(waiting, by=seoyeon)
    edit("res-1", {"hs_include": ["84", "61"], "hs_exclude": ["8452"]}, seoyeon, minjun)
    assert other("8452") == "prohibited res-2"
    assert other("6101") == "prohibited res-1"
    edit("res-2", {"effective_to": "2026-03-01"}, seoyeon, minjun, kind="end")
    assert other("8452") == "permitted"
