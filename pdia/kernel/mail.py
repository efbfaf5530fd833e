"""Sending mail: through the server of PDIA_MAIL_URL, or into files under ``instance/outbox``.

Called from jobs only, so that a dead mail server delays nobody.
"""

from __future__ import annotations

import re
import smtplib
import uuid
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from pdia.kernel import clock
from pdia.kernel.settings import Settings
from pdia.kernel.words import N_

SENDER_NAME = "pdia"
TIMEOUT = 20
NOT_WRITABLE = N_(
    "Letters cannot go to this address: the part before the @ may only have letters a to z, digits and signs."
)
_PLAIN = SMTP.clone(cte_type="7bit")  # every mail server on the way takes it, whatever the language
_ENHANCED = re.compile(r"\b5\.(\d{1,3})\.\d{1,3}\b")


class MailRefused(Exception):
    """The server will never take letters for this address; the text is what it said."""


class MailUnsent(Exception):
    """The letter was certainly not taken and may be sent again."""


class MailAway(MailUnsent):
    """The server itself could not be reached: no other letter would get through either."""


def compose(
    to: str, subject: str, body: str, settings: Settings, *, page: str = "", number: str = "", leave: str = ""
) -> EmailMessage:
    """A letter in plain text, perhaps with the same as a `page` of HTML. Line ends never reach a header.

    `number` makes the Message-ID: the same letter sent again carries the same one, and mail programs
    show it once. `leave` is the address of the page on which letters are chosen.
    """
    host = urlsplit(settings.base_url).hostname or "localhost"
    letter = EmailMessage(policy=_PLAIN)
    letter["From"] = Address(SENDER_NAME, addr_spec=f"no-reply@{host}")
    letter["To"] = _addressed(to)
    letter["Subject"] = " ".join(subject.split())
    letter["Date"] = clock.now()
    letter["Message-ID"] = f"<{number or uuid.uuid4()}@{host}>"
    letter["Auto-Submitted"] = "auto-generated"
    if leave:
        letter["List-Unsubscribe"] = f"<{leave}>"
    letter.set_content(body)
    if page:
        letter.add_alternative(page, subtype="html")
    return letter


def _addressed(to: str) -> Address:
    """The address for a header, its domain as the net writes it; raises :class:`MailRefused` for none."""
    name, _, domain = to.rpartition("@")
    if not name.isascii():
        raise MailRefused(NOT_WRITABLE)
    try:
        return Address(addr_spec=f"{name}@{domain.encode('idna').decode('ascii')}")
    except (MessageError, ValueError, IndexError) as why:
        raise MailRefused(str(why)) from why


def send(letter: EmailMessage, settings: Settings) -> None:
    """Hand a letter to the mail server, or write it to the outbox.

    Raises :class:`MailRefused`, :class:`MailUnsent`, or what broke in the middle: then nobody knows.
    """
    if not settings.mail_url:
        outbox = settings.instance / "outbox"
        outbox.mkdir(exist_ok=True)
        name = re.sub(r"[^\w-]", "", str(letter["Message-ID"]).partition("@")[0])
        (outbox / f"{name}.eml").write_bytes(bytes(letter))
        return
    try:
        server = _opened(settings.mail_url)
    except (OSError, smtplib.SMTPException) as why:
        raise MailAway(f"{type(why).__name__}: {why}") from why
    with server:
        _hand_over(server, letter)


def _opened(mail_url: str) -> smtplib.SMTP:
    url = urlsplit(mail_url)
    secure = url.scheme == "smtps"
    kind = smtplib.SMTP_SSL if secure else smtplib.SMTP
    server = kind(url.hostname or "localhost", url.port or (465 if secure else 587), timeout=TIMEOUT)
    try:
        server.ehlo_or_helo_if_needed()
        if not secure and server.has_extn("starttls"):
            server.starttls()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
    except (OSError, smtplib.SMTPException):
        server.close()
        raise
    return server


def _hand_over(server: smtplib.SMTP, letter: EmailMessage) -> None:
    try:
        server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as why:
        code, said = next(iter(why.recipients.values()))
        raise _answer(code, said, at_address=True) from why
    except smtplib.SMTPNotSupportedError as why:
        raise MailRefused(NOT_WRITABLE) from why
    except smtplib.SMTPResponseException as why:
        at_address = not isinstance(why, smtplib.SMTPSenderRefused | smtplib.SMTPDataError)
        raise _answer(why.smtp_code, why.smtp_error, at_address=at_address) from why


def _answer(code: int, said: bytes | str, *, at_address: bool) -> MailRefused | MailUnsent:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    kind = MailRefused if is_refused_for_good(code, words, at_address=at_address) else MailUnsent
    return kind(f"{code} {words}")


def is_refused_for_good(code: int, said: str, *, at_address: bool) -> bool:
    """Whether an answer says that this very address is wrong, and not that the server or our set-up is.

    With a code such as 5.1.1 the middle figure decides (1: the address, 2: the mailbox); without one,
    5xx counts when it was the answer to the address.
    """
    if not 550 <= code <= 559:
        return False
    found = _ENHANCED.search(said)
    return found[1] in ("1", "2") if found else at_address
