"""What a coach would ask of a problem statement.

The errors are those that Harvard's Building State Capability names for "constructing problems" in its
PDIA toolkit and blog; the question about who is left out follows Singh, Miller and Closser (2024). The
questions are our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pdia.cycles.hints import Hint
from pdia.cycles.lexicon.disguise import is_answer_in_disguise
from pdia.cycles.lexicon.figures import has_figure
from pdia.cycles.lexicon.judgements import (
    families,
    is_general,
    is_limp,
    is_only_our_view,
    names_nobody,
)
from pdia.cycles.lexicon.reading import Reading, read
from pdia.kernel.words import N_

ONE_SIDED_FROM = 3  # pieces of evidence, before "all from one department" means anything


@dataclass(frozen=True)
class EvidenceContent:
    """A piece of evidence: a figure, people's own words, or a question with its finder."""

    kind: str  # figure, words, unknown
    figure: str = ""
    words: str = ""
    source: str = ""
    department: str = ""
    measure: str = ""


@dataclass(frozen=True)
class ProblemContent:
    """The answers of the problem stage, as text."""

    statement: str = ""
    why: str = ""
    to_whom: str = ""
    who_should_care: str = ""
    get_attention: str = ""
    solved: str = ""
    solved_measure: str = ""
    left_out: str = ""
    evidence: Sequence[EvidenceContent] = ()


def solution_as_problem(key: str, field: str) -> Hint:
    """The question for a missing solution, wherever a problem is stated."""
    return Hint.of(
        key,
        N_("If this arrived tomorrow, what would change, and for whom?"),
        N_("A missing thing is already one answer; the trouble behind it leaves room for several."),
        field=field,
    )


def hints_for_problem(content: ProblemContent) -> list[Hint]:
    """The hints for a problem, those of most worth first; none before a statement is written.

    A solution in disguise is asked about alone: it makes no sense to ask for the figure of a sentence
    that is about to become another.
    """
    statement, why = read(content.statement), read(content.why)
    if not statement.words:
        return []
    if is_answer_in_disguise(statement):
        hints = [solution_as_problem("problem.solution_as_problem", "statement")]
    else:
        hints = _of_the_wording(content, statement, why)
    if names_nobody(content.left_out):
        hints.append(
            Hint.of(
                "problem.nobody_left_out",
                N_("Whom does the present effort reach last, or not at all?"),
                N_("An average can look well while one hamlet or one group of people is missed."),
                field="left_out",
            )
        )
    return hints


def _of_the_wording(content: ProblemContent, statement: Reading, why: Reading) -> list[Hint]:
    hints = []
    is_ours = _is_only_our_view(content, statement)
    if not is_ours and is_limp(statement, why):
        hints.append(
            Hint.of(
                "problem.limp",
                N_("What does this cost in people: who waits, misses out or falls ill?"),
                N_("Other departments act sooner for people they can picture than for a system."),
                field="statement" if not why.words else "why",
            )
        )
    if is_ours:
        hints.append(
            Hint.of(
                "problem.only_our_view",
                N_("What do the people concerned say about this, in their own words?"),
                N_("Seen from their side, the same problem often has another reason and another way out."),
                field="statement",
            )
        )
    if is_general(statement):
        hints.append(
            Hint.of(
                "problem.too_general",
                N_("Where do you see it most: which schools, which villages, which months?"),
                N_("A problem with a place and a time is one that a team can move in two weeks."),
                field="statement",
            )
        )
    if not _shows_a_figure(content, statement, why):
        hints.append(
            Hint.of(
                "problem.no_figure",
                N_("How many is that, out of how many, and who keeps the register?"),
                N_("Even a rough figure with its source lets you see later whether anything moved."),
                field="evidence",
            )
        )
    return hints


def _is_only_our_view(content: ProblemContent, statement: Reading) -> bool:
    """Whether people are seen from outside only: by the wording, or because all evidence has one keeper."""
    if any(row.kind == "words" for row in content.evidence):
        return False
    if is_only_our_view(statement):
        return True
    keepers = [row.department for row in content.evidence if row.kind == "figure"]
    return len(keepers) >= ONE_SIDED_FROM and all(keepers) and len(families(keepers)) == 1


def _shows_a_figure(content: ProblemContent, *readings: Reading) -> bool:
    """Whether something is counted, or somebody is on the way to count it."""
    if any(row.figure.strip() or row.kind == "unknown" for row in content.evidence):
        return True
    return any(has_figure(reading) for reading in readings)
