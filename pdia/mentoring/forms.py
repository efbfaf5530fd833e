"""Shape checks of notes and covers; limits come from the rules, words from the wording."""

from __future__ import annotations

from collections.abc import Iterable

from pdia.kernel.fields import Choice, Day, Line, PartForm, Prose, Ticks
from pdia.mentoring.rules import NOTE_LIMIT, REASON_LIMIT
from pdia.mentoring.wording import COVER, NOTE

Pairs = Iterable[tuple[str, str]]


def _number(value: object) -> int | None:
    return int(str(value)) if value else None


class NoteForm(PartForm):
    """A private note."""

    text = Prose(NOTE["text"], NOTE_LIMIT, needed=True)


class StrikeForm(PartForm):
    """Why a note is struck through."""

    reason = Line(NOTE["reason"], REASON_LIMIT)


class CoverForm(PartForm):
    """Who stands in, for which teams, in which weeks."""

    account_id = Choice(COVER["account_id"], coerce=_number)
    teams = Ticks(COVER["teams"])
    starts_on = Day(COVER["starts_on"])
    ends_on = Day(COVER["ends_on"])

    def offer(self, colleagues: Pairs, teams: Pairs) -> CoverForm:
        """Fill in the colleagues and the own teams."""
        self.account_id.offer([("", "—"), *colleagues])
        self.teams.offer(teams)
        return self
