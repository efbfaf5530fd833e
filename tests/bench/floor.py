"""The floor: the least that our stack can do for the rows of a stage page. Its contents stay as they are.

Two floors. The *least* page checks a signed cookie, asks one query for the stage's rows and writes them
into one plain template. The *shaped* page also asks who is there, whether they belong to the team, for
the cycle with its team, and for the rail: everything that any page of this kind must know, still without
layout, words in other languages, rights, forms, hints or notes of who saved what. A stage page of pdia is
judged by how many times longer it takes.

Do not make this file quicker or slower: its figures are worth something only while it stays the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask, abort
from flask import session as browser
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from pdia.accounts.models import Account, SignInSession
from pdia.accounts.operations import hash_token
from pdia.cycles.models import Cycle, CycleStage
from pdia.directory.models import Department
from pdia.kernel.db import Database, session
from pdia.stages.entry_points.models import EntryPoint, RoomRating
from pdia.stages.fishbone.models import Cause, cause_department
from pdia.stages.ideas.models import Idea
from pdia.stages.iterations.models import Iteration
from pdia.stages.plan.models import Action, ActionAsk
from pdia.stages.problem.models import Evidence, Problem
from pdia.stages.reflection.models import Reflection
from pdia.teams.models import Membership, Posting

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title>
<link rel="stylesheet" href="/static/floor.css"></head><body><h1>{{ title }}</h1>
{% if rail %}<nav><ul>{% for row in rail %}<li>{{ row.stage }}: {{ row.state }}</li>{% endfor %}</ul></nav>{% endif %}
{% for name, fields in rows %}<fieldset><legend>{{ name }}</legend>
{% for label, text in fields %}<label>{{ label }}<textarea name="{{ label }}">{{ text }}</textarea></label>
{% endfor %}</fieldset>
{% endfor %}<button>Save</button></body></html>"""


def _rows_of(what: str, cycle_id: int) -> Select[Any]:
    """The one query for a stage's rows."""
    queries: dict[str, Any] = {
        "problem": select(Problem, Evidence)
        .outerjoin(Evidence, Evidence.cycle_id == Problem.cycle_id)
        .where(Problem.cycle_id == cycle_id),
        "fishbone": select(Cause, Department)
        .outerjoin(cause_department, cause_department.c.cause_id == Cause.id)
        .outerjoin(Department, Department.id == cause_department.c.department_id)
        .where(Cause.cycle_id == cycle_id),
        "entry_points": select(Cause, RoomRating, EntryPoint)
        .outerjoin(RoomRating, RoomRating.cause_id == Cause.id)
        .outerjoin(EntryPoint, EntryPoint.cause_id == Cause.id)
        .where(Cause.cycle_id == cycle_id),
        "ideas": select(Idea).options(joinedload(Idea.department)).where(Idea.cycle_id == cycle_id),
        "plan": select(Action)
        .options(joinedload(Action.lead), joinedload(Action.asks).joinedload(ActionAsk.department))
        .where(Action.cycle_id == cycle_id),
        "iterations": select(Iteration).where(Iteration.cycle_id == cycle_id),
        "reflection": select(Reflection).where(Reflection.cycle_id == cycle_id),
    }
    found: Select[Any] = queries[what]
    return found


def _fields(rows: Iterable[Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every text of every row, each row once."""
    known: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for row in rows:
        for thing in row:
            if thing is not None and (thing.__tablename__, thing.id) not in known:
                texts = [(c.name, v) for c in thing.__table__.columns if isinstance(v := getattr(thing, c.name), str)]
                known[(thing.__tablename__, thing.id)] = texts
    return [(name, texts) for (name, _id), texts in known.items()]


def floor_app(url: str, secret: str) -> Flask:
    """An application that has nothing but the two floors, over the same database and cookie."""
    app = Flask("floor", static_folder=None)
    app.config.update(SECRET_KEY=secret, SESSION_COOKIE_NAME="pdia")
    database = Database(url)
    app.extensions["pdia_database"] = database
    page = app.jinja_env.from_string(PAGE)

    @app.get("/least/<what>/<int:cycle_id>")
    def least(what: str, cycle_id: int) -> str:
        token = browser.get("_user_id") or abort(403)
        with database.scope(write=False):
            rows = session.execute(_rows_of(what, cycle_id)).unique().all()
            return page.render(title=f"{what} {token[:4]}", rail=[], rows=_fields(rows))

    @app.get("/shaped/<what>/<int:cycle_id>")
    def shaped(what: str, cycle_id: int) -> str:
        with database.scope(write=False):
            who = session.scalar(
                select(SignInSession)
                .where(SignInSession.token_hash == hash_token(browser.get("_user_id", "")))
                .options(joinedload(SignInSession.account).joinedload(Account.institute))
            )
            cycle = session.scalar(select(Cycle).where(Cycle.id == cycle_id).options(joinedload(Cycle.team)))
            if who is None or cycle is None:
                abort(404)
            ties = session.scalars(
                select(Membership)
                .where(Membership.account_id == who.account_id)
                .options(joinedload(Membership.posting).joinedload(Posting.department))
            ).all()
            if cycle.team_id not in {tie.team_id for tie in ties}:
                abort(404)
            rail = session.scalars(select(CycleStage).where(CycleStage.cycle_id == cycle_id)).all()
            rows = session.execute(_rows_of(what, cycle_id)).unique().all()
            return page.render(title=f"{cycle.team.name}: {who.account.name}", rail=rail, rows=_fields(rows))

    return app
