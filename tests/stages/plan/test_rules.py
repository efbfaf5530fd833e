"""Limits, states and sums of the plan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pdia.kernel.words import Refusal
from pdia.stages.plan.rules import ActionState, check_room, check_state, total


@pytest.mark.parametrize(
    ("amounts", "sum_"),
    [
        ([], "0"),
        ([None, None], "0"),
        ([Decimal("4500.00"), None, Decimal("0.50")], "4500.50"),
        ([Decimal("0.10")] * 3, "0.30"),
    ],
)
def test_money_is_added_exactly_and_help_in_kind_counts_nothing(amounts: list[Decimal | None], sum_: str) -> None:
    assert total(amounts) == Decimal(sum_)


@pytest.mark.parametrize("state", list(ActionState))
def test_every_state_is_known(state: ActionState) -> None:
    assert check_state(state.value) is state


@pytest.mark.parametrize("state", ["", "late", "OPEN"])
def test_no_other_state_is_taken(state: str) -> None:
    with pytest.raises(Refusal):
        check_state(state)


def test_there_is_room_up_to_the_limit() -> None:
    check_room(59, 60, "%(most)s")
    with pytest.raises(Refusal) as refused:
        check_room(60, 60, "%(most)s")
    assert refused.value.message.values == {"most": 60}
