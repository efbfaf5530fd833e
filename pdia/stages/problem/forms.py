"""Shape checks of the problem stage; limits come from the rules, words from the wording."""

from __future__ import annotations

from collections.abc import Iterable

from pdia.kernel.fields import Choice, Day, Line, PartForm, Prose
from pdia.stages.problem.rules import EVIDENCE_LIMITS, KIND_WORDS, LIMITS, EvidenceKind
from pdia.stages.problem.wording import EVIDENCE, QUESTIONS


class ProblemForm(PartForm):
    """The problem and what stands around it."""

    statement = Prose(QUESTIONS["statement"], LIMITS["statement"])
    why = Prose(QUESTIONS["why"], LIMITS["why"])
    left_out = Prose(QUESTIONS["left_out"], LIMITS["left_out"])
    to_whom = Prose(QUESTIONS["to_whom"], LIMITS["to_whom"])
    who_should_care = Prose(QUESTIONS["who_should_care"], LIMITS["who_should_care"])
    get_attention = Prose(QUESTIONS["get_attention"], LIMITS["get_attention"])
    solved = Prose(QUESTIONS["solved"], LIMITS["solved"])
    solved_measure = Prose(QUESTIONS["solved_measure"], LIMITS["solved_measure"])


class EvidenceForm(PartForm):
    """One piece of evidence; which fields it needs depends on its kind, which the rules check."""

    how = Choice(EVIDENCE["kind"], KIND_WORDS.items(), default=EvidenceKind.FIGURE)
    measure = Line(EVIDENCE["measure"], EVIDENCE_LIMITS["measure"])
    figure = Line(EVIDENCE["figure"], EVIDENCE_LIMITS["figure"])
    unit = Line(EVIDENCE["unit"], EVIDENCE_LIMITS["unit"])
    as_of = Day(EVIDENCE["as_of"])
    source = Line(EVIDENCE["source"], EVIDENCE_LIMITS["source"])
    department_id = Choice(EVIDENCE["department"], coerce=lambda value: int(value) if value else None)
    whose = Line(EVIDENCE["whose"], EVIDENCE_LIMITS["whose"])
    words = Prose(EVIDENCE["words"], EVIDENCE_LIMITS["words"])
    finder = Line(EVIDENCE["finder"], EVIDENCE_LIMITS["finder"])
    find_by = Day(EVIDENCE["find_by"])
    rival_of = Choice(EVIDENCE["rival_of"])

    def offer(self, departments: Iterable[tuple[str, str]], rivals: Iterable[tuple[str, str]]) -> EvidenceForm:
        """Fill in what can be chosen on this page."""
        self.department_id.offer([("", "—"), *departments])
        self.rival_of.offer([("", "—"), *rivals])
        return self


class MeasurementForm(PartForm):
    """A later figure for the same measure."""

    figure = Line(EVIDENCE["latest"], EVIDENCE_LIMITS["figure"], needed=True)
    as_of = Day(EVIDENCE["as_of"])
    source = Line(EVIDENCE["source"], EVIDENCE_LIMITS["source"])


class StrikeForm(PartForm):
    """Why a row is struck through."""

    reason = Line(EVIDENCE["reason"], 300)
