"""Which weeks one may stand in, and up to when somebody has looked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pdia.kernel.words import Refusal
from pdia.mentoring.rules import LONGEST_COVER, check_cover, looked_until, overlap

TODAY = date(2026, 11, 23)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("starts", "ends", "field", "why"),
    [
        (day(0), day(0), None, "one day, today, is enough"),
        (day(3), day(20), None, "coming weeks"),
        (day(0), day(LONGEST_COVER), None, "the longest"),
        (day(-1), day(3), "starts_on", "nobody stands in for yesterday"),
        (None, day(3), "starts_on", "no first day"),
        (day(3), day(2), "ends_on", "the last day before the first"),
        (day(3), None, "ends_on", "no last day"),
        (day(0), day(LONGEST_COVER + 1), "ends_on", "too long: the course coordinator assigns"),
    ],
)
def test_weeks_of_a_cover(starts: date | None, ends: date | None, field: str | None, why: str) -> None:
    if field is None:
        assert check_cover(starts, ends, TODAY) == (starts, ends), why
        return
    with pytest.raises(Refusal) as refused:
        check_cover(starts, ends, TODAY)
    assert refused.value.field == field, why


@pytest.mark.parametrize(
    ("other_starts", "other_ends", "shares"),
    [
        (day(0), None, True),
        (day(-30), day(9), False),
        (day(-30), day(10), True),
        (day(20), day(30), True),
        (day(21), None, False),
    ],
)
def test_times_that_share_a_day(other_starts: date, other_ends: date | None, shares: bool) -> None:
    assert overlap(day(10), day(20), other_starts, other_ends) is shares


NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "before", "expected", "why"),
    [
        ("2026-11-23T05:00:00+00:00", None, NOW - timedelta(hours=1), "the moment the page was made"),
        ("2027-01-01T00:00:00+00:00", None, NOW, "nobody has looked at what is to come"),
        ("2026-11-23T05:00:00+00:00", NOW - timedelta(minutes=5), NOW - timedelta(minutes=5), "never back"),
        ("", None, NOW, "without a moment: now"),
        ("2026-11-23T05:00:00", None, NOW, "without a zone: now"),
        ("\u0967\u0968", None, NOW, "nonsense: now"),
    ],
)
def test_up_to_when_somebody_looked(said: str, before: datetime | None, expected: datetime, why: str) -> None:
    assert looked_until(said, before, NOW) == expected, why
