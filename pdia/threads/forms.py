"""Shape checks of discussions; limits come from the rules, people and departments are passed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from wtforms import BooleanField

from pdia.kernel.fields import Choice, Line, PartForm, Prose
from pdia.threads.rules import COMMENT_LIMIT, NOTE_LIMIT, PROPOSED_LIMIT, QUOTE_LIMIT, REASON_LIMIT, Sort
from pdia.threads.wording import ASIDE, BEGUN_WITH, BRIEF, EDIT, NOTE, REPLY, SORT_WORDS, THREAD


class NeedsForm(PartForm):
    """From whom an answer is needed."""

    needs = Choice(THREAD["needs"])

    def offer(self, people: Mapping[int, str], departments: Mapping[int, str], nobody: str) -> Self:
        """Fill in who can be asked today: members and mentors, then departments."""
        asked = [(f"account:{number}", name) for number, name in people.items()]
        asked += [(f"department:{number}", name) for number, name in departments.items()]
        self.needs.offer([("", nobody), *asked])
        return self


class BeginForm(NeedsForm):
    """The beginning of a discussion."""

    sort = Choice(THREAD["sort"], [(sort, SORT_WORDS[sort]) for sort in BEGUN_WITH])
    text = Prose(THREAD["text"], COMMENT_LIMIT, needed=True)
    quote = Prose(THREAD["quote"], QUOTE_LIMIT)
    proposed = Prose(THREAD["proposed"], PROPOSED_LIMIT)
    on_top = BooleanField(THREAD["on_top"].label)
    top_reason = Line(THREAD["top_reason"], REASON_LIMIT)


class BriefForm(PartForm):
    """What an approving officer says or asks."""

    sort = Choice(THREAD["sort"], [(sort, SORT_WORDS[sort]) for sort in BEGUN_WITH if sort != Sort.SUGGESTION])
    text = Prose(BRIEF, COMMENT_LIMIT, needed=True)


class ReplyForm(PartForm):
    """One more comment."""

    text = Prose(REPLY, COMMENT_LIMIT, needed=True)


class EditForm(PartForm):
    """One's own words, changed."""

    text = Prose(EDIT, COMMENT_LIMIT, needed=True)


class CloseForm(PartForm):
    """A closing note."""

    note = Line(NOTE, NOTE_LIMIT)


class AsideForm(PartForm):
    """What the team says when it sets a question aside."""

    note = Line(ASIDE, NOTE_LIMIT)
