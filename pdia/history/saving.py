"""The web side of saving by field: one path for the whole form and for autosave, for every stage.

A view calls :func:`save_form`; whatever happens, what was typed is saved, shown again or held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app, jsonify, render_template, request

from pdia.access.guard import done
from pdia.history.models import Revised
from pdia.history.rules import Clash, Conflict, parse_base
from pdia.kernel.db import session
from pdia.kernel.errors import is_autosave
from pdia.kernel.fields import PartForm, bases_sent
from pdia.kernel.i18n import clock_time, say
from pdia.kernel.words import N_, Message, Refusal

SAVED = N_("Saved.")
SAVED_AT = N_("Saved %(time)s")
CHOOSE = N_("%(name)s saved this at %(time)s while you were writing.")
NOTHING_SENT = N_("Nothing arrived from the page. Open it again and write once more.")

Save = Callable[[Mapping[str, Any], Mapping[str, int]], object]
Show = Callable[[], str]


def save_form(
    form: PartForm, load: Callable[[], Revised], save: Save, *, show: Show, back: str, said: str = SAVED
) -> Any:
    """Save the fields of `form` that were sent through the operation `save`; `load` gives the row they belong to.

    `show` renders the page again with the form's errors (422); `back` is where a good save leads.
    Good fields are saved even when another one is refused. A field saved by somebody else in
    between gives 409 with both texts; what was typed is held for its writer until it is settled.
    """
    values = form.checked()
    if not form.sent():
        raise Refusal(NOTHING_SENT, status=400)
    bases = {name: parse_base(base) for name, base in bases_sent(values).items()}
    try:
        if values:
            save(values, bases)
    except Conflict as conflict:
        session.commit()  # the other fields are saved; only the contested ones are not
        return _answer_conflict(conflict, form, back)
    except Refusal as refusal:
        session.rollback()
        if refusal.status in (403, 409):
            raise
        form.refuse(refusal)
    if form.errors or form.form_errors:
        session.commit()
        if is_autosave():
            return jsonify(errors={name: [str(error) for error in errors] for name, errors in form.errors.items()}), 422
        return show(), 422
    if is_autosave():
        session.commit()
        return jsonify(saved=_saved_words(load(), values))
    return done(back, said)


def _saved_words(row: Revised, values: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    saved: dict[str, dict[str, str]] = {}
    for name in values:
        head = row.head(name)
        words = say(Message(SAVED_AT, {"time": clock_time(head.at)})) if head else ""
        saved[name] = {"base": str(row.base(name)), "words": words}
    return saved


def _answer_conflict(conflict: Conflict, form: PartForm, back: str) -> Any:
    if is_autosave():
        return jsonify(conflicts={clash.field: _clash_words(clash) for clash in conflict.clashes}), 409
    held = current_app.extensions["pdia_hold"]("conflict")
    page = render_template(
        "history/conflict.html", clashes=conflict.clashes, form=form, action=request.path, back=back, held=held
    )
    return page, 409


def _clash_words(clash: Clash) -> dict[str, str]:
    words = Message(CHOOSE, {"name": clash.head.name, "time": clock_time(clash.head.at)})
    return {"theirs": clash.theirs, "mine": clash.mine, "words": say(words), "base": str(clash.head.version)}


def refuse_here(form: PartForm, refusal: Refusal, show: Show) -> tuple[str, int]:
    """Show the page again with a refusal at its field; for views that add or change rows."""
    if refusal.status in (403, 409):
        raise refusal
    session.rollback()
    form.refuse(refusal)
    return show(), refusal.status
