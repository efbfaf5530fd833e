"""What a coach asks of a problem: the table in four languages, and what the rest of the page changes."""

from __future__ import annotations

import pytest

from pdia.stages.problem.hints import EvidenceContent, ProblemContent, hints_for_problem
from tests.stages import coach
from tests.stages.coach_rows import FIGURE, GENERAL, LIMP, SOLUTION, VIEW, Answer, Said

LEFT_OUT = "problem.nobody_left_out"
NAMED = "Families of the two hamlets across the river"
ANAEMIA = "Anaemia among adolescent girls is very high in our district."
REGISTERS = "School registers and HMIS show different numbers for the same month."
GOOD = "31 of 52 schools gave no iron tablets in October; about 4,100 girls were missed."


def keys(content: ProblemContent) -> list[str]:
    return [hint.key for hint in hints_for_problem(content)]


@pytest.mark.parametrize("said", coach.STATEMENTS, ids=lambda said: said.text[:40])
def test_a_coach_asks_of_a_statement(said: Said) -> None:
    asked = keys(ProblemContent(statement=said.text, left_out=NAMED))
    assert asked == list(said.keys), said.because


def test_the_table_is_large_enough_in_every_language() -> None:
    scripts = {"en": range(0x41, 0x7B), "ml": range(0xD00, 0xD80), "hi": range(0x900, 0x980), "as": range(0x980, 0xA00)}
    counts = dict.fromkeys(scripts, 0)
    for said in coach.STATEMENTS:
        first = next(ord(letter) for letter in said.text if letter.isalpha())
        counts[next(name for name, script in scripts.items() if first in script)] += 1
    assert min(counts.values()) >= 30
    assert sum(not said.keys for said in coach.STATEMENTS) >= 40


def test_nothing_is_asked_of_an_empty_page() -> None:
    assert keys(ProblemContent()) == []
    assert keys(ProblemContent(statement="  …  ", left_out="")) == []


@pytest.mark.parametrize("answer", coach.NOBODY, ids=lambda answer: answer.text)
def test_who_is_left_out(answer: Answer) -> None:
    asked = keys(ProblemContent(statement=GOOD, left_out=answer.text))
    assert (LEFT_OUT in asked) is answer.asks, answer.because


def test_an_empty_answer_about_those_left_out_is_asked_about_last() -> None:
    assert keys(ProblemContent(statement=ANAEMIA)) == [GENERAL, FIGURE, LEFT_OUT]


@pytest.mark.parametrize(
    ("evidence", "asks", "because"),
    [
        ((), True, "nothing is counted yet"),
        ((EvidenceContent("figure", figure="31 of 52"),), False, "a figure stands there"),
        ((EvidenceContent("figure", figure=" "),), True, "a blank is no figure"),
        ((EvidenceContent("words", words="Nobody told us."),), True, "words are no figure"),
        ((EvidenceContent("unknown", measure="girls out of school"),), False, "somebody is on the way to count"),
    ],
)
def test_a_figure_may_stand_in_the_evidence(evidence: tuple[EvidenceContent, ...], asks: bool, because: str) -> None:
    content = ProblemContent(statement=ANAEMIA, left_out=NAMED, evidence=evidence)
    assert (FIGURE in keys(content)) is asks, because


def test_a_figure_may_stand_in_the_reason() -> None:
    content = ProblemContent(statement=ANAEMIA, why="Last year 3 of the 5 mothers who died had it.", left_out=NAMED)
    assert FIGURE not in keys(content)


def test_why_it_matters_brings_the_people_in() -> None:
    alone = ProblemContent(statement=REGISTERS, left_out=NAMED)
    hint = next(hint for hint in hints_for_problem(alone) if hint.key == LIMP)
    assert hint.field == "statement"
    with_people = ProblemContent(statement=REGISTERS, why="Girls we do not count get nothing.", left_out=NAMED)
    assert LIMP not in keys(with_people)
    with_none = ProblemContent(statement=REGISTERS, why="The review takes a day longer.", left_out=NAMED)
    assert next(hint for hint in hints_for_problem(with_none) if hint.key == LIMP).field == "why"


def test_peoples_own_words_answer_the_question_for_them() -> None:
    statement = "Mothers are not aware of the weighing day, 40 of 90 children came."
    assert VIEW in keys(ProblemContent(statement=statement, left_out=NAMED))
    heard = (EvidenceContent("words", words="On weighing day we pluck leaf until two."),)
    assert VIEW not in keys(ProblemContent(statement=statement, left_out=NAMED, evidence=heard))


@pytest.mark.parametrize(
    ("keepers", "asks", "because"),
    [
        (["Health", "Health", "NHM"], True, "three figures, and all from Health"),
        (["Health", "Health"], False, "two figures are a beginning"),
        (["Health", "Education", "Health"], False, "two departments"),
        (["Health", "", "Health"], False, "one keeper is not noted"),
        (["Health", "Public Health Engineering", "Health"], False, "water is another department"),
    ],
)
def test_evidence_of_one_department_is_one_view(keepers: list[str], asks: bool, because: str) -> None:
    evidence = [EvidenceContent("figure", figure="12", department=name) for name in keepers]
    asked = keys(ProblemContent(statement=GOOD, left_out=NAMED, evidence=evidence))
    assert (VIEW in asked) is asks, because


def test_a_solution_is_asked_about_alone() -> None:
    content = ProblemContent(statement="There is no training for teachers.", why="It is poor.", left_out="nil")
    assert keys(content) == [SOLUTION, LEFT_OUT]
