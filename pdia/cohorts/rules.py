"""Roles at an institute, and the dates of a cohort. Standard library only."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pdia.kernel.words import N_, Refusal

NAME_LIMIT = 120
NEEDS_NAME = N_("Give the cohort a name.")
NAME_TAKEN = N_("There is a cohort %(name)s already. Give this one another name.")
NEEDS_DATES = N_("Give the first and the last day of the training.")
NEEDS_PLACE = N_("Choose the state or district whose teams the state support unit follows.")
NOT_FOUND = N_("Nobody of your institute has this login name, e-mail or mobile number.")
SEVERAL = N_("More than one person has this e-mail or mobile number. Write the login name.")
LAST_FACILITATOR = N_("The institute needs a course coordinator. Name another one first.")
ENDS_FIRST = N_("The training ends before it starts. Check the dates.")


class Role(StrEnum):
    """A dated role of a person at the institute."""

    FACILITATOR = "facilitator"
    OBSERVER = "observer"


ROLE_WORDS = {Role.FACILITATOR: N_("Course coordinator"), Role.OBSERVER: N_("State support unit")}


def check_dates(starts_on: date, ends_on: date, follow_up_until: date | None) -> None:
    """Refuse dates in the wrong order."""
    if ends_on < starts_on:
        raise Refusal(ENDS_FIRST, field="ends_on")
    if follow_up_until is not None and follow_up_until < ends_on:
        raise Refusal(ENDS_FIRST, field="follow_up_until")
