"""What a coach asks of a reflection."""

from __future__ import annotations

import pytest

from pdia.stages.reflection.hints import ReflectionContent, hints_for_reflection

REASON = "In two rounds 44 of 52 schools gave the tablet."
OFFICE = "The Inspector of Schools reviews it each quarter."


@pytest.mark.parametrize(
    ("content", "expected", "because"),
    [
        (ReflectionContent(), [], "nothing is written yet"),
        (ReflectionContent(outcome="solved", outcome_reason=REASON, carried_by=OFFICE), [], "complete"),
        (ReflectionContent(outcome="stopped", outcome_reason=REASON), [], "what is stopped needs no carrier"),
        (
            ReflectionContent(outcome="solved", carried_by=OFFICE),
            ["reflection.no_reason"],
            "solved, but how do we know",
        ),
        (
            ReflectionContent(outcome="widening", outcome_reason=REASON, carried_by="nobody"),
            ["reflection.nobody_carries"],
            "widening without an owner",
        ),
        (
            ReflectionContent(outcome="widening"),
            ["reflection.no_reason", "reflection.nobody_carries"],
            "neither",
        ),
        (
            ReflectionContent(about_problem="Conducted four meetings.", about_method="We learned a lot."),
            ["reflection.no_lesson"],
            "activities and courtesy",
        ),
        (
            ReflectionContent(
                about_problem="Conducted four meetings.",
                about_method="We thought it was stock; it was fear.",
            ),
            [],
            "one finding is enough",
        ),
        (
            ReflectionContent(next_statement="We need more ANMs."),
            ["reflection.solution_as_problem"],
            "the next cycle begins with an answer",
        ),
        (
            ReflectionContent(next_statement="In 8 schools 310 girls still get no tablet."),
            [],
            "the next cycle begins with a problem",
        ),
    ],
)
def test_hints_for_reflection(content: ReflectionContent, expected: list[str], because: str) -> None:
    assert [hint.mark for hint in hints_for_reflection(content)] == expected, because
