"""The pages of one discussion: reading, answering, taking wordings over, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, render_template, request

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle
from pdia.history.diff import differences
from pdia.history.queries import list_revisions
from pdia.history.saving import save_form
from pdia.kernel import clock
from pdia.kernel.db import session
from pdia.kernel.fields import PartForm
from pdia.kernel.i18n import say
from pdia.kernel.words import N_, Message, Refusal
from pdia.threads.forms import AsideForm, CloseForm, EditForm, NeedsForm, ReplyForm
from pdia.threads.hearers import circle_of
from pdia.threads.models import Comment, Thread
from pdia.threads.operations import (
    Needs,
    ask_of,
    close_thread,
    edit_comment,
    reopen_thread,
    set_aside,
)
from pdia.threads.operations import (
    reply as say_it,
)
from pdia.threads.pages import back_to, bp, headers_of, load_thread, offer_needs, thread_page, url_of
from pdia.threads.queries import find_comment, find_thread
from pdia.threads.suggestions import accept as take_over
from pdia.threads.suggestions import decline as leave
from pdia.threads.wording import SUGGESTED_BY


def _refused(thread: Thread, form: PartForm, name: str, refusal: Refusal) -> Any:
    """The page again, with everything typed and what is wrong with it."""
    session.rollback()
    form.refuse(refusal)
    again = load_thread(thread.cycle_id, thread.id) or thread
    return thread_page(again, **{name: form}), refusal.status, headers_of(refusal)


@bp.get("/threads/<int:thread_id>")
@needs(Right.THREAD_TALK, load_thread)
def show(thread: Thread) -> str:
    """A discussion: its place, the words then and now, what changed since, what was said."""
    return thread_page(thread)


@bp.post("/threads/<int:thread_id>/comments")
@needs(Right.THREAD_TALK, load_thread)
def reply(thread: Thread) -> Any:
    """Say something."""
    form = ReplyForm()
    values = form.checked()
    form.need("text")
    try:
        if form.is_good:
            if request.form.get("reopen") == "yes":
                reopen_thread(thread.cycle, thread, by=actor())
            comment = say_it(thread.cycle, thread, values["text"], by=actor())
            return done(back_to(thread, f"comment-{comment.id}"), N_("Said."))
    except Refusal as refusal:
        return _refused(thread, form, "reply", refusal)
    return thread_page(thread, reply=form), 422


def _comment(thread: Thread, comment_id: int) -> Comment:
    return find_comment(thread.id, comment_id) or abort(404)


def _comment_page(thread: Thread, comment: Comment, form: EditForm | None = None) -> str:
    revisions = list(list_revisions(comment.kind, comment.id, "text"))
    earlier = [*[revision.value for revision in revisions], ""][1:]
    return render_template(
        "threads/comment.html",
        thread=thread,
        comment=comment,
        form=form if form is not None else EditForm(formdata=None, obj=comment),
        is_own=comment.account_id == actor().account_id,
        entries=[
            (revision, differences(before, revision.value)) for revision, before in zip(revisions, earlier, strict=True)
        ],
    )


@bp.get("/threads/<int:thread_id>/comments/<int:comment_id>")
@needs(Right.THREAD_TALK, load_thread)
def show_comment(thread: Thread, comment_id: int) -> str:
    """A comment with its earlier versions; its own writer can change it here."""
    return _comment_page(thread, _comment(thread, comment_id))


@bp.post("/threads/<int:thread_id>/comments/<int:comment_id>")
@needs(Right.THREAD_TALK, load_thread)
def edit(thread: Thread, comment_id: int) -> Any:
    """Change one's own comment."""
    comment = _comment(thread, comment_id)
    form = EditForm(obj=comment)
    return save_form(
        form,
        lambda: comment,
        lambda values, bases: edit_comment(
            thread.cycle, thread, comment, values["text"], bases.get("text", 0), by=actor()
        ),
        show=lambda: _comment_page(thread, comment, form),
        back=url_of(thread) + f"#comment-{comment.id}",
        said=N_("Changed. What stood there before stays readable."),
    )


@bp.post("/threads/<int:thread_id>/close")
@needs(Right.THREAD_TALK, load_thread)
def close(thread: Thread) -> Any:
    """Close a discussion, with a note or without."""
    form = CloseForm()
    values = form.checked()
    try:
        if form.is_good:
            close_thread(thread.cycle, thread, values.get("note") or "", by=actor())
            return done(url_of(thread), N_("Closed. It stays readable, and you can open it again."))
    except Refusal as refusal:
        return _refused(thread, form, "close", refusal)
    return thread_page(thread, close=form), 422


@bp.post("/threads/<int:thread_id>/reopen")
@needs(Right.THREAD_TALK, load_thread)
def reopen(thread: Thread) -> Any:
    """Open a closed discussion again."""
    reopen_thread(thread.cycle, thread, by=actor())
    return done(url_of(thread), N_("Open again."))


@bp.post("/threads/<int:thread_id>/needs")
@needs(Right.CYCLE_TALK, load_thread)
def ask(thread: Thread) -> Any:
    """Say from whom an answer is needed."""
    form, who = NeedsForm(), actor()
    offer_needs(form, circle_of(thread.cycle, clock.today()), who.account_id)
    values = form.checked()
    form.need("needs")
    try:
        if form.is_good:
            kind, _, number = (values.get("needs") or "").partition(":")
            asked = Needs(**{f"{kind}_id": int(number)}) if number else Needs()
            ask_of(thread.cycle, thread, asked, by=who)
            return done(url_of(thread), N_("Noted. Who is asked is told.") if number else N_("Noted."))
    except Refusal as refusal:
        return _refused(thread, form, "needs", refusal)
    return thread_page(thread, needs=form), 422


def _decide(cycle: Cycle, thread_id: int, decide: Callable[[Thread], None], said: str) -> Any:
    """Answer a suggested wording; refused with both texts when the words meant are no longer there."""
    thread = find_thread(cycle.id, thread_id) or abort(404)
    try:
        decide(thread)
    except Refusal as refusal:
        session.rollback()
        return thread_page(load_thread(cycle.id, thread_id) or thread, notice=refusal.message), refusal.status
    return done(url_of(thread), said)


@bp.post("/threads/<int:thread_id>/accept")
@needs(Right.CYCLE_EDIT, load_cycle)
def accept(cycle: Cycle, thread_id: int) -> Any:
    """Take a suggested wording over, with one press."""

    def decide(thread: Thread) -> None:
        reason = say(Message(SUGGESTED_BY, {"who": ", ".join(filter(None, (thread.name, thread.posting)))}))
        take_over(thread.cycle, thread, reason=reason, by=actor())

    return _decide(
        cycle, thread_id, decide, N_("Taken over. The earlier words stay in the history, with both your names.")
    )


@bp.post("/threads/<int:thread_id>/decline")
@needs(Right.CYCLE_EDIT, load_cycle)
def decline(cycle: Cycle, thread_id: int) -> Any:
    """Leave the words as they are."""
    return _decide(
        cycle,
        thread_id,
        lambda thread: leave(thread.cycle, thread, by=actor()),
        N_("Left as it is. The suggestion stays readable."),
    )


@bp.post("/threads/<int:thread_id>/aside")
@needs(Right.CYCLE_EDIT, load_cycle)
def put_aside(cycle: Cycle, thread_id: int) -> Any:
    """Take a mentor's question from the top of the step; it stays in the discussion."""
    thread = find_thread(cycle.id, thread_id) or abort(404)
    form = AsideForm()
    values = form.checked()
    try:
        if form.is_good:
            set_aside(thread.cycle, thread, values.get("note") or "", by=actor())
            return done(back_to(thread, "said"), N_("Set aside. It stays in the discussion."))
    except Refusal as refusal:
        return _refused(thread, form, "aside", refusal)
    return thread_page(thread, aside=form), 422
