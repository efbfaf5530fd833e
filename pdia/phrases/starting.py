"""The phrases an institute may begin with, by step, in the method's order.

The typical errors are those of Harvard BSC's PDIA toolkit and of Andrews, Pritchett and Woolcock; the lines
and questions are in our own words. They are translated like every text of the product, and enter an
institute's list in the language of the one who presses the button.
"""

from __future__ import annotations

from dataclasses import dataclass

from pdia.kernel.words import N_
from pdia.phrases.rules import Sort


@dataclass(frozen=True)
class StartingPhrase:
    """One phrase of the starting list; `stage` is empty where it helps in any step."""

    stage: str
    sort: Sort
    text: str
    fits: str = ""


def _lines(stage: str, *pairs: tuple[str, str]) -> tuple[StartingPhrase, ...]:
    return tuple(StartingPhrase(stage, Sort.LINE, text, fits) for fits, text in pairs)


def _prompts(stage: str, *texts: str) -> tuple[StartingPhrase, ...]:
    return tuple(StartingPhrase(stage, Sort.PROMPT, text) for text in texts)


def _praise(stage: str, *texts: str) -> tuple[StartingPhrase, ...]:
    return tuple(StartingPhrase(stage, Sort.PRAISE, text) for text in texts)


STARTING: tuple[StartingPhrase, ...] = (
    *_prompts(
        "problem",
        N_("What does this cost people, week after week, if nothing changes?"),
        N_("Whom does it trouble most, by name of office or village?"),
        N_("Who needs to care more about this, and what would make them look?"),
        N_("What would you see one morning if this were solved?"),
        N_("Whose register does this figure come from, and who could check it?"),
        N_("Who is left out when we describe it like this?"),
    ),
    *_lines(
        "problem",
        (
            N_("The problem names what is missing, a solution in disguise."),
            N_("If it arrived tomorrow, what would change, and for whom?"),
        ),
        (N_("It is a sign of the problem, or one office's view alone."), N_("Whom have you tested this wording on?")),
        (N_("It is correct but leaves everybody cold."), N_("What does delay cost, in people?")),
        (N_("It is too general to act on."), N_("What shortfall can you show?")),
    ),
    *_prompts(
        "fishbone",
        N_("Why is that so? And why is that so, in turn?"),
        N_("How do you know this cause: seen, counted, or heard?"),
        N_("Which department would name a cause that is not here yet?"),
        N_("Which of these causes could you touch yourselves, this month?"),
    ),
    *_lines(
        "fishbone",
        (
            N_("Somebody from outside did the thinking, and nothing followed."),
            N_("Who in this room acts on Monday?"),
        ),
    ),
    *_prompts(
        "entry_points",
        N_("Who can permit this, on paper and in practice?"),
        N_("Who gains by it, who loses, and have you spoken with both?"),
        N_("What is the smallest group of people that could do it, with how many hours?"),
        N_("If there is little room to act here: what would make it larger first?"),
    ),
    *_lines(
        "entry_points",
        (N_("One senior office is taken for enough backing."), N_("Who else can stop this?")),
    ),
    *_prompts(
        "ideas",
        N_("Who already does this well here, with the same means?"),
        N_("What second idea could you try beside the first?"),
        N_("Is it sound, can your offices do it, and will people accept it?"),
    ),
    *_lines(
        "ideas",
        (N_("A practice is copied from elsewhere."), N_("What is different here?")),
    ),
    *_prompts(
        "plan",
        N_("Who does it, by name, and on which day?"),
        N_("What will you know after this step that you do not know now?"),
        N_("What do you offer the department that you ask for help?"),
    ),
    *_lines(
        "plan",
        (N_("The team waits for the perfect step."), N_("Which smallest step would teach you something?")),
        (N_("The members have no time for it."), N_("Agree on the hours before you agree on the names.")),
    ),
    *_prompts(
        "iterations",
        N_("What did you do, beside what you had promised?"),
        N_("What came of it that you did not expect?"),
        N_("What do you believe now that you did not believe before?"),
        N_("What is in your way, and whose help would move it?"),
        N_("What is your next step, who takes it, and when?"),
        N_("Which department was not there, and who will go and ask?"),
    ),
    *_praise(
        "iterations",
        N_("It did not work as hoped, and you wrote down why. That is a good result."),
        N_("You went back a third time. That is how departments are won."),
    ),
    *_prompts(
        "reflection",
        N_("What would you do again, change, or leave out?"),
        N_("Has your room to act grown or shrunk, and through what?"),
        N_("If it is solved: who carries it on when this team is gone?"),
    ),
    *_lines(
        "",
        (N_("Words of the method get in the way."), N_("Tell it as a story from your own block.")),
    ),
    *_praise("", N_("Every department has written here. Thank you for asking all of them.")),
)
