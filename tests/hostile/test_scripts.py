"""Hostile names and answers in every field, and a real browser on every page that shows them: nothing runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from sqlalchemy import update

from pdia.kernel.db import Base
from tests.hostile.forms import walk
from tests.hostile.town import WRECKERS, Town
from tests.journeys.live import serving
from tests.world import Browser as Reader
from tests.world import Page as Answer

pytestmark = pytest.mark.browser

SHORT = "<img src=x onerror=ran()>"
HOSTILE = f"\"'></textarea></title><script>ran()</script><svg onload=ran()>{SHORT}<a href='javascript:ran()'>"
# Kept by everybody's hand or copied from it. What the product itself writes (states, kinds, keys) stays.
WRITTEN = {
    "name", "title", "posting", "reason", "value", "struck_reason", "caption", "paused_for", "entered_by_name", "person_name",
}  # fmt: skip
NOT_NAMES = {("attachment", "stage"), ("done_once", "key"), ("held_text", "reason"), ("job", "name")}
LOOKED_AT = ("convenor", "facilitator", "mentor", "authoriser")
HOOK = """
window.ran = () => console.error('RAN: a hostile text ran');
for (const name of ['alert', 'confirm', 'prompt']) window[name] = window.ran;
document.addEventListener('securitypolicyviolation', e => console.error(`RAN: refused ${e.violatedDirective} ${e.blockedURI}`));
"""
HANDLERS = """() => {
  document.querySelectorAll('details').forEach(fold => { fold.open = true; });
  return [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]
    .filter(a => a.name.startsWith('on') || a.name === 'style' || /^\\s*javascript:/i.test(a.value))
    .map(a => `${e.tagName} has ${a.name}=${a.value}`));
}"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The Chromium of this machine."""
    args = ["--no-sandbox", "--disable-dev-shm-usage"]
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": args}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each test has a server of its own; the plugin's fixture of this name warns under this pytest."""


@dataclass
class Watch:
    """A browser that notes whatever ran or was refused."""

    url: str
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)

    def page(self) -> Page:
        page = self.context.new_page()
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("dialog", lambda dialog: self.complaints.append(f"{page.url}: a dialog {dialog.message}"))
        return page

    def _listen(self, line: ConsoleMessage) -> None:
        if "RAN" in line.text or "Content Security Policy" in line.text:
            self.complaints.append(f"{line.location.get('url')}: {line.text}")


def _poison(town: Town) -> None:
    """Hostile names for everybody and everything, then hostile answers through every form, then in every column."""
    _rename(town, {"account", "team", "department", "place", "designation", "cohort", "institute", "cycle"})
    for sheet in town.sheets.values():
        if sheet.endpoint in WRECKERS or not sheet.texts or sheet.endpoint.startswith("accounts."):
            continue
        for text in (HOSTILE, SHORT):
            if town.post(sheet, sheet.with_texts(text), put_back=False).status_code < 400:
                break
    texts = {field.name for sheet in town.sheets.values() for field in sheet.texts} - {
        "letter",
        "amount",
        "login",
        "email",
        "mobile",
    }
    _rename(town, {table.name for table in Base.metadata.sorted_tables}, texts)


def _rename(town: Town, tables: set[str], more: set[str] = frozenset()) -> None:  # type: ignore[assignment]
    with town.world.database.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            names = [
                column.name
                for column in table.columns
                if table.name in tables
                and column.name in WRITTEN | more
                and column.type.python_type is str
                and (table.name, column.name) not in NOT_NAMES
            ]
            if names:
                connection.execute(update(table).values(dict.fromkeys(names, HOSTILE)))


@pytest.fixture(scope="module")
def poisoned(sqlite_built: Town) -> Iterator[Town]:
    """The rich cycle with every word of it hostile."""
    sqlite_built.restore()
    _poison(sqlite_built)
    yield sqlite_built
    sqlite_built.world.app.testing = True
    sqlite_built.restore()


def _watch(browser: Browser, town: Town, url: str, login: str) -> Watch:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(HOOK)
    context.route("**/*.woff2", lambda route: route.abort())  # letters run nothing, and take most of the time
    context.add_cookies([{"name": "pdia", "value": town.cookies[login], "url": url}])
    return Watch(url, context)


class _Plain(Reader):
    """A reader that judges no source: words like ``onload=`` in an answer look to it like handlers."""

    def __init__(self, town: Town, login: str) -> None:
        super().__init__(town.world, login)
        self.client = town.client(login)

    def _checked(self, page: Answer) -> Answer:
        return page


def _paths(town: Town, login: str) -> list[str]:
    """Every kind of page this person reaches by links."""
    found: list[str] = []
    adapter = town.world.app.url_map.bind("localhost")
    starts = ["/", f"/cycles/{town.world.cast.cycle}", f"/cycles/{town.world.cast.cycle}/brief"]
    for _sheet in walk(_Plain(town, login), adapter, starts, found, visits=2):
        pass
    return found


@pytest.mark.parametrize("login", LOOKED_AT)
def test_nothing_runs_on_any_page(poisoned: Town, browser: Browser, login: str) -> None:
    paths = _paths(poisoned, login)
    with serving(poisoned.world.app) as url:
        watch = _watch(browser, poisoned, url, login)
        page, shown = watch.page(), 0
        for path in paths:
            answer = page.goto(url + path)
            assert answer is not None
            assert answer.status < 500, f"{path}: {answer.status}"
            shown += "<script>ran()" in page.inner_text("body")
            watch.complaints += [f"{path}: {one}" for one in page.evaluate(HANDLERS)]
        watch.context.close()
    assert not watch.complaints, "\n".join(watch.complaints)
    assert shown >= (3 if login == "authoriser" else 8), (
        f"{login}: only {shown} of {len(paths)} pages showed a hostile text"
    )


def test_nothing_runs_on_a_refusal_a_conflict_or_an_autosave(poisoned: Town, browser: Browser) -> None:
    path, sheet = f"/cycles/{poisoned.world.cast.cycle}/problem", poisoned.sheets["problem.save"]
    with serving(poisoned.world.app) as url:
        watch = _watch(browser, poisoned, url, "convenor")
        page = watch.page()
        page.goto(url + path)
        page.fill("[name=statement]", HOSTILE * 20)
        with page.expect_navigation():
            page.evaluate("document.querySelector('[name=statement]').form.submit()")
        assert "<script>ran()" in page.input_value("[name=statement]"), "the refused text stays in its field"
        page.goto(url + path)
        theirs = [(name, value) for name, value in sheet.pairs() if not name.endswith(".base")]
        body = [(name, f"{SHORT} theirs" if name == "statement" else value) for name, value in theirs]
        page.evaluate("document.querySelector('[name=\"statement.base\"]').value = '0'")
        assert poisoned.post(sheet, body).status_code == 303
        page.fill("[name=statement]", f"{SHORT} mine, written by hand")
        page.locator("[name=statement]").blur()
        page.wait_for_timeout(2500)
        with page.expect_navigation():
            page.evaluate("document.querySelector('[name=statement]').form.submit()")
        page.goto(f"{url}/account/held")
        page.goto(f"{url}{path}?x=<script>ran()</script>#<img src=x onerror=ran()>")
        page.goto(f"{url}/sign-in?next=javascript:ran()")
        watch.context.close()
    assert not watch.complaints, "\n".join(watch.complaints)
