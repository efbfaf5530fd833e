"""The lists a new institute may begin with, read from ``starting.yaml`` beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pdia.directory.rules import Level

_FILE = Path(__file__).with_name("starting.yaml")


@dataclass(frozen=True)
class StartingDepartment:
    """A department and the letters its chip would like to have."""

    letter: str
    name: str


@dataclass(frozen=True)
class StartingDesignation:
    """An office at one level; `letter` names its department in the same list, "" stands for any."""

    name: str
    level: Level
    letter: str = ""


@dataclass(frozen=True)
class StartingList:
    """Everything of one state: its name as a place, its departments, its offices."""

    place: str
    departments: tuple[StartingDepartment, ...]
    designations: tuple[StartingDesignation, ...]


@cache
def read_starting() -> dict[str, StartingList]:
    """The list of each state, by its key in the file; what both share comes first."""
    told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    both = told["both"]
    return {
        state: StartingList(
            place=own["place"],
            departments=tuple(StartingDepartment(**row) for row in both["departments"] + own["departments"]),
            designations=tuple(_designation(row) for row in both["designations"] + own["designations"]),
        )
        for state, own in told["states"].items()
    }


def _designation(row: dict[str, Any]) -> StartingDesignation:
    return StartingDesignation(row["name"], Level(row["level"]), row.get("department", ""))
