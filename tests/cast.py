"""The permanent cast: one small institute with a team of three departments, and everybody around it.

Built once through the same operations a person's clicks use, then copied for each test.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

from pdia.access.actor import Actor
from pdia.accounts.models import Account
from pdia.accounts.operations import add_account, hash_password
from pdia.cohorts.operations import give_role, open_cohort
from pdia.cohorts.rules import Role
from pdia.cycles.models import Cycle
from pdia.cycles.operations import open_cycle
from pdia.directory.operations import add_department, add_designation, add_place
from pdia.directory.rules import Level
from pdia.institutes.operations import add_institute
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.teams.actors import load_actor
from pdia.teams.models import Team
from pdia.teams.operations import (
    add_authoriser,
    add_member,
    add_posting,
    assign_mentor,
    end_membership,
    end_mentoring,
    form_team,
)

PASSWORD = "a small boat on the river"
START = datetime(2026, 9, 21, 4, 30, tzinfo=UTC)
LOGINS = (
    "convenor",
    "teammate",
    "third",
    "removed",
    "other",
    "mentor",
    "idle-mentor",
    "ended-mentor",
    "facilitator",
    "observer",
    "authoriser",
    "admin",
    "stranger",
    "far-facilitator",
)


@dataclass(frozen=True)
class Cast:
    """The ids of everything that tests speak of; `accounts` by login name."""

    accounts: dict[str, int]
    institute: int
    cohort: int
    team: int
    other_team: int
    cycle: int
    other_cycle: int
    far_cohort: int
    far_team: int
    far_cycle: int
    departments: dict[str, int]
    place: int
    authoriser: int

    def as_dict(self) -> dict[str, object]:
        """Plain data, to be written down beside a copied database."""
        return asdict(self)


def actor_of(account: Account, zone: str = "Asia/Kolkata") -> Actor:
    """The account as it may act today."""
    session.flush()
    return load_actor(account, zone)


def build_cast() -> Cast:
    """Everybody, from the day the cohort starts. The caller commits."""
    with clock.at(START):
        return _build(START.date())


def _build(first: date) -> Cast:
    hashed = hash_password(PASSWORD)
    kila, far = add_institute("Institute of Local Administration"), add_institute("Far Institute")
    people: dict[str, Account] = {}
    for login in LOGINS:
        away = login in ("stranger", "far-facilitator")
        people[login] = add_account(
            institute_id=(far if away else kila).id,
            login=login,
            name=login.replace("-", " ").title(),
            email=f"{login}@demo.example",
            password_hash=hashed,
            is_site_admin=login == "admin",
        )
    departments = {
        letter: add_department(kila.id, name, letter)
        for letter, name in (
            ("H", "Health & Family Welfare"),
            ("E", "Education"),
            ("P", "Panchayat & Rural Development"),
            ("W", "Women & Child Development"),
        )
    }
    district = add_place(kila.id, "District One", Level.DISTRICT)
    block = add_place(kila.id, "Block 3", Level.BLOCK, district)
    bdo = add_designation(kila.id, "Block Development Officer", Level.BLOCK, departments["P"])
    give_role(people["facilitator"], Role.FACILITATOR, starts_on=first)
    give_role(people["observer"], Role.OBSERVER, starts_on=first, place=district)
    give_role(people["far-facilitator"], Role.FACILITATOR, starts_on=first)
    boss = actor_of(people["facilitator"])
    cohort = open_cohort(kila.id, "Autumn", starts_on=first, ends_on=first + timedelta(days=105))
    team = form_team(cohort, "Block 3 school health team", level=Level.BLOCK, place=block, by=boss)
    letters = {"convenor": "P", "teammate": "E", "third": "H", "removed": "W"}
    members = {}
    for login, letter in letters.items():
        posting = add_posting(
            people[login],
            departments[letter],
            designation=bdo if letter == "P" else None,
            place=block,
            starts_on=first,
        )
        members[login] = add_member(team, people[login], posting, starts_on=first, by=boss)
    end_membership(team, members["removed"], ends_on=first + timedelta(days=1), by=boss)
    other_team = form_team(cohort, "Block 4 water team", level=Level.BLOCK, place=block, by=boss)
    posting = add_posting(people["other"], departments["W"], place=block, starts_on=first)
    add_member(other_team, people["other"], posting, starts_on=first, by=boss)
    assign_mentor(team, people["mentor"], starts_on=first, by=boss)
    assign_mentor(other_team, people["idle-mentor"], starts_on=first, by=boss)
    ended = assign_mentor(team, people["ended-mentor"], starts_on=first, by=boss)
    end_mentoring(team, ended, ends_on=first + timedelta(days=1), by=boss)
    authoriser = add_authoriser(
        team,
        {"title": "District Commissioner", "level": "district", "need": "Leave to meet schools"},
        by=actor_of(people["convenor"]),
    )
    authoriser.account_id = people["authoriser"].id
    cycle = open_cycle(team, "Iron tablets in schools", by=actor_of(people["convenor"]), today=first)
    other_cycle = open_cycle(other_team, "Wells", by=actor_of(people["other"]), today=first)
    far_cohort = open_cohort(far.id, "Far cohort", starts_on=first, ends_on=first + timedelta(days=30))
    far_team, far_cycle = _far(far_cohort, people, first)
    session.flush()
    return Cast(
        accounts={login: account.id for login, account in people.items()},
        institute=kila.id,
        cohort=cohort.id,
        team=team.id,
        other_team=other_team.id,
        cycle=cycle.id,
        other_cycle=other_cycle.id,
        far_cohort=far_cohort.id,
        far_team=far_team.id,
        far_cycle=far_cycle.id,
        departments={letter: department.id for letter, department in departments.items()},
        place=block.id,
        authoriser=authoriser.id,
    )


def _far(cohort, people: dict[str, Account], first: date) -> tuple[Team, Cycle]:  # type: ignore[no-untyped-def]
    boss = actor_of(people["far-facilitator"])
    department = add_department(cohort.institute_id, "Far Department", "F")
    team = form_team(cohort, "Far team", level=Level.BLOCK, place=None, by=boss)
    posting = add_posting(people["stranger"], department, starts_on=first)
    add_member(team, people["stranger"], posting, starts_on=first, by=boss)
    return team, open_cycle(team, "Far cycle", by=actor_of(people["stranger"]), today=first)
