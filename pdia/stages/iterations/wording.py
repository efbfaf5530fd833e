"""Every question of this stage, in one place: correct the words here, logic elsewhere is not touched.

"What did we do, learn, do next" is the check-in of Harvard BSC's PDIA toolkit, in our own words. What
resulted and what is in our way are ours; who benefited and who did not is added from Singh, Miller and Closser 2024.
"""

from __future__ import annotations

from pdia.kernel.words import N_, Question

OPEN = {
    "first_step": Question(
        N_("What is the first step?"),
        N_("Small enough to begin this week, and one that will teach you something either way."),
        N_("Visit four schools with the pharmacist and count the tablets in the classroom, not in the office."),
    ),
    "days": Question(
        N_("How many days?"),
        N_("Two weeks suit most teams. Shorter than one week or longer than four is possible, too."),
    ),
    "close_former": Question(N_("And the round before?"), N_("Its note can still be completed after it is closed.")),
    "ends_on": Question(N_("Last day of this round"), N_("Move it when flood, leave or duty came in between.")),
}

CHECK_IN = {
    "done": Question(
        N_("What did you do?"),
        N_("Also what you meant to do and could not, and why."),
        N_("Visited three of four schools with Jiten. Counted stock in the office, not in the classrooms."),
    ),
    "result": Question(
        N_("What came of it?"),
        N_("What you expected and what you did not expect; a figure with where it comes from."),
        N_("41 of 52 schools have the letter, by the cluster register. One parent called to thank us."),
    ),
    "learned": Question(
        N_("What did you learn?"),
        N_("What do you believe now that you did not believe before this round?"),
        N_("The tablets are there. Two head teachers keep them locked because a girl fainted last year."),
    ),
    "struggling": Question(
        N_("What is in your way?"),
        N_("And who could help: a colleague, the mentor, an approving officer?"),
        N_("Garden schools are on nobody's delivery route."),
    ),
    "next_step": Question(
        N_("What is your next small step?"),
        N_("One step, and the day on which you do it."),
        N_("Sit with both head teachers on Tuesday, together with the nurse."),
    ),
}
PRIVATE = Question(N_("For the mentor only"), N_("Your team will not see this line, also not later."))

LOG = {
    "done": Question(
        N_("What did we do?"),
        N_("Also what we meant to do and could not, and why."),
        N_("Joint letter signed by Health and Education. Ten of twelve schools give the tablet after the meal."),
    ),
    "result": Question(
        N_("What came of it?"),
        N_("Expected and not expected; a figure with where it comes from."),
        N_("Schools with filled registers: 21 before, 27 now. Garden schools still none of nine."),
    ),
    "learned": Question(
        N_("What did we learn?"),
        N_("In one or two lines: what do we believe now that we did not believe before?"),
        N_("Fear had two feet: nobody to ring and an empty stomach. Neither needed a training."),
    ),
    "struggling": Question(
        N_("What is in our way?"),
        N_("And whose help would move it."),
        N_("The gates of the gardens; two high schools without a meal."),
    ),
    "next_step": Question(
        N_("What is our next step?"),
        N_("Who does it, and on which day."),
        N_(
            "Boxes change hands at the head teachers' meeting on the first; Pranjal goes to two garden schools by the 12th."
        ),
    ),
    "new_people": Question(
        N_("Who was new at the table?"),
        N_("Somebody asked, met or won over for the first time."),
        N_("Education, for the first time; the Food & Civil Supplies clerk."),
    ),
    "benefited": Question(
        N_("Who was better off?"), "", N_("Children in twelve schools near the road, about 1,900 by the registers.")
    ),
    "not_benefited": Question(
        N_("Who was not reached?"),
        N_("Which places, ages or groups this round went past."),
        N_("All nine garden schools; the girls who pluck on Mondays."),
    ),
    "changed_problem": Question(
        N_("What did this change in our problem or its causes?"),
        N_("A round often shows that the problem is another one than we thought."),
        N_("We had called it supply; half of it was fear."),
    ),
    "room": Question(
        N_("Our room to act (change space)"),
        N_("Authority, acceptance and ability, after this round."),
    ),
    "attendance": Question(N_("Who came?"), N_("When the team sat together on this round.")),
    "status": Question(N_("What became of it?")),
    "report": Question(N_("What came of it?"), N_("Beside what you expected to learn.")),
    "state": Question(N_("State of the round")),
}
