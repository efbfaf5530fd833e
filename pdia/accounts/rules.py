"""Sign-in: limits, how failures slow it, and what counts as the same login. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta

from pdia.kernel.text import clean_line, fold
from pdia.kernel.words import N_, Refusal

NAME_LIMIT = 120
LOGIN_LIMIT = 60
EMAIL_LIMIT = 254
PASSWORD_SHORTEST = 8
PASSWORD_LONGEST = 256

OWN_DEVICE_LASTS = timedelta(days=30)
SHARED_IDLE = timedelta(minutes=15)
SHARED_LASTS = timedelta(hours=8)
SEEN_EVERY = timedelta(minutes=1)
CODE_LASTS = timedelta(hours=24)
CODE_TRIES = 5

FREE_FAILURES = 10
FAILURE_WINDOW = timedelta(minutes=5)
LONGEST_WAIT = timedelta(minutes=15)
ADDRESS_FAILURES = 100

WRONG_SIGN_IN = N_("The name and password do not belong together. Check both, or ask for a code to set a new password.")
SLOW_DOWN = N_("Too many tries with this name. Wait %(seconds)s seconds and try again; your account is not locked.")
PASSWORD_TOO_SHORT = N_("Use at least %(least)s characters. Four ordinary words are easier to remember than signs.")
PASSWORD_TOO_LONG = N_("Use at most %(most)s characters.")
PASSWORD_COMMON = N_(
    "This password is on the lists that attackers try first. Choose another, for example four ordinary words."
)
LOGIN_SHAPE = N_("Use letters, digits, dots and hyphens, for example anil.das or priya-k.")
LOGIN_TAKEN = N_("Somebody already signs in with this name. Choose another.")
MOBILE_SHAPE = N_("Write the mobile number with ten digits, with or without +91.")
EMAIL_SHAPE = N_("Write the e-mail address like name@office.in, or leave it empty.")
WRONG_CODE = N_("This code is wrong, used or too old. Ask your convenor or course coordinator for a new one.")
_LOGIN = re.compile(r"[\w.@+-]{2,60}", re.UNICODE)
_SEPARATORS = re.compile(r"[\s().\-/]+")


def fold_login(text: str) -> str:
    """A login name, e-mail or mobile number as it is stored and compared."""
    return fold(clean_line(text))[:EMAIL_LIMIT]


def check_login(text: str) -> str:
    """The folded login name, or :class:`Refusal`."""
    folded = fold_login(text)
    if not _LOGIN.fullmatch(folded) or len(folded) > LOGIN_LIMIT:
        raise Refusal(LOGIN_SHAPE, field="login")
    return folded


def parse_mobile(text: str) -> str:
    """An Indian mobile number as ``+91`` and ten digits, "" for nothing; native digits are read too.

    Raises :class:`Refusal` for anything else.
    """
    digits = "".join(str(unicodedata.digit(letter, letter)) for letter in _SEPARATORS.sub("", clean_line(text)))
    digits = digits.removeprefix("+")
    if not digits:
        return ""
    if len(digits) == 12 and digits.startswith("91"):
        digits = digits[2:]
    if len(digits) == 11 and digits.startswith("0"):
        digits = digits[1:]
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit():
        raise Refusal(MOBILE_SHAPE, field="mobile")
    return "+91" + digits


def possible_mobile(text: str) -> str:
    """`text` as a mobile number if it can be one, else ""."""
    try:
        return parse_mobile(text)
    except Refusal:
        return ""


def check_password(password: str, common: frozenset[str], field: str = "password") -> None:
    """Refuse a password that is too short, too long or widely known. No rule on what it is made of."""
    if len(password) < PASSWORD_SHORTEST:
        raise Refusal(PASSWORD_TOO_SHORT, field=field, least=PASSWORD_SHORTEST)
    if len(password) > PASSWORD_LONGEST:
        raise Refusal(PASSWORD_TOO_LONG, field=field, most=PASSWORD_LONGEST)
    if password.casefold() in common:
        raise Refusal(PASSWORD_COMMON, field=field)


def wait_after(failures: Sequence[datetime], now: datetime) -> int:
    """Seconds until the next try is looked at; 0 when it may be now. Never a lock without end.

    The first ten failures in five minutes cost nothing; each further one doubles the wait from
    its own moment, up to a quarter of an hour.
    """
    recent = sorted(at for at in failures if now - at < LONGEST_WAIT)
    close = [at for at in recent if recent[-1] - at < FAILURE_WINDOW]
    over = len(close) - FREE_FAILURES
    if over < 0:
        return 0
    wait = min(timedelta(seconds=5 * 2 ** min(over, 10)), LONGEST_WAIT)
    left = (close[-1] + wait - now).total_seconds()
    return max(0, int(left) + 1) if left > 0 else 0


def is_over(*, own_device: bool, created: datetime, last_seen: datetime, ended: datetime | None, now: datetime) -> bool:
    """Whether a session has ended, by sign-out or by time."""
    if ended is not None:
        return True
    if own_device:
        return now - last_seen > OWN_DEVICE_LASTS
    return now - last_seen > SHARED_IDLE or now - created > SHARED_LASTS


def stays_here(path: str) -> str:
    """`path` if it is an address of this site to go on to after sign-in, else the desk."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path or any(ord(c) < 33 for c in path):
        return "/"
    return path if len(path) < 500 and not path.startswith(("/sign-", "/account/held")) else "/"
