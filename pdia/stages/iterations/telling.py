"""Who is told what of a round: the team and its mentors that it went on, the mentors what is in the way.

Nothing of a check-in is told before the reveal, and lines for the mentor alone never are: only that there is one.
"""

from __future__ import annotations

from pdia.access.actor import Actor
from pdia.cycles.models import Cycle
from pdia.cycles.rules import STAGE_PATHS, Stage
from pdia.kernel import clock
from pdia.kernel.words import N_, Message
from pdia.notices.operations import reword, settle, tell
from pdia.notices.queries import find_around
from pdia.notices.rules import Kind
from pdia.stages.iterations.models import Iteration
from pdia.stages.iterations.rules import has_words
from pdia.voices.models import Voice, VoiceRound
from pdia.voices.queries import list_voices

OPENED = N_("Round %(number)s is open until %(day)s")
CLOSED = N_("Round %(number)s is closed")
NOTED = N_("The team writes its note on round %(number)s")
REVEALED = N_("The check-ins of round %(number)s lie open")
IN_THE_WAY = N_("%(name)s says what is in the way (round %(number)s)")
FOR_MENTOR = N_("%(name)s wrote something for the mentor alone (round %(number)s)")


def about(iteration: Iteration) -> str:
    """The round as a thing that notices are about."""
    return f"iteration:{iteration.id}"


def about_note(iteration: Iteration) -> str:
    """The team's note on the round as a thing that notices are about."""
    return f"note:{iteration.id}"


def path_of(cycle: Cycle, iteration: Iteration, page: str = "") -> str:
    """The address of a round, or of a page of it; operations know no request that could make it."""
    return f"/cycles/{cycle.id}/{STAGE_PATHS[Stage.ITERATIONS]}/{iteration.number}{page}"


def tell_opened(cycle: Cycle, iteration: Iteration, *, by: Actor) -> None:
    """Members and mentors hear of a new round and its first step."""
    said = Message(OPENED, {"number": iteration.number, "day": iteration.ends_on})
    _tell_all(cycle, iteration, said, iteration.first_step, by=by)


def tell_closed(cycle: Cycle, iteration: Iteration, *, by: Actor) -> None:
    """Members and mentors hear that a round is closed, and what was learned in it."""
    _tell_all(cycle, iteration, Message(CLOSED, {"number": iteration.number}), iteration.learned, by=by)


def no_more_reminders(iteration: Iteration) -> None:
    """The round is closed, or its note is begun: nobody needs to be reminded."""
    settle(about(iteration))


def tell_noted(cycle: Cycle, iteration: Iteration, *, was_empty: bool, by: Actor) -> None:
    """Members and mentors hear once that the note is begun; letters not sent yet carry its newest words."""
    words = next(filter(None, (iteration.learned, iteration.done, iteration.result, iteration.next_step)), "")
    if not was_empty:
        reword(about_note(iteration), words)
    elif words:
        no_more_reminders(iteration)
        said = Message(NOTED, {"number": iteration.number})
        around = find_around(cycle.team_id, clock.today())
        tell(
            cycle,
            Kind.WORK,
            to=around.members | around.mentors,
            by=by,
            said=said,
            about=about_note(iteration),
            path=path_of(cycle, iteration, "/log"),
            words=words,
            stage=Stage.ITERATIONS,
        )


def tell_revealed(cycle: Cycle, iteration: Iteration, asked: VoiceRound, *, by: Actor) -> None:
    """The check-ins were just opened: all hear of it, and mentors what is in a member's way."""
    _tell_all(cycle, iteration, Message(REVEALED, {"number": iteration.number}), "", by=by)
    mentors = find_around(cycle.team_id, clock.today()).mentors
    for voice in list_voices(asked) if mentors else ():
        alone = set(voice.mentor_only)
        in_the_way = str(voice.answer.get("struggling", "")).strip()
        if in_the_way and "struggling" not in alone:
            _tell_mentors(cycle, iteration, voice, IN_THE_WAY, in_the_way, mentors, by=by)
        if has_words(voice.answer.get(name) for name in alone):
            _tell_mentors(cycle, iteration, voice, FOR_MENTOR, "", mentors, by=by)


def _tell_all(cycle: Cycle, iteration: Iteration, said: Message, words: str, *, by: Actor) -> None:
    around = find_around(cycle.team_id, clock.today())
    tell(
        cycle,
        Kind.WORK,
        to=around.members | around.mentors,
        by=by,
        said=said,
        about=about(iteration),
        path=path_of(cycle, iteration),
        words=words,
        stage=Stage.ITERATIONS,
    )


def _tell_mentors(
    cycle: Cycle, iteration: Iteration, voice: Voice, said: str, words: str, mentors: frozenset[int], *, by: Actor
) -> None:
    name, posting = voice.membership.account.name, voice.membership.posting.words
    tell(
        cycle,
        Kind.HELP,
        to=mentors,
        by=by,
        said=Message(said, {"name": name, "number": iteration.number}),
        about=about(iteration),
        path=path_of(cycle, iteration),
        words=words,
        stage=Stage.ITERATIONS,
        author=(name, posting),
    )
