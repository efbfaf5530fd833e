"""The words of discussions, in one place."""

from __future__ import annotations

from pdia.kernel.words import N_, Question
from pdia.threads.rules import Decision, Sort

SORT_WORDS = {
    Sort.QUESTION: N_("Question"),
    Sort.SUGGESTION: N_("Suggestion"),
    Sort.PRAISE: N_("Appreciation"),
    Sort.ROUND: N_("Everyone’s turn"),
}
BEGUN_WITH = (Sort.QUESTION, Sort.SUGGESTION, Sort.PRAISE)
"""What somebody chooses from; a round is begun on a page of its own."""

DECISION_WORDS = {
    Decision.ACCEPTED: N_("Taken over by %(who)s"),
    Decision.DECLINED: N_("Left as it is by %(who)s"),
}

THREAD = {
    "sort": Question(N_("What is it?")),
    "text": Question(
        N_("What would you like to say?"),
        "",
        N_("Who told you that the stock comes late? Could we ring them together?"),
    ),
    "quote": Question(
        N_("The words you mean"), N_("Copy them from the text, or leave this empty to speak of all of it.")
    ),
    "proposed": Question(
        N_("The new wording that you suggest"),
        N_("The team takes it over with one press, or not. With words quoted above it stands in their place."),
    ),
    "needs": Question(N_("From whom do you need an answer?")),
    "on_top": Question(N_("Keep it on top of the step until it is answered")),
    "top_reason": Question(N_("Why it should stay on top"), "", N_("The plan stands on this answer.")),
}
REPLY = Question(N_("Your answer"))
EDIT = Question(N_("Your words"), N_("What stood here before stays readable."))
NOTE = Question(N_("A closing note"), "", N_("Settled on the telephone; the list comes on Friday."))
ASIDE = Question(N_("A word to the mentor"), "", N_("We come back to it after the flood."))
BRIEF = Question(N_("What would you like to say or ask?"))

WHOLE_CYCLE = N_("The whole cycle")
EVERYBODY = N_("nobody in particular")
SUGGESTED_BY = N_("wording suggested by %(who)s")
