"""One application with the cast in it, and a browser for each of them that checks every page it fetches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from lxml import html
from sqlalchemy import event
from werkzeug.test import TestResponse

from pdia.accounts.models import Account
from pdia.accounts.operations import open_session
from pdia.kernel.db import Database, session
from tests.cast import Cast

INLINE = re.compile(r"<[^>]*\s(style|on[a-z]+)=", re.IGNORECASE)


@dataclass
class Page:
    """An answer, parsed. `text` is what a person reads; forms can be filled and sent."""

    browser: Browser
    response: TestResponse
    tree: Any = field(init=False)

    def __post_init__(self) -> None:
        is_page = self.response.mimetype == "text/html" and self.response.data
        self.tree = html.fromstring(self.response.get_data(as_text=True)) if is_page else None

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def json(self) -> Any:
        return self.response.json

    @property
    def location(self) -> str:
        return self.response.location or ""

    @property
    def text(self) -> str:
        return " ".join(self.tree.text_content().split()) if self.tree is not None else ""

    def values(self, action: str) -> list[tuple[str, str]]:
        """The fields of the form with this action as a browser would send them untouched."""
        return [(name, value.removeprefix("\n")) for name, value in self._form(action).form_values()]

    def _form(self, action: str) -> Any:
        found = [form for form in self.tree.forms if (form.action or "").split("?")[0].endswith(action)]
        assert found, f"no form goes to ...{action}; there are {sorted({str(f.action) for f in self.tree.forms})}"
        return found[0]

    def submit(self, action: str, /, **values: Any) -> Page:
        """Fill in `values` (None takes a field out; a list sends it several times) and press the button."""
        form = self._form(action)
        sent: dict[str, list[str]] = {}
        for name, value in self.values(action):
            sent.setdefault(name, []).append(value)
        for name, value in values.items():
            name = name.replace("__", ".")
            if value is None:
                sent.pop(name, None)
            else:
                sent[name] = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        return self.browser.post(form.action, sent)

    def presses(self, ending: str) -> list[str]:
        """Where the page's one-press buttons lead, of those whose address ends so."""
        found = [str(action) for action in self.tree.xpath("//button/@formaction")]
        return [action for action in found if action.endswith(ending)]

    def press(self, ending: str) -> Page:
        """Press the first one-press button whose address ends so."""
        found = [one for one in self.tree.xpath("//button[@formaction]") if one.get("formaction").endswith(ending)]
        assert found, f"no button goes to ...{ending}; there are {self.presses('')}"
        named = {found[0].get("name"): found[0].get("value")} if found[0].get("name") else {}
        return self.browser.post(found[0].get("formaction"), named)


class Browser:
    """One person's browser. Every page it fetches is checked for what each page must have."""

    def __init__(self, world: World, login: str | None) -> None:
        self.world, self.login = world, login
        self.client = world.app.test_client()
        self.token = ""

    def get(self, path: str, **kwargs: Any) -> Page:
        return self._checked(Page(self, self.client.get(path, **kwargs)))

    def post(self, path: str, data: Any = None, **kwargs: Any) -> Page:
        """Send a form; the CSRF token is fetched when the data has none."""
        data = dict(data or {})
        if "csrf_token" not in data:
            data["csrf_token"] = self.csrf()
        return self._checked(Page(self, self.client.post(path, data=data, **kwargs)))

    def send(self, path: str, body: bytes, content_type: str) -> Page:
        """Send a body that is written out already."""
        return self._checked(Page(self, self.client.post(path, data=body, content_type=content_type)))

    def autosave(self, path: str, data: dict[str, Any]) -> Page:
        """Send a field as the script does."""
        return self.post(path, data, headers={"X-Autosave": "1", "Accept": "application/json"})

    def csrf(self) -> str:
        page = self.client.get("/sign-in" if self.login is None else "/account")
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.get_data(as_text=True))
        assert found, f"/account carries no token ({page.status_code})"
        return found[1]

    def follow(self, page: Page) -> Page:
        """Go where a redirect leads."""
        assert page.status in (302, 303), f"expected a redirect, got {page.status}: {page.text[:300]}"
        return self.get(page.location)

    def _checked(self, page: Page) -> Page:
        headers = page.response.headers
        assert "default-src 'self'" in headers.get("Content-Security-Policy", ""), "every answer carries the policy"
        if page.tree is None:
            return page
        source = page.response.get_data(as_text=True)
        at = f"{page.response.request.method} {page.response.request.path} ({page.status})"
        assert page.tree.findtext(".//title"), f"{at}: give the page a title"
        assert len(page.tree.findall(".//h1")) == 1, f"{at}: a page has exactly one h1"
        ids = [node.get("id") for node in page.tree.iter() if isinstance(node.tag, str) and node.get("id")]
        twice = {one for one in ids if ids.count(one) > 1}
        assert not twice, f"{at}: these ids stand twice: {twice}"
        assert not INLINE.search(source), f"{at}: no inline style or handler: {INLINE.search(source)}"
        assert all(node.get("src") for node in page.tree.iter("script")), f"{at}: no inline script"
        labelled = {node.get("for") for node in page.tree.iter("label")}
        for node in page.tree.iter("input", "select", "textarea"):
            if node.get("type") in ("hidden", "submit") or node.get("hidden") is not None:
                continue
            inside = any(parent.tag == "label" for parent in node.iterancestors())
            assert inside or node.get("id") in labelled or node.get("aria-label"), (
                f"{at}: the control {node.get('name')!r} needs a label"
            )
        return page


@dataclass
class World:
    """An application over a fresh copy of the cast's database."""

    app: Flask
    cast: Cast

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["pdia_database"]
        return found

    def browser(self, login: str | None, *, own_device: bool = True) -> Browser:
        """A browser signed in as one of the cast, or a stranger's (None)."""
        browser = Browser(self, login)
        if login is not None:
            with self.database.scope(write=True):
                account = session.get_one(Account, self.cast.accounts[login])
                token = open_session(account, own_device=own_device, device="test")
                session.commit()
            with browser.client.session_transaction() as kept:
                kept["_user_id"] = token
                kept["_fresh"] = True
        return browser

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """The SQL statements of a block, without those that begin and end transactions."""
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")):
                statements.append(statement)

        event.listen(self.database.engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(self.database.engine, "before_cursor_execute", note)
