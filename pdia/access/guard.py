"""The declared line above every view: what is loaded, and who may.

    @bp.post("/cycles/<int:cycle_id>/problem")
    @needs(Right.CYCLE_EDIT, load_cycle)
    def save(cycle: Cycle) -> Response: ...

A thing that one may not see answers 404, exactly like one that never existed; a thing that one
may see but not change answers 403. An endpoint that declares neither a right nor that it is public
fails the route test.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from flask import abort, current_app, flash, g, request
from flask_login import current_user
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from pdia.access.actor import Actor
from pdia.access.policy import Right, Scope, may, may_see
from pdia.kernel import once
from pdia.kernel.db import session
from pdia.kernel.i18n import say
from pdia.kernel.words import N_, Message, Refusal

type_of_answer = Response | str
View = Callable[..., Any]
NOT_YOURS = N_("You can read this, but changing it belongs to others. Nothing was changed.")
AT_ONCE = N_("Somebody did the same at this very moment. Open the page again: it is there.")
BECAUSE = N_("Round %(number)s")


class Guarded(Protocol):
    """A thing that knows where it belongs."""

    @property
    def scope(self) -> Scope: ...


def actor() -> Actor:
    """The signed-in person of this request. Only for views behind :func:`needs`."""
    found = find_actor()
    if found is None:
        raise Unauthorized
    return found


def find_actor() -> Actor | None:
    """The signed-in person of this request, or None for a stranger; loaded once."""
    if "actor" not in g:
        g.actor = current_app.extensions["pdia_actor"](current_user) if current_user.is_authenticated else None
        if g.actor is not None and because_round():
            g.actor = replace(g.actor, because=say(Message(BECAUSE, {"number": because_round()})))
    found: Actor | None = g.actor
    return found


def because_round() -> int | None:
    """The number of the round that is the reason for what is changed now, from ``?because=``."""
    number = request.args.get("because", type=int)
    return number if number is not None and 0 < number < 1000 else None


def public(view: View) -> View:
    """Declare that anybody may open this address, signed in or not."""
    view.declares = "public"  # type: ignore[attr-defined]
    return view


def needs(right: Right, load: Callable[..., Guarded | None] | None = None) -> Callable[[View], View]:
    """Declare the right that a view needs, and how the thing it acts on is loaded.

    `load` takes some of the address's values by name and returns the thing or None. The view gets
    the thing first, and the values that `load` did not take.
    """
    taken = list(inspect.signature(load).parameters) if load else []

    def around(view: View) -> View:
        @functools.wraps(view)
        def guarded(**values: Any) -> type_of_answer:
            who = find_actor()
            if who is None:
                raise Unauthorized
            args: list[Any] = []
            scope = None
            if load:
                thing = load(**{name: values.pop(name) for name in taken})
                if thing is None:
                    abort(404)
                scope = thing.scope
                args.append(thing)
            if not may(who, right, scope):
                if load and not may_see(who, right, scope):
                    abort(404)
                raise Refusal(NOT_YOURS, status=403)
            if request.method == "POST" and (earlier := once.repeated(who.account_id)):
                return earlier
            try:
                answer: type_of_answer = view(*args, **values)
            except IntegrityError:  # somebody, or the same press twice, did the same at this very moment
                session.rollback()
                if earlier := once.repeated(who.account_id):
                    return earlier
                raise Refusal(AT_ONCE, status=409) from None
            return answer

        guarded.declares = right  # type: ignore[attr-defined]
        return guarded

    return around


def done(location: str, said: str | Message | None = None) -> Response:
    """The end of every view that writes: commit once, say what was done, send the browser on."""
    answer = once.commit(actor().account_id, location)
    if said is not None:
        flash(say(said))
    return answer
