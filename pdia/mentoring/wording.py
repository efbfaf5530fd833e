"""The questions of mentors' own forms, in one place."""

from __future__ import annotations

from pdia.kernel.words import N_, Question

NOTE = {
    "text": Question(
        N_("A note for the mentors"),
        N_("Only the team's mentors and the course coordinators read it: never the team, and it is never printed."),
        N_("The two offices do not speak to each other since the transfer. Ring both before the next round."),
    ),
    "reason": Question(N_("Why is it struck through?"), N_("It stays readable and can be put back.")),
}
COVER = {
    "account_id": Question(N_("Who stands in for you?"), N_("A mentor of your institute. Ask them first.")),
    "teams": Question(N_("Which teams?")),
    "starts_on": Question(N_("From")),
    "ends_on": Question(
        N_("Until and with"), N_("From the next day they read nothing new. You keep reading all the while.")
    ),
}
