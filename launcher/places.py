"""Where everything lies: the checkout, the virtual environment, and the data folder."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from launcher.telling import CannotStart

CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
# A socket's address must fit into 108 bytes, its file name included.
LONGEST_SOCKET = 100


@dataclass(frozen=True)
class Places:
    """The folders of one running copy, all below its DATA_DIR."""

    root: Path

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def run(self) -> Path:
        return self.root / "run"

    @property
    def stamps(self) -> Path:
        return self.root / "stamps"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def environment(self) -> Path:
        return self.run / "environment.json"

    def make(self) -> None:
        """Make the folders. Only Postgres' own user may pass through the outermost one."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            if self.root.stat().st_uid == os.geteuid():
                self.root.chmod(0o711 if os.geteuid() == 0 else 0o700)
            for folder in (self.logs, self.run, self.stamps):
                folder.mkdir(mode=0o700, exist_ok=True)
            (self.run / ".writable").touch()
        except PermissionError as error:
            raise CannotStart("not_yours", path=self.root) from error

    def socket_folder(self, folder: Path, name: str) -> Path:
        """`folder`, or a short one under the runtime folder where its address would be too long."""
        if len(os.fsencode(folder / name)) <= LONGEST_SOCKET:
            return folder
        digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
        short = _runtime_folder() / f"planner-{os.geteuid()}-{digest}"
        short.mkdir(mode=0o700, exist_ok=True)
        found = short.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise CannotStart("not_yours", path=short)
        return short


def data_folder() -> Path:
    """DATA_DIR, or `.data` in the checkout."""
    return Path(os.environ.get("DATA_DIR") or CHECKOUT / ".data").expanduser().absolute()


def port() -> int:
    """PORT, or 8000."""
    value = os.environ.get("PORT") or "8000"
    if not value.isdecimal() or not 0 < int(value) < 65_536:
        raise CannotStart("bad_port", value=value)
    return int(value)


def _runtime_folder() -> Path:
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    if own and os.geteuid() != 0 and os.access(own, os.W_OK):
        return Path(own)
    return Path(tempfile.gettempdir())
