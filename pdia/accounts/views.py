"""Signing in and out, the own account, passwords by code, and text that was kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask import session as browser
from flask_login import current_user

from pdia.access.guard import actor, done, find_actor, needs, public
from pdia.access.policy import Right
from pdia.accounts.forms import AccountForm, ChangePasswordForm, ForgottenForm, NewPasswordForm, SignInForm
from pdia.accounts.letters import promise_code
from pdia.accounts.models import Account
from pdia.accounts.operations import (
    change_account,
    check_new_password,
    drop_held,
    end_session,
    end_sessions,
    fits,
    forget_failures,
    hash_password,
    issue_code,
    note_failure,
    set_password_by_code,
)
from pdia.accounts.queries import (
    count_failures_from,
    find_held,
    list_accounts_for,
    list_failures,
    list_held,
    list_sessions,
)
from pdia.accounts.rules import (
    ADDRESS_FAILURES,
    SLOW_DOWN,
    WRONG_SIGN_IN,
    fold_login,
    stays_here,
    wait_after,
)
from pdia.accounts.signin import sign_in as open_signed_in
from pdia.accounts.signin import sign_out as close_signed_in
from pdia.kernel import clock
from pdia.kernel.db import Database, session
from pdia.kernel.i18n import LANGUAGES, PSEUDO, say
from pdia.kernel.words import N_, Message, Refusal

bp = Blueprint("accounts", __name__)
CODE_SENT = N_(
    "If there is such an account with an e-mail address, a code is on its way. Otherwise ask your convenor or course coordinator for one."
)


@bp.get("/sign-in")
@public
def sign_in() -> Any:
    """The sign-in page; a link to an exact question survives it as ``next``."""
    going = stays_here(request.args.get("next", "/"))
    if find_actor():
        return redirect(going)
    form = SignInForm(formdata=None)
    form.device.data = request.cookies.get("device", "")
    return render_template("accounts/sign_in.html", form=form, next=going, several=[])


@bp.post("/sign-in")
@public
def do_sign_in() -> Any:
    """Sign in. Failures are slowed per account with 429; one answer for unknown and wrong."""
    form = SignInForm()
    going = stays_here(request.form.get("next", "/"))
    login, password = form.login.data or "", (form.password.data or "")[:1000]
    if wait := _wait_for(login):
        form.login.errors = [say(Message(SLOW_DOWN, {"seconds": wait}))]
        page = render_template("accounts/sign_in.html", form=form, next=going, several=[])
        return page, 429, {"Retry-After": str(wait)}
    good = _accounts_that_fit(login, password)
    if not good:
        note_failure(login, request.remote_addr or "")
        session.commit()
        form.login.errors = [say(WRONG_SIGN_IN)]
        return render_template("accounts/sign_in.html", form=form, next=going, several=[]), 422
    chosen = next((account for account in good if str(account.id) == request.form.get("account")), None)
    if chosen is None and len(good) > 1:
        return render_template("accounts/sign_in.html", form=form, next=going, several=good), 422
    own = form.device.data == "own"
    open_signed_in(chosen or good[0], own_device=own)
    forget_failures(login)
    session.commit()
    answer = redirect(going, 303)
    answer.set_cookie(
        "device", "own" if own else "shared", max_age=31536000, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return answer


def _wait_for(login: str) -> int:
    now = clock.now()
    database: Database = current_app.extensions["pdia_database"]
    with database.scope(write=False):  # the writing transaction of this request has not begun yet
        wait = wait_after(list_failures(login, now), now)
        crowd = count_failures_from(request.remote_addr or "", now - timedelta(minutes=5))
    return wait or (60 if crowd > ADDRESS_FAILURES else 0)


def _accounts_that_fit(login: str, password: str) -> list[Account]:
    """The accounts meant by `login` whose password this is; hashing happens outside the writing transaction."""
    database: Database = current_app.extensions["pdia_database"]
    with database.scope(write=False):
        meant = list(list_accounts_for(login)) if login else []
    if not meant:
        fits(password, "")
    return [account for account in meant if fits(password, account.password_hash)]


@bp.post("/sign-out")
@public
def sign_out() -> Any:
    """Sign out on this device; doing it twice is no error."""
    if current_user.is_authenticated:
        end_session(current_user.account.id, current_user.session_id)
        session.commit()
    close_signed_in()
    answer = redirect(url_for("accounts.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.post("/language")
@public
def language() -> Any:
    """Read the pages in another language; kept with the account of a signed-in person."""
    wanted = request.form.get("language", "")
    if wanted not in LANGUAGES and wanted != PSEUDO:
        abort(400)
    browser["language"] = wanted
    if current_user.is_authenticated and wanted in LANGUAGES:
        current_user.account.language = wanted
        session.commit()
    return redirect(stays_here(request.form.get("next", "/")), 303)


@bp.get("/account")
@needs(Right.ACCOUNT_OWN)
def show() -> Any:
    """The own account: name, addresses, language, password, devices."""
    return _account_page()


def _account_page(form: AccountForm | None = None, password_form: ChangePasswordForm | None = None) -> str:
    account: Account = current_user.account
    return render_template(
        "accounts/show.html",
        form=form if form is not None else AccountForm(formdata=None, obj=account),
        password_form=password_form if password_form is not None else ChangePasswordForm(formdata=None),
        account=account,
        devices=list_sessions(account.id),
        here=current_user.session_id,
    )


@bp.post("/account")
@needs(Right.ACCOUNT_OWN)
def save() -> Any:
    """Change the own name, addresses or language."""
    form = AccountForm(obj=current_user.account)
    values = form.checked()
    try:
        if form.is_good:
            change_account(current_user.account, values)
            return done(url_for("accounts.show"), N_("Saved."))
    except Refusal as refusal:
        session.rollback()
        form.refuse(refusal)
    return _account_page(form=form), 422


@bp.post("/account/password")
@needs(Right.ACCOUNT_OWN)
def change_password() -> Any:
    """Change the own password; the old one is asked, other devices are signed out if wished."""
    form = ChangePasswordForm()
    account: Account = current_user.account
    try:
        if not fits((form.password.data or "")[:1000], account.password_hash):
            raise Refusal(N_("This is not your present password."), field="password")
        check_new_password(form.new_password.data or "", field="new_password")
    except Refusal as refusal:
        form.refuse(refusal)
        return _account_page(password_form=form), 422
    account.password_hash = hash_password(form.new_password.data or "")
    if form.others.data:
        end_sessions(account.id, but=current_user.session_id)
    return done(url_for("accounts.show"), N_("Your password is changed."))


@bp.post("/account/devices/<int:session_id>/end")
@needs(Right.ACCOUNT_OWN)
def end_device(session_id: int) -> Any:
    """Sign one of the own devices out."""
    end_session(actor().account_id, session_id)
    return done(url_for("accounts.show"), N_("That device is signed out."))


@bp.post("/account/stay")
@needs(Right.ACCOUNT_OWN)
def stay() -> Any:
    """Stay signed in on a shared device."""
    current_user.touch()
    session.commit()
    return jsonify(stays=True)


@bp.get("/account/held")
@needs(Right.ACCOUNT_OWN)
def held() -> Any:
    """What I typed that could not be saved."""
    return render_template("accounts/held.html", held=list_held(actor().account_id))


@bp.post("/account/held/<int:held_id>/drop")
@needs(Right.ACCOUNT_OWN)
def drop(held_id: int) -> Any:
    """Throw a kept text away, once it was taken back or is no longer wanted."""
    kept = find_held(actor().account_id, held_id)
    if kept is not None:
        drop_held(kept)
    return done(url_for("accounts.held"), N_("Thrown away."))


@bp.get("/password")
@public
def forgotten() -> Any:
    """How to get a new password."""
    return render_template("accounts/forgotten.html", form=ForgottenForm(formdata=None))


@bp.post("/password")
@public
def send_code() -> Any:
    """Mail a code where the account has an address; the answer never tells whether it has."""
    login = ForgottenForm().login.data or ""
    if not _wait_for("code:" + login):
        note_failure("code:" + login, "")  # the same slowing as for wrong passwords keeps mailboxes quiet
        for account in [found for found in list_accounts_for(login) if found.email]:
            code = issue_code(account, issued_by="mail", secret=current_app.config["SECRET_KEY"])
            promise_code(account, code)
        session.commit()
    flash(say(CODE_SENT))
    return redirect(url_for("accounts.new_password", login=fold_login(login)[:60]), 303)


@bp.get("/password/new")
@public
def new_password() -> Any:
    """Where the code and the new password go."""
    form = NewPasswordForm(formdata=None)
    form.login.data = request.args.get("login", "")[:60]
    return render_template("accounts/new_password.html", form=form)


@bp.post("/password/new")
@public
def set_new_password() -> Any:
    """Set a new password with a code; tries are counted and slowed like sign-ins."""
    form = NewPasswordForm()
    login = form.login.data or ""
    try:
        if wait := _wait_for("code:" + login):
            raise Refusal(SLOW_DOWN, field="code", status=429, seconds=wait)
        check_new_password(form.password.data or "")
        hashed = hash_password(form.password.data or "")
        set_password_by_code(
            list_accounts_for(login), form.code.data or "", hashed, secret=current_app.config["SECRET_KEY"]
        )
    except Refusal as refusal:
        if refusal.field == "code" and refusal.status != 429:
            note_failure("code:" + login, request.remote_addr or "")
        session.commit()  # tries count although nothing else was done
        form.refuse(refusal)
        return render_template("accounts/new_password.html", form=form), refusal.status
    forget_failures(login)
    forget_failures("code:" + login)
    session.commit()
    flash(say(N_("Your new password is set. Sign in with it.")))
    return redirect(url_for("accounts.sign_in"), 303)
