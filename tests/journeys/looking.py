"""What is wrong with a page that somebody looks at: for ears, thumbs and narrow screens."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlsplit

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from lxml import html
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.journeys.live import DESK, PHONE, Person

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(-3).map(e => e.outerHTML.slice(0, 100))"""
# Text that runs out of its own box, or a box that lies outside the page while the page hides it.
CUT = """() => [...document.querySelectorAll('.button, .chip, .status, legend, label span, summary, th, h1, h2, h3')]
  .filter(e => e.checkVisibility() && !e.closest('.visually-hidden, .table, .figures') && getComputedStyle(e).display !== 'inline'
    && (e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth + 1))
  .map(e => e.textContent.trim().slice(0, 60))"""
UNFOLD = "() => document.querySelectorAll('main details').forEach(fold => { fold.open = true; })"
axe = Axe()
FILES = (".pdf", ".csv", ".xlsx", ".zip", "files.download")  # endings and a route: looked at for their status alone


def wrong_for_all(page: Page) -> list[str]:
    """Every axe rule that the page breaks, with the place."""
    found: list[dict[str, Any]] = axe.run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response[
        "violations"
    ]
    return [f"{each['id']}: {node['html'][:140]}" for each in found for node in each["nodes"][:3]]


def too_wide(page: Page) -> list[str]:
    """Whether the page scrolls sideways or cuts words off, and where."""
    said = [f"scrolls sideways: {one}" for one in page.evaluate(SIDEWAYS)]
    return said + [f"words do not fit: {one!r}" for one in page.evaluate(CUT)]


def look_at(page: Page, shot: str = "", *, ears: bool = True) -> list[str]:
    """Everything wrong with the page at both widths, with what can be unfolded unfolded.

    Without `ears` only whether all fits: the same page in longer words needs no second hearing.
    """
    wrong: list[str] = []
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(UNFOLD)
        page.evaluate("document.fonts.ready.then(() => null)")
        wrong += [f"{width} px: {one}" for one in [*(wrong_for_all(page) if ears else []), *too_wide(page)]]
        if shot and (folder := os.environ.get("PDIA_SHOTS")):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / shot.format(width=width), full_page=True)
    return wrong


def pattern_of(app: Flask, address: str) -> str:
    """The route behind an address and the names of what is asked, or "" for what is no page of ours."""
    parts = urlsplit(address)
    try:
        rule, _arguments = app.url_map.bind("").match(parts.path, method="GET", return_rule=True)
    except (HTTPException, RequestRedirect):
        return f"nowhere {parts.path}"
    asked = sorted({name for name, _value in parse_qsl(parts.query)} - {"next"})
    return "-".join([rule.endpoint, *asked])


def is_file(app: Flask, address: str) -> bool:
    """Whether the address leads to a file, on which no browser can stand."""
    return address.endswith(FILES) or pattern_of(app, address) in FILES


def links_of(text: str) -> Iterator[str]:
    """The addresses within this site that a page leads to."""
    for link in html.fromstring(text).iter("a"):
        address = urldefrag(link.get("href") or "").url
        if address.startswith("/"):
            yield address


def crawl(person: Person, app: Flask, *starts: str) -> Iterator[tuple[str, str, int, str]]:
    """Each page that can be reached from `starts`, one example a pattern: pattern, address, status, and
    the page that led there. The browser stands on the page while it is yielded."""
    waiting = deque((start, "the beginning") for start in starts)
    seen = {pattern_of(app, start) for start in starts}
    while waiting:
        address, before = waiting.popleft()
        if is_file(app, address):
            yield pattern_of(app, address), address, person.status(address), before
            continue
        answer = person.page.goto(person.url + address)
        status, links = answer.status if answer else 0, list(links_of(person.page.content()))
        yield pattern_of(app, address), address, status, before
        if status >= 400:
            continue
        for link in links:
            if (pattern := pattern_of(app, link)) not in seen:
                seen.add(pattern)
                waiting.append((link, address))


def shot_name(language: str, pattern: str) -> str:
    """The file of a screenshot; the width is filled in when it is taken."""
    return f"{language}-{{width}}-{re.sub(r'[^a-z0-9_.-]+', '_', pattern)}.png"
