"""Refusals as pages: plain words, the remedy, and all that was typed. Never a trace, never blank."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from flask import Flask, g, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response

from pdia.kernel.db import session
from pdia.kernel.i18n import say
from pdia.kernel.text import storable
from pdia.kernel.words import N_, Message, Refusal

log = logging.getLogger("pdia")
_NOT_TYPED = {"csrf_token", "key", "password", "new_password", "again", "code"}

NOT_FOUND = N_("There is no such page, or it belongs to others.")
WRONG_METHOD = N_("This address is not opened that way. Go back and use the button on the page.")
TOO_LARGE = N_(
    "This is more than can be sent at once. Go back: your text is still in the form. Send a smaller file or less text."
)
FORGED = N_(
    "The page had been open for too long to be sent safely. Nothing is lost: press the button and it is sent again."
)
BROKEN = N_(
    "Something went wrong on our side. What you typed is kept below; nothing else was changed. Tell your course coordinator the number %(code)s."
)
BAD_REQUEST = N_("The page sent something that cannot be read. Go back, look at what you wrote and send it again.")
TOO_MANY = N_("Too many tries. Wait a moment and try again.")

_WORDS = {400: BAD_REQUEST, 404: NOT_FOUND, 405: WRONG_METHOD, 413: TOO_LARGE, 429: TOO_MANY}


def typed() -> list[tuple[str, str]]:
    """The fields of this request that a person filled, without passwords, in order."""
    try:
        pairs = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []
    return [
        (storable(name), storable(value))
        for name, value in pairs
        if name not in _NOT_TYPED and not name.endswith((".base", ".sent")) and value.strip()
    ]


def resendable() -> list[tuple[str, str]]:
    """All fields of this request but the token, for a form that sends them again."""
    return [(storable(name), storable(value)) for name, value in request.form.items(multi=True) if name != "csrf_token"]


def is_autosave() -> bool:
    """Whether a script asks and wants its answer as JSON."""
    return request.headers.get("X-Autosave") == "1"


def set_up_errors(app: Flask, hold: Callable[[str], bool]) -> None:
    """Give `app` its refusal pages; `hold` keeps what was typed for the signed-in person, if there is one."""

    def page(status: int, words: Message, *, again: bool = False, **values: object) -> tuple[str, int]:
        kept = [] if status == 413 or request.method == "GET" else typed()
        text = render_template(
            "errors/refused.html", status=status, words=words, kept=kept, again=resendable() if again else [], **values
        )
        return text, status

    @app.errorhandler(Refusal)
    def _refused(refusal: Refusal) -> Response | tuple[Response | str, int]:
        if is_autosave():
            return jsonify(errors={refusal.field or "": [say(refusal.message)]}), refusal.status
        held = refusal.status in (409, 403) and request.method == "POST" and bool(typed()) and hold("refused")
        return page(refusal.status, refusal.message, held=held)

    @app.errorhandler(CSRFError)
    def _forged(error: CSRFError) -> Response | tuple[Response | str, int]:
        if is_autosave():
            return jsonify(errors={"": [say(FORGED)]}), 400
        return page(400, Message(FORGED), again=True)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> Response | tuple[Response | str, int]:
        status = error.code or 500
        if error.response is not None or status < 400:
            return error.get_response()
        if is_autosave():
            return jsonify(errors={"": [say(_WORDS.get(status, BAD_REQUEST))]}), status
        text, _ = page(status, Message(_WORDS.get(status, BAD_REQUEST)))
        answer = app.make_response((text, status))
        for name, value in error.get_headers():
            if name in ("Allow", "Retry-After"):
                answer.headers[name] = value
        return answer

    @app.errorhandler(Exception)
    def _broken(error: Exception) -> Response | tuple[Response | str, int]:
        if "scope" in g:
            session.rollback()  # a failed flush leaves the session unusable, and the page needs it
        code = secrets.token_hex(4)
        log.error("reference %s: %s %s", code, request.method, request.path, exc_info=error)
        held = request.method == "POST" and bool(typed()) and hold("broken")
        words = Message(BROKEN, {"code": code})
        if is_autosave():
            return jsonify(errors={"": [say(words)]}), 503
        return page(503, words, held=held)
