"""Login names made from names: readable, typeable on any keyboard, never the same twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pdia.accounts.rules import check_login
from pdia.enrolment.rules import propose_login, spell


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("Priya K.", "priya.k"),
        ("Dr Nabanita Bora", "nabanita.bora"),
        ("  Smt. R  Ammini ", "r.ammini"),
        ("José D'Souza", "jose.d.souza"),
        ("അമ്മിണി ചന്ദ്രൻ", "ammini.chandran"),
        ("ഡോ. അനൂപ് രാഘവൻ", "anup.raghavan"),
        ("राधा शर्मा", "radha.sharma"),
        ("ৰূপম শৰ্মা", "rupama.sharma"),
        ("7", "person.7"),
        ("…", "person"),
        ("Dr", "dr"),
    ],
)
def test_from_a_name(name: str, login: str) -> None:
    assert propose_login(name) == login


def test_numbers_keep_them_apart() -> None:
    assert propose_login("Priya", {"priya"}) == "priya2"
    assert propose_login("Priya", {"priya", "priya2", "priya3", "priyanka"}) == "priya4"


def test_digits_of_any_script() -> None:
    assert spell("९ ൯") == "9 9"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sets(st.sampled_from(["person", "person2", "a"]), max_size=3))
def test_always_a_good_login(name: str, taken: set[str]) -> None:
    login = propose_login(name, taken)
    assert check_login(login) == login
    assert login.isascii()
    assert login not in taken
