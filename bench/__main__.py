"""Runs every bench in this folder, one process each, so that none warms another's memory."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """The number of benches that ended badly."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    chosen = sys.argv[1:] or names
    failed = 0
    for name in chosen:
        print(f"== {name}", flush=True)
        failed += (
            subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode > 0
        )
    return failed


if __name__ == "__main__":
    sys.exit(main())
