"""Reading ratings of the room to act, entry points and the offices concerned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from pdia.kernel.db import session
from pdia.stages.entry_points.models import EntryPoint, RoomRating, Stakeholder
from pdia.stages.fishbone.models import Cause
from pdia.stages.fishbone.queries import list_causes
from pdia.stages.fishbone.rules import standing
from pdia.teams.models import Membership, Posting
from pdia.voices.models import VoiceRound
from pdia.voices.rules import What


def list_entry_points(cycle_id: int, *, struck: bool = False) -> Sequence[EntryPoint]:
    """The cycle's entry points with cause, person and the person's department, in the order they were chosen.

    Those struck through come along only when asked for.
    """
    person = joinedload(EntryPoint.person)
    query = (
        select(EntryPoint)
        .where(EntryPoint.cycle_id == cycle_id)
        .options(
            joinedload(EntryPoint.cause),
            person.joinedload(Membership.account),
            person.joinedload(Membership.posting).joinedload(Posting.department),
        )
        .order_by(EntryPoint.id)
    )
    if not struck:
        query = query.where(EntryPoint.struck.is_(False))
    return session.scalars(query).all()


def find_entry_point(cycle_id: int, entry_point_id: int) -> EntryPoint | None:
    """One entry point of this cycle with its cause and person, or None."""
    return session.scalar(
        select(EntryPoint)
        .where(EntryPoint.id == entry_point_id, EntryPoint.cycle_id == cycle_id)
        .options(
            joinedload(EntryPoint.cause),
            joinedload(EntryPoint.person).joinedload(Membership.account),
        )
    )


def count_entry_points(cycle_id: int) -> int:
    """How many entry points stand unstruck."""
    return (
        session.scalar(
            select(func.count())
            .select_from(EntryPoint)
            .where(EntryPoint.cycle_id == cycle_id, EntryPoint.struck.is_(False))
        )
        or 0
    )


def list_ratings(cycle_id: int, cause_id: int | None = None) -> Sequence[RoomRating]:
    """Every rating the team agreed on with its cause, the oldest first; of one cause, or of all."""
    query = (
        select(RoomRating)
        .where(RoomRating.cycle_id == cycle_id)
        .options(joinedload(RoomRating.cause))
        .order_by(RoomRating.id)
    )
    if cause_id is not None:
        query = query.where(RoomRating.cause_id == cause_id)
    return session.scalars(query).all()


def find_rating(cycle_id: int, rating_id: int) -> RoomRating | None:
    """One agreed rating of this cycle, or None."""
    return session.scalar(
        select(RoomRating)
        .where(RoomRating.id == rating_id, RoomRating.cycle_id == cycle_id)
        .options(joinedload(RoomRating.cause))
    )


def latest_of(ratings: Iterable[RoomRating]) -> dict[int, RoomRating]:
    """Of ratings in the order they were made, the newest of each cause, by cause id."""
    return {rating.cause_id: rating for rating in ratings}


def first_of(ratings: Iterable[RoomRating]) -> dict[int, RoomRating]:
    """Of ratings in the order they were made, the oldest of each cause, by cause id."""
    first: dict[int, RoomRating] = {}
    for rating in ratings:
        first.setdefault(rating.cause_id, rating)
    return first


def latest_ratings(cycle_id: int) -> dict[int, RoomRating]:
    """What the team thinks today of the room to act at each rated cause, by cause id, with causes."""
    return latest_of(list_ratings(cycle_id))


def first_ratings(cycle_id: int) -> dict[int, RoomRating]:
    """What the team thought first of the room to act at each rated cause, by cause id, with causes."""
    return first_of(list_ratings(cycle_id))


def list_open_causes(cycle_id: int) -> list[Cause]:
    """The causes that stand on the fishbone with all they lie under, in the order of the drawing."""
    causes = list_causes(cycle_id)
    kept = standing({cause.id: cause.parent_id for cause in causes}, {cause.id for cause in causes if cause.struck})
    return [cause for cause in causes if cause.id in kept]


def list_asked(cycle_id: int) -> Sequence[tuple[VoiceRound, Cause]]:
    """The newest private question about each cause that was ever asked about, with the cause, the oldest first."""
    rows = session.execute(
        select(VoiceRound, Cause)
        .join(Cause, Cause.id == VoiceRound.subject_id)
        .where(VoiceRound.cycle_id == cycle_id, VoiceRound.what == What.RATING, Cause.cycle_id == cycle_id)
        .order_by(VoiceRound.id)
    )
    newest = {cause.id: (asked, cause) for asked, cause in rows}
    return sorted(newest.values(), key=lambda pair: pair[0].id)


def list_stakeholders(cycle_id: int, cause_id: int) -> Sequence[Stakeholder]:
    """The offices concerned with a cause, and those noted for the whole cycle. For members only."""
    return session.scalars(
        select(Stakeholder)
        .where(
            Stakeholder.cycle_id == cycle_id,
            or_(Stakeholder.cause_id == cause_id, Stakeholder.cause_id.is_(None)),
        )
        .order_by(Stakeholder.id)
    ).all()


def find_stakeholder(cycle_id: int, stakeholder_id: int) -> Stakeholder | None:
    """One office of this cycle, or None. For members only."""
    return session.scalar(select(Stakeholder).where(Stakeholder.id == stakeholder_id, Stakeholder.cycle_id == cycle_id))


def count_stakeholders(cycle_id: int) -> int:
    """How many offices are noted in the cycle, struck ones among them."""
    return session.scalar(select(func.count()).select_from(Stakeholder).where(Stakeholder.cycle_id == cycle_id)) or 0
