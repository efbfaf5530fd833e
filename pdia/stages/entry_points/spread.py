"""What the members' revealed ratings look like side by side, without giving anybody away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pdia.directory.models import Department
from pdia.stages.entry_points.rules import THREE, Size
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.rules import FEWEST, may_show_departments


@dataclass(frozen=True)
class Saying:
    """Somebody's answer: their name and department where these may be shown, and their reason."""

    name: str
    department: Department | None
    entered_by: str
    why: str


@dataclass(frozen=True)
class Share:
    """Everybody who gave one of the three the same size."""

    size: Size
    count: int
    sayings: tuple[Saying, ...]


@dataclass(frozen=True)
class Spread:
    """How the answers to one of the three spread over the sizes."""

    name: str
    shares: tuple[Share, ...]


def spread_of(asked: VoiceRound, voices: Sequence[Voice]) -> list[Spread]:
    """The spread for each of the three; empty when nothing may be shown.

    Where names are hidden, fewer than three answers would be known by who answered, a department with
    fewer than three by the department, and the order of reasons by who wrote first: so the first are
    not shown at all, departments only where all are large enough, and reasons in the order of letters.
    """
    if not voices or (asked.names_hidden and len(voices) < FEWEST):
        return []
    counts = Counter(voice.membership.posting.department_id for voice in voices)
    departments = may_show_departments(counts, names_hidden=asked.names_hidden)
    return [
        Spread(name, tuple(_share(asked, voices, name, size, departments=departments) for size in Size))
        for name in THREE
    ]


def _share(asked: VoiceRound, voices: Sequence[Voice], name: str, size: Size, *, departments: bool) -> Share:
    same = [voice for voice in voices if voice.answer.get(name) == size]
    sayings = [
        Saying(
            name="" if asked.names_hidden else voice.membership.account.name,
            department=voice.membership.posting.department if departments else None,
            entered_by="" if asked.names_hidden else voice.entered_by,
            why=str(voice.answer.get(f"{name}_why", "")),
        )
        for voice in same
    ]
    if asked.names_hidden:
        sayings.sort(key=lambda saying: (saying.department.letter if saying.department else "", saying.why))
    return Share(size, len(same), tuple(sayings))
