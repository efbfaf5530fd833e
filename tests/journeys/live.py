"""The whole application behind a real port, and people with browsers in front of it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.cast import PASSWORD

PHONE, DESK = 360, 1280
PATIENCE = 15_000


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """`app` on a free port of this machine, as people meet it: errors become pages, not tracebacks."""
    app.testing = False
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Person:
    """Somebody with a browser. `complaints` are what a browser's console says and nobody would hear."""

    login: str
    url: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def _listen(self, line: ConsoleMessage) -> None:
        # That an answer was not a 200 is for the test to judge; the browser repeats it here.
        if line.type == "error" and not line.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.page.url}: {line.text}")

    def _failed(self, error: object) -> None:
        self.complaints.append(f"{self.page.url}: {error}")

    def listen(self) -> None:
        """Note every script error and every refused script, style or picture from now on."""
        self.page.on("console", self._listen)
        self.page.on("pageerror", self._failed)

    def go(self, path: str) -> None:
        """Open an address; every answer below 400 is a page."""
        answer = self.page.goto(self.url + path)
        assert answer is not None
        assert answer.status < 400, f"{self.login}: {path} answers {answer.status}"

    def status(self, path: str) -> int:
        """What the address answers to this person."""
        return self.context.request.get(self.url + path).status

    def sign_in(self, *, own: bool, password: str = PASSWORD) -> None:
        """Through the sign-in page, from wherever it was asked."""
        if "/sign-in" not in self.page.url:
            self.go("/sign-in")
        self.fill("Login name, e-mail or mobile number", self.login)
        self.fill("Password", password)
        self.tick("My own phone or computer" if own else "Shared with others")
        self.press("Sign in")
        assert self.page.locator("form[action='/sign-out']").count(), self.page.locator("main").inner_text()

    def field(self, label: str, within: Locator | None = None) -> Locator:
        """The control with this label; what marks it as optional does not belong to its name."""
        return (within or self.page.locator("main")).get_by_label(label).first

    def fill(self, label: str, text: str) -> None:
        """Answer a question by its words."""
        self.field(label).fill(text)

    def choose(self, label: str, words: str) -> None:
        """Choose from a list by the words that stand in it."""
        self.field(label).select_option(label=words)

    def tick(self, words: str, within: str = "main") -> None:
        """Tick or choose what carries these words, where they stand first."""
        self.page.locator(within).locator("label", has_text=words).first.click()

    def press(self, words: str, about: str = "") -> None:
        """Press the button or follow the link with these words and wait for the page behind it.

        `about` is what only those who listen are told: which of several rows the button belongs to.
        """
        name = re.compile(rf"^{re.escape(words)}\s*{f': {re.escape(about)}' if about else ''}$")
        control, link = self.page.get_by_role("button", name=name), self.page.get_by_role("link", name=name)
        with self.page.expect_navigation(wait_until="load"):
            control.or_(link).first.click()

    def unfold(self, words: str) -> None:
        """Open what stands under details."""
        self.page.locator("main summary", has_text=words).first.click()

    def sees(self, *texts: str) -> None:
        """Each of these words stands readable on the page."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def never_sees(self, *texts: str) -> None:
        """None of these words is anywhere in what the server sent."""
        source = self.page.content()
        for text in texts:
            assert text not in source, f"{self.login} must not read {text!r} on {self.page.url}"


def arrive(
    browser: Browser, url: str, login: str, *, width: int = DESK, scripts: bool = True, language: str = "en-IN"
) -> Person:
    """A new browser for one person, on a phone or at a desk."""
    context = browser.new_context(
        viewport={"width": width, "height": 760 if width == PHONE else 900},
        java_script_enabled=scripts,
        locale=language,
    )
    context.set_default_timeout(PATIENCE)
    person = Person(login, url, context, context.new_page())
    person.listen()
    return person
