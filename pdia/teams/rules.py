"""What a team is made of: limits, functions, what is asked of an approving officer. Standard library only."""

from __future__ import annotations

from enum import StrEnum

from pdia.kernel.words import N_, Refusal

NAME_LIMIT = 120
TERMS_LIMIT = 1500
TITLE_LIMIT = 160
PERSON_LIMIT = 120
NEED_LIMIT = 300
REPORT_LIMIT = 300
MOST_MEMBERS = 20

LAST_CONVENOR = N_("A team needs somebody who keeps it together. Name another convenor first.")
ALREADY_MEMBER = N_("%(name)s is already in this team.")
NOT_MEMBER = N_("Choose a present member of the team.")
NEEDS_NAME = N_("Give it a name.")
TICKS_CHANGED = N_(
    "%(name)s changed these ticks while this page was open; they stand now as: %(now)s. "
    "Your ticks are below: save once more to keep yours."
)
CODE_FROM_SHELL = N_("A site administrator gets a new code on the server itself: pdia admin add LOGIN.")
CODE_FROM_COORDINATOR = N_("A course coordinator gets a new code from another course coordinator.")
POSTING_BEGINS = N_("The new posting begins after the one before it. Check the date.")
TEAM_FULL = N_("A team has at most %(most)s members; four to seven work best.")


def check_code_for(*, is_site_admin: bool, facilitates: bool, by_facilitator: bool) -> None:
    """Refuse a one-time code that would hand somebody more rights than its giver has."""
    if is_site_admin:
        raise Refusal(CODE_FROM_SHELL, status=403)
    if facilitates and not by_facilitator:
        raise Refusal(CODE_FROM_COORDINATOR, status=403)


class Function(StrEnum):
    """What somebody in the team must do; no one person holds all (Harvard BSC, PDIA toolkit)."""

    PROBLEM_SPOTTER = "problem_spotter"
    IDEAS = "ideas"
    IMPLEMENTER = "implementer"
    RESOURCES = "resources"
    MOTIVATOR = "motivator"
    CONNECTOR = "connector"


FUNCTION_WORDS = {
    Function.PROBLEM_SPOTTER: N_("Notices problems and brings proof"),
    Function.IDEAS: N_("Has ideas and knows what was tried elsewhere"),
    Function.IMPLEMENTER: N_("Gets things done in the field"),
    Function.RESOURCES: N_("Can open authority, money or people"),
    Function.MOTIVATOR: N_("Calls us together and keeps us going"),
    Function.CONNECTOR: N_("Knows people in other offices"),
}


class Need(StrEnum):
    """What a team may need from an approving officer."""

    OWN_TIME = "own_time"
    OTHERS_TIME = "others_time"
    MONEY = "money"
    DECISION_RIGHTS = "decision_rights"
    PROTECTION = "protection"


NEED_WORDS = {
    Need.OWN_TIME: N_("Own time for us"),
    Need.OTHERS_TIME: N_("Time of other people"),
    Need.MONEY: N_("Money"),
    Need.DECISION_RIGHTS: N_("Leave to decide ourselves"),
    Need.PROTECTION: N_("Protection to try and fail"),
}


def posting_words(designation: str | None, department: str, place: str | None) -> str:
    """A posting as text: "Block Resource Person, Education, Block 3"."""
    return ", ".join(part for part in (designation, department, place) if part)
