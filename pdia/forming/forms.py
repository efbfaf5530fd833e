"""Shape checks of forming teams."""

from __future__ import annotations

from pdia.accounts.rules import EMAIL_LIMIT
from pdia.directory.rules import LEVEL_WORDS
from pdia.forming.wording import ACT_AS, MEMBER, MENTOR, OFFICE, OFFICER, TEAM
from pdia.kernel.fields import Choice, Line, PartForm
from pdia.teams.rules import NAME_LIMIT


def _number(value: object) -> int | None:
    return int(str(value)) if value else None


class TeamForm(PartForm):
    """A new team."""

    name = Line(TEAM["name"], NAME_LIMIT, needed=True)
    level = Choice(TEAM["level"], [(level.value, words) for level, words in LEVEL_WORDS.items()])
    place_id = Choice(TEAM["place_id"], coerce=_number)


class MemberForm(PartForm):
    """Somebody of the cohort, in one posting."""

    posting_id = Choice(MEMBER, coerce=_number)


class ActAsForm(PartForm):
    """Another of the member's own postings."""

    posting_id = Choice(ACT_AS, coerce=_number)


class MentorForm(PartForm):
    """The mentor of a team."""

    mentor = Line(MENTOR, EMAIL_LIMIT, needed=True)


class OfficerForm(PartForm):
    """The account of the officer who holds an office; empty takes the sign-in away."""

    office = Choice(OFFICE)
    officer = Line(OFFICER, EMAIL_LIMIT)
