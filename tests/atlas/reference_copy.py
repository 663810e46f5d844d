"""A copy of the reference files that a test may spoil."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

SHIPPED = Path(settings.BASE) / "data" / "reference"


@dataclass(frozen=True)
class ReferenceCopy:
    """The files in a folder of their own."""

    folder: Path

    def replace(self, file: str, old: str, new: str, *, after: str = "") -> int:
        """Replace the first `old` behind `after`; the line (from 1) at which it stood."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        place = text.index(old, text.index(after))
        path.write_text(text[:place] + new + text[place + len(old) :], encoding="utf-8")
        return text.count("\n", 0, place) + 1

    def remove_entry(self, file: str, start: str, end: str) -> None:
        """Remove everything from `start` up to `end`."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        place = text.index(start)
        path.write_text(text[:place] + text[text.index(end, place) :], encoding="utf-8")


def copy_of_reference(folder: Path) -> ReferenceCopy:
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    return ReferenceCopy(folder)
