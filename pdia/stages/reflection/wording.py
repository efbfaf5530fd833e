"""Every question of the reflection, in one place: correct the words here, logic elsewhere is not touched.

Solved, widening or left, with its reason: after "iterating and adapting" in Harvard Building State
Capability's PDIA toolkit. The three questions are our own.
"""

from __future__ import annotations

from pdia.kernel.words import N_, Question

QUESTIONS = {
    "about_problem": Question(
        N_("What do we now know about the problem?"),
        N_("What did you believe at the start that you no longer believe? What is still open?"),
        N_("We wrote about tablets and it was about fear: mothers had been told nothing, and rang when they could."),
    ),
    "about_method": Question(
        N_("What did this way of working teach us?"),
        N_("Which step taught most, also one that did not work as hoped? What would you do earlier?"),
        N_("Writing beforehand what we expected made it possible to drop a step in public."),
    ),
    "about_together": Question(
        N_("How did we work together?"),
        N_("Which department saw what the others could not? Who joined, who is not yet heard from?"),
        N_("The head teachers had the earliest figure; nobody had ever asked them."),
    ),
    "outcome": Question(
        N_("How do things stand?"), N_("Any of the three is a good end when its reason is written down.")
    ),
    "outcome_reason": Question(
        N_("What makes you say so?"),
        N_("What did you see or count?"),
        N_("44 of 52 schools gave the tablet in both rounds; the garden schools did not."),
    ),
    "carried_by": Question(
        N_("Who carries it now?"),
        N_("Which office, which group, when you have moved on?"),
        N_("The Inspector of Schools, in each monthly meeting of head teachers"),
    ),
    "next_statement": Question(
        N_("How would you write the problem today?"),
        N_("The next cycle can begin from here. Leave it empty if the present words still hold."),
        N_("In 8 garden schools no adult is at the school on tablet Mondays; about 900 girls are missed."),
    ),
}
