"""Every question of this stage, in one place: correct the words here, logic elsewhere is not touched.

The four kinds are the quadrants of Harvard Building State Capability's "crawling the design space"
(existing practice, latent practice, positive deviance, external good practice) in our own words.
"""

from __future__ import annotations

from pdia.kernel.words import N_, Question
from pdia.stages.ideas.rules import IdeaKind, Kept

IDEA = {
    "text": Question(
        N_("What could we try?"),
        N_("One sentence: who does what differently?"),
        N_("A named nurse answers the telephone every Monday from 10 to 2."),
    ),
    "entry_point_id": Question(N_("For which place to start?")),
    "how": Question(N_("Where does it come from?")),
    "where_seen": Question(
        N_("Where was it seen?"),
        N_("Which block, school, village or time."),
        N_("Two middle schools that never missed a Monday"),
    ),
    "strengths": Question(N_("What speaks for it?"), "", N_("Nearly free, and it speaks to parents too.")),
    "gaps": Question(N_("What is missing, what could go wrong?"), "", N_("If she is on leave the number must move.")),
    "adapt": Question(
        N_("What would you change for here, or combine?"),
        N_("What works elsewhere worked with their people and their orders."),
        N_("Only where a teacher offers it. We tell the story, we do not order it."),
    ),
    "combine_with_id": Question(N_("Does it go together with another idea?")),
    "sound": Question(N_("Is it technically sound?")),
    "doable": Question(N_("Can our offices do it?")),
    "acceptable": Question(N_("Is it acceptable to people and their representatives?")),
    "kept": Question(N_("What becomes of it?")),
    "reason": Question(N_("Why do you strike it through?"), N_("It stays readable; you can put it back.")),
}

KINDS = {
    IdeaKind.EXISTING: N_("We do it somewhat already"),
    IdeaKind.LATENT: N_("Possible with what we have"),
    IdeaKind.DEVIANCE: N_("Already done well here by somebody"),
    IdeaKind.OUTSIDE: N_("Done elsewhere"),
}

SIZES = {"small": N_("A little"), "medium": N_("Fairly"), "large": N_("Well")}

KEPT = {
    Kept.OPEN: (N_("open"), ""),
    Kept.CHOSEN: (N_("chosen"), "good"),
    Kept.PARKED: (N_("parked"), "wait"),
}
"""The word beside an idea, and the tone of its mark."""

NUDGES = (
    N_("Who here already manages this a little better than the rest, and what do they do differently?"),
    N_("What did we do together during COVID that nobody had thought possible?"),
    N_("What would the people concerned try first, if we asked them on Monday?"),
    N_("Which vehicle, person or meeting goes to that place anyway?"),
    N_("What is allowed already, and nobody uses it?"),
    N_("What would we try if there were no money at all?"),
    N_("Who else loses something by this problem, and could carry a part of the answer?"),
    N_("What did a neighbouring block or panchayat do about it?"),
)
"""One at a time, for when nothing comes to mind. Ours (unsourced)."""
