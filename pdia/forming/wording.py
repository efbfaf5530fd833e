"""The questions asked when teams are formed, one place."""

from __future__ import annotations

from pdia.kernel.words import N_, Question

TEAM = {
    "name": Question(
        N_("Name of the team"),
        N_("By its place and its subject, so that others know it."),
        N_("Block 3 school health team"),
    ),
    "level": Question(N_("Level")),
    "place_id": Question(N_("Place")),
}
MEMBER = Question(N_("Whom?"), N_("People of this cohort, each in a posting. Those without a team come first."))
ACT_AS = Question(N_("In which posting from now on?"))
MENTOR = Question(N_("Who is the mentor?"), N_("Their login name, e-mail or mobile number."))
OFFICE = Question(N_("For which office?"))
OFFICER = Question(
    N_("Who holds it now?"),
    N_(
        "Their login name, e-mail or mobile number. They read one page: what is tried, and what is needed from them. "
        "Left empty, nobody signs in for this office."
    ),
)
