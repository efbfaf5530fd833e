"""Form fields that clean what people type and refuse it plainly, each carrying its question.

Forms check shape only. A form may be sent whole or one field at a time (autosave), so every check
is made of the fields that were sent, and those not sent are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import request
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from pdia.kernel.i18n import say
from pdia.kernel.text import clean, clean_line, is_blank, storable
from pdia.kernel.words import N_, Message, Question, Refusal

TOO_LONG = N_("Use at most %(limit)s characters here; this has %(length)s. Shorten it, nothing was lost.")
NEEDED = N_("Write something here.")
NO_DATE = N_("Write the date as day, month and year, for example 27/11/2026.")
FAR_DATE = N_("Check the year: %(year)s is too far away.")
NO_NUMBER = N_("Write a number, for example 1250 or 12.50.")
NO_CHOICE = N_("Choose one of the answers on the page.")
_DAY_FIRST = re.compile(r"(\d{1,2})[\s./-](\d{1,2})[\s./-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SENT: Any = object()


class PartForm(FlaskForm):
    """A form of which any part may be sent. CSRF is checked for the whole application, not per form."""

    class Meta:
        csrf = False

    def __init__(self, formdata: Any = _SENT, **kwargs: Any) -> None:
        if formdata is _SENT:  # a form is a form: the library would take a JSON body for one
            formdata = request.form if request.method in ("POST", "PUT", "PATCH", "DELETE") else None
        super().__init__(formdata=formdata, **kwargs)

    def sent(self) -> list[Field]:
        """The fields that this request carries; a group of ticks says so by its hidden marker."""
        return [field for field in self if field.name in request.form or f"{field.name}.sent" in request.form]

    def checked(self) -> dict[str, Any]:
        """The good values among the sent fields; the bad ones keep their text and get their errors."""
        good: dict[str, Any] = {}
        for field in self.sent():
            if field.validate(self):
                good[field.name] = field.data
        return good

    def need(self, *names: str) -> None:
        """Refuse the form at each of these fields that did not arrive at all."""
        arrived = {field.name for field in self.sent()}
        for field in self:
            if field.name in names and field.name not in arrived:
                field.errors = [*field.errors, say(NO_CHOICE if isinstance(field, Choice | Ticks) else NEEDED)]

    def refuse(self, refusal: Refusal) -> None:
        """Show an operation's refusal at the field it names, or at the top of the form."""
        words = say(refusal.message)
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.form_errors.append(words)
        else:
            field.errors = [*field.errors, words]

    @property
    def is_good(self) -> bool:
        """Whether nothing sent was refused."""
        return not self.errors


class _Asked:
    """Mixed into every field: its question, and its limit in characters."""

    question: Question
    limit: int | None


def _setup(field: Any, question: Question, kwargs: dict[str, Any]) -> dict[str, Any]:
    field.question = question
    return {"label": lazy_gettext(question.label), **kwargs}


class _Typed(_Asked):
    line = False

    def __init__(self, question: Question, limit: int, *, needed: bool = False, **kwargs: Any) -> None:
        self.limit, self.needed = limit, needed
        super().__init__(**_setup(self, question, kwargs))

    def process_formdata(self, values: Sequence[str]) -> None:
        if not values:
            return
        raw = values[0]
        try:
            self.data = clean_line(raw) if self.line else clean(raw)
        except Refusal as refusal:
            self.data = storable(raw)
            raise ValueError(say(refusal.message)) from None

    def pre_validate(self, form: object) -> None:
        text = self.data or ""
        if len(text) > (self.limit or 0):
            raise StopValidation(say(Message(TOO_LONG, {"limit": self.limit, "length": len(text)})))
        if self.needed and is_blank(text):
            raise StopValidation(say(NEEDED))


class Prose(_Typed, TextAreaField):
    """Several lines of text."""


class Line(_Typed, StringField):
    """One line of text."""

    line = True


class Day(_Asked, StringField):
    """A date: as the browser's date picker sends it, or day first; any script's digits."""

    limit = None

    def __init__(self, question: Question, **kwargs: Any) -> None:
        super().__init__(**_setup(self, question, kwargs))

    def _value(self) -> str:
        if self.raw_data:
            return storable(str(self.raw_data[0]))
        return self.data.isoformat() if isinstance(self.data, date) else ""

    def process_formdata(self, values: Sequence[str]) -> None:
        if not values:
            return
        text = latin_digits(storable(values[0])).strip()
        self.data = None
        if not text:
            return
        found = _YEAR_FIRST.fullmatch(text)
        parts = found.groups() if found else (_DAY_FIRST.fullmatch(text) or _none()).groups()[::-1]
        try:
            self.data = date(*(int(part) for part in parts))
        except (ValueError, TypeError):
            raise ValueError(say(NO_DATE)) from None
        if not 1990 <= self.data.year <= 2100:
            year, self.data = self.data.year, None
            raise ValueError(say(Message(FAR_DATE, {"year": year})))


class _Empty:
    def groups(self) -> tuple[str, ...]:
        return ("",)


def _none() -> Any:
    return _Empty()


class Amount(_Asked, StringField):
    """An amount of money or a count, with or without grouping commas, in any script's digits."""

    limit = None

    def __init__(self, question: Question, **kwargs: Any) -> None:
        super().__init__(**_setup(self, question, kwargs))

    def _value(self) -> str:
        if self.raw_data:
            return storable(str(self.raw_data[0]))
        return "" if self.data is None else f"{self.data:f}"

    def process_formdata(self, values: Sequence[str]) -> None:
        if not values:
            return
        text = latin_digits(storable(values[0])).replace(",", "").replace("₹", "").strip()
        self.data = None
        if not text:
            return
        try:
            amount = Decimal(text)
        except InvalidOperation:
            raise ValueError(say(NO_NUMBER)) from None
        if not amount.is_finite() or not 0 <= amount < 10**13:
            raise ValueError(say(NO_NUMBER))
        self.data = amount.quantize(Decimal("0.01"))


class Choice(_Asked, SelectField):
    """One of several answers; the choices are (value, words) pairs, "" for none."""

    limit = None

    def __init__(self, question: Question, choices: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(
            choices=_marked(choices), invalid_value_message=lazy_gettext(NO_CHOICE), **_setup(self, question, kwargs)
        )

    def offer(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Fill in what can be chosen on this page: names from the database, not to be translated."""
        self.choices = [SelectChoice(value=value, label=words) for value, words in pairs]

    def pre_validate(self, form: object) -> None:
        nothing = self.data is None or self.data == ""
        if nothing and self.raw_data and str(self.raw_data[0]).strip():
            raise StopValidation(say(NO_CHOICE))  # something was sent, and no answer could be read in it
        sent = str(self.raw_data[0]) if self.raw_data else str(self.data if self.data is not None else "")
        if sent not in {str(choice.value) for choice in self.choices}:
            raise StopValidation(say(NO_CHOICE))


class Ticks(_Asked, SelectMultipleField):
    """Any number of several answers. The page sends a hidden ``NAME.sent`` so that none is an answer too."""

    limit = None

    def __init__(self, question: Question, choices: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(
            choices=_marked(choices), invalid_value_message=lazy_gettext(NO_CHOICE), **_setup(self, question, kwargs)
        )

    def offer(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Fill in what can be ticked on this page: names from the database, not to be translated."""
        self.choices = [SelectChoice(value=value, label=words) for value, words in pairs]

    def pre_validate(self, form: object) -> None:
        if not {str(one) for one in self.data or ()} <= {str(choice.value) for choice in self.choices}:
            raise StopValidation(say(NO_CHOICE))


def _marked(choices: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=lazy_gettext(words) if words else "—") for value, words in choices]


def lazy(words: str) -> Any:
    """A marked string, translated when the page is written."""
    return lazy_gettext(words)


def latin_digits(text: str) -> str:
    """`text` with the digits of any script as 0 to 9."""
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter for letter in text
    )


def bases_sent(names: Iterable[str]) -> dict[str, str]:
    """The revision numbers that a form says its fields began from."""
    return {name: request.form.get(f"{name}.base", "") for name in names if f"{name}.base" in request.form}
