"""Every form of the application, found by walking through its pages as each of the cast."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml.html import HtmlElement
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from tests.world import Browser, Page

TYPED = {"text", "textarea", "email", "tel", "search"}
KEPT_FROM_VIEW = {"password", "new_password", "code"}
VISITS = 3
"""How many pages of one kind are opened: the third evidence row teaches nothing that two did not."""


@dataclass(frozen=True)
class Field:
    """One control of a form: how it is called and of what kind it is, what it holds, what it offers."""

    name: str
    kind: str
    value: str
    options: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        return self.kind in TYPED and self.name not in KEPT_FROM_VIEW

    @property
    def is_day(self) -> bool:
        return self.kind == "date"

    @property
    def is_number(self) -> bool:
        """Whether the server makes a number or one of its own words of it."""
        return not self.is_text and not self.is_day and self.kind not in ("file", "password") and self.name != "key"


@dataclass(frozen=True)
class Sheet:
    """One form as a page carries it: who may send it, from where, to which address, with what."""

    endpoint: str
    login: str | None
    page: str
    action: str
    fields: tuple[Field, ...]

    def __str__(self) -> str:
        return f"POST {self.action} ({self.endpoint} as {self.login or 'nobody'})"

    def pairs(self) -> list[tuple[str, str | bytes]]:
        """What is sent when everything is filled in as somebody well-meaning would."""
        return [(field.name, value) for field in self.fields for value in [filled(field)] if value is not None]

    def with_value(self, name: str, value: str | bytes) -> list[tuple[str, str | bytes]]:
        """The same with one field set to a value, and ticked where it is a tick."""
        rest = [(known, kept) for known, kept in self.pairs() if known != name]
        return [*rest, (name, value)]

    def with_texts(self, value: str | bytes) -> list[tuple[str, str | bytes]]:
        """The same with one value in every text field."""
        texts = {field.name for field in self.texts}
        return [(name, value if name in texts else kept) for name, kept in self.pairs()]

    def typed(self, pairs: list[tuple[str, str | bytes]]) -> list[tuple[str, str | bytes]]:
        """Of these what a person wrote, not chose: only that must be shown back word by word."""
        texts = {field.name for field in self.texts}
        return [(name, value) for name, value in pairs if name in texts]

    @property
    def texts(self) -> list[Field]:
        return [field for field in self.fields if field.is_text]

    @property
    def has_key(self) -> bool:
        return any(field.name == "key" for field in self.fields)

    def offers(self, field: Field) -> set[str] | None:
        """What a choice offers; None when a field is no choice but a number or a single tick."""
        grouped = any(other.name == f"{field.name}.sent" for other in self.fields) and field.kind == "checkbox"
        if field.kind in ("select", "radio"):
            return set(field.options)
        same = [other.value for other in self.fields if other.name == field.name]
        return set(same) if grouped and same != ["y"] else None


def filled(field: Field) -> str | None:
    """A reasonable answer; None for a tick that stays off."""
    if field.kind == "date":
        return field.value or "2026-12-24"
    if field.kind == "number":
        return field.value or "3"
    if field.is_text:
        return field.value or f"Good words for {field.name}"
    if field.kind == "password":
        return "a rather long password"
    if field.kind in ("select", "radio"):
        return field.value or next((one for one in field.options if one), "")
    if field.kind == "checkbox":
        return field.value if field.options else None
    return None if field.kind == "file" else field.value


def walk(
    browser: Browser, adapter: MapAdapter, starts: Iterable[str], opened: list[str] | None = None, visits: int = VISITS
) -> Iterator[Sheet]:
    """Every form on every kind of page that this person reaches by links; the pages are noted in `opened`."""
    waiting, seen, counted = list(starts), set(starts), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        page = browser.get(path)
        if page.tree is None or page.status >= 400:
            continue
        if opened is not None:
            opened.append(path)
        yield from _sheets(browser, adapter, path, page)
        for link in page.tree.xpath("//a/@href"):
            target = str(link).split("#")[0]
            kind = _kind(adapter, target.split("?")[0], "GET")
            if not target.startswith("/") or target in seen or not kind or target.startswith("/static"):
                continue
            kind += "?" + ",".join(re.findall(r"[?&](\w+)=", target))
            if counted[kind] < visits:
                counted[kind] += 1
                seen.add(target)
                waiting.append(target)


def _kind(adapter: MapAdapter, path: str, method: str) -> str:
    """The endpoint an address belongs to, with the words (not the numbers) of the address."""
    try:
        endpoint, values = adapter.match(path, method=method)
    except HTTPException:
        return ""
    return ":".join([endpoint, *(str(value) for value in values.values() if isinstance(value, str))])


def _sheets(browser: Browser, adapter: MapAdapter, path: str, page: Page) -> Iterator[Sheet]:
    buttons = page.tree.xpath("//button[@formaction]")
    for form in page.tree.forms:
        if form.method == "POST":
            fields = tuple(_fields(form))
            for button in [form, *(one for one in buttons if _form_of(one) is form)]:
                action = (button.get("formaction") or button.get("action") or path).split("#")[0]
                named = (Field(button.get("name"), "button", button.get("value", "")),) if button.get("name") else ()
                kind = _kind(adapter, action.split("?")[0], "POST")
                if kind:
                    yield Sheet(kind, browser.login, path, action, (*fields, *named) if button is not form else fields)


def _form_of(button: HtmlElement) -> HtmlElement | None:
    if button.get("form"):
        found = button.getroottree().xpath("//form[@id=$id]", id=str(button.get("form")))
        return found[0] if found else None
    return next(iter(button.iterancestors("form")), None)


def _fields(form: HtmlElement) -> Iterator[Field]:
    radios: dict[str, Field] = {}
    for node in form.iter("input", "select", "textarea"):
        name = node.get("name")
        if not name or name == "csrf_token":
            continue
        if node.tag == "textarea":
            yield Field(name, "textarea", (node.text or "").removeprefix("\n"))
        elif node.tag == "select":
            options = tuple(option.get("value", "") for option in node.iter("option"))
            chosen = next(
                (option.get("value", "") for option in node.iter("option") if option.get("selected") is not None), ""
            )
            yield Field(name, "select", chosen, options)
        elif node.get("type") == "radio":
            known = radios.get(name, Field(name, "radio", ""))
            value = node.get("value", "")
            chosen = value if node.get("checked") is not None else known.value
            radios[name] = replace(known, value=chosen, options=(*known.options, value))
        elif node.get("type") == "checkbox":
            yield Field(name, "checkbox", node.get("value", "y"), ("on",) if node.get("checked") is not None else ())
        elif node.get("type") not in ("submit", "button"):
            kind = "number" if node.get("inputmode") in ("decimal", "numeric") else node.get("type", "text")
            yield Field(name, kind, node.get("value", ""))
    yield from radios.values()


def best(sheets: Iterable[Sheet]) -> dict[str, Sheet]:
    """Of each kind of form the one with the most fields: its other appearances are parts of it."""
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        if sheet.endpoint not in found or len(sheet.fields) > len(found[sheet.endpoint].fields):
            found[sheet.endpoint] = sheet
    return found


def parameters(folder: Path) -> list[str]:
    """Every name that a view of the application asks an address for, read from the code itself."""
    names: set[str] = set()
    for file in folder.rglob("*.py"):
        names |= set(re.findall(r"request\.(?:args|values)\.get\(\s*\"(\w+)\"", file.read_text(encoding="utf-8")))
    return sorted(names)
