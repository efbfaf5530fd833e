"""The questions about cohorts and roles, one place."""

from __future__ import annotations

from pdia.kernel.words import N_, Question

COHORT = {
    "name": Question(N_("Name of the cohort"), "", N_("Assam block teams, second course")),
    "starts_on": Question(N_("Training begins on")),
    "ends_on": Question(N_("Training ends on")),
    "follow_up_until": Question(
        N_("Mentors go on until"), N_("Teams keep working after the training; leave it open if it is not agreed yet.")
    ),
}
ROLE = {
    "login": Question(N_("Who?"), N_("Their login name, e-mail or mobile number.")),
    "role": Question(N_("What do they do at the institute?")),
    "place_id": Question(N_("For which state or district?"), N_("Only for the state support unit.")),
}
ROLE_HINTS = {
    "facilitator": N_("Enrols people, forms teams, and reads the work of all teams of the institute."),
    "observer": N_("Sees figures and requests of one state or district, not what teams write."),
}
