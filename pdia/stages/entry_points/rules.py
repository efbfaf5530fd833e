"""Limits, what a rating is, and how three ratings read. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pdia.kernel.words import N_, Refusal

LIMITS = {"reason_now": 600, "first_step": 300}
WHY_LIMIT = 300
OFFICE_LIMITS = {"office": 160, "note": 300}
MOST_AT_ONCE = 3
"""Causes that may wait for private ratings at the same time: each member is asked three things for each."""
MOST_ENTRY_POINTS = 6
"""More are refused; beyond three the coach already asks which one matters most."""
MOST_OFFICES = 80
HIGH, LOW = 7, 3
"""From where support or influence counts as high, and up to where as low."""

THREE = ("authority", "acceptance", "ability")

CHOOSE_SIZE = N_("Choose small, medium or large here too: all three together show the room to act.")
ENOUGH_AT_ONCE = N_(
    "%(most)s causes wait for answers already. Open the answers of one of them first, then look at the next."
)
TOO_MANY = N_("You start at %(most)s places already. Strike one through before choosing another.")
CHOSEN_ALREADY = N_("You start at this cause already. Write in it what has changed.")
NO_CAUSE = N_("Choose the cause at which you start.")
STRUCK_CAUSE = N_("This cause is struck through on the fishbone. Put it back there first, or choose another.")
NO_MEMBER = N_("Choose a member of your team.")
NO_OFFICE = N_("Name the office, not the person: for example “Inspector of Schools”.")
NOT_ONE_TO_TEN = N_("Choose a number from 1 to 10, or leave it open.")
TOO_MANY_OFFICES = N_("%(most)s offices stand here already. Strike one through before adding another.")
ANSWERS_ALONE = N_("%(name)s has begun to answer alone. Only %(name)s can go on with it.")


class Size(StrEnum):
    """How large each of the three is, in the eyes of who rates."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Room(StrEnum):
    """What three ratings together suggest; the team decides."""

    GO = "go"
    GROW = "grow"
    PARK = "park"


@dataclass(frozen=True)
class RoomReading:
    """What three ratings suggest, and which of the three are small."""

    kind: Room
    which: tuple[str, ...] = ()


def read_room(authority: str, acceptance: str, ability: str) -> RoomReading | None:
    """How three ratings read together; None while one of them is missing.

    That some causes have room now while others need it made first is Harvard BSC's; where the lines
    run is our own proposal (unsourced): none small, go; one small, make that one larger first; two or
    three small, leave it and rate again after each round.
    """
    ratings = dict(zip(THREE, (authority, acceptance, ability), strict=True))
    if not all(rating in set(Size) for rating in ratings.values()):
        return None
    small = tuple(name for name, rating in ratings.items() if rating == Size.SMALL)
    kind = (Room.GO, Room.GROW, Room.PARK, Room.PARK)[len(small)]
    return RoomReading(kind, small)


def check_rating(ratings: Mapping[str, object]) -> None:
    """Refuse a rating that is not whole, at the first of the three that is missing."""
    for name in THREE:
        if ratings.get(name) not in set(Size):
            raise Refusal(CHOOSE_SIZE, field=name)


def check_office(values: Mapping[str, object]) -> None:
    """Refuse an office without a name, or with a support or influence that is not 1 to 10."""
    if not values.get("office"):
        raise Refusal(NO_OFFICE, field="office")
    for name in ("support", "influence"):
        number = values.get(name)
        if number is not None and not (isinstance(number, int) and 1 <= number <= 10):
            raise Refusal(NOT_ONE_TO_TEN, field=name)


@dataclass(frozen=True)
class Shares:
    """Of all offices with both numbers, how many are high on both and how many low on both."""

    high: int
    low: int
    of: int


def shares(numbers: Iterable[tuple[int | None, int | None]]) -> Shares:
    """How many (support, influence) pairs are high on both and low on both; half-filled ones do not count."""
    whole = [(support, influence) for support, influence in numbers if support and influence]
    return Shares(
        high=sum(1 for pair in whole if min(pair) >= HIGH),
        low=sum(1 for pair in whole if max(pair) <= LOW),
        of=len(whole),
    )
