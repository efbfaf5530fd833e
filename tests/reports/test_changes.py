"""What changed when: the annex' lines, the full history's entries, and how values are worded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from pdia.history.diff import Piece
from pdia.history.rules import Deed
from pdia.kernel.db import session
from pdia.reports.changes import Change, digest_changes, entries_of, lines_of
from pdia.reports.rules import MOST_LINES, fit_on_sheet
from pdia.stages.problem.operations import add_evidence, save_problem, strike_evidence
from tests.stages.entry_points.ground import cycle_and
from tests.world import World

NOON = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)


def _change(minutes: int = 0, *, row: int = 1, name: str = "Anil", label: str = "What?") -> Change:
    at = NOON + timedelta(minutes=minutes)
    return Change(("cause", row), at, at.date(), name, "", "Causes", label, "", "", "", "", None, ())


def test_one_line_for_one_person_in_one_stage_on_one_day() -> None:
    annex = lines_of([_change(), _change(30, label="How?"), _change(40), _change(50, name="Rekha")])
    assert [(line.name, line.labels, line.changes) for line in annex.lines] == [
        ("Rekha", ("What?",), 1),
        ("Anil", ("What?", "How?"), 3),
    ]
    assert annex.more == 0


def test_the_annex_ends_after_forty_lines_and_counts_the_rest() -> None:
    annex = lines_of([_change(day * 24 * 60) for day in range(MOST_LINES + 3)])
    assert len(annex.lines) == MOST_LINES
    assert annex.lines[0].on == date(2026, 12, 14), "the newest stand first"
    assert annex.more == 3


def test_what_was_done_to_one_row_at_one_go_is_one_entry() -> None:
    entries = entries_of([_change(), _change(label="How?"), _change(row=2), _change(5, row=2)])
    assert [len(entry.changes) for entry in entries] == [2, 1, 1]


def test_values_are_told_in_words(world: World) -> None:
    with world.database.scope(write=True):
        cycle, by = cycle_and(world)
        health = world.cast.departments["H"]
        values = {"how": "figure", "measure": "Schools", "figure": "21", "as_of": date(2026, 10, 7)}
        row = add_evidence(cycle, {**values, "department_id": health}, by=by)
        strike_evidence(cycle, row, "Counted twice", by=by)
        save_problem(cycle, {"statement": "Girls miss the tablet on Mondays"}, {}, by=by)
        session.commit()
    with world.database.scope(write=False):
        cycle, _by = cycle_and(world)
        changes = digest_changes(cycle)
    texts = {change.label: change for change in changes}
    assert texts["As of which day?"].day == date(2026, 10, 7)
    assert texts["Whose department keeps it?"].pieces == (Piece("added", "Health & Family Welfare"),)
    assert texts["The figure"].about == "Schools"
    struck = next(change for change in changes if change.reason)
    assert (struck.deed, struck.reason, struck.about, struck.pieces) == (
        "struck through",
        "Counted twice",
        "Schools",
        (),
    )
    assert all(change.name == "Convenor" for change in changes)


def test_an_edit_shows_what_changed_and_a_new_text_stands_whole(sqlite_world: World) -> None:
    versions = ("Girls miss the tablet on Mondays", "Girls miss the tablet on most Mondays", "Nobody wrote a list")
    for version, login in zip(versions, ("convenor", "teammate", "convenor"), strict=True):
        with sqlite_world.database.scope(write=True):
            cycle, by = cycle_and(sqlite_world, login)
            save_problem(cycle, {"statement": version}, {}, by=by)
            session.commit()
    with sqlite_world.database.scope(write=False):
        cycle, _by = cycle_and(sqlite_world)
        _first, edited, rewritten = (one for one in digest_changes(cycle) if one.label == "What is the problem?")
    assert [piece.text for piece in edited.pieces if piece.kind == "added"] == ["most "]
    assert [piece.kind for piece in rewritten.pieces] == ["removed", "same", "added"]
    assert rewritten.pieces[2].text == versions[2]


def test_rows_that_are_no_target_are_not_told(sqlite_world: World) -> None:
    with sqlite_world.database.scope(write=False):
        cycle, _by = cycle_and(sqlite_world)
        assert digest_changes(cycle) == [], "the cycle's own title is no answer of a stage"


def test_the_plan_is_set_closer_the_more_it_holds() -> None:
    row = [[60.0], [12.0, 20.0], [8.0, 8.0], [70.0, 60.0], [50.0]]
    names = [fit_on_sheet([row] * number) for number in (2, 8, 12, 40)]
    assert names[0] == ("roomy", 2)
    assert names[1][0] in ("even", "close")
    assert names[3][0] == "dense"
    assert 8 < names[3][1] < 40
    assert fit_on_sheet([[[5000.0], [1.0], [1.0], [1.0], [1.0]]])[1] == 1, "at least one action stands there"


def test_every_deed_that_needs_a_word_has_one() -> None:
    from pdia.reports.changes import DEED_WORDS

    assert set(Deed) - set(DEED_WORDS) == {Deed.EDIT, Deed.STATE}
