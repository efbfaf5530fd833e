"""Sending mail: through the server of PDIA_MAIL_URL, or into files under ``instance/outbox``.

Called from jobs only, so that a dead mail server delays nobody.
"""

from __future__ import annotations

import smtplib
import uuid
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8
from urllib.parse import unquote, urlsplit

from pdia.kernel.settings import Settings

SENDER_NAME = "pdia"
TIMEOUT = 20


def compose(to: str, subject: str, body: str, settings: Settings) -> EmailMessage:
    """A plain-text letter. Line ends in the subject are refused by the policy, never sent."""
    host = urlsplit(settings.base_url).hostname or "localhost"
    letter = EmailMessage(policy=SMTPUTF8)
    letter["From"] = Address(SENDER_NAME, addr_spec=f"no-reply@{host}")
    letter["To"] = Address(addr_spec=to)
    letter["Subject"] = " ".join(subject.split())
    letter["Message-ID"] = f"<{uuid.uuid4()}@{host}>"
    letter.set_content(body)
    return letter


def send(letter: EmailMessage, settings: Settings) -> None:
    """Hand a letter to the mail server, or write it to the outbox; raises what the server raises."""
    if not settings.mail_url:
        outbox = settings.instance / "outbox"
        outbox.mkdir(exist_ok=True)
        (outbox / f"{uuid.uuid4()}.eml").write_bytes(bytes(letter))
        return
    url = urlsplit(settings.mail_url)
    secure = url.scheme == "smtps"
    kind = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with kind(url.hostname or "localhost", url.port or (465 if secure else 587), timeout=TIMEOUT) as server:
        if not secure and server.has_extn("starttls"):
            server.starttls()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(letter)
