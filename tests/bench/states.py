"""The two states that are measured, on one kind of database: the demonstration, and it amid a large state."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from pdia.accounts.models import Account
from pdia.accounts.operations import open_session
from pdia.app import create_app
from pdia.commands.demo import load_all
from pdia.commands.schema import upgrade
from pdia.cycles.models import Cycle
from pdia.cycles.rules import CycleState
from pdia.kernel.db import Database, session
from pdia.kernel.settings import Settings
from pdia.stages.iterations.models import Iteration
from pdia.teams.models import Membership, Team
from tests.bench.synthetic import Sizes, fill
from tests.postgres import Server

SECRET = "the bench keeps no secret " * 2
CONVENOR, MENTOR = "convenor@demo.example", "mentor@demo.example"
FACILITATOR, OBSERVER = "facilitator@demo.example", "observer@demo.example"


@dataclass(frozen=True)
class State:
    """One database, and the team in it whose pages are measured."""

    name: str
    folder: Path
    url: str
    team: int
    cycle: int
    round: int
    cohort: int

    @property
    def settings(self) -> Settings:
        return Settings(instance=self.folder, database_url=self.url, secret_key=SECRET)

    def app(self) -> Flask:
        app = create_app(self.settings)
        app.testing = True
        return app

    @property
    def environment(self) -> dict[str, str]:
        """What a process of pdia must find in its environment to serve this state."""
        return {"PDIA_INSTANCE": str(self.folder), "PDIA_DATABASE_URL": self.url, "PDIA_SECRET_KEY": SECRET}


@contextmanager
def states(kind: str, sizes: Sizes | None, *, folder: Path | None = None) -> Iterator[list[State]]:
    """The demonstration and, unless `sizes` is None, the same amid a large state; thrown away afterwards."""
    home = Path(tempfile.mkdtemp(prefix="pdia-bench-", dir=folder))
    try:
        with Server() if kind == "postgres" else nullcontext() as server:
            url = server.create("demo") if server else f"sqlite:///{home / 'demo.sqlite3'}"
            database = Database(url)
            _prepare(database)
            found = [_describe("demonstration", home, database)]
            database.engine.dispose()
            if sizes is not None:
                found.append(_grow(home, found[0], server, sizes))
            yield found
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _prepare(database: Database) -> None:
    tell(f"{'SQLite' if database.is_sqlite else 'PostgreSQL'}: loading the demonstration")
    upgrade(database)
    with database.scope(write=True):
        load_all()
        session.commit()


def _grow(home: Path, demo: State, server: Server | None, sizes: Sizes) -> State:
    tell(f"making {sizes.teams} teams with {sizes.people} people and {sizes.iterations} rounds around it")
    began = time.monotonic()
    if server:
        database = Database(server.create("synthetic", template="demo"))
    else:
        shutil.copyfile(home / "demo.sqlite3", home / "synthetic.sqlite3")
        database = Database(f"sqlite:///{home / 'synthetic.sqlite3'}")
    fill(database, demo.team, sizes)
    state = _describe("synthetic", home, database)
    database.engine.dispose()
    tell(f"made in {time.monotonic() - began:.0f} s")
    return state


def _describe(name: str, folder: Path, database: Database) -> State:
    with database.scope(write=False):
        account = session.scalars(select(Account).where(Account.email == CONVENOR)).one()
        cycle = session.scalars(
            select(Cycle)
            .join(Membership, Membership.team_id == Cycle.team_id)
            .where(Membership.account_id == account.id, Cycle.state == CycleState.OPEN)
            .order_by(Cycle.id)
        ).first()
        assert cycle is not None, "the convenor of the demonstration has an open cycle"
        number = session.scalar(select(func.max(Iteration.number)).where(Iteration.cycle_id == cycle.id))
        cohort = session.get_one(Team, cycle.team_id).cohort_id
        return State(name, folder, database.url, cycle.team_id, cycle.id, int(number or 1), cohort)


def token_for(database: Database, email: str) -> str:
    """Sign a person of the demonstration in on a device of their own; the token for the cookie."""
    with database.scope(write=True):
        account = session.scalars(select(Account).where(Account.email == email)).one()
        token = open_session(account, own_device=True, device="bench")
        session.commit()
        return token


def cookie_of(app: Flask, token: str) -> str:
    """The value of the browser's cookie that carries `token`."""
    serializer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    value: str = serializer.dumps({"_user_id": token, "_fresh": True})
    return value


def client_of(app: Flask, email: str) -> FlaskClient:
    """A browser in this process, signed in."""
    client = app.test_client()
    client.set_cookie("pdia", cookie_of(app, token_for(app.extensions["pdia_database"], email)))
    return client


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The SQL statements of a block, without those that begin and end transactions."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")):
            statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def close(app: Flask) -> None:
    """Let go of every connection, so that the database can be thrown away."""
    for waker in app.extensions.get("pdia_wakers", []):
        waker.close()
    app.extensions["pdia_database"].engine.dispose()


def tell(text: str) -> None:
    """What is going on, beside the tables."""
    print(f".. {text}", file=sys.stderr, flush=True)
