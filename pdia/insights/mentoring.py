"""The mentor's pages: the inbox by need, all that is new of one team, what changed in one cycle since a day."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from flask import current_app, jsonify, render_template, request, url_for
from werkzeug.wrappers import Response

from pdia.access.guard import actor, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.operations import note_visit
from pdia.cycles.page import load_cycle, note_that_read
from pdia.cycles.rules import STAGE_PATHS, STAGE_WORDS
from pdia.insights.inbox.changes import list_changes
from pdia.insights.inbox.gather import build_inbox
from pdia.insights.inbox.news import News, find_news, whatsapp
from pdia.insights.inbox.rules import GOING_WORDS, KIND_WORDS, Kind, Need, waited
from pdia.insights.pages import bp, load_team
from pdia.kernel import clock, presence
from pdia.kernel.addresses import row_number
from pdia.kernel.db import Database
from pdia.kernel.i18n import say
from pdia.kernel.words import N_, Message
from pdia.mentoring.queries import find_looks
from pdia.mentoring.rules import NOTE_LIMIT, looked_until
from pdia.notices.page import note_seen_here
from pdia.teams.models import Team
from pdia.threads.rules import COMMENT_LIMIT
from pdia.threads.turns import path_of
from pdia.threads.wording import SORT_WORDS

READ_BY = N_("Also reading this: %(names)s")
_ANCHORS = {Kind.QUESTION: "talks", Kind.HELP: "help", Kind.NEW: "changes", Kind.SILENT: "people"}


def need_url(team_id: int, need: Need) -> str:
    """Where one need is met."""
    if need.kind is Kind.STUCK:
        return url_for("insights.team", team_id=team_id)
    return url_for("insights.catch_up", team_id=team_id) + f"#{_ANCHORS[need.kind]}"


@bp.get("/mentoring")
@needs(Right.ACCOUNT_OWN)
def mentoring() -> str:
    """The teams I mentor by what they need from me; people who mentor nobody read what to do."""
    note_seen_here()
    today, wanted = clock.today(), request.args.get("need", "")
    need = Kind(wanted) if wanted in set(Kind) else None
    team_id, cohort_id = request.args.get("team", type=row_number), request.args.get("cohort", type=row_number)
    inbox = build_inbox(actor(), today, need=need, team_id=team_id, cohort_id=cohort_id)
    return render_template(
        "insights/mentoring.html",
        inbox=inbox,
        need=need,
        team_id=team_id,
        cohort_id=cohort_id,
        cohorts={team.cohort_id: team.cohort for team in inbox.teams},
        kinds=KIND_WORDS,
        going=GOING_WORDS,
        today=today,
        now=clock.now().isoformat(),
        need_url=need_url,
        waited=waited,
    )


@bp.get("/mentoring/teams/<int:team_id>")
@needs(Right.TEAM_MENTOR, load_team)
def catch_up(team: Team) -> str:
    """All that is new of one team since my last look, on one page."""
    now, who = clock.now(), actor()
    news = find_news(team, who, clock.today(), page=request.args.get("page", 1, type=row_number))
    _note_read(news)
    own = next((one for one in news.mentors if one.account_id == who.account_id), None)
    others = presence.note(f"team:{team.id}", who.account_id, who.name)
    return render_template(
        "insights/mentoring_team.html",
        team=team,
        news=news,
        titles={cycle.id: cycle.title for cycle in news.cycles},
        covering=own if own and own.covers_id else None,
        until=now.isoformat(),
        others=say(Message(READ_BY, {"names": ", ".join(others)})) if others else "",
        phrases_of=lambda stage: [one for one in news.phrases if one.stage in ("", stage)],
        sorts=SORT_WORDS,
        steps=STAGE_WORDS,
        paths=STAGE_PATHS,
        comment_limit=COMMENT_LIMIT,
        note_limit=NOTE_LIMIT,
        whatsapp=whatsapp,
        path_of=path_of,
    )


def _note_read(news: News) -> None:
    """What this page showed is frozen in history from now on, in a transaction of its own."""
    changed = {row.cycle_id for row in news.changes.rows}
    if not changed:
        return
    database: Database = current_app.extensions["pdia_database"]
    with database.scope(write=True) as own:
        for cycle_id in sorted(changed):
            note_visit(cycle_id, actor().account_id)
        own.commit()


@bp.get("/mentoring/teams/<int:team_id>/live")
@needs(Right.TEAM_MENTOR, load_team)
def reading(team: Team) -> Response:
    """Who else has the page of this team open: 304 while that is as it was."""
    others = presence.note(f"team:{team.id}", actor().account_id, actor().name)
    answer = jsonify(mark="", here=say(Message(READ_BY, {"names": ", ".join(others)})) if others else "")
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:20])
    return answer.make_conditional(request)


@bp.get("/cycles/<int:cycle_id>/changes-since")
@needs(Right.CYCLE_READ, load_cycle)
def changes_since(cycle: Cycle) -> str:
    """What others changed in a cycle since a moment; without one, since my last look or the beginning."""
    who, said = actor(), request.args.get("since", "")
    if said:
        since: datetime | None = looked_until(said.replace(" ", "+"), None, clock.now())
    else:
        since = find_looks(who.account_id, [cycle.team_id]).get(cycle.team_id)
    page = request.args.get("page", 1, type=row_number)
    changes = list_changes({cycle.id: since}, who.account_id, page=page)
    note_that_read(cycle)
    return render_template(
        "insights/changes_since.html",
        cycle=cycle,
        since=since,
        since_said=since.astimezone(UTC).isoformat() if since else None,
        changes=changes,
        titles={},
    )
