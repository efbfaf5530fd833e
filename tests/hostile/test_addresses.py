"""Addresses nobody was given: odd numbers, odd words, odd questions, odd methods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pdia
from tests.hostile.corpus import NUMBERS, PATH_NUMBERS, PATHS
from tests.hostile.forms import parameters
from tests.hostile.town import FORM, Town, judge

PLAIN = re.compile(r"<([^>]+)>")


def _login(rule: str) -> str:
    """Somebody who may use the address if there were something: for others a row that is none is no different."""
    if "/mentor-notes" in rule or rule.startswith("/mentoring/teams"):
        return "mentor"
    return "facilitator" if rule.startswith(("/cohorts", "/directory", "/phrases")) else "convenor"


def _addresses(town: Town) -> Iterator[tuple[str, str]]:
    """Every address with values of the cast: the rule it comes from, and itself."""
    cast = town.world.cast
    known = {"cycle_id": cast.cycle, "team_id": cast.team, "cohort_id": cast.cohort, "authoriser_id": cast.authoriser}
    for rule in sorted(town.world.app.url_map.iter_rules(), key=lambda rule: rule.rule):

        def fill(found: re.Match[str]) -> str:
            name = found[1].split(":")[-1]
            if choices := re.match(r"any\(([^,)]+)", found[1]):
                return choices[1].strip("'\" ")
            return (
                str(known.get(name, 1))
                if ":" in found[1]
                else {"kind": "evidence", "field": "measure"}.get(name, "problem")
            )

        yield rule.rule, PLAIN.sub(fill, rule.rule)


def _broken(rule: str, address: str, value: str, *, numbers: bool) -> Iterator[str]:
    """The address with the value in the place of each of its numbers, or of each of its words, in turn."""
    places, whole = rule.split("/"), address.split("/")
    for position, place in enumerate(places):
        if place.startswith("<") and ("<int:" in place) is numbers and "any(" not in place:
            yield "/".join([*whole[:position], value, *whole[position + 1 :]])


def test_row_numbers_beyond_a_key_are_not_here(town: Town) -> None:
    """PostgreSQL's keys end at 31 bits: the largest is asked for, the next is none."""
    login, cycle = "convenor", town.world.cast.cycle
    for number, status in ((cycle, 200), (2**31 - 1, 404), (2**31, 404), (2**63, 404)):
        assert town.client(login).get(f"/cycles/{number}/problem").status_code == status, number


@pytest.mark.parametrize("numbers", [True, False], ids=["numbers", "words"])
def test_an_address_of_nothing_is_not_here(sqlite_town: Town, numbers: bool) -> None:
    town = sqlite_town
    wrong: list[str] = []
    for rule, address in _addresses(town):
        for value in PATH_NUMBERS if numbers else PATHS:
            for path in _broken(rule, address, value, numbers=numbers):
                login = _login(rule)
                methods = {"GET", "POST"} & _methods(town, rule)
                for answer in [town.send(login, path, b"", FORM, method) for method in sorted(methods)]:
                    said = f"{answer.request.method} {path[:80]} ({rule})"
                    wrong += judge(said, answer)
                    if answer.status_code not in (400, 404, 405) and not rule.startswith("/account/"):  # gone is gone
                        wrong.append(f"{said}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_odd_words_after_the_question_mark(town: Town) -> None:
    names = parameters(Path(pdia.__file__).parent)
    assert {"before", "for", "next"} <= set(names)
    values = [NUMBERS[name] for name in ("2^31", "2^63", "-1", "words", "1e9", "a superscript")] + ["%00", "%ED%A0%80"]
    wrong: list[str] = []
    for rule, address in _addresses(town):
        if "GET" in _methods(town, rule):
            for value in values:
                query = "&".join(f"{name}={value}" for name in names)
                wrong += judge(f"GET {address}?...={value[:20]}", town.client(_login(rule)).get(f"{address}?{query}"))
    assert not wrong, "\n".join(wrong)


def _methods(town: Town, rule: str) -> set[str]:
    return {method for one in town.world.app.url_map.iter_rules() if one.rule == rule for method in one.methods or ()}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "FOO"])
def test_a_method_nobody_offers_is_refused_plainly(sqlite_town: Town, method: str) -> None:
    town = sqlite_town
    wrong: list[str] = []
    for rule, address in _addresses(town):
        answer = town.send(_login(rule), address, b"CANARY=1", FORM, method)
        wrong += judge(f"{method} {address} ({rule})", answer)
        if answer.status_code not in (405, 404, 400):
            wrong.append(f"{method} {address}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_a_stranger_whose_session_ended_sends_anything(town: Town) -> None:
    """The text of an ended session is kept for its person, whatever names its fields and its address carry."""
    wrong: list[str] = []
    sheet = town.sheets["problem.save"]
    with town.world.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE sign_in_session SET ended_at = last_seen_at")
    for path in (
        "/cycles/1/problem",
        "/directory/a%00b",
        "/cycles/1/files/%00/new",
        "/cycles/1/history/a%00/1/b%00/restore",
    ):
        body = b"statement=Kept+for+me%00&na%00me=x&%ED%A0%80=y"
        answer = town.send(sheet.login, path, body, FORM)
        wrong += judge(f"{path} after the session ended", answer)
        if answer.status_code != 303:
            wrong.append(f"{path}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
