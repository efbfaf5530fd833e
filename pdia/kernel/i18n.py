"""Languages: which one a page is written in, and how messages, dates and numbers appear in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_datetime, get_day_names, get_timezone
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale, gettext
from markupsafe import Markup

from pdia.kernel.paths import TRANSLATIONS
from pdia.kernel.text import language_of
from pdia.kernel.words import Message

LANGUAGES = {"en": "English", "ml": "മലയാളം", "hi": "हिन्दी", "as": "অসমীয়া"}
PSEUDO = "en-XA"
_STRETCH = str.maketrans("aeiouAEIOUcnsy", "áéíóúÁÉÍÓÚçñšý")


class Pseudo(NullTranslations):
    """English with every letter marked and every sentence a third longer.

    What stays plain on a page never went through gettext; what breaks would break in Malayalam.
    """

    def gettext(self, message: str) -> str:
        return _stretched(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _stretched(msgid1 if n == 1 else msgid2)

    ugettext, ungettext = gettext, ngettext

    def pgettext(self, context: str, message: str) -> str:
        return _stretched(message)


def _stretched(message: str) -> str:
    pieces = message.split("%(")
    out = [pieces[0].translate(_STRETCH)]
    for piece in pieces[1:]:
        name, _, rest = piece.partition(")")
        out.append(f"%({name}){rest[:1]}{rest[1:].translate(_STRETCH)}")
    return "[" + "".join(out) + " " + "·" * (len(message) // 3) + "]"


class _OwnDomain(Domain):
    """Our catalogues, and the pseudo-locale beside them."""

    def get_translations(self) -> NullTranslations | Translations:
        if has_request_context() and g.get("pseudo_locale"):
            return Pseudo()
        found: NullTranslations | Translations = super().get_translations()
        return found


def set_up_languages(app: Flask, choose: Callable[[], str | None]) -> None:
    """Give `app` its languages; `choose` names the language that the reader asked for, or None."""

    def locale() -> str:
        g.pseudo_locale = False
        wanted = choose() if has_request_context() else None
        if wanted == PSEUDO:
            g.pseudo_locale = True
            return "en"
        if wanted in LANGUAGES:
            return wanted
        return (request.accept_languages.best_match(list(LANGUAGES)) if has_request_context() else None) or "en"

    def zone() -> str:
        return str(g.get("zone") or "Asia/Kolkata")

    babel = Babel()
    babel.init_app(
        app,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=locale,
        timezone_selector=zone,
    )
    app.extensions["babel"].domain_instance = _OwnDomain(translation_directories=[str(TRANSLATIONS)])
    app.jinja_env.filters.update(
        say=say, lang=language_of, day=day, day_year=day_year, moment=moment, clock_time=clock_time, figure=figure
    )


def say(message: Message | str) -> str:
    """A message in the reader's language. Values that are messages themselves are translated first."""
    if isinstance(message, str):
        return gettext(message) if message else ""
    values = {name: say(value) if isinstance(value, Message) else value for name, value in message.values.items()}
    text = gettext(message.text)
    return str(Markup.escape(text) if isinstance(text, Markup) else text) % values if values else text


def _locale() -> Locale:
    return get_locale() or Locale("en")


def day(value: date) -> str:
    """A date of this year, short: 22 Nov."""
    return format_date(value, "d MMM", locale=_locale())


def day_year(value: date) -> str:
    """A date with its year: 22 Nov 2026."""
    return format_date(value, "d MMM y", locale=_locale())


def moment(value: datetime) -> str:
    """A moment in the institute's zone: 22 Nov, 11:42 am."""
    zone = get_timezone(str(g.get("zone") or "Asia/Kolkata"))
    return format_datetime(value, "d MMM, h:mm a", tzinfo=zone, locale=_locale()).replace("\u202f", " ")


def clock_time(value: datetime) -> str:
    """The time of day in the institute's zone: 11:42 am."""
    zone = get_timezone(str(g.get("zone") or "Asia/Kolkata"))
    return format_datetime(value, "h:mm a", tzinfo=zone, locale=_locale()).replace("\u202f", " ")


def weekday_names() -> list[str]:
    """The days of the week from Monday, as they stand alone."""
    names = get_day_names("wide", "stand-alone", locale=_locale())
    return [str(names[number]) for number in range(7)]


def figure(value: float) -> str:
    """A number grouped the Indian way where the language does so."""
    return format_decimal(value, locale=Locale("en", "IN") if _locale().language == "en" else _locale())
