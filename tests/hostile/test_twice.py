"""The same form twice: one after the other, with other words, and five at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.hostile.forms import Sheet
from tests.hostile.town import WRECKERS, Town

FIVE = 5
TWO_BY_DESIGN = {"accounts.do_sign_in", "teams.code", "enrolment.code", "accounts.send_code"}
"""Each sign-in is a session of its own; each press makes the earlier code void."""
SAVES = {"problem.save", "reflection.save", "fishbone.begin:vote", "iterations.save_note", "entry_points.room.give"}
"""Rows that are made when they are first needed."""


def test_the_same_key_with_other_words_is_refused(town: Town) -> None:
    wrong: list[str] = []
    for sheet in town.sheets.values():
        if not sheet.has_key:
            continue
        town.restore()
        first, pairs = town.post(sheet, sheet.pairs(), put_back=False), sheet.with_texts("CANARY other words")
        if first.status_code >= 400:
            continue
        again, other = town.post(sheet, sheet.pairs(), put_back=False), town.post(sheet, pairs, put_back=False)
        wrong += town.judge(f"{sheet} twice", again)
        wrong += town.judge(f"{sheet} with the same key", other, sheet.typed(pairs))
        if sheet.endpoint not in ("cycles.finish",) and (again.status_code, again.location) != (
            first.status_code,
            first.location,
        ):
            wrong.append(
                f"{sheet} twice: {first.status_code} {first.location}, then {again.status_code} {again.location}"
            )
        if sheet.texts and other.status_code != 409:
            wrong.append(f"{sheet} with the same key and other words: {other.status_code}")
    assert not wrong, "\n".join(wrong)


def _grown(town: Town, before: dict[str, int]) -> dict[str, int]:
    return {name: count - before[name] for name, count in town.counts().items() if count != before[name]}


def _at_once(town: Town, sheet: Sheet) -> list[int]:
    with ThreadPoolExecutor(FIVE) as pool:
        return [
            answer.status_code
            for answer in pool.map(lambda _n: town.post(sheet, sheet.pairs(), put_back=False), range(FIVE))
        ]


def test_five_at_once_are_one(town: Town) -> None:
    wrong: list[str] = []
    start = town.counts()
    for sheet in _counted(town):
        once = town.post(sheet, sheet.pairs(), put_back=False)
        wanted = _grown(town, start)
        town.restore()
        statuses = _at_once(town, sheet)
        got = _grown(town, start)
        town.restore()
        if wanted != got or max(statuses) >= 500:
            wrong.append(f"{sheet}: once adds {wanted} ({once.status_code}), five at once add {got} ({statuses})")
    assert not wrong, "\n".join(wrong)


def _counted(town: Town) -> list[Sheet]:
    """Forms whose rows are counted: on PostgreSQL, where putting back takes long, those that create something."""
    return [
        sheet
        for sheet in town.sheets.values()
        if sheet.endpoint not in TWO_BY_DESIGN and (town.is_sqlite or sheet.has_key or sheet.endpoint in SAVES)
    ]


def test_five_at_once_never_break(town: Town) -> None:
    """Every other form, one after the other, the cycle's end last."""
    sheets = sorted(town.sheets.values(), key=lambda sheet: sheet.endpoint in WRECKERS)
    for sheet in sheets if not town.is_sqlite else []:
        statuses = _at_once(town, sheet)
        assert max(statuses) < 500, f"{sheet}: {statuses}"
