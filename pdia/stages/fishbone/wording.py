"""Every question of this stage, in one place: correct the words here, logic elsewhere is not touched.

After "deconstructing problems" in Harvard Building State Capability's PDIA toolkit (the whys and the
fishbone) in our own words. That each cause names the departments it touches comes from what Aivalli
and others (2024) found missing between departments.
"""

from __future__ import annotations

from pdia.kernel.words import N_, Question

CAUSE = {
    "text": Question(
        N_("The cause in a few words"),
        N_("What happens, or does not happen? About twelve words; no person's name."),
        N_("Teachers fear being blamed when a girl vomits after the tablet."),
    ),
    "parent_id": Question(
        N_("It belongs under"),
        N_("Choose what it explains. A main cause (bone) explains the problem itself."),
    ),
    "departments": Question(
        N_("Which departments does it touch?"),
        N_("Tick those whose daily work is part of this cause, also when they are not in the team."),
    ),
    "how_known": Question(N_("How do we know?"), N_("“We assume it” is an honest answer; it can be checked later.")),
    "note": Question(
        N_("What we saw or heard"),
        N_("One line: where, when, from whom (an office, not a name)."),
        N_("Said by teachers of 6 of 9 schools visited in October."),
    ),
    "reason": Question(
        N_("Why strike it through?"), N_("It stays readable with everything under it; you can put it back.")
    ),
    "place": Question(N_("Where it belongs")),
    "struck": Question(N_("Struck through")),
}

AS_BONE = N_("The problem: a main cause (bone)")

PROPOSAL = {
    "p1": Question(
        N_("A cause, in your own view"),
        N_(
            "Why is this problem still there? Write what you see from your own office. Only you can read it until all are opened."
        ),
        N_("The tablets come in July, the school year begins in June."),
    ),
    "p2": Question(N_("Another one")),
    "p3": Question(N_("A third one, perhaps from a day you remember")),
    "p4": Question(N_("A fourth one")),
    "p5": Question(N_("A fifth one")),
}

HIDE_NAMES = Question(
    N_("Show the answers without names"),
    N_("Helps when some of you are much senior to others. It holds in the history and on paper too."),
)

VOTE = Question(
    N_("Which causes matter most and could move?"),
    N_("Tick up to three. Nobody sees your ticks until all are opened together."),
)
