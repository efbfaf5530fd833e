"""A real browser in front of the gallery."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page
from werkzeug import Request, Response

from tests.look import gallery
from tests.look.room import Person
from tests.look.server import Answer, Site, serving

OPEN = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of this machine."""
    args = ["--no-sandbox", "--disable-dev-shm-usage"]
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": args}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Each test has a server of its own; the plugin's fixture of this name warns under this pytest."""


@pytest.fixture
def site() -> Iterator[Site]:
    """Every page of the gallery: `/own/problem` for somebody's own phone, `/shared/problem`, `/ml/problem`."""
    pages: dict[str, Callable[[], str]] = {}
    for name in gallery.PAGES:
        pages[f"/own/{name}"] = partial(gallery.render, name)
        pages[f"/other/{name}"] = partial(gallery.render, name, actor=Person(account_id=8, name="Jiten"))
        pages[f"/shared/{name}"] = partial(
            gallery.render, name, actor=Person(own_device=False), idle_seconds=900, held_count=0
        )
        pages[f"/ml/{name}"] = partial(gallery.render, name, "ml")
    with serving(Site(pages=pages)) as running:
        yield running


@pytest.fixture
def show(site: Site, context: BrowserContext) -> OPEN:
    """Open a page of the gallery; anything a browser complains about fails the test."""

    def opened(path: str, width: int = 1000) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
        page.on("console", lambda line: _listen(line.text))
        page.goto(site.url + path)
        return page

    return opened


def _listen(text: str) -> None:
    assert "Content Security Policy" not in text, text


def answering(status: int = 200, **body: Any) -> Answer:
    """An answer of the saving address."""
    return lambda request: Response(json.dumps(body), status, content_type="application/json")


def saving(words: str = "Saved 11:42") -> Answer:
    """Accepts every field that arrives and counts its revisions on."""

    def answer(request: Request) -> Response:
        names = {name.removesuffix(".base").removesuffix(".sent") for name in request.form} - {"csrf_token"}
        saved = {n: {"base": str(int(request.form.get(f"{n}.base", "0")) + 1), "words": words} for n in names}
        return Response(json.dumps({"saved": saved}), 200, content_type="application/json")

    return answer
