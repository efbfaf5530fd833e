"""A plain template environment with what the application gives every page, and people to show in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pdia.kernel.paths import TEMPLATES
from pdia.kernel.text import language_of
from pdia.kernel.words import Message

LANGUAGES = [("en", "English"), ("ml", "മലയാളം"), ("hi", "हिन्दी"), ("as", "অসমীয়া")]


@dataclass(frozen=True)
class Person:
    """The signed-in person as the layouts see them."""

    account_id: int = 7
    name: str = "Rekha B."
    own_device: bool = True


@dataclass(frozen=True)
class Department:
    """A department as a chip shows it."""

    letter: str
    name: str
    tone: int


@dataclass(frozen=True)
class Head:
    """Who saved something, and when."""

    name: str
    posting: str
    at: datetime
    version: int = 3


@dataclass(frozen=True)
class Clash:
    """One field that two people saved."""

    field: str
    mine: str
    theirs: str
    head: Head


@dataclass(frozen=True)
class Hint:
    """What a coach would ask."""

    key: str
    ask: Message
    why: Message
    about: int | None = None

    @property
    def mark(self) -> str:
        return self.key if self.about is None else f"{self.key}:{self.about}"


@dataclass
class Catalogue:
    """Translations by hand: for the pages of the gallery, not for the product."""

    words: Mapping[str, str] = field(default_factory=dict)

    def gettext(self, text: str) -> str:
        return self.words.get(text, text)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


def templates(words: Mapping[str, str] | None = None) -> Environment:
    """The environment of the application: same switches, same filters, no database and no Flask."""
    catalogue = Catalogue(words or {})

    def say(message: Message | str) -> str:
        if isinstance(message, str):
            return catalogue.gettext(message)
        values = {name: say(value) if isinstance(value, Message) else value for name, value in message.values.items()}
        text = catalogue.gettext(message.text)
        return text % values if values else text

    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(say=say, lang=language_of, day=_day, day_year=_day_year, moment=_moment)
    env.globals.update(
        asset=lambda name: f"/static/{name}", url_for=_url_for, csrf_token=lambda: "token", new_key=lambda: "key"
    )
    # What other slices put beside a question has tests of its own.
    env.globals.update(talk_on=lambda *_args, **_kwargs: "", translations_on=lambda *_args: (), translates=lambda: None)
    env.filters.update(markdown=str)
    return env


def page_context(**more: object) -> dict[str, object]:
    """What the application's context processor gives to every page."""
    return {
        "actor": Person(),
        "locale": "en",
        "languages": LANGUAGES,
        "messages": [],
        "held_count": 0,
        "desk_url": "/",
        "demo": False,
        "institute_name": "Kerala Institute of Local Administration",
        "idle_seconds": 0,
        "request": SimpleNamespace(full_path="/cycles/7/problem?", path="/cycles/7/problem"),
        **more,
    }


def _url_for(endpoint: str, **values: object) -> str:
    return "/" + endpoint.replace(".", "/") + ("?" + "&".join(f"{k}={v}" for k, v in values.items()) if values else "")


def _day(value: date) -> str:
    return f"{value.day} {value:%b}"


def _day_year(value: date) -> str:
    return f"{value.day} {value:%b %Y}"


def _moment(value: datetime) -> str:
    return f"{value.day} {value:%b}, {value:%I:%M %p}".replace(" 0", " ").lower().replace("nov", "Nov")
