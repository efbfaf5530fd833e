"""A real mail server for tests: keeps what it took, and can refuse, be away, or break off."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from pdia.kernel import clock
from pdia.kernel.jobs import keep_recurring, run_due
from tests.world import World

TAKEN = "250 Taken"


@dataclass
class PostOffice:
    """The server: `refuses` maps an address, or "*", to the answer it gets; `at_data` is the answer to any letter."""

    port: int
    refuses: dict[str, str] = field(default_factory=dict)
    at_data: str = TAKEN
    taken: list[EmailMessage] = field(default_factory=list)
    calls: int = 0
    _controller: Controller | None = None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.calls += 1
        if answer := self.refuses.get(address) or self.refuses.get("*"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.at_data == TAKEN:
            letter = message_from_bytes(envelope.content or b"", policy=policy.default)  # type: ignore[arg-type]
            assert isinstance(letter, EmailMessage)
            self.taken.append(letter)
        return self.at_data

    def open(self) -> None:
        """Answer at the port from now on."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def shut(self) -> None:
        """Nobody answers at the port any more."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def to(self, login: str) -> list[EmailMessage]:
        """What was taken for one of the cast."""
        return [letter for letter in self.taken if letter["To"] == f"{login}@demo.example"]


@contextmanager
def post_office(world: World) -> Iterator[PostOffice]:
    """A mail server to which this world's letters go."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    office = PostOffice(port)
    settings = world.app.extensions["pdia_settings"]
    world.app.extensions["pdia_settings"] = replace(settings, mail_url=f"smtp://127.0.0.1:{port}")
    office.open()
    try:
        yield office
    finally:
        office.shut()


def work(world: World, moment: datetime | None = None) -> None:
    """What a worker does when it wakes, now or at another moment."""
    with clock.at(moment or clock.now()):
        keep_recurring(world.app)
        run_due(world.app)


def text_of(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None, "a letter has a plain text for those whose program shows no pages"
    return str(body.get_content()).replace("\r\n", "\n")


def page_of(letter: EmailMessage) -> str:
    """The same as a page."""
    body = letter.get_body(("html",))
    assert body is not None, "a letter has a page beside its plain text"
    return str(body.get_content()).replace("\r\n", "\n")
