"""Limits in characters and kinds of evidence. Standard library only."""

from __future__ import annotations

from enum import StrEnum

from pdia.kernel.words import N_, Refusal

LIMITS = {
    "statement": 600,
    "why": 1500,
    "to_whom": 800,
    "who_should_care": 800,
    "get_attention": 1000,
    "solved": 800,
    "solved_measure": 300,
    "left_out": 800,
}
FIRST = ("statement", "why", "left_out")
"""What a phone asks first; the rest waits under details."""

EVIDENCE_LIMITS = {
    "measure": 200,
    "figure": 60,
    "unit": 60,
    "source": 200,
    "whose": 200,
    "words": 800,
    "finder": 120,
}
MOST_EVIDENCE = 60

NOTHING_SAID = N_("Write the figure, the people's words, or who will find out.")
NO_KIND = N_("Choose what you have: a figure, people’s words, or something not known yet.")
NO_MEASURE = N_("Say what is counted, for example: schools that gave no tablets in October.")
NO_FINDER = N_("Name who will find out; a date helps too.")
TOO_MUCH = N_("This problem has %(most)s pieces of evidence already. Strike one through before adding another.")


class EvidenceKind(StrEnum):
    """How we know."""

    FIGURE = "figure"
    WORDS = "words"
    UNKNOWN = "unknown"


KIND_WORDS = {
    EvidenceKind.FIGURE: N_("A figure"),
    EvidenceKind.WORDS: N_("People's own words"),
    EvidenceKind.UNKNOWN: N_("Not known yet"),
}


def check_evidence(kind: str, *, measure: str, figure: str, words: str, finder: str) -> None:
    """Refuse a piece of evidence that says nothing; what is missing is named, never more than one thing."""
    if kind not in set(EvidenceKind):
        raise Refusal(NO_KIND, field="how")
    if kind == EvidenceKind.WORDS:
        if not words:
            raise Refusal(NOTHING_SAID, field="words")
        return
    if not measure:
        raise Refusal(NO_MEASURE, field="measure")
    if kind == EvidenceKind.FIGURE and not figure:
        raise Refusal(NOTHING_SAID, field="figure")
    if kind == EvidenceKind.UNKNOWN and not finder:
        raise Refusal(NO_FINDER, field="finder")
