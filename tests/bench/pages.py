"""Part ``pages``: statements and milliseconds of every stage page and save, beside the floor."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask.testing import FlaskClient

from tests.bench.floor import floor_app
from tests.bench.states import (
    CONVENOR,
    FACILITATOR,
    MENTOR,
    OBSERVER,
    State,
    client_of,
    close,
    cookie_of,
    counted,
    tell,
    token_for,
)
from tests.bench.timing import Times, calibrate, ms, print_table, times

STAGES = ("problem", "fishbone", "entry_points", "ideas", "plan", "iterations", "reflection")
WARM_UPS = 3
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class NotAnswered(Exception):
    """A page that did not come: it is left out of the table, and the bench goes on."""


@dataclass(frozen=True)
class Page:
    """A page to fetch: its address with {cycle}, {team}, {round}, {cohort}, who fetches it, the floor's rows.

    Pages of discussions take {talked}, {talked_team}, {thread}, {mentor}, {member} of the state. `again` asks
    as an open page does, with the mark of the answer before, and is answered 304.
    """

    name: str
    path: str
    who: str = CONVENOR
    floor: str = ""
    again: bool = False


PAGES = (
    *(Page(name, f"/cycles/{{cycle}}/{name.replace('_', '-')}", floor=name) for name in STAGES),
    Page("one round", "/cycles/{cycle}/iterations/{round}", floor="iterations"),
    Page("log", "/cycles/{cycle}/iterations/{round}/log", floor="iterations"),
    Page("cycle", "/cycles/{cycle}"),
    Page("team", "/teams/{team}"),
    Page("desk of a member", "/"),
    Page("desk of the mentor", "/", MENTOR),
    Page("desk of the coordinator", "/", FACILITATOR),
    Page("desk of the observer", "/", OBSERVER),
    Page("cohort", "/cohorts/{cohort}", FACILITATOR),
    Page("inbox of a mentor", "/mentoring", "{mentor}"),
    Page("all that is new of a team", "/mentoring/teams/{talked_team}", "{mentor}"),
    Page("stage with discussions", "/cycles/{talked}/fishbone", "{member}"),
    Page("the same for its mentor", "/cycles/{talked}/fishbone", "{mentor}"),
    Page("discussions of a cycle", "/cycles/{talked}/threads", "{mentor}"),
    Page("one discussion", "/cycles/{talked}/threads/{thread}", "{mentor}"),
    Page("notices", "/notices", "{mentor}"),
    Page("visits and talks", "/cycles/{cycle}/contacts"),
    Page("live, nothing new (304)", "/cycles/{talked}/live", "{member}", again=True),
)


@dataclass
class Site:
    """One state in this process, and the browsers that look at it."""

    state: State
    stack: ExitStack
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.app = self.state.app()
        self.stack.callback(close, self.app)

    def client(self, email: str) -> FlaskClient:
        if email not in self.clients:
            self.clients[email] = client_of(self.app, email)
        return self.clients[email]

    def path(self, pattern: str) -> str:
        return pattern.format(**self.state.places)

    def fetch(self, page: Page) -> Callable[[], str]:
        client, path = self.client(self.path(page.who)), self.path(page.path)
        headers = {"X-Live": "1", "If-None-Match": _mark(client, path)} if page.again else {}

        def get() -> str:
            return _get(client, path, headers, 304 if page.again else 200)

        return get

    def count(self, work: Callable[[], object], before: Callable[[], object] = int) -> int:
        """Statements of `work`; the least of three, for once a minute a visit is noted."""
        seen = []
        for _ in range(3):
            before()
            with counted(self.app.extensions["pdia_database"]) as statements:
                work()
            seen.append(len(statements))
        return min(seen)


def measure_pages(kind: str, found: list[State], rounds: int) -> None:
    """Fetch every page of every state in turns, and print what it took."""
    with ExitStack() as stack:
        sites = [Site(state, stack) for state in found]
        floor = _floor(found[0], stack)
        speed, rows = Times(), []
        for page in PAGES:
            try:
                rows.append(_row(page, sites, floor, rounds, speed))
            except NotAnswered as why:
                tell(f"{page.name} is left out: {why}")
        heads = ["page", "SQL", "CPU ms", "ms", "p95", "x least", "x shaped"]
        heads += ["SQL large", "CPU ms large", "ms large", "p95 large", "large / demo"] if len(sites) > 1 else []
        print_table(
            f"{kind}: pages; calibration {ms(speed.cpu)} CPU ms, {ms(speed.median)} ms (p95 {ms(speed.p95)})",
            heads,
            rows,
        )
        _print_saves(kind, sites, rounds)


def _floor(state: State, stack: ExitStack) -> FlaskClient:
    app = floor_app(state.url, state.settings.secret_key)
    stack.callback(close, app)
    client = app.test_client()
    client.set_cookie("pdia", cookie_of(app, token_for(app.extensions["pdia_database"], CONVENOR)))
    return client


def _row(page: Page, sites: list[Site], floor: FlaskClient, rounds: int, speed: Times) -> list[object]:
    fetch = [site.fetch(page) for site in sites]
    for get in fetch:
        for _ in range(WARM_UPS):
            get()
    least, shaped, taken = Times(), Times(), [Times() for _ in sites]
    for number in range(rounds):
        speed.take(calibrate)
        if page.floor:
            for kind, into in (("least", least), ("shaped", shaped)):
                into.take(partial(_get, floor, f"/{kind}/{page.floor}/{sites[0].state.cycle}"))
        order = list(range(len(sites)))
        for at in order if number % 2 else reversed(order):
            taken[at].take(fetch[at])
    row = [page.name, sites[0].count(fetch[0]), ms(taken[0].cpu), ms(taken[0].median), ms(taken[0].p95)]
    row += [times(taken[0].times(least)), times(taken[0].times(shaped))]
    if len(sites) > 1:
        row += [
            sites[1].count(fetch[1]),
            ms(taken[1].cpu),
            ms(taken[1].median),
            ms(taken[1].p95),
            times(taken[1].times(taken[0])),
        ]
    return row


def _get(client: FlaskClient, path: str, headers: Mapping[str, str] | None = None, status: int = 200) -> str:
    answer = client.get(path, headers=headers)
    if answer.status_code != status:
        raise NotAnswered(f"{path} answers {answer.status_code}, not {status}")
    return answer.get_data(as_text=True)


def _mark(client: FlaskClient, path: str) -> str:
    """By what an open page says what it has."""
    answer = client.get(path, headers={"X-Live": "1"})
    if answer.status_code != 200 or "ETag" not in answer.headers:
        raise NotAnswered(f"{path} answers {answer.status_code} and no mark")
    return answer.headers["ETag"]


# --- Saves ----------------------------------------------------------------------------------------


@dataclass
class Saving:
    """One field saved again and again by one person, as the page's script or its button sends it."""

    site: Site
    path: str
    name: str
    auto: bool
    number: int = 0

    def __post_init__(self) -> None:
        self.client = self.site.client(CONVENOR)
        self.look()

    def look(self) -> None:
        """Open the page, as everybody does before and after the button."""
        page = self.client.get(self.site.path(self.path)).get_data(as_text=True)
        self.token = TOKEN.findall(page)[0]
        self.base = base_in(page, self.name)

    def __call__(self) -> None:
        self.number += 1
        data = {self.name: f"Note {self.number}", f"{self.name}.base": self.base, "csrf_token": self.token}
        headers = {"X-Autosave": "1", "Accept": "application/json"} if self.auto else {}
        answer = self.client.post(self.site.path(self.path), data=data, headers=headers)
        assert answer.status_code == (200 if self.auto else 303), f"{self.path}: {answer.status_code}"
        if self.auto:
            saved: Any = answer.json
            self.base = saved["saved"][self.name]["base"]


def base_in(page: str, name: str) -> str:
    """The revision that a page's form carries for a field."""
    found = re.search(rf'name="{re.escape(name)}\.base" value="(\d+)"', page)
    return found[1] if found else "0"


def _print_saves(kind: str, sites: list[Site], rounds: int) -> None:
    rows = []
    log, problem = "/cycles/{cycle}/iterations/{round}/log", "/cycles/{cycle}/problem"
    for words, path, name, auto in (
        ("log, one field by itself", log, "learned", True),
        ("log, with the button", log, "next_step", False),
        ("problem, one field by itself", problem, "why", True),
    ):
        save = [Saving(site, path, name, auto) for site in sites]
        taken = [Times() for _ in sites]
        for one in save:
            one()
            one.look()
        for _ in range(rounds):
            for at, one in enumerate(save):
                if not auto:
                    one.look()  # the button leads back to the page, and its form carries the new version
                taken[at].take(one)
        row: list[object] = [
            words,
            sites[0].count(save[0], save[0].look),
            ms(taken[0].cpu),
            ms(taken[0].median),
            ms(taken[0].p95),
        ]
        if len(sites) > 1:
            row += [
                sites[1].count(save[1], save[1].look),
                ms(taken[1].cpu),
                ms(taken[1].median),
                ms(taken[1].p95),
                times(taken[1].times(taken[0])),
            ]
        rows.append(row)
    heads = ["save", "SQL", "CPU ms", "ms", "p95"]
    heads += ["SQL large", "CPU ms large", "ms large", "p95 large", "large / demo"] if len(sites) > 1 else []
    print_table(f"{kind}: saves", heads, rows)
