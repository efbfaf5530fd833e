"""Numbers, choices, dates and marks of the page that nobody could have chosen."""

from __future__ import annotations

import unicodedata

from tests.hostile.corpus import ALONE, BASES, DATES, NUMBERS
from tests.hostile.forms import Field, Sheet
from tests.hostile.town import Town, on_each

CHANGES_NOTHING = {"accounts.language", "accounts.do_sign_in"}
"""The device of a sign-in: whatever is not one's own is shared."""
TAKES_ANY_WORD = {"files.do_add", "directory.use", "files.strike", "cycles.ready", "fishbone.begin"}
A_NAME_TOO = {"who"}
"""Whom the list does not offer can be named."""


def _latin(text: str) -> str:
    return "".join(str(unicodedata.digit(letter, letter)) for letter in text).lstrip("0")


def _foreign(sheet: Sheet, field: Field, value: str) -> bool:
    """Whether a choice does not offer this value."""
    offered = sheet.offers(field)
    return offered is not None and _latin(value) not in {_latin(one) for one in offered}


@on_each(NUMBERS)
def test_a_number_nobody_offered_is_refused(town: Town, name: str) -> None:
    wrong: list[str] = []
    for sheet in town.sheets.values():
        numbers = list(dict.fromkeys(field.name for field in sheet.fields if field.is_number))
        for group in [[one] for one in numbers] if name in ALONE else [numbers] if numbers else []:
            pairs = [pair for pair in sheet.pairs() if pair[0] not in group] + [(one, NUMBERS[name]) for one in group]
            said = f"{sheet} with {', '.join(group)}={name}"
            answer = town.post(sheet, pairs)
            wrong += town.judge(said, answer, [pair for pair in sheet.typed(pairs) if pair[0] not in group])
            plain = sheet.endpoint.split(":")[0] not in CHANGES_NOTHING | TAKES_ANY_WORD
            foreign = [field for field in sheet.fields if field.name in group and _foreign(sheet, field, NUMBERS[name])]
            if answer.status_code < 400 and plain and any(field.name not in A_NAME_TOO for field in foreign):
                wrong.append(f"{said}: {answer.status_code}, as if it had been offered")
    assert not wrong, "\n".join(wrong)


@on_each(DATES)
def test_a_day_that_is_none_is_refused(town: Town, name: str) -> None:
    wrong: list[str] = []
    for sheet in town.sheets.values():
        for field in sheet.fields:
            if field.is_day:
                pairs = sheet.with_value(field.name, DATES[name])
                answer = town.post(sheet, pairs)
                wrong += town.judge(f"{sheet} with {field.name}={name}", answer, pairs)
                if answer.status_code < 400 and name not in ("Malayalam digits", "day first", "NUL"):
                    wrong.append(f"{sheet} took {name} as {field.name}")
    assert not wrong, "\n".join(wrong)


@on_each(BASES)
def test_a_page_older_than_all_loses_nothing(town: Town, name: str) -> None:
    wrong: list[str] = []
    for sheet in town.sheets.values():
        if any(field.name.endswith(".base") for field in sheet.fields):
            pairs = [
                (known, BASES[name] if known.endswith(".base") else f"CANARY {known}" if known in texts else value)
                for texts in [{field.name for field in sheet.texts}]
                for known, value in sheet.pairs()
            ]
            wrong += town.judge(f"{sheet} from base {name}", town.post(sheet, pairs), sheet.typed(pairs))
    assert not wrong, "\n".join(wrong)
