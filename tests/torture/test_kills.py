"""Whoever looks for lost saves must find one; no process is killed here."""

from __future__ import annotations

import threading

from pdia.access.actor import Actor
from pdia.accounts.models import Account
from pdia.cycles.queries import find_cycle
from pdia.kernel.db import session
from pdia.stages.problem.operations import save_problem
from pdia.teams.actors import load_actor
from tests.stages.iterations.steps import begin
from tests.torture.clients import Task, Writer
from tests.torture.kills import _look_for_loss
from tests.world import World


def _writer(world: World) -> Writer:
    task = Task(f"/cycles/{world.cast.cycle}/problem", "why", auto=True)
    return Writer(0, 0, "", [task], threading.Event())


def _save(world: World, text: str) -> None:
    with world.database.scope(write=True):
        who: Actor = load_actor(session.get_one(Account, world.cast.accounts["convenor"]), "Asia/Kolkata")
        cycle = find_cycle(world.cast.cycle)
        assert cycle is not None
        save_problem(cycle, {"why": text}, {}, by=who)
        session.commit()


def test_a_lost_save_is_found(sqlite_world: World) -> None:
    begin(sqlite_world)
    writer = _writer(sqlite_world)
    assert _look_for_loss(sqlite_world.database, sqlite_world.cast, [writer]) == [], "nothing was acknowledged yet"
    _save(sqlite_world, writer.text(2))
    writer.acknowledged[writer.tasks[0]] = 2
    assert _look_for_loss(sqlite_world.database, sqlite_world.cast, [writer]) == []
    writer.acknowledged[writer.tasks[0]] = 3
    assert len(_look_for_loss(sqlite_world.database, sqlite_world.cast, [writer])) == 1


def test_a_later_save_that_was_never_answered_is_no_loss(sqlite_world: World) -> None:
    begin(sqlite_world)
    writer = _writer(sqlite_world)
    _save(sqlite_world, writer.text(7))
    writer.acknowledged[writer.tasks[0]] = 6
    assert _look_for_loss(sqlite_world.database, sqlite_world.cast, [writer]) == []
    _save(sqlite_world, "somebody else's words")
    assert len(_look_for_loss(sqlite_world.database, sqlite_world.cast, [writer])) == 1
