"""A PostgreSQL server of the tests' own: started where it is needed, thrown away afterwards.

It listens on a socket file in a folder of its own, so several can run side by side (one for each
worker of the test run) and none is ever reached from outside. It never syncs to the disk: what it
holds is not meant to last. Started by root, it runs as the user ``postgres``, as the server demands.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg
from psycopg import sql

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "dynamic_shared_memory_type": "mmap",  # small /dev/shm in containers
    "autovacuum": "off",
    "jit": "off",
    "timezone": "UTC",
}


class Server:
    """One server with its folder. ``with Server() as server:`` starts and stops it."""

    def __init__(self) -> None:
        self._bin = _programs()
        self._home: Path | None = None

    def start(self) -> Server:
        """Make an empty server and start it; takes about a second."""
        # Short and in /tmp: the path of a socket file may have 107 bytes.
        self._home = Path(tempfile.mkdtemp(prefix="pdia-pg-", dir="/tmp"))
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self._home, user.pw_uid, user.pw_gid)
        try:
            self._run("initdb", "-U", "pdia", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
            with (self._data / "postgresql.conf").open("a", encoding="ascii") as settings:
                settings.writelines(f"{name} = '{value}'\n" for name, value in _QUICK.items())
                settings.write(f"unix_socket_directories = '{self._home}'\n")
            self._run("pg_ctl", "-w", "-t", "60", "-l", str(self._home / "log"), "start")
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """End the server at once and remove its folder; safe to call twice."""
        if self._home is None:
            return
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", "-m", "immediate", "-w", "stop", check=False)
        shutil.rmtree(self._home, ignore_errors=True)
        self._home = None

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def url(self, dbname: str) -> str:
        """The address of a database, as PDIA_DATABASE_URL takes it."""
        return f"postgresql+psycopg://pdia@/{dbname}?host={self._folder}"

    def create(self, name: str, template: str | None = None) -> str:
        """Make a database, empty or a copy of `template` (to which nobody may be connected): its address."""
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._command(command.format(_identifier(name), _identifier(template or "template1")))
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._command(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_identifier(name)))

    @property
    def _folder(self) -> Path:
        if self._home is None:
            raise RuntimeError("the PostgreSQL server is not running: call start() first")
        return self._home

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _command(self, command: sql.Composed) -> None:
        # Databases are made and dropped outside a transaction.
        with psycopg.connect(host=str(self._folder), user="pdia", dbname="postgres", autocommit=True) as connection:
            connection.execute(command)

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # To a file, not a pipe: the server inherits it and would keep a pipe open.
        noted = self._folder / f"{program}.out"
        with noted.open("w", encoding="utf-8") as out:
            status = subprocess.run(
                [self._bin / program, "-D", self._data, *arguments],
                cwd=self._folder,
                env={"PATH": os.environ.get("PATH", ""), "HOME": str(self._folder), "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                timeout=120,
                check=False,
                **as_user,
            ).returncode
        if check and status:
            log = self._folder / "log"
            more = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
            raise RuntimeError(f"PostgreSQL: {program} failed.\n{noted.read_text(encoding='utf-8')}{more}")


def _programs() -> Path:
    """The folder of the newest PostgreSQL on this machine."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0)
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    raise RuntimeError("PostgreSQL is not installed: `make test` installs it (Debian package postgresql)")


def _identifier(name: str) -> sql.Identifier:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a plain database name: {name!r}")
    return sql.Identifier(name)
