"""Shape checks of cohorts and roles."""

from __future__ import annotations

from pdia.accounts.rules import EMAIL_LIMIT
from pdia.cohorts.rules import NAME_LIMIT, ROLE_WORDS
from pdia.cohorts.wording import COHORT, ROLE
from pdia.kernel.fields import Choice, Day, Line, PartForm


class CohortForm(PartForm):
    """A cohort's name and its days."""

    name = Line(COHORT["name"], NAME_LIMIT, needed=True)
    starts_on = Day(COHORT["starts_on"])
    ends_on = Day(COHORT["ends_on"])
    follow_up_until = Day(COHORT["follow_up_until"])


class RoleForm(PartForm):
    """Who does what at the institute."""

    login = Line(ROLE["login"], EMAIL_LIMIT, needed=True)
    role = Choice(ROLE["role"], [(role.value, words) for role, words in ROLE_WORDS.items()])
    place_id = Choice(ROLE["place_id"], coerce=lambda value: int(value) if value else None)
