"""Every write of discussions. Talking is not work: it goes on in paused and finished cycles, too.

Who may is decided by the views' rights; what a suggestion changes is written by the stage's own writer,
which refuses what the stage refuses.
"""

from __future__ import annotations

from dataclasses import dataclass

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.history.operations import Where, add_row, save_fields
from pdia.kernel import clock
from pdia.kernel.db import lock, session
from pdia.kernel.fields import TOO_LONG
from pdia.kernel.markdown import from_word
from pdia.kernel.text import clean, clean_line, is_blank, language_of
from pdia.kernel.words import N_, Refusal
from pdia.notices.operations import settle, still_wanted, tell
from pdia.notices.rules import Kind
from pdia.threads.hearers import Circle, circle_of, hearers, side_of
from pdia.threads.models import Comment, Thread
from pdia.threads.places import Place
from pdia.threads.queries import list_own_moments, list_speakers, list_still_asking
from pdia.threads.rules import (
    CLOSED_ALREADY,
    COMMENT_LIMIT,
    LATER,
    LATER_MOST,
    NO_REASON,
    NOBODY_THERE,
    NOT_ON_TOP,
    NOT_YOUR_COMMENT,
    NOTE_LIMIT,
    NOTHING_SAID,
    ONLY_MENTORS,
    QUOTE_LIMIT,
    REASON_LIMIT,
    Decision,
    Side,
    Sort,
    State,
    Turn,
    around,
    check_pace,
    find_quote,
    first_turn,
    next_turn,
)
from pdia.threads.suggestions import check_proposed
from pdia.threads.turns import about, about_it, path_of, turn_to, who

BEGUN_WORDS = {
    Sort.QUESTION: (N_("A question"), N_("A question about: %(what)s")),
    Sort.SUGGESTION: (N_("A suggestion"), N_("A suggestion on: %(what)s")),
    Sort.PRAISE: (N_("Appreciation"), N_("Appreciation for: %(what)s")),
    Sort.ROUND: (N_("Everyone’s turn"), N_("Everyone’s turn on: %(what)s")),
}
SAID = (N_("New in a discussion"), N_("New in the discussion on: %(what)s"))
ASKED = (N_("An answer is needed from you"), N_("An answer is needed from you on: %(what)s"))


@dataclass(frozen=True)
class Needs:
    """From whom an answer is needed: a person, a department, or nobody."""

    account_id: int | None = None
    department_id: int | None = None


NOBODY = Needs()
still_wanted("thread", list_still_asking)


def begin_thread(
    cycle: Cycle,
    place: Place,
    *,
    sort: Sort,
    text: str,
    by: Actor,
    quote: str = "",
    proposed: str = "",
    needs: Needs = NOBODY,
    on_top: bool = False,
    top_reason: str = "",
    language: str = "",
) -> Thread:
    """Begin a discussion at a place of the cycle, with its first comment."""
    side, now = side_of(cycle, by), clock.now()
    words = _words(text)
    _check_pace(by)
    quote, top_reason = clean(quote)[:QUOTE_LIMIT], clean_line(top_reason)
    where = find_quote(place.text, quote) if quote else None
    before, after = around(place.text, where) if where else ("", "")
    thread = Thread(
        institute_id=cycle.institute_id,
        cycle_id=cycle.id,
        team_id=cycle.team_id,
        stage=place.stage,
        kind=place.kind,
        row_id=place.row_id,
        field=place.field,
        version=place.version,
        label=place.label,
        on_text=place.text,
        quote=quote,
        before=before,
        after=after,
        sort=sort,
        language=language or language_of(words, by.language),
        proposed=check_proposed(place, proposed, quote) if sort is Sort.SUGGESTION else "",
        decision=Decision.NONE,
        decided_by="",
        needs_name="",
        state=State.OPEN,
        closed_by="",
        closed_note="",
        account_id=by.account_id,
        side=side,
        name=by.name,
        posting=by.posting_in(cycle.team_id),
        at=now,
        last_at=now,
        comments=0,
        on_top=False,
        top_reason="",
        turn=Turn.NOBODY,
    )
    if on_top:
        _keep_on_top(thread, side, top_reason)
    session.add(thread)
    session.flush()  # its comment and the notices name its id
    circle = circle_of(cycle, clock.today())
    turn_to(thread, first_turn(sort, side))
    asked = _ask(thread, circle, needs)
    comment = _say(cycle, thread, words, side=side, by=by)
    _tell(cycle, thread, BEGUN_WORDS[sort], comment, circle, asked=asked, by=by)
    return thread


def reply(cycle: Cycle, thread: Thread, text: str, *, by: Actor) -> Comment:
    """Say something in a discussion; a side that was waited for passes the turn on."""
    words = _words(text)
    _check_pace(by)
    lock(thread)
    if thread.state == State.CLOSED:
        raise Refusal(CLOSED_ALREADY, status=409)
    side, circle = side_of(cycle, by), circle_of(cycle, clock.today())
    waited = Turn.NOBODY
    if _is_asked(thread, circle, by):
        thread.needs_account_id, thread.needs_department_id, thread.needs_name = None, None, ""
    elif thread.needs_account_id or thread.needs_department_id:
        waited = Turn(thread.turn)
    turn = next_turn(Turn(thread.turn), side, asked=waited)
    if turn is not Turn(thread.turn):
        settle(about(thread))
        turn_to(thread, turn)
    if thread.on_top and side is Side.TEAM:
        thread.on_top = False  # answered: it needs no place above the work any more
    comment = _say(cycle, thread, words, side=side, by=by)
    _tell(cycle, thread, SAID, comment, circle, asked=set(), by=by)
    return comment


def edit_comment(cycle: Cycle, thread: Thread, comment: Comment, text: str, base: int, *, by: Actor) -> list[str]:
    """Change one's own words; what stood there before stays readable."""
    if comment.account_id != by.account_id:
        raise Refusal(NOT_YOUR_COMMENT, status=403)
    words = _words(text)
    saved = save_fields(comment, {"text": words}, {"text": base}, by=by, where=Where(None, thread.team_id))
    if saved:
        comment.language = language_of(words, by.language)
        cycle.talked_at = clock.now()
    return saved


def close_thread(cycle: Cycle, thread: Thread, note: str, *, by: Actor) -> None:
    """Close a discussion, with a note or without; nothing of it goes away. Twice is no error."""
    note = clean(from_word(note))
    if len(note) > NOTE_LIMIT:
        raise Refusal(TOO_LONG, field="note", limit=NOTE_LIMIT, length=len(note))
    lock(thread)
    if thread.state == State.CLOSED:
        return
    thread.state, thread.closed_note = State.CLOSED, note
    thread.closed_by, thread.closed_at = who(thread, by), clock.now()
    thread.on_top = False
    thread.needs_account_id, thread.needs_department_id, thread.needs_name = None, None, ""
    turn_to(thread, Turn.NOBODY)
    settle(about(thread))
    cycle.talked_at = clock.now()


def reopen_thread(cycle: Cycle, thread: Thread, *, by: Actor) -> None:
    """Open a closed discussion again; the other side is to speak. Twice is no error."""
    lock(thread)
    if thread.state == State.OPEN:
        return
    thread.state, thread.closed_by, thread.closed_at, thread.closed_note = State.OPEN, "", None, ""
    turn_to(thread, first_turn(Sort(thread.sort), side_of(cycle, by)))
    cycle.talked_at = clock.now()


def ask_of(cycle: Cycle, thread: Thread, needs: Needs, *, by: Actor) -> None:
    """Say from whom an answer is needed: a person, a department, or nobody in particular. Twice is no error."""
    lock(thread)
    if thread.state == State.CLOSED:
        raise Refusal(CLOSED_ALREADY, status=409)
    if needs == Needs(thread.needs_account_id, thread.needs_department_id):
        return  # said already: nobody is told twice
    asked = _ask(thread, circle_of(cycle, clock.today()), needs)
    if asked:
        tell(
            cycle,
            Kind.ASKED,
            to=asked,
            by=by,
            said=about_it(ASKED, thread),
            about=about(thread),
            path=path_of(thread),
            stage=thread.stage,
        )
    cycle.talked_at = clock.now()


def set_aside(cycle: Cycle, thread: Thread, note: str, *, by: Actor) -> Comment | None:
    """Take a question from the top of the step without an answer; the note, if any, is said in the discussion."""
    lock(thread)
    if not thread.on_top:
        raise Refusal(NOT_ON_TOP, status=409)
    comment = reply(cycle, thread, note, by=by) if not is_blank(clean(note)) else None
    thread.on_top = False
    if comment is None:
        turn_to(thread, Turn.NOBODY)
        settle(about(thread))
        cycle.talked_at = clock.now()
    return comment


def _words(text: str) -> str:
    words = clean(from_word(text))
    if is_blank(words):
        raise Refusal(NOTHING_SAID, field="text")
    if len(words) > COMMENT_LIMIT:
        raise Refusal(TOO_LONG, field="text", limit=COMMENT_LIMIT, length=len(words))
    return words


def _check_pace(by: Actor) -> None:
    now = clock.now()
    check_pace(list_own_moments(by.account_id, now - LATER, LATER_MOST), now)


def _keep_on_top(thread: Thread, side: Side, reason: str) -> None:
    if side is not Side.MENTOR:
        raise Refusal(ONLY_MENTORS, field="on_top")
    if is_blank(reason):
        raise Refusal(NO_REASON, field="top_reason")
    if len(reason) > REASON_LIMIT:
        raise Refusal(TOO_LONG, field="top_reason", limit=REASON_LIMIT, length=len(reason))
    thread.on_top, thread.top_reason = True, reason


def _ask(thread: Thread, circle: Circle, needs: Needs) -> set[int]:
    """Note from whom an answer is needed and give them the turn; who that is today."""
    thread.needs_account_id, thread.needs_department_id, thread.needs_name = None, None, ""
    if needs.account_id is not None:
        account = circle.people().get(needs.account_id)
        if account is None:
            raise Refusal(NOBODY_THERE, field="needs")
        thread.needs_account_id, thread.needs_name = account.id, account.name
        turn_to(thread, Turn.TEAM if account.id in circle.members else Turn.MENTOR)
        return {account.id}
    if needs.department_id is not None:
        department = circle.departments.get(needs.department_id)
        if department is None:
            raise Refusal(NOBODY_THERE, field="needs")
        thread.needs_department_id, thread.needs_name = department.id, department.name
        turn_to(thread, Turn.TEAM)
        return circle.in_department[department.id]
    return set()


def _is_asked(thread: Thread, circle: Circle, by: Actor) -> bool:
    if thread.needs_account_id is not None:
        return thread.needs_account_id == by.account_id
    return by.account_id in circle.in_department.get(thread.needs_department_id or 0, set())


def _say(cycle: Cycle, thread: Thread, words: str, *, side: Side, by: Actor) -> Comment:
    comment = Comment(
        institute_id=cycle.institute_id,
        thread_id=thread.id,
        account_id=by.account_id,
        side=side,
        name=by.name,
        posting=by.posting_in(cycle.team_id),
        entered_by="",
        language=language_of(words, by.language),
        at=clock.now(),
        heads={},
    )
    add_row(comment, {"text": words}, by=by, where=Where(None, thread.team_id))
    thread.comments += 1
    thread.last_at = cycle.talked_at = comment.at
    return comment


def _tell(
    cycle: Cycle, thread: Thread, said: tuple[str, str], comment: Comment, circle: Circle, *, asked: set[int], by: Actor
) -> None:
    """Tell those who are asked that they are, and everybody else concerned that something was said."""
    to = hearers(cycle, thread, circle, Side(comment.side), list_speakers(thread.id), clock.today())
    for kind, accounts, words in (
        (Kind.ASKED, asked, ASKED),
        (Kind.TALK, to - asked, said),
    ):
        if accounts:
            tell(
                cycle,
                kind,
                to=accounts,
                by=by,
                said=about_it(words, thread),
                about=about(thread),
                path=path_of(thread),
                words=comment.text,
                stage=thread.stage,
            )
