"""Shape checks of enrolling people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from pdia.accounts.rules import EMAIL_LIMIT, NAME_LIMIT
from pdia.accounts.rules import LOGIN_LIMIT as LONGEST_LOGIN
from pdia.enrolment.wording import ENROL, PERSON, POSTING
from pdia.kernel.fields import Choice, Day, Line, PartForm, Ticks
from pdia.kernel.i18n import LANGUAGES

Pairs = Iterable[tuple[str, str]]
MOBILE_LIMIT = 30
_NONE = ("", "—")


def _number(value: object) -> int | None:
    return int(str(value)) if value else None


class PersonForm(PartForm):
    """A new person, perhaps with a posting."""

    name = Line(PERSON["name"], NAME_LIMIT, needed=True)
    department_id = Choice(POSTING["department_id"], coerce=_number)
    designation_id = Choice(POSTING["designation_id"], coerce=_number)
    place_id = Choice(POSTING["place_id"], coerce=_number)
    language = Choice(PERSON["language"], LANGUAGES.items())
    mobile = Line(PERSON["mobile"], MOBILE_LIMIT)
    email = Line(PERSON["email"], EMAIL_LIMIT)
    login = Line(PERSON["login"], LONGEST_LOGIN)
    starts_on = Day(POSTING["starts_on"])

    def offer(self, departments: Pairs, designations: Pairs, places: Pairs) -> Self:
        """Fill in the institute's lists."""
        self.department_id.offer([_NONE, *departments])
        self.designation_id.offer([_NONE, *designations])
        self.place_id.offer([_NONE, *places])
        return self


class AddressesForm(PartForm):
    """Where a person is reached, corrected by the course coordinator."""

    mobile = Line(PERSON["mobile"], MOBILE_LIMIT)
    email = Line(PERSON["email"], EMAIL_LIMIT)


class EnrolForm(PartForm):
    """A person the institute knows already."""

    who = Line(ENROL, EMAIL_LIMIT, needed=True)


class TransferForm(PartForm):
    """A new posting, and the teams in which it counts."""

    department_id = Choice(POSTING["new_department_id"], coerce=_number)
    designation_id = Choice(POSTING["designation_id"], coerce=_number)
    place_id = Choice(POSTING["place_id"], coerce=_number)
    starts_on = Day(POSTING["transferred_on"])
    memberships = Ticks(POSTING["memberships"])

    def offer(self, departments: Pairs, designations: Pairs, places: Pairs, memberships: Pairs) -> Self:
        """Fill in the institute's lists and the person's teams."""
        self.department_id.offer([_NONE, *departments])
        self.designation_id.offer([_NONE, *designations])
        self.place_id.offer([_NONE, *places])
        self.memberships.offer(memberships)
        return self
