"""When voices are shown, and how a spread is shown without giving anybody away. Standard library only.

Individual answers first, then the team's: this protects junior voices and quieter departments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from pdia.kernel.words import N_

ALREADY_OPENED = N_(
    "The answers were opened %(when)s. Yours is not added any more, but nothing you wrote is lost: it stands below."
)
NOT_FOR_OTHERS = N_("One writes for another only inside the same team. Choose a present member.")
FEWEST = 3
"""A department with fewer answers than this would be known by its answer."""


class What(StrEnum):
    """What a round of voices is about."""

    PROPOSALS = "proposals"
    VOTE = "vote"
    RATING = "rating"
    CHECK_IN = "check_in"


def all_answered(members: Collection[int], answered: Collection[int]) -> bool:
    """Whether every present member has finished; a team without members never has."""
    return bool(members) and set(members) <= set(answered)


def spread(answers: Iterable[Mapping[str, object]], field: str) -> dict[str, int]:
    """How often each value was given for one field; blank answers are not counted."""
    return dict(Counter(str(answer[field]) for answer in answers if answer.get(field)))


def may_show_departments(counts: Mapping[int, int], *, names_hidden: bool) -> bool:
    """Whether answers may be shown by department.

    Where names are hidden, a department with fewer than three answers is a name: then nobody's
    department is shown, for leaving out only the small ones would point at them.
    """
    return not names_hidden or all(count >= FEWEST for count in counts.values())
