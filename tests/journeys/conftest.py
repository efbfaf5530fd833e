"""A real Chromium, the application on a port with the cast in it, and the demonstration for the crawl."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import func, select

from pdia.accounts.operations import hash_password
from pdia.app import create_app
from pdia.commands.demonstration import PASSWORD, read
from pdia.commands.demonstration.people import set_up_institute
from pdia.commands.demonstration.team import load_team
from pdia.commands.schema import upgrade
from pdia.cycles.models import Cycle
from pdia.kernel import clock
from pdia.kernel.db import Database, session
from pdia.kernel.settings import Settings
from tests.journeys.live import PATIENCE, Person, arrive, serving
from tests.world import World

# One team of mid-flight with everything in it, one that has only begun, one of another language.
FULL_TEAMS = ("madhupar-wifs.yaml", "puzhakkara-fhc.yaml", "block7-gardens.yaml")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of this machine."""
    args = ["--no-sandbox", "--disable-dev-shm-usage"]
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": args}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each test has a server of its own; the plugin's fixture of this name warns under this pytest."""


@pytest.fixture(autouse=True)
def _patience() -> None:
    """Two cores are shared: a slow answer is no fault of the page."""
    expect.set_options(timeout=PATIENCE)


@dataclass
class Town:
    """The running application and whoever opens a browser in front of it."""

    world: World
    url: str
    open: Callable[..., Person]


@pytest.fixture
def town(sqlite_world: World, browser: Browser) -> Iterator[Town]:
    """The cast's world on a port. At the end no browser may have complained."""
    people: list[Person] = []
    with serving(sqlite_world.app) as url, ExitStack() as leaving:

        def opened(login: str, *, own: bool = True, signed_in: bool = True, **kwargs: Any) -> Person:
            person = arrive(browser, url, login, **kwargs)
            leaving.callback(person.context.close)
            people.append(person)
            if signed_in:
                person.sign_in(own=own)
            return person

        yield Town(sqlite_world, url, opened)
        assert not [line for person in people for line in person.complaints]


@dataclass(frozen=True)
class Demonstration:
    """Teams of the demonstration on a port, with the application to ask for its routes."""

    world: World
    url: str
    full_cycle: int


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """Some teams of the demonstration, so that pages are as full as they become."""
    folder = tmp_path_factory.mktemp("demonstration")
    url = f"sqlite:///{folder / 'pdia.sqlite3'}"
    database = Database(url)
    upgrade(database)
    with database.scope(write=True):
        _load()
        full_cycle = session.scalar(select(func.min(Cycle.id))) or 0  # the first of FULL_TEAMS
        session.commit()
    database.engine.dispose()
    app = create_app(Settings(folder, url, "k" * 40, demo=True))
    with serving(app) as address:
        yield Demonstration(World(app, None), address, full_cycle)  # type: ignore[arg-type]  # its people are not the cast's
    for waker in app.extensions["pdia_wakers"]:
        waker.close()
    app.extensions["pdia_database"].engine.dispose()


def _load() -> None:
    hashed, today = hash_password(PASSWORD), clock.today()
    for plain in read("institutes.yaml")["institutes"]:
        stage = set_up_institute(plain, hashed, today)
        for team in plain["teams"]:
            if Path(team["file"]).name in FULL_TEAMS:
                load_team(stage, read(team["file"]))
