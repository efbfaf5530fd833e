"""Hostile, broken and overlong words in every text field of every form."""

from __future__ import annotations

from tests.hostile.corpus import LONG, TEXTS
from tests.hostile.town import Town, on_each

CUT_ON_PURPOSE = {"accounts.do_sign_in", "accounts.send_code", "accounts.set_new_password", "accounts.change_password"}
"""A login that is too long to be one is no login: the answer is the same as for any unknown one."""
MEGABYTE = "CANARYMEGA " + "x" * 1_000_000


@on_each(TEXTS)
def test_hostile_words_are_kept_or_refused(town: Town, name: str) -> None:
    wrong: list[str] = []
    for sheet in town.sheets.values():
        if sheet.texts:
            pairs = sheet.with_texts(TEXTS[name])
            wrong += town.judge(f"{sheet} with {name}", town.post(sheet, pairs), pairs)
    assert not wrong, "\n".join(wrong)


def test_one_broken_field_is_refused_alone(town: Town) -> None:
    wrong: list[str] = []
    for sheet in town.sheets.values():
        for field in sheet.fields:
            if field.kind in ("file", "password"):
                continue
            pairs = sheet.with_value(field.name, "CANARY\x00NUL")
            wrong += town.judge(f"{sheet} with NUL in {field.name}", town.post(sheet, pairs), sheet.typed(pairs))
    assert not wrong, "\n".join(wrong)


def test_more_than_an_answer_may_hold_is_refused_and_kept(sqlite_town: Town) -> None:
    town = sqlite_town
    wrong: list[str] = []
    for sheet in town.sheets.values():
        for field in sheet.texts:
            pairs, said = sheet.with_value(field.name, LONG), f"{sheet} with a long {field.name}"
            answer = town.post(sheet, pairs)
            wrong += town.judge(said, answer, [(field.name, LONG)] if sheet.endpoint not in CUT_ON_PURPOSE else [])
            if answer.status_code < 400 and sheet.endpoint not in CUT_ON_PURPOSE:
                wrong.append(f"{said}: {answer.status_code}, and most of it is gone")
    assert not wrong, "\n".join(wrong)


def test_a_megabyte_is_refused_and_shown_back(sqlite_town: Town) -> None:
    town = sqlite_town
    wrong: list[str] = []
    for sheet in town.sheets.values():
        if not sheet.texts:
            continue
        pairs = sheet.with_value(sheet.texts[0].name, MEGABYTE)
        answer = town.post(sheet, pairs)
        wrong += town.judge(f"{sheet} with a megabyte", answer, [(sheet.texts[0].name, "CANARYMEGA")])
        if answer.status_code < 400 and sheet.endpoint not in CUT_ON_PURPOSE:
            wrong.append(f"{sheet} with a megabyte: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
