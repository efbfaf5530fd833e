"""What a coach would ask of a reflection.

After "iterating and adapting" in Harvard Building State Capability's PDIA toolkit: whether a problem is
solved, widening or left, with the reason, and who carries it. The form is our own.
"""

from __future__ import annotations

from dataclasses import dataclass

from pdia.cycles.hints import Hint
from pdia.cycles.lexicon.disguise import is_answer_in_disguise
from pdia.cycles.lexicon.judgements import has_no_lesson, says_nothing
from pdia.cycles.lexicon.reading import read
from pdia.kernel.words import N_
from pdia.stages.problem.hints import solution_as_problem

GOES_ON = ("solved", "widening")


@dataclass(frozen=True)
class ReflectionContent:
    """The answers of a reflection; `outcome` is solved, widening, stopped or nothing yet."""

    about_problem: str = ""
    about_method: str = ""
    about_together: str = ""
    outcome: str = ""
    outcome_reason: str = ""
    carried_by: str = ""
    next_statement: str = ""


def hints_for_reflection(content: ReflectionContent) -> list[Hint]:
    """The hints for a reflection, those of most worth first."""
    hints = []
    written = [text for text in (content.about_problem, content.about_method, content.about_together) if text.strip()]
    if written and all(has_no_lesson(text) for text in written):
        hints.append(
            Hint.of(
                "reflection.no_lesson",
                N_("What would you tell a team that begins with the same problem tomorrow?"),
                N_("What surprised you is worth more to them than what was carried out."),
                field="about_problem",
            )
        )
    if content.outcome and says_nothing(content.outcome_reason):
        hints.append(
            Hint.of(
                "reflection.no_reason",
                N_("What makes you say so: what did you see or count?"),
                N_("With its reason the decision can be understood by those who come after you."),
                field="outcome_reason",
            )
        )
    if content.outcome in GOES_ON and says_nothing(content.carried_by):
        hints.append(
            Hint.of(
                "reflection.nobody_carries",
                N_("Who carries this on when you have moved: which office, which group?"),
                N_("What has an owner outlasts a transfer."),
                field="carried_by",
            )
        )
    if content.next_statement.strip() and is_answer_in_disguise(read(content.next_statement)):
        hints.append(solution_as_problem("reflection.solution_as_problem", "next_statement"))
    return hints
