"""Forms with fields missing, repeated or too many, and bodies that are no forms."""

from __future__ import annotations

from typing import Any

from pdia.kernel.db import Base
from tests.hostile.corpus import BODIES, SURPLUS
from tests.hostile.town import Town

OWNERS = ("institute_id", "cycle_id", "team_id", "account_id", "is_site_admin", "cohort_id")
GIVES_AN_ACCOUNT = {"forming.link"}


def test_a_missing_field_breaks_nothing(town: Town) -> None:
    wrong: list[str] = []
    for sheet in town.sheets.values():
        wrong += town.judge(f"{sheet} with nothing", town.post(sheet, []))
        for name in dict.fromkeys(field.name for field in sheet.fields):
            pairs = [pair for pair in sheet.pairs() if pair[0] != name]
            wrong += town.judge(f"{sheet} without {name}", town.post(sheet, pairs), sheet.typed(pairs))
    assert not wrong, "\n".join(wrong)


def test_repeated_fields_are_taken_once(town: Town) -> None:
    wrong: list[str] = []
    for sheet in town.sheets.values():
        pairs = [pair for pair in sheet.pairs() for _ in range(3)]
        wrong += town.judge(f"{sheet} with everything three times", town.post(sheet, pairs), sheet.typed(pairs))
    assert not wrong, "\n".join(wrong)


def _owners(rows: dict[str, list[Any]]) -> dict[tuple[str, object], tuple[object, ...]]:
    """To whom each row belongs, by table and number."""
    found: dict[tuple[str, object], tuple[object, ...]] = {}
    for table in Base.metadata.sorted_tables:
        places = [position for position, column in enumerate(table.columns) if column.name in OWNERS]
        if "id" in table.columns and table.name in rows:
            at = list(table.columns.keys()).index("id")
            found |= {(table.name, row[at]): tuple(row[place] for place in places) for row in rows[table.name]}
    return found


def test_fields_that_no_page_sends_change_nothing(town: Town) -> None:
    cast = town.world.cast
    other = {
        "institute_id": 2,
        "cycle_id": cast.far_cycle,
        "team_id": cast.far_team,
        "account_id": cast.accounts["stranger"],
    }
    wrong: list[str] = []
    for sheet in town.sheets.values():
        own = {field.name for field in sheet.fields}
        surplus = [(name, str(other.get(name, 2))) for name in SURPLUS if name not in own]
        before = _owners(town.dump())
        answer = town.post(sheet, [*sheet.pairs(), *surplus])
        wrong += town.judge(f"{sheet} with surplus fields", answer)
        after = _owners(town.dump())
        moved = {key for key, owners in before.items() if after.get(key, owners) != owners}
        strange = {
            key
            for key in after.keys() - before.keys()
            if {2, cast.far_cycle} & set(after[key][:1]) and _has_institute(key)
        }
        if (moved or strange) and sheet.endpoint not in GIVES_AN_ACCOUNT:
            wrong.append(f"{sheet}: surplus fields changed whose rows are whose: {moved or strange}")
    assert not wrong, "\n".join(wrong)


def _has_institute(key: tuple[str, object]) -> bool:
    columns = [column.name for column in Base.metadata.tables[key[0]].columns if column.name in OWNERS]
    return columns[:1] == ["institute_id"]


def test_a_body_that_is_no_form_is_a_plain_refusal(sqlite_town: Town) -> None:
    town = sqlite_town
    wrong: list[str] = []
    for sheet in town.sheets.values():
        broad = sheet.endpoint in ("problem.save", "accounts.do_sign_in", "files.do_add:problem", "insights.open_cycle")
        for name in BODIES if broad else ("JSON", "cut multipart"):
            answer = town.send(sheet.login, sheet.action, *BODIES[name])
            wrong += town.judge(f"{sheet} with {name}", answer)
    assert not wrong, "\n".join(wrong)


def test_a_file_that_is_none_is_refused(sqlite_town: Town) -> None:
    town = sqlite_town
    sheet = town.sheets["files.do_add:problem"]
    wrong: list[str] = []
    for name, data in {
        "nothing": b"",
        "a program": b"MZ\x90\x00",
        "a page": b"<html><script>alert(1)</script>",
        "a picture cut short": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    }.items():
        for filename in ("order.pdf", "../../etc/passwd", "x\x00.jpg", "ക.pdf", "a" * 3000):
            parts = ['--b\r\nContent-Disposition: form-data; name="caption"\r\n\r\nCANARY caption\r\n']
            parts.append(f'--b\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\n\r\n')
            body = "".join(parts).encode() + data + b"\r\n--b--\r\n"
            answer = town.send(sheet.login, sheet.action, body, "multipart/form-data; boundary=b")
            said = f"{name} called {filename[:20]!r}"
            wrong += town.judge(said, answer, [("caption", "CANARY caption")])
            if answer.status_code < 400:
                wrong.append(f"{said} was taken")
    assert not wrong, "\n".join(wrong)
