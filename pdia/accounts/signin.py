"""Flask-Login behind one module: the token in the browser, the session on the server.

Flask's signed cookie holds a random token; whether it is still good is decided by the row it names,
so that signing out, a lost phone or a new password ends a session at once.
"""

from __future__ import annotations

from flask import Flask, current_app, g, request, url_for
from flask import session as browser
from flask_login import LoginManager, UserMixin, login_user, logout_user
from werkzeug.exceptions import Unauthorized
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from pdia.accounts.models import Account, SignInSession
from pdia.accounts.operations import hash_token, hold_text, open_session
from pdia.accounts.queries import find_session
from pdia.accounts.rules import SEEN_EVERY, is_over, stays_here
from pdia.kernel import clock
from pdia.kernel.db import READING, Database, session
from pdia.kernel.errors import is_autosave, typed
from pdia.kernel.i18n import say
from pdia.kernel.words import N_

SIGN_IN_AGAIN = N_("Your time on this device ran out. Sign in again; what you wrote is kept and waits for you.")
SIGN_IN_FIRST = N_("Sign in to go on.")


class User(UserMixin):
    """The signed-in person as Flask-Login knows them: one session on one device."""

    def __init__(self, token: str, kept: SignInSession) -> None:
        self.token = token
        self.session_id = kept.id
        self.own_device = kept.own_device
        self.account: Account = kept.account
        self.held_count = kept.held_count
        self.notice_count: int = getattr(kept, "notice_count", 0)  # counted by the slice of notices

    def get_id(self) -> str:
        return self.token

    def touch(self) -> None:
        """Say that the person is here; the view commits."""
        row = session.get(SignInSession, self.session_id)
        if row is not None:
            row.last_seen_at = clock.now()


def set_up_sign_in(app: Flask) -> None:
    """Let Flask-Login find people by our own session table, and answer strangers plainly."""
    manager = LoginManager()
    manager.session_protection = None  # it would sign out phones that change their address
    manager.init_app(app)

    @manager.user_loader
    def _load(token: str) -> User | None:
        kept = find_session(hash_token(token))
        now = clock.now()
        if kept is None or kept.account.disabled_at is not None:
            return None
        if is_over(
            own_device=kept.own_device,
            created=kept.created_at,
            last_seen=kept.last_seen_at,
            ended=kept.ended_at,
            now=now,
        ):
            return None
        g.zone = kept.account.institute.zone
        g.institute_name = kept.account.institute.name
        if now - kept.last_seen_at > SEEN_EVERY:
            _seen(kept)
        return User(token, kept)

    @app.errorhandler(Unauthorized)
    def _stranger(_error: Unauthorized) -> Response | tuple[Response, int]:
        return answer_stranger()


def _seen(kept: SignInSession) -> None:
    """Write that a person was here: in a request that may write within it, otherwise in its own transaction."""
    if request.headers.get("X-Live"):
        return  # the page asks by itself what others wrote: that is no sign of the person
    if request.method not in READING:
        kept.last_seen_at = clock.now()
        return
    database: Database = current_app.extensions["pdia_database"]
    with database.scope(write=True) as own:
        row = own.get(SignInSession, kept.id)
        if row is not None:
            row.last_seen_at = clock.now()
            own.commit()


def sign_in(account: Account, *, own_device: bool) -> None:
    """Open a session for `account` on this device; the old browser session is left behind whole."""
    browser.clear()
    token = open_session(account, own_device=own_device, device=_device_name())
    session.flush()  # the person just signed in is loaded from the row
    browser.permanent = own_device
    kept = find_session(hash_token(token))
    assert kept is not None
    login_user(User(token, kept))


def sign_out() -> None:
    """Forget the person on this device; the caller ends the session's row."""
    logout_user()
    browser.clear()


def answer_stranger() -> Response | tuple[Response, int]:
    """Send a stranger to sign in; what an ended session wrote is kept for its person alone."""
    from flask import flash, jsonify, render_template

    back = request.full_path.rstrip("?") if request.method == "GET" else _page_of_form()
    target = url_for("accounts.sign_in", next=stays_here(back))
    if request.method != "POST":
        return redirect(target)
    held = hold_for_ended()
    if is_autosave():
        return jsonify(held=held, words=say(SIGN_IN_AGAIN if held else SIGN_IN_FIRST), sign_in=target), 401
    if held:
        flash(say(SIGN_IN_AGAIN))
        return redirect(target, 303)
    text = render_template("accounts/lost_session.html", kept=typed(), sign_in=target)
    return current_app.make_response((text, 401))


def hold_for_ended() -> bool:
    """Keep what was typed for the person whose session of this browser has ended, if that is known."""
    kept = find_session(hash_token(str(browser.get("_user_id", ""))))
    if kept is None or not typed():
        return False
    held = hold_text(kept.account_id, path=request.path, back=_page_of_form(), fields=typed(), reason="expired")
    session.commit()
    return held is not None


def _page_of_form() -> str:
    """The page whose form was sent, from the referrer if it is ours, else the form's own address."""
    referrer = request.referrer or ""
    if referrer.startswith(request.host_url):
        return stays_here("/" + referrer.removeprefix(request.host_url))
    return request.path


def _device_name() -> str:
    agent = request.user_agent.string
    system = next((name for name in ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux") if name in agent), "")
    program = next((name for name in ("Firefox", "Edg", "OPR", "Chrome", "Safari") if name in agent), "")
    return " · ".join(filter(None, (system, {"Edg": "Edge", "OPR": "Opera"}.get(program, program)))) or "?"


def hold_for_current(reason: str) -> bool:
    """Keep what was typed for the signed-in person, in a transaction of its own: this one has failed."""
    from flask_login import current_user

    database: Database = current_app.extensions["pdia_database"]
    account_id = current_user.account.id if current_user.is_authenticated else None
    session.rollback()
    if account_id is None:
        return False
    with database.scope(write=True) as own:
        held = hold_text(account_id, path=request.path, back=_page_of_form(), fields=typed(), reason=reason)
        own.commit()
    return held is not None
