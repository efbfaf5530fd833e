"""The questions of a phrase's form, and for which steps it can stand. One place."""

from __future__ import annotations

from pdia.kernel.words import N_, Question

ANY_STAGE = N_("Any step")
PHRASE = {
    "text": Question(
        N_("The phrase"),
        N_("As a mentor would say it on the phone: short, and a question rather than advice."),
        N_("Whom could you ring before the meeting?"),
    ),
    "fits": Question(N_("When does it help?"), "", N_("A workshop was held and nothing followed.")),
    "stage": Question(N_("For which step?")),
    "sort": Question(N_("What is it for?")),
    "reason": Question(N_("Why is it taken out?")),
}
