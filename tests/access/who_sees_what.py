"""Who sees and does what: the table that was written before the views, position by position.

``+`` may, ``-`` sees the thing but may not do this (403), ``.`` does not see it (404),
``?`` is asked to sign in. The policy must answer like this table, and so must every address.
"""

from __future__ import annotations

POSITIONS = (
    "anonymous",  # nobody signed in
    "teammate",  # member of the team
    "convenor",  # the team's convenor
    "removed",  # was a member, is no more
    "other",  # trainee of another team of the cohort
    "mentor",  # assigned to the team
    "idle-mentor",  # mentor of another team
    "ended-mentor",  # was assigned, is no more
    "facilitator",  # of the institute
    "far-facilitator",  # of another institute
    "observer",  # of the district
    "authoriser",  # an office whose backing the team needs
    "admin",  # site administrator
    "stranger",  # trainee of another institute
)

# fmt: off
WHO: dict[str, str] = {
    #                  an tm cv rm ot mt im em fa ff ob au ad st
    "public":          "+  +  +  +  +  +  +  +  +  +  +  +  +  +",
    "account:own":     "?  +  +  +  +  +  +  +  +  +  +  +  +  +",
    "institute:run":   "?  -  -  -  -  -  -  -  +  +  -  -  -  -",
    "cohort:run":      "?  .  .  .  .  .  .  .  +  .  .  .  .  .",
    "team:read":       "?  +  +  .  .  +  .  .  +  .  .  .  .  .",
    "team:edit":       "?  +  +  .  .  -  .  .  -  .  .  .  .  .",
    "team:convene":    "?  -  +  .  .  -  .  .  +  .  .  .  .  .",
    "cycle:read":      "?  +  +  .  .  +  .  .  +  .  .  .  .  .",
    "cycle:edit":      "?  +  +  .  .  -  .  .  -  .  .  .  .  .",
    "cycle:convene":   "?  -  +  .  .  -  .  .  -  .  .  .  .  .",
    "cycle:brief":     "?  +  +  .  .  +  .  .  +  .  .  +  .  .",
    "cycle:talk":      "?  +  +  .  .  +  .  .  +  .  .  .  .  .",
    "thread:talk":     "?  +  +  .  .  +  .  .  +  .  .  .  .  .",  # and the authoriser who began it
    "team:mentor":     "?  -  -  .  .  +  .  .  -  .  .  .  .  .",
    "mentor-notes:keep": "?  -  -  .  .  +  .  .  +  .  .  .  .  .",
    "mentor-lines:read": "?  -  -  .  .  +  .  .  -  .  .  .  .  .",
}
# fmt: on


def outcome(right: str, position: str) -> str:
    """What the table says of one right and one position."""
    return WHO[right].split()[POSITIONS.index(position)]
