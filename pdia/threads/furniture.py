"""What stage pages show of their discussions: beside each question and row, on top, and at the end.

Two statements a page, however many discussions there are. What is read stays with the request; the
templates ask for it by the same target that forms carry (`talk_on`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import current_app, g, has_request_context, url_for
from markupsafe import Markup

from pdia.access.actor import Actor
from pdia.access.guard import actor
from pdia.cycles.models import Cycle
from pdia.cycles.page import furnish
from pdia.cycles.rules import STAGE_PATHS, STAGE_WORDS, Stage
from pdia.kernel.markdown import plain
from pdia.threads.hearers import side_of
from pdia.threads.models import Thread
from pdia.threads.queries import PlaceCount, Talk, count_by_place, list_of_stage
from pdia.threads.rules import EXCERPT, Side, Sort, State, Turn, find_quote, side_turn
from pdia.threads.wording import SORT_WORDS

MOST_ON_PAGE = 60
MOST_AT_PLACE = 5


@dataclass(frozen=True)
class Line:
    """One discussion as a line on a page."""

    thread: Thread
    sort: str
    excerpt: str
    url: str
    waits: bool


@dataclass
class Talks:
    """The discussions of one stage, handed out place by place while its page is written."""

    cycle_id: int
    stage: str
    path: str
    name: str
    lines: Sequence[Line]
    counts: Sequence[PlaceCount]
    turn: Turn
    may_answer: bool
    shown: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def at(self, target: str, text: str | None) -> list[Line]:
        """The lines at a place whose words still stand in `text`; the others are remembered as on earlier text."""
        here = [line for line in self.lines if line.thread.target == target]
        for line in here:
            quoted = line.thread
            if text is not None and quoted.quote and not find_quote(text, quoted.quote, quoted.before, quoted.after):
                self.lost.add(quoted.id)
        stays = [line for line in here if line.thread.id not in self.lost]
        self.shown.update(line.thread.id for line in stays)
        return stays

    def count(self, target: str, state: State) -> int:
        """How many discussions a place has in this state."""
        return sum(one.count for one in self.counts if one.target == target and one.state == state)

    def lost_at(self, target: str) -> int:
        """How many of them stand on earlier text, at the end of the page."""
        return sum(1 for line in self.lines if line.thread.target == target and line.thread.id in self.lost)

    def waits(self, target: str) -> bool:
        """Whether one of them waits for the reader's side."""
        return self.turn is not Turn.NOBODY and any(
            one.target == target and one.turn == self.turn and one.state == State.OPEN for one in self.counts
        )

    @property
    def on_top(self) -> list[Line]:
        """The questions that stay above the work until they are answered."""
        return [line for line in self.lines if line.thread.on_top]

    @property
    def of_stage(self) -> list[Line]:
        """Those on the step as a whole."""
        return [line for line in self.lines if not line.thread.kind]

    @property
    def on_earlier_text(self) -> list[Line]:
        """Those whose words do not stand there any more; known only after the questions were written."""
        return [line for line in self.lines if line.thread.id in self.lost and line.thread.id not in self.shown]

    @property
    def elsewhere(self) -> list[Line]:
        """Those on rows and questions that this page does not show, struck ones too."""
        return [
            line
            for line in self.lines
            if line.thread.kind and line.thread.id not in self.shown and line.thread.id not in self.lost
        ]

    @property
    def open(self) -> int:
        """How many are open, also those that are not on this page."""
        return sum(one.count for one in self.counts if one.state == State.OPEN)

    @property
    def closed(self) -> int:
        """How many are closed."""
        return sum(one.count for one in self.counts if one.state == State.CLOSED)


def my_turn(cycle: Cycle, who: Actor) -> Turn:
    """The turn in which the reader speaks."""
    return side_turn(side_of(cycle, who))


def line_of(talk: Talk, turn: Turn, who: Actor) -> Line:
    """A discussion as a line for this reader."""
    thread = talk.thread
    words = plain(talk.last)
    asked = thread.needs_account_id == who.account_id and thread.state == State.OPEN
    return Line(
        thread=thread,
        sort=SORT_WORDS[Sort(thread.sort)],
        excerpt=words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…",
        url=url_for("threads.show", cycle_id=thread.cycle_id, thread_id=thread.id),
        waits=asked or (turn is not Turn.NOBODY and thread.turn == turn),
    )


@furnish
def talks_of(cycle: Cycle, stage: Stage) -> dict[str, object]:
    """The discussions of a stage for its page: two statements."""
    who = actor()
    turn = my_turn(cycle, who)
    g.talks = Talks(
        cycle_id=cycle.id,
        stage=stage.value,
        path=STAGE_PATHS[stage],
        name=STAGE_WORDS[stage],
        lines=[line_of(talk, turn, who) for talk in list_of_stage(cycle.id, stage, MOST_ON_PAGE)],
        counts=count_by_place(cycle.id, stage),
        turn=turn,
        may_answer=side_of(cycle, who) is Side.TEAM,
    )
    return {"talks": g.talks}


def talk_on(target: str | None, text: object = None, *, label: object = "", tight: bool = False) -> Markup | str:
    """The discussions at one place of this page, and the way to begin one; empty on pages without them."""
    talks: Talks | None = g.get("talks") if has_request_context() else None
    if talks is None or not target or target.endswith(":None"):
        return ""
    again = target in talks.asked
    talks.asked.add(target)
    lines = talks.at(target, None if text is None else str(text))
    module = current_app.jinja_env.get_template("threads/_beside.html").module
    return Markup(module.beside(talks, target, lines, str(label), tight or again, MOST_AT_PLACE))  # type: ignore[attr-defined]  # noqa: S704
