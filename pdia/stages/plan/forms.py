"""Shape checks of the plan; limits come from the rules, words from the wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wtforms import BooleanField
from wtforms.fields.choices import Choice as Option
from wtforms.validators import StopValidation

from pdia.kernel.fields import NO_CHOICE, Amount, Choice, Day, Line, PartForm, Prose
from pdia.kernel.i18n import say
from pdia.kernel.words import Question
from pdia.stages.plan.rules import ASKED_LIMIT, FOCAL_LIMIT, LIMITS, REASON_LIMIT, RESOURCE_LIMITS
from pdia.stages.plan.wording import ACTION, FOCAL, RESOURCE


class Person(Line):
    """A member of the team, chosen from a list; a name that is no number is taken as it stands."""

    choices: tuple[tuple[str, str], ...] = ()
    chosen = ""

    def offer(self, members: Iterable[tuple[str, str]], chosen: str = "") -> None:
        """Fill in who can be chosen; `chosen` is the id of the member who has it now."""
        self.choices = (("", "—"), *members)
        self.chosen = chosen

    def iter_choices(self) -> Iterator[Option]:
        """The choices as a select shows them."""
        now = (self.data or "") if self.raw_data else self.chosen
        for value, words in self.choices:
            yield Option(value, words, value == now or (bool(value) and words == now), {})

    def pre_validate(self, form: object) -> None:
        super().pre_validate(form)
        text = self.data or ""
        if text.isdigit() and text not in {value for value, _words in self.choices}:
            raise StopValidation(say(NO_CHOICE))


def _number(value: object) -> int | None:
    text = str(value) if value is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


class ActionForm(PartForm):
    """One step of the plan."""

    what = Prose(ACTION["what"], LIMITS["what"])
    who = Person(ACTION["who"], LIMITS["who"])
    who_else = Line(ACTION["who_else"], LIMITS["who"])
    by_date = Day(ACTION["by_date"])
    learn = Prose(ACTION["learn"], LIMITS["learn"])
    cause_id = Choice(ACTION["cause_id"], coerce=_number)
    entry_point_id = Choice(ACTION["entry_point_id"], coerce=_number)
    lead_id = Choice(ACTION["lead_id"], coerce=_number)
    may_decide = Prose(ACTION["may_decide"], LIMITS["may_decide"])
    deliverable = Prose(ACTION["deliverable"], LIMITS["deliverable"])
    target = Line(ACTION["target"], LIMITS["target"])
    verified = Prose(ACTION["verified"], LIMITS["verified"])
    constraints = Prose(ACTION["constraints"], LIMITS["constraints"])

    asks: tuple[str, ...] = ()

    def offer(
        self,
        members: Iterable[tuple[str, str]],
        causes: Iterable[tuple[str, str]],
        entry_points: Iterable[tuple[str, str]],
        departments: Iterable[tuple[str, str]],
        chosen: str = "",
    ) -> ActionForm:
        """Fill in what can be chosen on this page."""
        self.who.offer(members, chosen)
        self.cause_id.offer([("", "—"), *causes])
        self.entry_point_id.offer([("", "—"), *entry_points])
        self.lead_id.offer([("", "—"), *departments])
        return self


def action_form(departments: Iterable[tuple[str, str]], prefix: str, **kwargs: Any) -> ActionForm:
    """The form of an action with one line for each department: what it is asked."""
    asked = {f"{prefix}{value}": Prose(Question(name), ASKED_LIMIT) for value, name in departments}
    kind: type[ActionForm] = type("ActionFormWithAsks", (ActionForm,), {**asked, "asks": tuple(asked)})
    return kind(**kwargs)


class StrikeForm(PartForm):
    """Why an action is struck through."""

    reason = Line(ACTION["reason"], REASON_LIMIT)


class FocalForm(PartForm):
    """Something for later."""

    text = Line(FOCAL["text"], FOCAL_LIMIT)


class ResourceForm(PartForm):
    """Means from one source."""

    source = Line(RESOURCE["source"], RESOURCE_LIMITS["source"])
    amount = Amount(RESOURCE["amount"])
    note = Line(RESOURCE["note"], RESOURCE_LIMITS["note"])
    pooled = BooleanField(RESOURCE["pooled"].label)
