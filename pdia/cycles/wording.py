"""The questions about a cycle as a whole. The score of challenge types is our own proposal (unsourced)."""

from __future__ import annotations

from pdia.kernel.words import N_, Question

FIT = {
    "known_way": Question(N_("Does anybody know a way that works here?")),
    "many_hands": Question(N_("How many offices must act?")),
    "agreement": Question(N_("Do those concerned agree what the problem is?")),
}
TITLE = Question(
    N_("A short name for this cycle"),
    N_("Three or four words, as you would say it on the phone."),
    N_("Iron tablets in schools"),
)
STATES = {
    "open": N_("goes on"),
    "paused": N_("paused"),
    "finished": N_("finished"),
    "begun": N_("begun"),
    "ready": N_("ready"),
}
"""How a cycle stands and how far a stage is, as history tells it."""
PAUSE = Question(
    N_("Why do you pause?"),
    N_("Flood, election duty, leave: nobody is reminded until you go on."),
    N_("Election duty until 12 May"),
)
