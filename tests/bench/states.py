"""The two states that are measured, on one kind of database: the demonstration, and it amid a large state."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import ColumnElement, event, func, or_, select

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
from pdia.threads.models import Thread
from tests.bench.mentored import LOGIN, crowd
from tests.bench.synthetic import Sizes, fill
from tests.postgres import Server

SECRET = "the bench keeps no secret " * 2
CONVENOR, MENTOR = "convenor@demo.example", "mentor@demo.example"
FACILITATOR, OBSERVER = "facilitator@demo.example", "observer@demo.example"


@dataclass(frozen=True)
class State:
    """One database, and the team in it whose pages are measured.

    `talked` is the cycle whose discussions are measured, `thread` one of them, `mentor` and `member` who read
    them: in the demonstration the same team, in the large state one of the forty that one mentor has.
    """

    name: str
    folder: Path
    url: str
    team: int
    cycle: int
    round: int
    cohort: int
    mentor: str
    member: str
    talked: int
    talked_team: int
    thread: int

    @property
    def places(self) -> dict[str, object]:
        """What stands in braces in the addresses that are measured, and who may fetch them."""
        return asdict(self)

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
    crowd(database, demo.team, sizes.crowd)
    state = _describe_talk(_describe("synthetic", home, database), database)
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
        return State(
            name=name,
            folder=folder,
            url=database.url,
            team=cycle.team_id,
            cycle=cycle.id,
            round=int(number or 1),
            cohort=cohort,
            mentor=MENTOR,
            member=CONVENOR,
            talked=cycle.id,
            talked_team=cycle.team_id,
            thread=_longest(Thread.cycle_id == cycle.id),
        )


def _describe_talk(state: State, database: Database) -> State:
    """The same state, with the discussions of the mentor of many teams."""
    with database.scope(write=False):
        talked = session.scalars(
            select(Thread.cycle_id)
            .join(Account, Account.id == Thread.account_id)
            .where(Account.login == LOGIN)
            .group_by(Thread.cycle_id)
            .order_by(func.count().desc())
        ).first()
        assert talked is not None, "the mentor of many teams said something"
        team = session.get_one(Cycle, talked).team_id
        logins = (
            select(Account.login)
            .join(Membership, Membership.account_id == Account.id)
            .where(Membership.team_id == team)
            .order_by(Membership.id)
        )
        return replace(
            state,
            mentor=LOGIN,
            member=session.scalars(logins).first() or CONVENOR,
            talked=talked,
            talked_team=team,
            thread=_longest(Thread.cycle_id == talked),
        )


def _longest(where: ColumnElement[bool]) -> int:
    """The discussion in which most was said, the newest of several."""
    newest = select(Thread.id).where(where).order_by(Thread.comments.desc(), Thread.last_at.desc())
    return session.scalars(newest.limit(1)).one()


def token_for(database: Database, name: str) -> str:
    """Sign somebody in by e-mail or login on a device of their own; the token for the cookie."""
    with database.scope(write=True):
        account = session.scalars(select(Account).where(or_(Account.email == name, Account.login == name))).one()
        token = open_session(account, own_device=True, device="bench")
        session.commit()
        return token


def cookie_of(app: Flask, token: str) -> str:
    """The value of the browser's cookie that carries `token`."""
    serializer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    value: str = serializer.dumps({"_user_id": token, "_fresh": True})
    return value


def client_of(app: Flask, name: str) -> FlaskClient:
    """A browser in this process, signed in."""
    client = app.test_client()
    client.set_cookie("pdia", cookie_of(app, token_for(app.extensions["pdia_database"], name)))
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
