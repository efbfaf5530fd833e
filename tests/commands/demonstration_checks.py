"""Small checks that are put together to shapes: each complains with the place, none raises.

A check takes what may be pointed at, the place it stands at, and the value found there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pdia.kernel.text import clean

REFERRED = ("evidence", "cause", "entry_point", "idea", "action")


@dataclass
class World:
    """What one team's file may point at, and the complaints found so far."""

    institute: dict[str, Any]
    members: set[str] = field(default_factory=set)
    refs: dict[str, set[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def known(self, kind: str) -> set[str]:
        """Everything of one kind that may be pointed at."""
        if kind in REFERRED:
            return self.refs.get(kind, set())
        key = {"people": "login", "departments": "letter"}.get(kind, "ref")
        return {row[key] for row in self.institute[kind]}


Check = Callable[[World, str, Any], None]


def text(limit: int) -> Check:
    """Words a person wrote: clean, not empty, within the limit."""

    def check(world: World, at: str, value: Any) -> None:
        if not isinstance(value, str) or not value or clean(value) != value:
            world.wrong.append(f"{at}: not clean text: {value!r}")
        elif len(value) > limit:
            world.wrong.append(f"{at}: {len(value)} characters, at most {limit}")

    return check


def whole(least: int, most: int) -> Check:
    """A whole number in a range; a truth value is none."""

    def check(world: World, at: str, value: Any) -> None:
        if type(value) is not int or not least <= value <= most:
            world.wrong.append(f"{at}: {value!r} is not a whole number from {least} to {most}")

    return check


def one_of(*words: object) -> Check:
    """One of a few fixed words."""

    def check(world: World, at: str, value: Any) -> None:
        if value not in words:
            world.wrong.append(f"{at}: {value!r} is none of {', '.join(map(str, words))}")

    return check


def points_at(kind: str) -> Check:
    """A login, letter or ref that exists."""

    def check(world: World, at: str, value: Any) -> None:
        if value not in world.known(kind):
            world.wrong.append(f"{at}: no such {kind}: {value!r}")

    return check


def member(world: World, at: str, value: Any) -> None:
    """Somebody who is or was in the team."""
    if value not in world.members:
        world.wrong.append(f"{at}: {value!r} is not in the team")


def many(inner: Check, *, most: int = 60) -> Check:
    """A list of one to `most` entries."""

    def check(world: World, at: str, value: Any) -> None:
        if not isinstance(value, list) or not 1 <= len(value) <= most:
            world.wrong.append(f"{at}: expected a list of 1 to {most}")
            return
        for number, row in enumerate(value):
            inner(world, f"{at}[{number}]", row)

    return check


def none_or_many(inner: Check) -> Check:
    """A list that may be empty."""
    return lambda world, at, value: many(inner)(world, at, value) if value != [] else None


def keyed(key: Check, inner: Check) -> Check:
    """A mapping whose keys are all of one kind."""

    def check(world: World, at: str, value: Any) -> None:
        for name, row in value.items():
            key(world, at, name)
            inner(world, f"{at}.{name}", row)

    return check


def row(required: str = "", /, **fields: Check) -> Check:
    """A mapping with these keys only; `required` names those that must be there."""

    def check(world: World, at: str, value: Any) -> None:
        if not isinstance(value, dict):
            world.wrong.append(f"{at}: expected keys and values")
            return
        world.wrong += [f"{at}: {name} is missing" for name in required.split() if name not in value]
        for name, inner in value.items():
            if name in fields:
                fields[name](world, f"{at}.{name}", inner)
            else:
                world.wrong.append(f"{at}: nobody reads {name!r}")

    return check


def texts(limits: dict[str, int]) -> dict[str, Check]:
    """A text check for each field of a table of limits."""
    return {name: text(limit) for name, limit in limits.items()}


def clock_time(world: World, at: str, value: Any) -> None:
    """A quoted time; unquoted, YAML would read it as a number to the base of sixty."""
    if not isinstance(value, str) or not re.fullmatch(r"[012]\d:[0-5]\d", value):
        world.wrong.append(f"{at}: {value!r} is not a quoted time")
