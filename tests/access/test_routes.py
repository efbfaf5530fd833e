"""Every address of the running application, for every position in the table of who sees what."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from pdia.access.policy import Right
from tests.access.routes import ROUTES
from tests.access.who_sees_what import POSITIONS, outcome
from tests.cast import Cast
from tests.world import World

SPECIAL = {"language": {"language": "en"}}
GUARDED_ALONE = {"cycle_id", "team_id", "cohort_id"}
# In the cast no private question is running: whoever may answer finds none.
NOTHING_ASKED = {"fishbone.save_proposals", "fishbone.save_vote"}


def _rules(app: Flask) -> list[Rule]:
    return sorted((rule for rule in app.url_map.iter_rules()), key=lambda rule: (rule.endpoint, rule.rule))


def _address(rule: Rule, cast: Cast) -> str:
    """The rule with the cast's own ids; other rows get an id that exists nowhere."""
    known = {"cycle_id": cast.cycle, "team_id": cast.team, "cohort_id": cast.cohort, "authoriser_id": cast.authoriser}

    def fill(found: re.Match[str]) -> str:
        if choices := re.match(r"any\(([^,)]+)", found[1]):
            return choices[1].strip("'\" ")
        name = found[1].split(":")[-1]
        return str(known.get(name, 987654 if ":" in found[1] else "problem"))

    return re.sub(r"<([^>]+)>", fill, rule.rule)


def test_every_route_has_its_row(sqlite_world: World) -> None:
    app = sqlite_world.app
    missing = {rule.endpoint for rule in _rules(app)} - set(ROUTES)
    gone = set(ROUTES) - {rule.endpoint for rule in _rules(app)}
    assert not missing, f"say in tests/access/routes.py who may use {sorted(missing)}"
    assert not gone, f"these routes are gone; take their rows out of tests/access/routes.py: {sorted(gone)}"


def test_every_view_declares_what_its_row_says(sqlite_world: World) -> None:
    for endpoint, view in sqlite_world.app.view_functions.items():
        declared = getattr(view, "declares", None)
        assert declared is not None, f"{endpoint}: put @needs(Right...) or @public above the view"
        said = declared.value if isinstance(declared, Right) else declared
        assert said == ROUTES[endpoint], f"{endpoint} declares {said}, the table says {ROUTES[endpoint]}"


@pytest.mark.parametrize("position", POSITIONS)
def test_every_address_answers_as_the_table(
    position: str, sqlite_world: World, sqlite_template: tuple[Path, Cast]
) -> None:
    world = sqlite_world
    file = Path(world.database.url.removeprefix("sqlite:///"))
    login = None if position == "anonymous" else position
    browser = world.browser(login)
    token = browser.csrf()
    fresh = file.with_suffix(".fresh")
    world.database.engine.dispose()
    shutil.copyfile(file, fresh)
    wrong: list[str] = []
    for rule in _rules(world.app):
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            expected = outcome(ROUTES[rule.endpoint], position)
            address = _address(rule, world.cast)
            answer = (
                browser.client.get(address)
                if method == "GET"
                else browser.client.post(
                    address, data={"csrf_token": token, **SPECIAL.get(rule.endpoint.split(".")[-1], {})}
                )
            )
            got = _reading(answer.status_code, answer.location or "", rule)
            if got != expected and not (got == "." and expected == "+" and _may_be_missing(rule)):
                wrong.append(f"{method} {address} ({rule.endpoint}): {answer.status_code}, the table says {expected!r}")
            if answer.status_code >= 500:
                wrong.append(f"{method} {address}: {answer.status_code}")
            if method == "POST":  # what one address did must not decide the next
                world.database.engine.dispose()
                for rest in file.parent.glob(file.name + "-*"):
                    rest.unlink()
                shutil.copyfile(fresh, file)
            if rule.endpoint == "accounts.sign_out":  # that browser forgot who it was
                browser = world.browser(login)
                token = browser.csrf()
                world.database.engine.dispose()
                shutil.copyfile(file, fresh)
    assert not wrong, "\n".join(wrong)


def _may_be_missing(rule: Rule) -> bool:
    """Whether the address names a row that the cast does not have, beside the thing that is guarded."""
    return bool(set(rule.arguments) - GUARDED_ALONE) or rule.endpoint in NOTHING_ASKED


def _reading(status: int, location: str, rule: Rule) -> str:
    if status == 401 or (status in (302, 303) and "/sign-in" in location and not rule.endpoint.startswith("accounts.")):
        return "?"
    if status in (302, 303) and location.startswith("/sign-in") and ROUTES[rule.endpoint] != "public":
        return "?"
    return {403: "-", 404: "."}.get(status, "+")


@pytest.mark.parametrize("login", ["stranger", "other", "far-facilitator", "admin"])
def test_a_foreign_thing_looks_like_one_that_never_was(sqlite_world: World, login: str) -> None:
    browser = sqlite_world.browser(login)
    for path in ("/cycles/{}", "/cycles/{}/problem", "/teams/{}", "/cycles/{}/history"):
        number = sqlite_world.cast.team if "teams" in path else sqlite_world.cast.cycle
        foreign, never = browser.get(path.format(number)), browser.get(path.format(987654))
        assert (foreign.status, foreign.text) == (never.status, never.text), path
