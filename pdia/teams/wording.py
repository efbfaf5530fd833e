"""The questions a team answers about itself, one place.

Functions and the kinds of backing follow Harvard Building State Capability's PDIA toolkit (teams and
authorisation) in our own words.
"""

from __future__ import annotations

from pdia.kernel.words import N_, Question
from pdia.teams.rules import FUNCTION_WORDS

READ_BY = N_("Read by: your team, its mentors and the course coordinators")

TEAM = {
    "name": Question(N_("Name of the team"), "", N_("Block 3 school health team")),
    "terms": Question(
        N_("How do we work together? (terms of engagement)"),
        N_(
            "When and where we meet, how we decide, how we speak to each other, what happens when somebody cannot come."
        ),
        N_(
            "Every second Tuesday at 3 pm in the BDO's meeting room, one hour. Whoever cannot come sends "
            "two lines before. Nobody's department is to blame; we look at the step, not at the person. "
            "The minutes go to all by evening."
        ),
    ),
}
FUNCTIONS = {
    function: Question(words, example)
    for (function, words), example in zip(
        FUNCTION_WORDS.items(),
        (
            N_("Sees daily what falls short, and has figures or people's words for it."),
            N_("Asks around, reads, remembers what worked in another block."),
            N_("Goes to the school, the centre, the hamlet, and makes the step happen."),
            N_("Has the ear of an approving officer, or knows which budget line is free."),
            N_("Reminds without pressing, and says what went well."),
            N_("Can call the right person in a department that is not ours."),
        ),
        strict=True,
    )
}
AUTHORISER = {
    "title": Question(N_("Which office?"), N_("Its title, as on the letters."), N_("District Commissioner")),
    "name": Question(N_("Who holds it now?"), N_("Officers change; the office stays.")),
    "level": Question(N_("Level")),
    "department_id": Question(N_("Department")),
    "needs": Question(N_("What do we need from this office?"), N_("Tick what applies.")),
    "need": Question(
        N_("In one line, what exactly?"),
        "",
        N_("Two hours of each head teacher in December, and leave to change the day"),
    ),
    "report_how": Question(
        N_("How do we report back?"),
        N_("Short and regular keeps doors open."),
        N_("Ten minutes after the monthly review, one page"),
    ),
    "last_met": Question(N_("When did we last meet?")),
}
CONVENOR = Question(
    N_("Who keeps the team together from now on? (convenor)"),
    N_("The convenor calls the meetings and opens what each wrote. It gives nobody authority over the others."),
)
