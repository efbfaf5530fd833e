"""Reading a cohort with its people and teams, in a number of statements that does not grow with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from pdia.accounts.models import Account
from pdia.cohorts.models import Cohort, CohortPerson
from pdia.cohorts.queries import list_people
from pdia.directory.models import Department
from pdia.kernel.db import session
from pdia.teams.models import Membership, MentorAssignment, Posting, Team
from pdia.teams.queries import list_members_of, list_mentors_of, list_postings, list_teams_of_cohort


@dataclass
class Gathered:
    """One person of the cohort: running postings, the teams they are in, the teams they mentor."""

    account: Account
    postings: list[Posting] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    mentors: list[Team] = field(default_factory=list)

    @property
    def posting(self) -> Posting | None:
        """The latest running posting."""
        return self.postings[0] if self.postings else None

    @property
    def is_free(self) -> bool:
        """Whether the person could be in a team and is in none yet."""
        return bool(self.postings) and not self.teams


@dataclass
class Formed:
    """One team of the cohort with its members, its mentors and the departments it lacks."""

    team: Team
    members: list[Membership] = field(default_factory=list)
    mentors: list[MentorAssignment] = field(default_factory=list)
    departments: list[Department] = field(default_factory=list)
    missing: list[Department] = field(default_factory=list)


@dataclass(frozen=True)
class CohortView:
    """A cohort as its overview shows it."""

    people: list[Gathered]
    teams: list[Formed]

    @property
    def free(self) -> list[Gathered]:
        """People who are in no team yet."""
        return [person for person in self.people if person.is_free]


def gather_cohort(cohort: Cohort, today: date) -> CohortView:
    """The cohort's people and teams of today: five statements, however many they are."""
    accounts, teams = list_people(cohort.id), list_teams_of_cohort(cohort.id)
    people = {account.id: Gathered(account) for account in accounts}
    formed = {team.id: Formed(team) for team in teams}
    for posting in list_postings(list(people), today) if people else ():
        people[posting.account_id].postings.append(posting)
    for member in list_members_of(list(formed), today) if formed else ():
        formed[member.team_id].members.append(member)
        if member.account_id in people:
            people[member.account_id].teams.append(formed[member.team_id].team)
    for mentor in list_mentors_of(list(formed), today) if formed else ():
        formed[mentor.team_id].mentors.append(mentor)
        if mentor.account_id in people:
            people[mentor.account_id].mentors.append(formed[mentor.team_id].team)
    _note_departments(list(people.values()), list(formed.values()))
    return CohortView(list(people.values()), list(formed.values()))


def _note_departments(people: Sequence[Gathered], teams: Sequence[Formed]) -> None:
    """Which departments of the cohort sit in each team, and which do not yet."""
    known = {person.posting.department_id: person.posting.department for person in people if person.posting}
    for formed in teams:
        here = {member.posting.department_id: member.posting.department for member in formed.members}
        formed.departments = sorted(here.values(), key=_name)
        formed.missing = sorted((row for key, row in known.items() if key not in here), key=_name)


def _name(department: Department) -> str:
    return department.name


def find_person(cohort_id: int, account_id: int) -> Account | None:
    """A person enrolled in this cohort, or None."""
    return session.scalar(
        select(Account)
        .join(CohortPerson, CohortPerson.account_id == Account.id)
        .where(CohortPerson.cohort_id == cohort_id, Account.id == account_id)
    )


def list_logins_like(stem: str) -> set[str]:
    """The login names of the whole installation that begin like this one."""
    return set(session.scalars(select(Account.login).where(Account.login.startswith(stem, autoescape=True))))


def list_accounts(account_ids: Sequence[int]) -> dict[int, Account]:
    """The people with these ids."""
    if not account_ids:
        return {}
    return {row.id: row for row in session.scalars(select(Account).where(Account.id.in_(account_ids)))}
