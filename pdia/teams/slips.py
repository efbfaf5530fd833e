"""The slip with a one-time code, shown once to the person who hands it over.

The code itself is stored nowhere but in the giver's own browser, from the press of the button until
the slip is shown; the database knows only its HMAC.
"""

from __future__ import annotations

from flask import render_template, request, url_for
from flask import session as browser

from pdia.accounts.models import Account
from pdia.accounts.rules import CODE_LASTS
from pdia.kernel import clock

_KEPT = "slip"


def hand_over(account: Account, code: str) -> None:
    """Keep a fresh code for the page that the browser is sent to next."""
    browser[_KEPT] = [account.id, code]


def slip_page(account: Account, *, again: str, back: str) -> str:
    """The slip to read aloud or print; without a fresh code it offers to make one.

    `again` is the address that gives a new code, `back` the page to go back to.
    """
    kept = browser.pop(_KEPT, None)
    code = str(kept[1]) if kept and kept[0] == account.id else ""
    return render_template(
        "teams/slip.html",
        account=account,
        code=code,
        until=clock.now() + CODE_LASTS,
        site=request.host_url.removesuffix("/") + url_for("accounts.new_password"),
        again=again,
        back=back,
    )
