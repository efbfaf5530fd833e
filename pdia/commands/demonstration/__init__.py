"""The demonstration institutes: invented people, real kinds of work, dates counted from today.

The YAML files beside this one hold the content (see SCHEMA.md); loading runs the same operations
that a person's clicks use, each deed on its own day, in the order of the days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from pdia.access.actor import Actor
from pdia.accounts.models import Account
from pdia.cohorts.models import Cohort
from pdia.directory.models import Department, Designation, Place
from pdia.institutes.models import Institute
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.teams.actors import load_actor
from pdia.teams.models import Membership, Posting

FOLDER = Path(__file__).parent
PASSWORD = "pdia-demo-2026"  # noqa: S105  public on purpose; the demonstration serves only this machine
NOON = "12:00"


def read(name: str) -> Any:
    """One of the YAML files of this folder."""
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


@dataclass
class Stage:
    """Everything of one institute that the deeds speak of, by the names the files use."""

    institute: Institute
    today: date
    departments: dict[str, Department] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    designations: dict[str, Designation] = field(default_factory=dict)
    people: dict[str, Account] = field(default_factory=dict)
    postings: dict[str, list[Posting]] = field(default_factory=dict)
    cohorts: dict[str, Cohort] = field(default_factory=dict)
    facilitators: dict[str, str] = field(default_factory=dict)

    def day(self, days: int) -> date:
        """The date that lies `days` after the day of loading."""
        return self.today + timedelta(days=days)

    def maybe(self, days: int | None) -> date | None:
        """The date of `days`, or None."""
        return None if days is None else self.day(days)

    def department(self, letter: str | None) -> Department | None:
        """The department of a letter, or None."""
        return self.departments.get(letter) if letter else None

    def moment(self, days: int, at: str | None = None) -> datetime:
        """A day and time of day in the institute's zone; never later than now."""
        hours, minutes = (at or NOON).split(":")
        chosen = datetime.combine(self.day(days), time(int(hours), int(minutes)), ZoneInfo(self.institute.zone))
        return min(chosen, clock.now() - timedelta(minutes=5))

    def actor(self, login: str) -> Actor:
        """The person as they stand at the moment of the deed."""
        session.flush()
        return load_actor(self.people[login], self.institute.zone)


@dataclass
class Deeds:
    """What happened, collected from the files and then done in the order of time."""

    stage: Stage
    _all: list[tuple[datetime, int, Callable[..., object]]] = field(default_factory=list)

    def on(self, days: int, deed: Callable[..., object], at: str | None = None) -> None:
        """Note a deed of one day; deeds of the same moment keep the order in which they were noted."""
        self._all.append((self.stage.moment(days, at), len(self._all), deed))

    def do_all(self) -> None:
        """Do everything, each at its own moment."""
        for moment, _order, deed in sorted(self._all, key=lambda one: one[:2]):
            with clock.at(moment):
                deed()


@dataclass
class Cast:
    """A team's members by login, found again when the deeds are done."""

    members: dict[str, Membership] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    convenor: str = ""

    def member(self, login: str | None) -> Membership | None:
        """The membership of a login, or None when it is no member's."""
        return self.members.get(login) if login else None

    def all_there(self, day: int, logins: Iterable[str]) -> int:
        """The first day from `day` on when all of these have joined: nobody is asked before."""
        return max([day, *(self.since[login] for login in logins)])
