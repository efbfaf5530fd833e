"""Visits, calls and thanks as plain data: for their page, the portfolio and a cycle at a glance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pdia.cycles.models import Cycle
from pdia.directory.models import Department
from pdia.kernel.words import Message
from pdia.outreach.models import Contact
from pdia.outreach.queries import list_contacts, list_thanks
from pdia.outreach.rules import names_in, points_of, times
from pdia.outreach.wording import HOW

Chip = tuple[str, str, int]
"""A department: letter, name, tone."""


@dataclass(frozen=True)
class Met:
    """One meeting on the page: which time it was, and its agreed points."""

    contact: Contact
    time: Message
    how: str
    present: Sequence[str]
    points: Sequence[str]


@dataclass(frozen=True)
class Persistence:
    """All meetings with one department, the newest first."""

    department: Department
    meetings: Sequence[Met]


@dataclass(frozen=True)
class ContactDigest:
    """One meeting as it may be printed: the department; which office it was stays with the team."""

    met_on: date
    chip: Chip
    how: str
    time: Message
    agreed: str


@dataclass(frozen=True)
class ThanksDigest:
    """Thanks as they may be printed: the departments, the words, and who wrote them."""

    giver: Chip
    receiver: Chip
    text: str
    name: str
    posting: str
    on: date


@dataclass(frozen=True)
class OutreachDigest:
    """Everything of this slice that may be printed, the oldest first."""

    contacts: tuple[ContactDigest, ...]
    thanks: tuple[ThanksDigest, ...]


def by_department(contacts: Iterable[Contact]) -> list[Persistence]:
    """The standing meetings under their departments, by name: each says which time it was."""
    grouped: dict[int, list[Contact]] = defaultdict(list)
    for contact in sorted(contacts, key=lambda one: (one.met_on, one.id)):
        grouped[contact.department_id].append(contact)
    lines = [
        Persistence(several[0].department, [_met(one, number) for number, one in enumerate(several, 1)][::-1])
        for several in grouped.values()
    ]
    return sorted(lines, key=lambda one: one.department.name)


def _met(contact: Contact, number: int) -> Met:
    how = dict(HOW).get(contact.how, "")  # type: ignore[call-overload]
    return Met(contact, times(number), how, names_in(contact.present), points_of(contact.agreed))


def digest_outreach(cycle: Cycle) -> OutreachDigest:
    """Everything of this slice that may be printed. Two statements."""
    lines = [met for one in by_department(list_contacts(cycle.id)) for met in one.meetings]
    return OutreachDigest(
        contacts=tuple(
            ContactDigest(
                met_on=one.contact.met_on,
                chip=_chip(one.contact.department),
                how=one.how,
                time=one.time,
                agreed=one.contact.agreed,
            )
            for one in sorted(lines, key=lambda one: (one.contact.met_on, one.contact.id))
        ),
        thanks=tuple(
            ThanksDigest(_chip(one.giver), _chip(one.receiver), one.text, one.name, one.posting, one.at.date())
            for one in reversed(list_thanks(cycle.id))
        ),
    )


def _chip(department: Department) -> Chip:
    return department.letter, department.name, department.tone
