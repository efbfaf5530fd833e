"""Every write of the people slice. Hashing happens before the writing transaction begins."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, update

from pdia.accounts.models import Account, HeldText, ResetCode, SignInFailure, SignInSession
from pdia.accounts.queries import find_account_by_login, list_held, list_open_codes
from pdia.accounts.rules import (
    CODE_LASTS,
    CODE_TRIES,
    EMAIL_SHAPE,
    LOGIN_TAKEN,
    LONGEST_WAIT,
    WRONG_CODE,
    check_login,
    check_password,
    fold_login,
    parse_mobile,
)
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.text import clean_line, storable
from pdia.kernel.words import Refusal

# The measured profile: about 20 ms here, so that a class of forty signs in together on two cores.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
MOST_HELD = 1_200_000


@cache
def _nobody() -> str:
    """A hash to check against when nobody has the login, so that the answer takes as long."""
    return _HASHER.hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    """An Argon2id hash of a password that :func:`check_new_password` let pass."""
    return _HASHER.hash(password)


def check_new_password(password: str, field: str = "password") -> None:
    """Refuse a password that is too short or widely known; `field` is where the refusal is shown."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    check_password(password, frozenset(FREQUENCY_LISTS["passwords"]), field)


def fits(password: str, hashed: str) -> bool:
    """Whether `password` belongs to the stored hash; takes the same time when there is no hash."""
    try:
        _HASHER.verify(hashed or _nobody(), password)
        return bool(hashed)
    except (VerificationError, InvalidHashError):
        return False


def hash_token(token: str) -> str:
    """What is stored of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def add_account(
    *,
    institute_id: int,
    login: str,
    name: str,
    email: str = "",
    mobile: str = "",
    password_hash: str = "",
    language: str = "en",
    is_site_admin: bool = False,
) -> Account:
    """A new person. Raises :class:`Refusal` when the login has no good shape or is taken."""
    folded = check_login(login)
    if find_account_by_login(folded):
        raise Refusal(LOGIN_TAKEN, field="login", status=409)
    account = Account(
        institute_id=institute_id,
        login=folded,
        name=clean_line(name),
        email=parse_email(email),
        mobile=parse_mobile(mobile),
        password_hash=password_hash,
        language=language,
        is_site_admin=is_site_admin,
    )
    session.add(account)
    session.flush()  # the caller ties the new person to a cohort, team or posting
    return account


def change_account(account: Account, values: Mapping[str, str]) -> None:
    """Change a person's own name, addresses or language; the login stays."""
    if "name" in values:
        account.name = values["name"]
    if "email" in values:
        change_email(account, parse_email(values["email"]))
    if "mobile" in values:
        account.mobile = parse_mobile(values["mobile"])
    if "language" in values:
        account.language = values["language"]


def change_email(account: Account, email: str) -> None:
    """Another address for letters; that the former one was refused no longer counts."""
    if account.email != email:
        account.email = email
        account.mail_refused_at = account.mail_refused_why = None


def note_mail_refused(account: Account, email: str, why: str) -> None:
    """The mail server refused this address for good: no further notices go there until it is changed."""
    if account.email == email:
        account.mail_refused_at, account.mail_refused_why = clock.now(), clean_line(storable(why))[:200]


def parse_email(text: str) -> str:
    """An e-mail address folded for comparing, "" for nothing; raises :class:`Refusal` for anything else."""
    if not text.strip():
        return ""
    try:
        return fold_login(validate_email(text.strip(), check_deliverability=False).normalized)
    except EmailNotValidError:
        raise Refusal(EMAIL_SHAPE, field="email") from None


def open_session(account: Account, *, own_device: bool, device: str) -> str:
    """Sign a person in on one device; returns the token for the browser, which is stored nowhere."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignInSession(
            account_id=account.id, token_hash=hash_token(token), own_device=own_device, device=clean_line(device)[:120]
        )
    )
    return token


def end_session(account_id: int, session_id: int) -> None:
    """End one of a person's sessions; ending it twice is no error."""
    session.execute(
        update(SignInSession)
        .where(
            SignInSession.id == session_id,
            SignInSession.account_id == account_id,
            SignInSession.ended_at.is_(None),
        )
        .values(ended_at=clock.now())
    )


def end_sessions(account_id: int, *, but: int | None = None) -> None:
    """End all of a person's sessions, except perhaps the present one."""
    query = update(SignInSession).where(SignInSession.account_id == account_id, SignInSession.ended_at.is_(None))
    if but is not None:
        query = query.where(SignInSession.id != but)
    session.execute(query.values(ended_at=clock.now()))


def note_failure(login: str, address: str) -> None:
    """Count a failed sign-in, and forget those too old to matter."""
    now = clock.now()
    session.execute(delete(SignInFailure).where(SignInFailure.at < now - 2 * LONGEST_WAIT))
    session.add(SignInFailure(login=fold_login(login), address=address))


def forget_failures(login: str) -> None:
    """A good sign-in clears the count of what was typed."""
    session.execute(delete(SignInFailure).where(SignInFailure.login == fold_login(login)))


def issue_code(account: Account, *, issued_by: str, secret: str) -> str:
    """A one-time code for a new password, to be told or mailed to the person; valid for a day.

    Earlier codes stop working. Only convenors of the person's team and facilitators of the
    institute may issue one by hand; the view's right says so.
    """
    now = clock.now()
    session.execute(
        update(ResetCode).where(ResetCode.account_id == account.id, ResetCode.used_at.is_(None)).values(used_at=now)
    )
    code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(8))
    session.add(
        ResetCode(
            account_id=account.id,
            code_hmac=_hmac(code, secret),
            issued_by=issued_by,
            created_at=now,
            expires_at=now + CODE_LASTS,
        )
    )
    return f"{code[:4]}-{code[4:]}"


def set_password_by_code(accounts: Sequence[Account], code: str, password_hash: str, *, secret: str) -> Account:
    """Give the account to which `code` was issued a new password and end its sessions.

    Raises :class:`Refusal` with one answer for every wrong code; the caller commits then too,
    because tries are counted.
    """
    wanted = _hmac("".join(letter for letter in code.upper() if letter.isalnum()), secret)
    now = clock.now()
    for account in accounts:
        for kept in list_open_codes(account.id, now):
            if kept.tries >= CODE_TRIES:
                continue
            if hmac.compare_digest(kept.code_hmac, wanted):
                kept.used_at = now
                account.password_hash = password_hash
                end_sessions(account.id)
                return account
            kept.tries += 1
    raise Refusal(WRONG_CODE, field="code")


def _hmac(code: str, secret: str) -> str:
    return hmac.new(secret.encode(), code.encode(), hashlib.sha256).hexdigest()


def hold_text(
    account_id: int, *, path: str, back: str, fields: Sequence[tuple[str, str]], reason: str
) -> HeldText | None:
    """Keep what a person typed and could not be saved; the same text is kept once.

    Beyond about a megabyte nothing is kept here: the page that refuses it shows it whole instead.
    """
    path, back = storable(path), storable(back)
    pairs = [[name, value] for name, value in fields]
    if sum(len(value) for _name, value in fields) > MOST_HELD:
        return None
    for held in list_held(account_id):
        if held.path == path and held.fields == pairs:
            return held
    held = HeldText(account_id=account_id, path=path, back=back, fields=pairs, reason=reason)
    session.add(held)
    session.flush()  # the page that refuses the text links to where it is kept
    return held


def drop_held(held: HeldText) -> None:
    """Forget a held text that its writer has taken back or given up."""
    session.execute(delete(HeldText).where(HeldText.id == held.id))  # also when another press was quicker
