"""Kill the web process again and again while people save, and look after each kill for what was lost."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from pdia.accounts.models import Account
from pdia.app import create_app
from pdia.commands.schema import upgrade
from pdia.cycles.queries import find_cycle
from pdia.history.models import Revised
from pdia.history.queries import find_revision
from pdia.kernel import clock
from pdia.kernel.db import Database, session
from pdia.kernel.settings import Settings
from pdia.stages.iterations.models import Iteration
from pdia.stages.iterations.operations import open_iteration
from pdia.stages.problem.models import Problem
from pdia.teams.actors import load_actor
from tests.bench.site import is_healthy
from tests.bench.states import close, cookie_of, tell, token_for
from tests.cast import Cast, build_cast
from tests.postgres import Server
from tests.torture.clients import Task, Writer

SECRET = "nobody keeps this secret " * 2
MEMBERS = ("convenor", "teammate", "third")
PROBLEM = ("statement", "why", "to_whom", "who_should_care", "get_attention", "solved", "solved_measure", "left_out")
LOG = ("done", "result", "learned", "struggling", "next_step", "new_people", "benefited", "not_benefited")
START_SECONDS = 60.0
WORK_SECONDS = (0.2, 1.2)


@dataclass
class Outcome:
    """What a run came to."""

    kills: int = 0
    ok: int = 0
    failed: int = 0
    unknown: int = 0
    lost: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def torture(kind: str, kills: int, writers: int = 8) -> Outcome:
    """Run on one kind of database; ends by itself after `kills` kills."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pdia-torture-")))
        if kind == "postgres":
            url = stack.enter_context(Server()).create("torture")
        else:
            url = f"sqlite:///{home / 'pdia.sqlite3'}"
        settings = Settings(instance=home, database_url=url, secret_key=SECRET)
        database = Database(url)
        stack.callback(database.engine.dispose)
        cast = _prepare(database)
        cookies = _cookies(settings)
        site = stack.enter_context(_supervised(settings))
        return _run(kind, site, database, cast, cookies, kills, writers)


def _run(
    kind: str, site: Supervised, database: Database, cast: Cast, cookies: list[str], kills: int, writers: int
) -> Outcome:
    over = threading.Event()
    people = [
        Writer(n, site.port, cookies[n % len(cookies)], _tasks(cast, n), over)
        for n in range(min(writers, len(PROBLEM)))
    ]
    outcome = Outcome()
    _wait(site.port)
    for writer in people:
        writer.thread.start()
    try:
        for number in range(1, kills + 1):
            _work_a_while(people)
            os.kill(_child_of(site.parent), signal.SIGKILL)
            outcome.kills = number
            outcome.lost += _look_for_loss(database, cast, people)
            _wait(site.port)
            if number % 10 == 0 or number == kills:
                saved = sum(writer.tally.ok for writer in people)
                tell(f"{kind}: {number} kills, {saved} saves acknowledged, {len(outcome.lost)} lost")
        _work_a_while(people)
    finally:
        over.set()
        for writer in people:
            writer.thread.join(30)
    outcome.lost += _look_for_loss(database, cast, people)
    for writer in people:
        outcome.ok += writer.tally.ok
        outcome.failed += writer.tally.failed
        outcome.unknown += writer.tally.unknown
        outcome.refused += writer.refused
    return outcome


def _tasks(cast: Cast, number: int) -> list[Task]:
    return [
        Task(f"/cycles/{cast.cycle}/problem", PROBLEM[number], auto=True),
        Task(f"/cycles/{cast.cycle}/iterations/1/log", LOG[number], auto=number % 2 == 0),
    ]


def _work_a_while(people: list[Writer]) -> None:
    """Until something more has been saved, and then a little longer, never the same."""
    before, deadline = sum(writer.tally.ok for writer in people), time.monotonic() + START_SECONDS
    while sum(writer.tally.ok for writer in people) <= before:
        if time.monotonic() > deadline:
            raise RuntimeError(f"nothing is saved any more: {people[0].refused[-3:]}")
        time.sleep(0.02)
    time.sleep(random.uniform(*WORK_SECONDS))


def _look_for_loss(database: Database, cast: Cast, people: list[Writer]) -> list[str]:
    """Every acknowledged text, or a later one of the same writer, must stand in its field and in its revision."""
    acknowledged = [(writer, task, writer.acknowledged[task]) for writer in people for task in writer.tasks]
    lost = []
    with database.scope(write=False):
        problem = session.scalar(select(Problem).where(Problem.cycle_id == cast.cycle))
        log = session.scalars(select(Iteration).where(Iteration.cycle_id == cast.cycle)).one()
        for writer, task, least in acknowledged:
            row: Revised | None = problem if task.path.endswith("problem") else log
            text = str(getattr(row, task.name)) if row is not None else ""
            said, _, number = text.rpartition(" ")
            if least and (said != writer.text(0).rpartition(" ")[0] or int(number) < least):
                lost.append(f"{task.name}: {least} was acknowledged, {text!r} stands there")
            if row is not None and text and not _agrees(row, task.name, text):
                lost.append(f"{task.name}: its newest revision does not say {text!r}")
    return lost


def _agrees(row: Revised, name: str, text: str) -> bool:
    head = row.head(name)
    if head is None:
        return False
    revision = find_revision(row.kind, row.id, name, head.number)  # type: ignore[attr-defined]  # every row has one
    return revision is not None and revision.value == text


# --- Setting up -----------------------------------------------------------------------------------


def _prepare(database: Database) -> Cast:
    upgrade(database)
    with database.scope(write=True):
        cast = build_cast()
        session.flush()
        convenor = load_actor(session.get_one(Account, cast.accounts["convenor"]), "Asia/Kolkata")
        cycle = find_cycle(cast.cycle)
        assert cycle is not None
        open_iteration(cycle, "Ask three schools", None, by=convenor, today=clock.today())
        session.commit()
    return cast


def _cookies(settings: Settings) -> list[str]:
    app = create_app(settings)
    try:
        database = app.extensions["pdia_database"]
        return [cookie_of(app, token_for(database, f"{login}@demo.example")) for login in MEMBERS]
    finally:
        close(app)


@dataclass(frozen=True)
class Supervised:
    """Where the site listens, and the process whose child serves it."""

    port: int
    parent: int


@contextmanager
def _supervised(settings: Settings) -> Iterator[Supervised]:
    """The site under pdia's supervisor, only on this machine; ended whatever happens."""
    environment = {
        **os.environ,
        "PDIA_INSTANCE": str(settings.instance),
        "PDIA_DATABASE_URL": settings.database_url,
        "PDIA_SECRET_KEY": settings.secret_key,
    }
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        command = [sys.executable, "-m", "tests.torture.parent", str(listener.fileno())]
        parent = subprocess.Popen(command, pass_fds=(listener.fileno(),), env=environment, stdin=subprocess.DEVNULL)
        try:
            yield Supervised(listener.getsockname()[1], parent.pid)
        finally:
            parent.terminate()
            try:
                parent.wait(30)
            except subprocess.TimeoutExpired:
                parent.kill()
                parent.wait()


def _child_of(parent: int) -> int:
    """The web process; the supervisor has one child."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
        if children:
            return int(children[0])
        time.sleep(0.01)
    raise RuntimeError("the supervisor has no child any more")


def _wait(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_healthy(port):
        if time.monotonic() > deadline:
            raise RuntimeError("the site did not come back")
        time.sleep(0.05)
