"""The application under attack: how something is sent to it, and what every answer must be."""

from __future__ import annotations

import re
import shutil
import unicodedata
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import Table, func, select, union_all
from werkzeug.test import TestResponse

from pdia.history.models import Revision
from pdia.kernel.db import Base
from pdia.kernel.text import storable
from tests.hostile.corpus import DIFFERS
from tests.hostile.forms import KEPT_FROM_VIEW, Sheet
from tests.world import World

Pairs = Iterable[tuple[str, "str | bytes"]]
FORM = "application/x-www-form-urlencoded"
# A good field is saved also when the one beside it is refused; what was refused is kept; failures count.
BESIDE_THE_WORK = {"revision", "held_text", "sign_in_failure", "sign_in_session", "cycle_visit", "cycle_stage", "voice"} | {
    "action_report", "action_ask", "room_rating",
}  # fmt: skip
# What changes the ground under every other form: put back at once.
WRECKERS = {
    "accounts.change_password", "accounts.end_device", "accounts.language", "accounts.sign_out", "cohorts.end", "cycles.do_pause",
    "cycles.finish", "fishbone.open_answers:proposals", "fishbone.open_answers:vote", "fishbone.strike",
    "forming.end_member", "forming.end_mentor", "iterations.close", "iterations.open_them", "reflection.do_go_on", "teams.convenor",
    "entry_points.room.do_reveal", "problem.strike", "plan.strike", "ideas.strike", "entry_points.strike", "files.strike",
    "threads.accept", "threads.close", "threads.decline", "threads.put_aside", "threads.reopen",
}  # fmt: skip
# What a form carries without a person's doing.
MARKS = ("key", ".base", ".sent", ".was", "version", "next", "position")
TRACES = ("Traceback (most recent", "sqlalchemy", "psycopg", "site-packages", 'File "/', "werkzeug", "IntegrityError")
SAYS_WHY = ('role="alert"', 'class="error"', "<h1>This could not be done", 'class="notice')


@dataclass
class Town:
    """A world with a rich cycle in it that can be put back as it was, and everybody's open browser."""

    world: World
    sheets: dict[str, Sheet]
    cookies: dict[str | None, str]
    put_back: Callable[[], None]
    is_sqlite: bool
    foreign: dict[str, int] = field(default_factory=dict)
    tokens: dict[str | None, str] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _saved: int = 0

    def restore(self) -> None:
        """Put every row back as it was before."""
        self.world.database.engine.dispose()
        self.put_back()
        self._counts, self._saved = {}, 0

    def client(self, login: str | None) -> FlaskClient:
        """Somebody's browser as it was when they had just opened the page."""
        client = self.world.app.test_client()
        if self.cookies[login]:
            client.set_cookie("pdia", self.cookies[login])
        return client

    def post(self, sheet: Sheet, pairs: Pairs, *, action: str = "", put_back: bool = True) -> TestResponse:
        """Send a form with exactly these fields and its token."""
        body = urlencode([("csrf_token", self.tokens[sheet.login]), *pairs])
        answer = self.send(sheet.login, action or sheet.action, body.encode(), FORM)
        if put_back and answer.status_code < 400 and sheet.endpoint in WRECKERS:
            self.restore()
        return answer

    def send(self, login: str | None, path: str, body: bytes, kind: str, method: str = "POST") -> TestResponse:
        """Send a body as it stands; the token goes in a header as well, so that no refusal hides behind it."""
        headers = {"X-CSRFToken": self.tokens[login]}
        return self.client(login).open(path, method=method, data=body, content_type=kind, headers=headers)

    def counts(self) -> dict[str, int]:
        """How many rows each table of the work holds."""
        tables = [table for table in Base.metadata.sorted_tables if table.name not in BESIDE_THE_WORK]
        query = union_all(*(select(_named(table), func.count()).select_from(table) for table in tables))
        with self.world.database.engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def _note_saved(self) -> bool:
        """Whether a good field was saved since the last answer."""
        before = self._saved
        with self.world.database.engine.connect() as connection:
            self._saved = connection.execute(select(func.max(Revision.id))).scalar() or 0
        return self._saved > before

    def dump(self, *, everything: bool = False) -> dict[str, list[Any]]:
        """Every row of the work."""
        with self.world.database.engine.connect() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
                for table in Base.metadata.sorted_tables
                if everything or table.name not in BESIDE_THE_WORK
            }

    def judge(self, said: str, answer: TestResponse, pairs: Pairs = ()) -> list[str]:
        """What is wrong with an answer to a form; the rows are counted only where nothing may have been added."""
        wrong = judge(said, answer)
        if 400 <= answer.status_code < 500 and answer.status_code != 413:
            missing = lost(answer.get_data(as_text=True), pairs)
            kept = (
                _plain(" ".join(_strings(self.dump(everything=True)))) if missing else ""
            )  # what was good in a form is saved, not shown
            wrong += [
                f"{said}: {answer.status_code} lost {name}: {text[:40]!r}" for name, text in missing if text not in kept
            ]
        if answer.status_code >= 400:
            before = self._counts
            self._counts = self.counts()
            changed = {name for name, count in self._counts.items() if before and count != before.get(name)}
            if self._note_saved():
                changed.discard("notice")  # what was good in the form is saved, and told
            if changed:
                wrong.append(f"{said}: {answer.status_code}, but rows came or went in {sorted(changed)}")
        else:
            self._counts = self.counts()
            self._note_saved()
        return wrong


def _strings(value: Any) -> Iterator[str]:
    """Every string in rows, and in what their columns of JSON hold."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _named(table: Table) -> Any:
    from sqlalchemy import literal

    return literal(table.name)


def judge(said: str, answer: TestResponse) -> list[str]:
    """What is wrong with an answer, whatever was sent."""
    wrong, status, source = [], answer.status_code, answer.get_data(as_text=True)
    at = f"{said}: {status}"
    if status >= 500:
        return [at]
    if "default-src 'self'" not in answer.headers.get("Content-Security-Policy", ""):
        wrong.append(f"{at} without the policy")
    if found := [word for word in TRACES if word in source]:
        wrong.append(f"{at} tells of its inside: {found}")
    if "<script>alert" in source or "<svg/onload" in source or "CANARY49" in source:
        wrong.append(f"{at} lets what was typed run")
    if status == 200 and answer.request.method == "POST" and answer.mimetype == "text/html":
        wrong.append(f"{at} says nothing of what became of it")
    if status == 422 and not any(mark in source for mark in SAYS_WHY):
        wrong.append(f"{at} does not say what is wrong")
    if status >= 400 and (answer.mimetype != "text/html" or "<h1" not in source):
        wrong.append(f"{at} is no page: {source[:80]!r}")
    return wrong


def lost(source: str, pairs: Pairs) -> list[tuple[str, str]]:
    """The answers that a refusal no longer shows, by name."""
    tree = html.fromstring(source)
    kept = (
        "//input[not(@type='radio' or @type='checkbox')]/@value | //input[@checked]/@value | //option[@selected]/@value"
    )
    shown = [tree.text_content(), *(str(value) for value in tree.xpath(kept))]
    told = _plain(" ".join(shown))
    missing = []
    for name, value in pairs:
        readable = re.split(rb"[^\x20-\x7e]+", value) if isinstance(value, bytes) else [value.encode()]
        for part in readable:
            text = _plain(part.decode())
            if text and text not in told and name not in KEPT_FROM_VIEW and not name.endswith(MARKS):
                missing.append((name, text))
    return missing


def _plain(text: str) -> str:
    """Text without what cleaning may take away: line ends, control letters, marks of direction."""
    text = re.sub("[\x01-\x08\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", storable(text))
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"\s+", " ", text).strip()


def sqlite_copy(file: Path, fresh: Path) -> Callable[[], None]:
    """How a SQLite file is put back."""

    def put_back() -> None:
        for rest in file.parent.glob(file.name + "-*"):
            rest.unlink()
        shutil.copyfile(fresh, file)

    return put_back


def on_each(names: Iterable[str]) -> Any:
    """One case for each name on SQLite, and on PostgreSQL for those that the databases could answer differently."""
    cases = [("sqlite", name) for name in names]
    cases += [("postgres", name) for name in names if name in DIFFERS]
    marked = [pytest.param(*case, marks=pytest.mark.pg) if case[0] == "postgres" else case for case in cases]
    return pytest.mark.parametrize(("town", "name"), marked, indirect=["town"])


def new_name() -> str:
    """A name for a database of one's own."""
    return f"h{uuid.uuid4().hex[:12]}"
