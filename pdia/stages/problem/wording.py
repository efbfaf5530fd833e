"""Every question of this stage, in one place: correct the words here, logic elsewhere is not touched.

The questions follow the fields of Harvard Building State Capability's PDIA toolkit (constructing
problems) in our own words; "who is left out" is added from Singh, Miller and Closser 2024.
"""

from __future__ import annotations

from pdia.kernel.words import N_, Question

QUESTIONS = {
    "statement": Question(
        N_("What is the problem?"),
        N_("What falls short, for whom, and by how much? Say what people feel, not which solution is missing."),
        N_(
            "31 of 52 schools in Block 3 gave no iron tablets in October; about 4,100 girls were missed, "
            "most of them in tea-garden schools."
        ),
    ),
    "why": Question(
        N_("Why does it matter?"),
        N_("What happens if nothing changes? Ask “and why does that matter?” again until somebody would act."),
        N_(
            "Girls who are anaemic tire early, leave school sooner and begin their first pregnancy weak. "
            "Three of the five mothers who died in the block last year had severe anaemia."
        ),
    ),
    "left_out": Question(
        N_("Who is left out?"),
        N_(
            "An average hides people. Whom does this reach last: which hamlets, castes, ages, abilities, those out of school?"
        ),
        N_("Out-of-school girls of tea-garden families; no list of them since 2022. Boys are not counted at all."),
    ),
    "to_whom": Question(
        N_("To whom does it matter?"),
        N_("Name people or offices that already lose sleep over it."),
        N_("Mothers' groups in three gardens; the Lady Supervisor; the head teacher of the girls' school."),
    ),
    "who_should_care": Question(
        N_("Who needs to care more?"),
        N_("Whose attention is missing, although little moves without them?"),
        N_("The garden managements; the Inspector of Schools; panchayat members of the two riverside panchayats."),
    ),
    "get_attention": Question(
        N_("How do we get their attention?"),
        N_("A figure, a story or a comparison, one line for each."),
        N_("For the Inspector: attendance of girls with and without tablets. For the garden: days of leave lost."),
    ),
    "solved": Question(
        N_("What would “solved” look like?"),
        N_("In a year or two, what would we see? It is our direction, not a target set from above."),
        N_("Every girl of 10 to 19 in the block is offered a tablet each Monday by somebody she trusts."),
    ),
    "solved_measure": Question(
        N_("How would we notice it?"),
        N_("One thing that can be counted or seen, by whom, how often."),
        N_("Schools with ten weeks of tablets in stock and a filled register, counted by teachers each month."),
    ),
}

EVIDENCE = {
    "kind": Question(N_("What do you have?"), N_("People's own words count, and so does “not known yet”.")),
    "measure": Question(N_("What is counted?"), "", N_("Schools that gave no tablets in October")),
    "figure": Question(N_("The figure"), "", N_("31 of 52")),
    "unit": Question(N_("Of what"), "", N_("schools")),
    "as_of": Question(N_("As of which day?")),
    "source": Question(N_("From which register or system?"), "", N_("HMIS monthly report; school register")),
    "department": Question(N_("Whose department keeps it?")),
    "whose": Question(N_("Who counted it?"), "", N_("Block pharmacist, by visiting")),
    "words": Question(
        N_("What did they say?"),
        N_("As they said it, in their language. Say who they are without a name."),
        N_("“The tablet makes her vomit and nobody tells us why.” Mother, garden line 4"),
    ),
    "finder": Question(N_("Who will find out?")),
    "find_by": Question(N_("By when?")),
    "rival_of": Question(
        N_("Is this another source for a figure above?"),
        N_("Two sources side by side often show where to look."),
    ),
    "latest": Question(N_("The figure now")),
    "reason": Question(N_("Why strike it through?"), N_("It stays readable; you can put it back.")),
}
