"""Every question about visits, calls and thanks, in one place: correct the words here."""

from __future__ import annotations

from pdia.kernel.words import N_, Question
from pdia.outreach.rules import How

CONTACT = {
    "department_id": Question(N_("Which department?")),
    "met_on": Question(N_("On which day?")),
    "how": Question(N_("How?")),
    "office": Question(
        N_("Which office was met?"),
        N_("The office, not the person: the note is read by all of the team, and people move on."),
        N_("Inspector of Schools"),
    ),
    "present": Question(
        N_("Who of us was there?"), N_("By department; leave it empty for a call that one of you made.")
    ),
    "what": Question(
        N_("What was talked about?"), "", N_("Why tablets lie unused in twelve schools, and what a teacher fears")
    ),
    "offered": Question(
        N_("What did we offer?"),
        N_("Give and take: what makes it worth their while."),
        N_("The nurse comes on Mondays, so that no teacher is alone with it"),
    ),
    "agreed": Question(
        N_("What was agreed?"),
        N_("One point a line; each can become a step of the plan with one press."),
        N_("The list of schools comes by Friday"),
    ),
    "department": Question(N_("Which department?")),
    "reason": Question(N_("Why do you strike it through?"), N_("It stays readable; you can put it back.")),
}

HOW = {
    How.VISIT: N_("visit"),
    How.CALL: N_("phone call"),
    How.TALK: N_("talk over tea"),
    How.MEETING: N_("meeting"),
    How.LETTER: N_("letter"),
}

THANKS = {
    "to_id": Question(N_("Whom does your department thank?")),
    "text": Question(
        N_("What for?"),
        N_("One or two lines. It is read by the whole team and stands in the team record."),
        N_("You opened the store on a Sunday, and forty schools had their tablets on Monday."),
    ),
}

TURN = {
    "question": Question(N_("Which question goes round?")),
    "text": Question(
        N_("What they say"), N_("As near to their own words as you can."), N_("We never hear when the stock comes.")
    ),
}
