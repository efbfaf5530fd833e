"""Shape checks of the reflection; limits come from the rules, words from the wording."""

from __future__ import annotations

from pdia.kernel.fields import Choice, PartForm, Prose
from pdia.stages.reflection.rules import LIMITS, OUTCOME_WORDS
from pdia.stages.reflection.wording import QUESTIONS


class ReflectionForm(PartForm):
    """Three questions, how things stand, and the problem as it would be written today."""

    about_problem = Prose(QUESTIONS["about_problem"], LIMITS["about_problem"])
    about_method = Prose(QUESTIONS["about_method"], LIMITS["about_method"])
    about_together = Prose(QUESTIONS["about_together"], LIMITS["about_together"])
    outcome = Choice(QUESTIONS["outcome"], OUTCOME_WORDS.items())
    outcome_reason = Prose(QUESTIONS["outcome_reason"], LIMITS["outcome_reason"])
    carried_by = Prose(QUESTIONS["carried_by"], LIMITS["carried_by"])
    next_statement = Prose(QUESTIONS["next_statement"], LIMITS["next_statement"])
