"""A state's worth of teams around one real one: copies of a team's rows, made in bulk.

The team that the bench measures stays as it is; what grows is everything beside it, in the same
institute. Every page of that team must then be as quick as before.

Copying is arithmetic. Of each table the rows of one team are read once; the copy number `k` of a row
differs from it in a few places only, and each of those is ``start + (k // per) * step``. Only
identifiers and names are new, so the copies need no operation and no query of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from pdia.kernel.db import Base, Database
from tests.bench.mentored import Crowd

# Of each table: by which column its rows belong to the rows of which other table. Parents come first.
FOLLOWED: dict[str, tuple[str, str]] = {
    "membership": ("team_id", "team"),
    "account": ("id", "membership.account_id"),
    "posting": ("account_id", "account"),
    "cohort_person": ("account_id", "account"),
    "mentor_assignment": ("team_id", "team"),
    "authoriser": ("team_id", "team"),
    "cycle": ("team_id", "team"),
    "cycle_stage": ("cycle_id", "cycle"),
    "problem": ("cycle_id", "cycle"),
    "evidence": ("cycle_id", "cycle"),
    "measurement": ("evidence_id", "evidence"),
    "cause": ("cycle_id", "cycle"),
    "cause_department": ("cause_id", "cause"),
    "iteration": ("cycle_id", "cycle"),
    "voice_round": ("cycle_id", "cycle"),
    "voice": ("round_id", "voice_round"),
    "room_rating": ("cycle_id", "cycle"),
    "entry_point": ("cycle_id", "cycle"),
    "stakeholder": ("cycle_id", "cycle"),
    "idea": ("cycle_id", "cycle"),
    "action": ("cycle_id", "cycle"),
    "action_ask": ("action_id", "action"),
    "action_report": ("action_id", "action"),
    "focal_line": ("cycle_id", "cycle"),
    "resource": ("cycle_id", "cycle"),
    "reflection": ("cycle_id", "cycle"),
    "revision": ("cycle_id", "cycle"),
}
# Plain numbers that mean a row of a table higher up.
PLAIN = {
    ("revision", "cycle_id"): "cycle",
    ("revision", "team_id"): "team",
    ("voice_round", "team_id"): "team",
    ("room_rating", "iteration_id"): "iteration",
    ("action", "iteration_id"): "iteration",
}
SUBJECTS = {"rating": "cause", "check_in": "iteration"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Sizes:
    """How many of everything; by default a large state."""

    cohorts: int = 200
    teams_each: int = 20
    members_each: int = 6
    rounds_each: int = 10
    revisions_each: int = 25
    crowd: Crowd = field(default_factory=Crowd)

    @property
    def teams(self) -> int:
        return self.cohorts * self.teams_each

    @property
    def people(self) -> int:
        return self.teams * self.members_each

    @property
    def iterations(self) -> int:
        return self.teams * self.rounds_each


SMALL = Sizes(cohorts=10, teams_each=10)


@dataclass(frozen=True)
class Patch:
    """One place in a row that differs from copy to copy."""

    name: str
    start: int
    step: int = 0
    per: int = 1

    def value(self, k: int) -> int:
        return self.start + (k // self.per) * self.step


def fill(database: Database, team_id: int, sizes: Sizes | None = None) -> Sizes:
    """Put `sizes` copies of a team around it and tell how many there are; with SQLite or PostgreSQL."""
    sizes = sizes or Sizes()
    with database.engine.connect() as connection:
        pattern = _pattern(connection, team_id, sizes)
        first = {name: _next_id(connection, _table(name)) for name in (*pattern, "cohort", "place")}
        _add_cohorts(connection, pattern["team"][0], first, sizes)
        connection.commit()
    rows = {name: _copies(name, pattern, first, sizes) for name in pattern}
    (_write_sqlite if database.is_sqlite else _write_postgres)(database, rows)
    return sizes


# --- The pattern: the rows of one team ------------------------------------------------------------


def _pattern(connection: Connection, team_id: int, sizes: Sizes) -> dict[str, list[Row]]:
    pattern = {"team": _rows(connection, "team", "id", {team_id})}
    for name, (column, parent) in FOLLOWED.items():
        table, _, wanted = parent.partition(".")
        rows = _rows(connection, name, column, {row[wanted or "id"] for row in pattern[table]})
        if name == "membership":
            rows = [row for row in rows if row["ends_on"] is None][: sizes.members_each]
            rows += [{**rows[-1], "id": -1 - n} for n in range(sizes.members_each - len(rows))]
        if name == "account":
            order = [row["account_id"] for row in pattern["membership"]]
            known = {row["id"]: row for row in rows}
            rows = [{**known[one], "email": "", "mobile": ""} for one in dict.fromkeys(order)]
            rows = _one_person_each(pattern["membership"], rows)
        if name == "cohort_person":
            rows = list({row["account_id"]: row for row in rows}.values())
        if name == "iteration" and rows:
            rows = _pad_rounds(rows, pattern["cycle"][-1]["id"], sizes.rounds_each)
        if name == "revision":
            rows = [row for row in rows if row["kind"] in pattern][: sizes.revisions_each]
        pattern[name] = rows
    for name in list(pattern):
        pattern[name] = [kept for row in pattern[name] if (kept := _whole(name, row, pattern)) is not None]
    return pattern


def _one_person_each(members: list[Row], people: list[Row]) -> list[Row]:
    """A person for each membership, also where a small team was made larger by repeating one."""
    last = people[-1]
    for member in members[len(people) :]:
        people.append({**last, "id": member["id"]})
        member["account_id"] = member["id"]
    return people


def _pad_rounds(rows: list[Row], cycle_id: int, wanted: int) -> list[Row]:
    mine = sorted((row for row in rows if row["cycle_id"] == cycle_id), key=lambda row: int(row["number"]))
    number = mine[-1]["number"] if mine else 0
    last = mine[-1] if mine else {**rows[-1], "cycle_id": cycle_id}
    more = [{**last, "id": -1 - n, "number": number + 1 + n} for n in range(wanted - len(rows))]
    return [*rows, *more][:wanted]


def _whole(name: str, row: Row, pattern: dict[str, list[Row]]) -> Row | None:
    """The row without what it says of rows that are not copied; None when it cannot do without them."""
    for column in _table(name).columns:
        target = _target(name, column.name, row)
        if (
            target not in pattern
            or row[column.name] is None
            or (name, column.name) == ("mentor_assignment", "account_id")
        ):
            continue
        if row[column.name] not in {one["id"] for one in pattern[target]}:
            if not column.nullable:
                return None
            row = {**row, column.name: None}
    if name == "iteration":
        row = {**row, "attendance": []}
    return {**row, "functions": {}} if name == "team" else row


def _rows(connection: Connection, name: str, column: str, ids: set[int]) -> list[Row]:
    table = _table(name)
    query = select(table).where(table.c[column].in_(ids)).order_by(*table.primary_key.columns)
    return [dict(row) for row in connection.execute(query).mappings()]


def _target(name: str, column: str, row: Row) -> str:
    """The table that a column's value means a row of, or the empty text."""
    if (name, column) == ("revision", "row_id"):
        return str(row["kind"])
    if (name, column) == ("voice_round", "subject_id"):
        return SUBJECTS.get(row["what"], "")
    keys = _table(name).c[column].foreign_keys
    return PLAIN.get((name, column)) or next((key.column.table.name for key in keys), "")


# --- The copies -----------------------------------------------------------------------------------


def _copies(name: str, pattern: dict[str, list[Row]], first: dict[str, int], sizes: Sizes) -> tuple[Table, Any]:
    """The table, and every copy of the pattern's rows in it as tuples in the order of its columns."""
    table = _table(name)
    places = {column.name: at for at, column in enumerate(table.columns)}
    plans = []
    for rank, row in enumerate(pattern[name]):
        patches = [_patch(name, column, rank, row, pattern, first, sizes) for column in places]
        changes = [(places[patch.name], patch) for patch in patches if patch]
        plans.append((rank, [row[column] for column in places], changes))
    named = {"account": ("login", "s{k}.{rank}@bench.example"), "team": ("name", "Team {k}")}.get(name)

    def make() -> Iterator[list[Any]]:
        for k in range(sizes.teams):
            for rank, values, changes in plans:
                copy = values.copy()
                for at, patch in changes:
                    copy[at] = patch.value(k)
                if named:
                    copy[places[named[0]]] = named[1].format(k=k, rank=rank)
                yield copy

    return table, make


def _patch(
    name: str, column: str, rank: int, row: Row, pattern: dict[str, list[Row]], first: dict[str, int], sizes: Sizes
) -> Patch | None:
    if column == "id":
        return Patch(column, first[name] + rank, len(pattern[name]))
    target = _target(name, column, row)
    if target in ("cohort", "place") and row[column] is not None:
        return Patch(column, first[target], 1, sizes.teams_each)
    if (name, column) == ("mentor_assignment", "account_id"):  # a mentor has eight teams
        return Patch(column, first["account"], 8 * len(pattern["account"]), 8)
    if target in pattern and row[column] is not None:
        at = next(n for n, one in enumerate(pattern[target]) if one["id"] == row[column])
        return Patch(column, first[target] + at, len(pattern[target]))
    return None


def _add_cohorts(connection: Connection, team: Row, first: dict[str, int], sizes: Sizes) -> None:
    cohort = _rows(connection, "cohort", "id", {team["cohort_id"]})[0]
    place = _rows(connection, "place", "id", {team["place_id"]})[0]
    for name, pattern, words in (("cohort", cohort, "Bench cohort"), ("place", place, "Bench block")):
        rows = [{**pattern, "id": first[name] + n, "name": f"{words} {n}"} for n in range(sizes.cohorts)]
        connection.execute(insert(_table(name)), rows)


# --- Writing --------------------------------------------------------------------------------------


def _write_sqlite(database: Database, rows: dict[str, tuple[Table, Any]]) -> None:
    raw = database.engine.raw_connection()
    driver: Any = raw.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")  # checked at once below, not row by row
    driver.execute("BEGIN IMMEDIATE")
    for table, make in rows.values():
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        marks = ", ".join("?" * len(table.columns))
        plain = ([_for_sqlite(value) for value in row] for row in make())
        driver.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', plain)
    broken = driver.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"{len(broken)} copies point nowhere, first {broken[0]}")
    driver.execute("COMMIT")
    driver.execute("PRAGMA foreign_keys=ON")
    raw.close()


def _write_postgres(database: Database, rows: dict[str, tuple[Table, Any]]) -> None:
    raw = database.engine.raw_connection()
    driver: Any = raw.driver_connection
    cursor = driver.cursor()
    cursor.execute("SET session_replication_role = replica")  # no checks row by row, no order of tables
    for table, make in rows.values():
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in make():
                copy.write_row([_for_postgres(value) for value in row])
    cursor.execute("SET session_replication_role = origin")
    for name in (*rows, "cohort", "place"):
        if "id" in _table(name).columns:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM \"{name}\"))")
    driver.commit()
    driver.autocommit = True
    cursor.execute("ANALYZE")  # autovacuum does this by itself on a real server
    driver.autocommit = False
    raw.close()


def _for_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else _for_postgres(value)


def _for_postgres(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value


def _next_id(connection: Connection, table: Table) -> int:
    if "id" not in table.columns:
        return 0
    return int(connection.scalar(select(func.max(table.c.id))) or 0) + 1


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def tables() -> Sequence[str]:
    """Every table that grows, for the test that all of them are still there."""
    return ("team", *FOLLOWED)
