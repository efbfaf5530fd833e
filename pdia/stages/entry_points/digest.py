"""Where the team starts as plain data: for hints, the portfolio and exports.

Only what the team agreed on: nothing of private ratings, and never the offices concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pdia.cycles.models import Cycle
from pdia.stages.entry_points.hints import EntryPointContent, EntryPointsContent
from pdia.stages.entry_points.models import EntryPoint, RoomRating
from pdia.stages.entry_points.queries import first_of, latest_of, list_entry_points, list_ratings
from pdia.stages.entry_points.rules import THREE, RoomReading, read_room


@dataclass(frozen=True)
class RatingDigest:
    """One agreed rating: three sizes, three reasons, who kept it when, in which iteration."""

    authority: str
    acceptance: str
    ability: str
    authority_why: str
    acceptance_why: str
    ability_why: str
    at: datetime
    name: str
    posting: str
    iteration_id: int | None
    reading: RoomReading | None


@dataclass(frozen=True)
class RoomDigest:
    """The room to act at one cause: as it was rated first, as it stands now, and every rating between."""

    cause_id: int
    cause: str
    first: RatingDigest
    now: RatingDigest
    ratings: tuple[RatingDigest, ...]

    @property
    def shifted(self) -> bool:
        """Whether any of the three changed between the first rating and now."""
        return any(getattr(self.first, name) != getattr(self.now, name) for name in THREE)


@dataclass(frozen=True)
class EntryPointDigest:
    """One place where the team starts; `chip` is the person's department as (letter, name, tone)."""

    id: int
    cause_id: int
    cause: str
    reason_now: str
    first_step: str
    person: str
    chip: tuple[str, str, int] | None
    by_date: date | None
    struck_reason: str | None


@dataclass(frozen=True)
class EntryPointsDigest:
    """The stage as it may be printed."""

    entry_points: tuple[EntryPointDigest, ...]
    struck: tuple[EntryPointDigest, ...]
    rooms: tuple[RoomDigest, ...]


def entry_points_content(points: Iterable[EntryPoint], latest: Mapping[int, RoomRating]) -> EntryPointsContent:
    """What the coach's hints look at; struck entry points are left in peace."""
    return EntryPointsContent(tuple(_content(point, latest) for point in points if not point.struck))


def _content(point: EntryPoint, latest: Mapping[int, RoomRating]) -> EntryPointContent:
    rating = latest.get(point.cause_id)
    return EntryPointContent(
        id=point.id,
        reason_now=point.reason_now,
        first_step=point.first_step,
        person=point.person_name,
        by_date=point.by_date,
        authority=rating.authority if rating else "",
        acceptance=rating.acceptance if rating else "",
        ability=rating.ability if rating else "",
    )


def digest_entry_points(cycle: Cycle) -> EntryPointsDigest:
    """Everything of this stage that may be printed. Two queries."""
    points = [_point(row) for row in list_entry_points(cycle.id, struck=True)]
    return EntryPointsDigest(
        entry_points=tuple(point for point in points if point.struck_reason is None),
        struck=tuple(point for point in points if point.struck_reason is not None),
        rooms=tuple(rooms_of(list_ratings(cycle.id))),
    )


def _point(row: EntryPoint) -> EntryPointDigest:
    department = row.person.posting.department if row.person else None
    return EntryPointDigest(
        id=row.id,
        cause_id=row.cause_id,
        cause=row.cause.text,
        reason_now=row.reason_now,
        first_step=row.first_step,
        person=row.person_name,
        chip=(department.letter, department.name, department.tone) if department else None,
        by_date=row.by_date,
        struck_reason=row.struck_reason if row.struck else None,
    )


def rooms_of(ratings: Sequence[RoomRating]) -> list[RoomDigest]:
    """The rated causes, each with all its ratings, in the order they were first rated."""
    latest = latest_of(ratings)
    return [
        RoomDigest(
            cause_id=cause_id,
            cause=first.cause.text,
            first=_rating(first),
            now=_rating(latest[cause_id]),
            ratings=tuple(_rating(row) for row in ratings if row.cause_id == cause_id),
        )
        for cause_id, first in first_of(ratings).items()
    ]


def _rating(row: RoomRating) -> RatingDigest:
    return RatingDigest(
        authority=row.authority,
        acceptance=row.acceptance,
        ability=row.ability,
        authority_why=row.authority_why,
        acceptance_why=row.acceptance_why,
        ability_why=row.ability_why,
        at=row.at,
        name=row.name,
        posting=row.posting,
        iteration_id=row.iteration_id,
        reading=read_room(row.authority, row.acceptance, row.ability),
    )
